// The facets by which claims are filtered, and how many claims each of their values has.

import { at, NONE } from "./data.ts";
import type { Graph } from "./graph.ts";

export const FACETS = ["type", "relation", "how", "polarity", "conflict", "publisher", "speaker"] as const;
export type Facet = (typeof FACETS)[number];
export const AXES = ["published", "said", "happened"] as const;
export type Axis = (typeof AXES)[number];

export const NO_SPEAKER = "own";
export const UNKNOWN = "?";

/** Days since 1970, both included; `unknown` keeps what has no such date. */
export interface TimeRange { axis: Axis; from: number; to: number; unknown: boolean }

/** In hundredths, both included. */
export type Range = readonly [number, number];
export const FULL: Range = [0, 100];

/** How many of what the other filters let through: claims; of a type, things. */
export interface Counts {
  facets: Record<Facet, Map<string, number>>;
  /** By hundredth. */
  confidence: Uint32Array;
  /** Claims that all filters let through. */
  passing: number;
}

export const CONFIDENCE = 1 << FACETS.length;
export const TIME = CONFIDENCE << 1;
export const bit = (facet: Facet): number => 1 << FACETS.indexOf(facet);

/** A claim counts for a facet if no other filter rejects it. */
export function countsOf(graph: Graph, rejects: Uint16Array, values: Record<Facet, string[]>, coded: Record<Facet, ArrayLike<number>>): Counts {
  const { data } = graph;
  const { claims, things } = data;
  const plain = FACETS.filter((facet) => facet !== "type" && facet !== "speaker");
  const tables = plain.map((facet) => ({ flag: bit(facet), codes: coded[facet], found: new Uint32Array(values[facet].length), there: new Uint8Array(values[facet].length) }));
  const spoken = { found: new Uint32Array(things.length), there: new Uint8Array(things.length), own: 0, anyOwn: false };
  const ends = { seen: new Uint8Array(things.length) };
  const confidence = new Uint32Array(101);
  let passing = 0;
  for (let n = 0; n < claims.count; n++) {
    const rejected = rejects[n] ?? 0;
    if (rejected === 0) passing++;
    // With two filters against it a claim counts nowhere.
    const alone = (rejected & (rejected - 1)) === 0;
    for (let k = 0; k < tables.length; k++) {
      const { flag, codes, found, there } = at(tables, k);
      const code = codes[n] ?? 0;
      there[code] = 1;
      if (alone && (rejected & ~flag) === 0) found[code] = (found[code] ?? 0) + 1;
    }
    if ((rejected & ~CONFIDENCE) === 0) confidence[claims.confidence[n] ?? 0] = (confidence[claims.confidence[n] ?? 0] ?? 0) + 1;
    const through = (rejected & ~bit("speaker")) === 0 ? 1 : 0;
    const [start, end] = [claims.speakers.starts[n] ?? 0, claims.speakers.starts[n + 1] ?? 0];
    if (start === end) {
      spoken.own += through;
      spoken.anyOwn = true;
    }
    for (let k = start; k < end; k++) {
      const thing = claims.speakers.values[k] ?? 0;
      spoken.there[thing] = 1;
      spoken.found[thing] = (spoken.found[thing] ?? 0) + through;
    }
    const typed = (rejected & ~bit("type")) === 0 ? 2 : 1;
    const [subject, object] = [claims.subject[n] ?? NONE, claims.object[n] ?? NONE];
    if (subject !== NONE && (ends.seen[subject] ?? 0) < typed) ends.seen[subject] = typed;
    if ((ends.seen[object] ?? 0) < typed) ends.seen[object] = typed;
  }
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, new Map<string, number>()])) as Counts["facets"];
  plain.forEach((facet, k) => {
    const { found, there } = at(tables, k);
    values[facet].forEach((value, code) => { if (there[code]) facets[facet].set(value, at(found, code)); });
  });
  if (spoken.anyOwn) facets.speaker.set(NO_SPEAKER, spoken.own);
  things.forEach((thing, n) => {
    if (spoken.there[n]) facets.speaker.set(thing.iri, at(spoken.found, n));
    if (ends.seen[n] && graph.isNode(n)) facets.type.set(thing.type, (facets.type.get(thing.type) ?? 0) + (ends.seen[n] === 2 ? 1 : 0));
  });
  return { facets, confidence, passing };
}
