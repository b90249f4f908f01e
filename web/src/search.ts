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
  /** Whether the texts could be searched: false until they are read. */
  texts: boolean;
}

export function fold(text: string): string {
  // Most text is plain, and normalizing is slow.
  return /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Folded texts in one string, to be searched in one go. */
class Haystack {
  private readonly text: string;
  private readonly starts: Uint32Array;

  constructor(count: number, texts: (n: number) => string) {
    const starts = new Uint32Array(count + 1);
    const parts: string[] = [];
    let length = 0;
    for (let n = 0; n < count; n++) {
      const part = `${texts(n)}\n`;
      parts.push(part);
      starts[n] = length;
      length += part.length;
    }
    starts[count] = length;
    this.starts = starts;
    this.text = parts.join("");
  }

  /** Calls for each text that holds the word, once, in order. */
  each(word: string, found: (n: number, at: number) => void): void {
    for (let from = this.text.indexOf(word); from >= 0;) {
      let [low, high] = [0, this.starts.length - 1];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (at(this.starts, middle) <= from) low = middle;
        else high = middle;
      }
      found(low, from - at(this.starts, low));
      from = this.text.indexOf(word, at(this.starts, low + 1));
    }
  }
}

export class Search {
  private readonly model: Model;
  private names: Haystack | null = null;
  /** Whose each name is; labels first. */
  private owners: number[] = [];
  private lengths: number[] = [];
  private quotes: Haystack | null = null;

  constructor(model: Model) {
    this.model = model;
  }

  find(query: string, limit = 12): Found {
    const wanted = fold(query).replaceAll("\n", " ").trim();
    const { relations } = this.model.data;
    if (!wanted) return { things: none(), relations: none(), claims: none(), texts: this.model.textsLoaded };
    const named = relations.filter(({ label, name }) => fold(label).includes(wanted) || fold(name) === wanted).map(({ name }) => name);
    return {
      things: this.things(wanted, limit),
      relations: { hits: named.slice(0, limit), total: named.length },
      claims: this.claims([...new Set(wanted.split(/\s+/))], limit),
      texts: this.model.textsLoaded,
    };
  }

  private nameStack(): Haystack {
    if (this.names) return this.names;
    const names: string[] = [];
    this.model.data.things.forEach((thing, id) => {
      for (const name of [thing.label, ...(thing.names ?? [])]) {
        names.push(fold(name));
        this.owners.push(id);
      }
    });
    this.lengths = names.map((name) => name.length);
    this.names = new Haystack(names.length, (n) => at(names, n));
    return this.names;
  }

  private things(wanted: string, limit: number): Hits<number> {
    const best = new Map<number, number>();
    this.nameStack().each(wanted, (name, start) => {
      const id = at(this.owners, name);
      const rank = start > 0 ? 2 : at(this.lengths, name) === wanted.length ? 0 : 1;
      if (rank < (best.get(id) ?? 3)) best.set(id, rank);
    });
    const rank = (id: number): number => at(this.model.graph.rank, id);
    const sorted = [...best].sort((a, b) => a[1] - b[1] || rank(a[0]) - rank(b[0]) || a[0] - b[0]);
    return { hits: sorted.slice(0, limit).map(([id]) => id), total: best.size };
  }

  private claims(words: readonly string[], limit: number): Hits<number> {
    const { claims, relations, things } = this.model.data;
    if (!this.quotes && this.model.textsLoaded) this.quotes = new Haystack(claims.count, (n) => fold(this.model.quote(n)));
    const matched = new Uint8Array(claims.count);
    words.forEach((word, round) => {
      const named = new Uint8Array(things.length);
      this.nameStack().each(word, (name) => { named[at(this.owners, name)] = 1; });
      const related = relations.map(({ label }) => fold(label).includes(word));
      const match = (n: number): void => { if (matched[n] === round) matched[n] = round + 1; };
      this.quotes?.each(word, match);
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
