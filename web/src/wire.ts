// Reads what src/kgraph/render/payload.py wrote: the same fields in the same order there.

import { type Article, at, type Claims, type Community, type Data, type Figure, type Merge, NONE, type PlacedNode, type Relation, type Thing } from "./data.ts";
import { Lists } from "./lists.ts";
import { HOW } from "./style.ts";

export const VERSION = 2;

/** IRIs without what they all begin with. */
export interface Iris { base: string; rest: string[] }

/** Values of a few of many, by place; places as distances from the one before. */
export interface Sparse<T> { at: number[]; of: T[] }

/** Each of a few values many times. */
export interface Coded { values: string[]; codes: number[] }

export interface Wire {
  version: number;
  title: string;
  articles: {
    iri: Iris;
    id: string[];
    title: string[];
    /** How many claims each has; claims come in order of article. */
    claims: number[];
    publisher: Sparse<string>;
    published: Sparse<string>;
    url: Sparse<string>;
    language: Sparse<string>;
  };
  things: { iri: Iris; label: string[]; type: Coded; names: Sparse<string[]>; same: Sparse<string[]>; merges: Sparse<[string, string, string, number][]> };
  relations: Relation[];
  claims: {
    iri: Iris;
    relation: number[];
    /** The number of the thing plus one; 0 where nobody is named. */
    subject: number[];
    object: number[];
    /** As distance from where the one before in the article starts. */
    start: number[];
    length: number[];
    how: number[];
    confidence: number[];
    negative: number[];
    alleged: number[];
    theme: Sparse<number>;
    place: Sparse<number>;
    sources: Sparse<number>;
    speakers: Sparse<number[]>;
    when: Sparse<string>;
    said: Sparse<string>;
    figure: Sparse<Figure>;
    quote: Sparse<string>;
  };
  /** Claim, claim, 0 where one denies the other and 1 where their figures differ. */
  conflicts: [number, number, number][];
  communities: { id: number; label: string; x: number; y: number; r: number; size: number }[];
  nodes: { id: number[]; x: number[]; y: number[]; size: number[]; community: number[]; color: Sparse<string> };
  unnamed: { of: number[]; x: number[]; y: number[]; size: number[] };
  edgeColours: Sparse<string>;
  undrawn: number[];
}

export function read(wire: Wire): Data {
  if (wire.version !== VERSION) throw new Error(`data of version ${wire.version}, not ${VERSION}`);
  const claims = readClaims(wire);
  const things = readThings(wire);
  const nodes = readNodes(wire, claims, things);
  wire.nodes.community.forEach((community, n) => { if (community >= 0) at(things, at(wire.nodes.id, n)).community = community; });
  return {
    title: wire.title,
    articles: readArticles(wire),
    things,
    relations: wire.relations,
    claims,
    conflicts: wire.conflicts.map(([a, b, reason]) => ({ pair: [a, b], reason: reason ? "figures" : "denied" })),
    communities: readCommunities(wire, things, nodes),
    nodes,
    edgeColours: mapped(wire.edgeColours),
    undrawn: new Set(wire.undrawn),
  };
}

function readArticles({ articles: from }: Wire): Article[] {
  const articles: Article[] = from.iri.rest.map((rest, n) => ({ iri: from.iri.base + rest, id: at(from.id, n), title: at(from.title, n) }));
  for (const name of ["publisher", "published", "url", "language"] as const) {
    for (const [n, value] of mapped(from[name])) at(articles, n)[name] = value;
  }
  return articles;
}

function readThings({ things: from }: Wire): Thing[] {
  const { values, codes } = from.type;
  const things: Thing[] = from.iri.rest.map((rest, n) => ({ iri: from.iri.base + rest, label: at(from.label, n), type: at(values, at(codes, n)) }));
  for (const name of ["names", "same"] as const) for (const [n, value] of mapped(from[name])) at(things, n)[name] = value;
  for (const [n, merges] of mapped(from.merges)) at(things, n).merges = merges.map(([left, right, reason, score]): Merge => ({ left, right, reason, score }));
  return things;
}

