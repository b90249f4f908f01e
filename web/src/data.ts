// The graph as the page holds it: claims in columns, numbers in place of IRIs. `wire.ts` makes it from what Python wrote.

import type { Lists } from "./lists.ts";

export interface Article {
  iri: string;
  id: string;
  title: string;
  publisher?: string;
  /** An ISO 8601 date or moment. */
  published?: string;
  url?: string;
  language?: string;
}

/** Two names that were taken for one thing's. */
export interface Merge {
  left: string;
  right: string;
  reason: string;
  /** 0 to 1, how sure it is. */
  score: number;
}

export interface Thing {
  iri: string;
  label: string;
  type: string;
  /** Its other names in the articles. */
  names?: string[];
  /** The same thing elsewhere: Wikidata, GeoNames. */
  same?: string[];
  merges?: Merge[];
  /** A place in `communities`. */
  community?: number;
}

/** A relation of some claim, or one that such a relation is a kind of. */
export interface Relation {
  name: string;
  label: string;
  /** The broader relation: a place in `relations`. */
  parent?: number;
  /** The PLOVER type that it belongs to, in words. */
  group?: string;
}

export interface Figure {
  value: string;
  unit?: string;
  bound: string;
  low?: string;
  high?: string;
}

/** One claim, taken from the columns. Things, articles and conflicting claims are numbers: places in their lists. */
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
  /** When it happens: a date, a month, a year or an interval of ISO 8601. */
  when?: string;
  /** When it is said, where that is not the day of publication. */
  said?: string;
  figure?: Figure;
  confidence: number;
  alleged?: true;
  conflicts?: number[];
  /** How many independent sources say the same. */
  sources: number;
  /** The words, where the article's text is not known. */
  quote?: string;
}

/** NONE stands for a thing that is not there. */
export const NONE = 0xffffffff;

/** All claims, in order of article and place in it. */
export interface Claims {
  count: number;
  iri: (claim: number) => string;
  article: Uint32Array;
  /** Places in `relations`. */
  relation: Uint16Array;
  subject: Uint32Array;
  object: Uint32Array;
  theme: Uint32Array;
  place: Uint32Array;
  start: Uint32Array;
  end: Uint32Array;
  /** Places in `HOWS`. */
  how: Uint8Array;
  /** 1 where it is said not to be so. */
  negative: Uint8Array;
  alleged: Uint8Array;
  /** In hundredths. */
  confidence: Uint8Array;
  sources: Uint16Array;
  speakers: Lists;
  conflicts: Lists;
  when: Map<number, string>;
  said: Map<number, string>;
  figure: Map<number, Figure>;
  quote: Map<number, string>;
}

/** Claims that cannot both hold, the earlier first. */
export interface Conflict {
  pair: [number, number];
  reason: "denied" | "figures";
}

/** Things that are linked more with each other than with others; stands for them while it is closed. */
export interface Community {
  /** The names of its most connected things. */
  label: string;
  /** The IRI of its most connected thing, which names it in addresses. */
  key: string;
  x: number;
  y: number;
  /** The radius of the circle that holds its things. */
  r: number;
  /** Of the node that stands for it. */
  size: number;
  things: number[];
}

/** A thing in its place; those of the group "Unnamed" mark that nobody is named, beside the thing `of`. */
export interface PlacedNode {
  id: number;
  group: string;
  x: number;
  y: number;
  size: number;
  /** In how many claims it is subject or object. */
  weight: number;
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
  title: string;
  articles: Article[];
  things: Thing[];
  relations: Relation[];
  claims: Claims;
  conflicts: Conflict[];
  communities: Community[];
  nodes: PlacedNode[];
  /** Colours given to edges in Python, by one of their claims. */
  edgeColours: Map<number, string>;
  /** Claims whose edge was taken out in Python. */
  undrawn: Set<number>;
}

/** At a position that is known to be filled. */
export function at<T>(list: ArrayLike<T>, index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`nothing at ${index} of ${list.length}`);
  return value;
}
