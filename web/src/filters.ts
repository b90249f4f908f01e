// Which claims the filters let through, and how many each value of a facet would have: one pass over the columns.

import { at, NONE } from "./data.ts";
import type { Graph } from "./graph.ts";
import { UNDATED } from "./days.ts";
import { type Axis, bit, CONFIDENCE, type Counts, countsOf, type Facet, FACETS, FULL, NO_SPEAKER, type Range, TIME, type TimeRange, UNKNOWN } from "./facets.ts";
import { spansOf } from "./spans.ts";
import { HOW } from "./style.ts";

export class Filters {
  /** Per claim, the filters that reject it, a bit each. */
  readonly rejects: Uint16Array;
  confidence: Range = FULL;
  time: TimeRange | null = null;
  /** The time that is looked at while there is no range; null until somebody chose. */
  axis: Axis | null = null;
  private readonly graph: Graph;
  private readonly off: Record<Facet, Set<string>>;
  /** The values of each facet; codes are places in it. */
  private readonly values: Record<Facet, string[]>;
  /** Per claim its value, of a type per thing; of speakers see there. */
  private readonly codes: Record<Facet, ArrayLike<number>>;
  private readonly spans = new Map<Axis, { from: Int32Array; to: Int32Array }>();
  private counted: Counts | null = null;
  private unfiltered: Counts | null = null;
  private readonly changed: () => void;

  constructor(graph: Graph, changed: () => void) {
    this.graph = graph;
    this.changed = changed;
    const { data } = graph;
    const { claims } = data;
    this.rejects = new Uint16Array(claims.count);
    this.off = Object.fromEntries(FACETS.map((facet) => [facet, new Set<string>()])) as Record<Facet, Set<string>>;
    const types = coded(data.things.map((thing) => thing.type));
    const publishers = coded(data.articles.map((article) => article.publisher ?? UNKNOWN));
    this.values = {
      type: types.values, relation: data.relations.map(({ name }) => name), how: HOW, polarity: ["positive", "negative"],
      conflict: ["uncontested", "contradicted"], publisher: publishers.values, speaker: [],
    };
    this.codes = {
      type: types.codes, relation: claims.relation, how: claims.how, polarity: claims.negative,
      conflict: Uint8Array.from({ length: claims.count }, (_, n) => (claims.conflicts.size(n) ? 1 : 0)),
      publisher: claims.article.map((article) => publishers.codes[article] ?? 0), speaker: [],
    };
  }

  passes(claim: number): boolean {
    return this.rejects[claim] === 0;
  }

  /** The filters that are set. */
  get active(): (Facet | "confidence" | "time")[] {
    return [...FACETS.filter((facet) => this.off[facet].size > 0), ...(this.confidence === FULL ? [] : ["confidence" as const]), ...(this.time === null ? [] : ["time" as const])];
  }

  /** Whether nothing is switched off. */
  get open(): boolean {
    return this.active.length === 0;
  }

  isOff(facet: Facet, value: string): boolean {
    return this.off[facet].has(value);
  }

  offValues(facet: Facet): ReadonlySet<string> {
    return this.off[facet];
  }

  /** Switch values on or off; a relation takes along those that are kinds of it. */
  set(facet: Facet, values: string | readonly string[], on: boolean): void {
    for (const value of typeof values === "string" ? [values] : values) {
      for (const one of this.within(facet, value)) {
        if (on) this.off[facet].delete(one);
        else this.off[facet].add(one);
      }
    }
    this.again(facet);
  }

  /** Leave these values on alone. */
  only(facet: Facet, values: string | readonly string[]): void {
    const kept = new Set((typeof values === "string" ? [values] : values).flatMap((value) => this.within(facet, value)));
    this.off[facet].clear();
    for (const value of this.all(facet)) if (!kept.has(value)) this.off[facet].add(value);
    this.again(facet);
  }

  /** Switch everything on, in one facet or in all. */
  clear(facet?: Facet | "confidence" | "time"): void {
    for (const one of FACETS) {
      if ((facet !== undefined && facet !== one) || !this.off[one].size) continue;
      this.off[one].clear();
      this.mark(one);
    }
    if ((facet === undefined || facet === "confidence") && this.confidence !== FULL) this.markConfidence(FULL);
    if ((facet === undefined || facet === "time") && this.time !== null) this.markTime(null);
    this.counted = null;
    this.changed();
  }

  setConfidence(low: number, high: number): void {
    this.markConfidence(low <= 0 && high >= 100 ? FULL : [low, high]);
    this.counted = null;
    this.changed();
  }

  setAxis(axis: Axis | null): void {
    this.axis = axis;
    this.changed();
  }