function readClaims(wire: Wire): Claims {
  const from = wire.claims;
  const count = from.relation.length;
  const article = new Uint32Array(count);
  const start = new Uint32Array(count);
  const end = new Uint32Array(count);
  let n = 0;
  wire.articles.claims.forEach((claims, number) => {
    for (let before = 0, last = n + claims; n < last; n++) {
      article[n] = number;
      before += from.start[n] ?? 0;
      start[n] = before;
      end[n] = before + (from.length[n] ?? 0);
    }
  });
  const flags = (on: readonly number[]): Uint8Array => {
    const flagged = new Uint8Array(count);
    for (const claim of places(on)) flagged[claim] = 1;
    return flagged;
  };
  const someThing = (sparse: Sparse<number>): Uint32Array => {
    const column = new Uint32Array(count).fill(NONE);
    places(sparse.at).forEach((claim, k) => { column[claim] = at(sparse.of, k); });
    return column;
  };
  const sources = new Uint16Array(count).fill(1);
  for (const [claim, number] of mapped(from.sources)) sources[claim] = number;
  const pairs = wire.conflicts;
  return {
    count,
    iri: (claim) => from.iri.base + at(from.iri.rest, claim),
    article,
    relation: Uint16Array.from(from.relation),
    subject: Uint32Array.from(from.subject, (thing) => (thing ? thing - 1 : NONE)),
    object: Uint32Array.from(from.object),
    theme: someThing(from.theme),
    place: someThing(from.place),
    start,
    end,
    how: Uint8Array.from(from.how),
    negative: flags(from.negative),
    alleged: flags(from.alleged),
    confidence: Uint8Array.from(from.confidence),
    sources,
    speakers: Lists.sparse(count, places(from.speakers.at), from.speakers.of),
    conflicts: Lists.grouped(count, (put) => {
      for (const [a, b] of pairs) {
        put(a, b);
        put(b, a);
      }
    }),
    when: mapped(from.when),
    said: mapped(from.said),
    figure: mapped(from.figure),
    quote: mapped(from.quote),
  };
}

function readNodes(wire: Wire, claims: Claims, things: readonly Thing[]): PlacedNode[] {
  const weights = new Uint32Array(things.length);
  for (let n = 0; n < claims.count; n++) {
    const [subject, object] = [claims.subject[n] ?? NONE, claims.object[n] ?? NONE];
    weights[object] = (weights[object] ?? 0) + 1;
    if (subject !== NONE && subject !== object) weights[subject] = (weights[subject] ?? 0) + 1;
  }
  const { id, x, y, size, color } = wire.nodes;
  const nodes: PlacedNode[] = id.map((thing, n) => ({
    id: thing, group: at(things, thing).type, x: at(x, n), y: at(y, n), size: at(size, n), weight: weights[thing] ?? 0,
  }));
  for (const [n, colour] of mapped(color)) at(nodes, n).color = colour;
  const { of } = wire.unnamed;
  of.forEach((thing, n) => nodes.push({
    id: things.length + thing, group: "Unnamed", x: at(wire.unnamed.x, n), y: at(wire.unnamed.y, n), size: at(wire.unnamed.size, n), weight: 0, of: thing,
  }));
  return nodes;
}

function readCommunities(wire: Wire, things: readonly Thing[], nodes: readonly PlacedNode[]): Community[] {
  const communities = wire.communities.map(({ label, x, y, r, size }): Community => ({ label, key: "", x, y, r, size, things: [] }));
  const heaviest = communities.map(() => -1);
  for (const { id, weight, of } of nodes) {
    const number = of === undefined ? at(things, id).community : undefined;
    const community = number === undefined ? undefined : communities[number];
    if (!community || number === undefined) continue;
    community.things.push(id);
    if (weight <= (heaviest[number] ?? 0)) continue;
    heaviest[number] = weight;
    community.key = at(things, id).iri;
  }
  return communities;
}

function places(distances: readonly number[]): number[] {
  let last = 0;
  return distances.map((distance) => (last += distance));
}

function mapped<T>(sparse: Sparse<T>): Map<number, T> {
  return new Map(places(sparse.at).map((place, k) => [place, at(sparse.of, k)]));
}

/** How a claim is said, by the number in the column. */
export const howAt = (code: number): string => HOW[code] ?? "fact";
