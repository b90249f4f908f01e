// Finds things and claims by words, whatever their case and accents.

import type { Data } from "./data.ts";
import { at } from "./data.ts";
import { quote, sentence } from "./words.ts";

export interface Hit {
  kind: "thing" | "claim";
  id: number;
}

export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export class Index {
  private readonly things: string[][];
  private readonly claims: string[];

  constructor(data: Data) {
    this.things = data.things.map((thing) => [thing.label, ...(thing.names ?? [])].map(fold));
    this.claims = data.claims.map((claim) => {
      return fold(`${sentence(data, claim)} ${quote(data, claim)}`);
    });
  }

  /** Things first: the name itself, names that begin so, names that hold it; then claims that hold all words. */
  find(query: string, limit = 12): Hit[] {
    const wanted = fold(query).trim();
    if (!wanted) return [];
    const ranked: [number, number][] = [];
    this.things.forEach((names, id) => {
      const rank = Math.min(...names.map((name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 9)));
      if (rank < 9) ranked.push([rank, id]);
    });
    ranked.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const words = wanted.split(/\s+/);
    const hits: Hit[] = ranked.slice(0, limit).map(([, id]) => ({ kind: "thing", id }));
    for (let id = 0; id < this.claims.length && hits.length < 2 * limit; id++) {
      if (words.every((word) => at(this.claims, id).includes(word))) hits.push({ kind: "claim", id });
    }
    return hits;
  }
}