  setTime(range: TimeRange | null): void {
    this.markTime(range);
    this.counted = null;
    this.changed();
  }

  /** All values that a facet has: of speakers those who say something, by IRI. */
  all(facet: Facet): string[] {
    return [...this.totals(facet).keys()];
  }

  /** A relation with all kinds of it; any other value alone. */
  within(facet: Facet, value: string): string[] {
    if (facet !== "relation") return [value];
    const { relations } = this.graph.data;
    const found = [value];
    for (const name of found) {
      relations.forEach((one) => { if (one.parent !== undefined && relations[one.parent]?.name === name && !found.includes(one.name)) found.push(one.name); });
    }
    return found;
  }

  counts(): Counts {
    this.counted ??= countsOf(this.graph, this.rejects, this.values, this.codes);
    return this.counted;
  }

  /** How many each value would have without any filter. */
  totals(facet: Facet): ReadonlyMap<string, number> {
    this.unfiltered ??= this.open ? this.counts() : countsOf(this.graph, new Uint16Array(this.rejects.length), this.values, this.codes);
    return this.unfiltered.facets[facet];
  }

  /** From the first to the last day of each claim; UNDATED where that is not told. */
  times(axis: Axis): { from: Int32Array; to: Int32Array } {
    let spans = this.spans.get(axis);
    if (!spans) this.spans.set(axis, (spans = spansOf(this.graph.data, axis)));
    return spans;
  }

  /** How many claims that the other filters let through begin on each day. */
  days(axis: Axis): Map<number, number> {
    const { from } = this.times(axis);
    const counts = new Map<number, number>();
    for (let n = 0; n < from.length; n++) {
      const day = from[n] ?? UNDATED;
      if (((this.rejects[n] ?? 0) & ~TIME) === 0) counts.set(day, (counts.get(day) ?? 0) + 1);
    }
    return counts;
  }

  private again(facet: Facet): void {
    this.mark(facet);
    this.counted = null;
    this.changed();
  }

  private mark(facet: Facet): void {
    const { claims, things } = this.graph.data;
    const off = this.off[facet];
    const flag = bit(facet);
    const reject = (test: (claim: number) => boolean): void => {
      for (let n = 0; n < claims.count; n++) this.rejects[n] = test(n) ? (this.rejects[n] ?? 0) | flag : (this.rejects[n] ?? 0) & ~flag;
    };
    if (off.size === 0) reject(() => false);
    else if (facet === "speaker") {
      const silent = Uint8Array.from(things, (thing) => (off.has(thing.iri) ? 1 : 0));
      const own = off.has(NO_SPEAKER);
      // Of several speakers one who is on is enough.
      reject((n) => (claims.speakers.size(n) ? claims.speakers.get(n).every((thing) => silent[thing] === 1) : own));
    } else {
      const codes = this.codes[facet];
      const hidden = Uint8Array.from(this.values[facet], (value) => (off.has(value) ? 1 : 0));
      const isOff = (place: number): boolean => hidden[codes[place] ?? 0] === 1;
      if (facet !== "type") reject(isOff);
      else {
        // Both ends must be of a type that is on.
        const end = (thing: number): boolean => thing !== NONE && this.graph.isNode(thing) && isOff(thing);
        reject((n) => end(at(claims.subject, n)) || end(at(claims.object, n)));
      }
    }
  }

  private markConfidence(range: Range): void {
    this.confidence = range;
    const { confidence } = this.graph.data.claims;
    for (let n = 0; n < confidence.length; n++) this.flag(n, CONFIDENCE, (confidence[n] ?? 0) < range[0] || (confidence[n] ?? 0) > range[1]);
  }

  private markTime(range: TimeRange | null): void {
    this.time = range;
    const { from, to } = this.times(range?.axis ?? "published");
    for (let n = 0; n < this.rejects.length; n++) {
      const first = from[n] ?? UNDATED;
      const out = range !== null && (first === UNDATED ? !range.unknown : first > range.to || (to[n] ?? first) < range.from);
      this.flag(n, TIME, out);
    }
  }

  private flag(claim: number, flag: number, on: boolean): void {
    this.rejects[claim] = on ? (this.rejects[claim] ?? 0) | flag : (this.rejects[claim] ?? 0) & ~flag;
  }
}

function coded(values: readonly string[]): { values: string[]; codes: Uint32Array } {
  const codes = new Map<string, number>();
  const list = Uint32Array.from(values, (value) => {
    const known = codes.get(value);
    if (known !== undefined) return known;
    codes.set(value, codes.size);
    return codes.size - 1;
  });
  return { values: [...codes.keys()], codes: list };
}
