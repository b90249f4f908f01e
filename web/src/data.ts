// What the page is given (src/kgraph/render/payload.py writes it): plain values, numbers in place of IRIs.

export interface Article {
  iri: string;
  id: string;
  title: string;
  text?: string;
  publisher?: string;
  published?: string;
  url?: string;
  language?: string;
}

export interface Thing {
  iri: string;
  label: string;
  type: string;
  /** Its other names in the articles. */
  names?: string[];
  /** The same thing elsewhere. */
  same?: string[];
}

export interface Figure {
  value: string;
  unit?: string;
  bound: string;
  low?: string;
  high?: string;
}

/** Things, articles and conflicting claims are numbers: places in the lists of the data. */
export interface Claim {
  iri: string;
  article: number;
  relation: string;
  /** Missing where the text leaves it open who does it. */
  subject?: number;
  object: number;
  /** UTF-16 code units of the article's text, half open. */
  start: number;
  end: number;
  /** Outermost first; missing where the article says it itself. */
  speakers?: number[];
  /** Missing means asserted. */
  modality?: string;
  negative?: true;
  theme?: number;
  place?: number;
  when?: string;
  figure?: Figure;
  confidence: number;
  alleged?: true;
  conflicts?: number[];
  /** The words, where the article's text is not known. */
  quote?: string;
}

/** A thing in its place; those of the group "Unnamed" mark that nobody is named, beside the thing `of`. */
export interface PlacedNode {
  id: number;
  group: string;
  x: number;
  y: number;
  size: number;
  weight?: number;
  /** Where it stands while only the most connected of many are shown. */
  core?: [number, number];
  of?: number;
  color?: string;
}

/** The claims of one pair, direction, way of saying it and polarity. */
export interface Bundle {
  id: number;
  from: number;
  to: number;
  how: string;
  polarity: string;
  claims: number[];
  color?: string;
}

export interface Data {
  version: number;
  title: string;
  articles: Article[];
  things: Thing[];
  relations: Record<string, string>;
  claims: Claim[];
  nodes: PlacedNode[];
  edges: Bundle[];
}

/** At a position that is known to be filled. */
export function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`nothing at ${index} of ${list.length}`);
  return value;
}
