// Finds things, relations and claims by words, whatever their case and accents.

import { at, NONE } from "./data.ts";
import type { Model } from "./model.ts";

/** The best few of a kind, and how many there are. */
export interface Hits<T> { hits: T[]; total: number }

export interface Found {
  /** The name itself first, then names that begin so, then names that hold it; the most connected first. */
  things: Hits<number>;
  relations: Hits<string>;
  /** Claims that hold all words, in their sentence, in who and what they join, or in the relation. */
  claims: Hits<number>;
  /** Whether the texts could be searched: false until they are read, and of many until they are prepared. */
  texts: boolean;
}

export function fold(text: string): string {
  // Most text is plain, and normalizing is slow.
  return /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Folded texts in one string, to be searched in one go. */
class Haystack {
  private readonly parts: string[] = [];
  private readonly starts: Uint32Array;
  private readonly text: (n: number) => string;
  private joined = "";

  constructor(count: number, text: (n: number) => string) {
    this.starts = new Uint32Array(count + 1);
    this.text = text;
  }

  /** Fold some more of the texts, or all; true when all are. */
  fill(most = Infinity): boolean {
    const count = this.starts.length - 1;
    if (this.joined || count === 0) return true;
    const stop = Math.min(count, this.parts.length + most);
    for (let n = this.parts.length; n < stop; n++) {
      const part = `${fold(this.text(n))}\n`;
      this.parts.push(part);
      this.starts[n + 1] = at(this.starts, n) + part.length;
    }
    if (stop < count) return false;
    this.joined = this.parts.join("");
    this.parts.length = 0;
    return true;
  }

  /** Calls for each text that holds the word, once, in order: where the word stands, and whether the text ends with it. */
  each(word: string, found: (n: number, start: number, end: boolean) => void): void {
    this.fill();
    const { joined, starts } = this;
    for (let low = 0, from = joined.indexOf(word); from >= 0;) {
      while ((starts[low + 1] ?? Infinity) <= from) low++;
      found(low, from - at(starts, low), joined[from + word.length] === "\n");
      from = joined.indexOf(word, at(starts, low + 1));
    }
  }
}

/** So many texts are folded between two looks at whether somebody waits. */
const SLICE = 2000;
/** So many at most are folded while somebody waits. */
const AT_ONCE = 20_000;

export class Search {
  private readonly model: Model;
  private known: Haystack | null = null;
  /** Whose each name is; labels first. */
  private readonly owners: number[] = [];
  private readonly quotes: Haystack;

  constructor(model: Model) {
    this.model = model;
    this.quotes = new Haystack(model.data.claims.count, (n) => model.quote(n));
  }

  private get names(): Haystack {
    if (this.known) return this.known;
    const names: string[] = [];
    this.model.data.things.forEach((thing, id) => {
      for (const name of [thing.label, ...(thing.names ?? [])]) {
        names.push(name);
        this.owners.push(id);
      }
    });
    this.known = new Haystack(names.length, (n) => at(names, n));
    return this.known;
  }

  /** Does a little of what the first search would have to do. */
  prepare(): "more" | "names" | "texts" {
    if (!this.names.fill(SLICE)) return "more";
    if (!this.model.textsLoaded) return "names";
    return this.quotes.fill(SLICE) ? "texts" : "more";
  }

  find(query: string, limit = 12): Found {
    const wanted = fold(query).replaceAll("\n", " ").trim();
    const { relations } = this.model.data;
    const texts = this.model.textsLoaded && this.quotes.fill(this.model.data.claims.count > AT_ONCE ? 0 : Infinity);
    if (!wanted) return { things: none(), relations: none(), claims: none(), texts };
    const named = relations.filter(({ label, name }) => fold(label).includes(wanted) || fold(name) === wanted).map(({ name }) => name);
    return {
      things: this.things(wanted, limit),
      relations: { hits: named.slice(0, limit), total: named.length },
      claims: this.claims([...new Set(wanted.split(/\s+/))], texts, limit),
      texts,
    };
  }

  private things(wanted: string, limit: number): Hits<number> {
    const best = new Map<number, number>();
    this.names.each(wanted, (name, start, end) => {
      const id = at(this.owners, name);
      const rank = start > 0 ? 2 : end ? 0 : 1;
      if (rank < (best.get(id) ?? 3)) best.set(id, rank);
    });
    const rank = (id: number): number => at(this.model.graph.rank, id);
    const sorted = [...best].sort((a, b) => a[1] - b[1] || rank(a[0]) - rank(b[0]) || a[0] - b[0]);
    return { hits: sorted.slice(0, limit).map(([id]) => id), total: best.size };
  }

  private claims(words: readonly string[], texts: boolean, limit: number): Hits<number> {
    const { claims, relations, things } = this.model.data;
    const matched = new Uint8Array(claims.count);
    words.forEach((word, round) => {
      const named = new Uint8Array(things.length);
      this.names.each(word, (name) => { named[at(this.owners, name)] = 1; });
      const related = relations.map(({ label }) => fold(label).includes(word));
      const match = (n: number): void => { if (matched[n] === round) matched[n] = round + 1; };
      if (texts) this.quotes.each(word, match);
      for (let n = 0; n < claims.count; n++) {
        const subject = claims.subject[n] ?? NONE;
        if (matched[n] === round && (named[claims.object[n] ?? 0] || (subject !== NONE && named[subject]) || related[claims.relation[n] ?? 0])) match(n);
      }
    });
    const hits: number[] = [];
    let total = 0;
    matched.forEach((rounds, n) => {
      if (rounds !== words.length) return;
      total++;
      if (hits.length < limit) hits.push(n);
    });
    return { hits, total };
  }
}

const none = <T>(): Hits<T> => ({ hits: [], total: 0 });
