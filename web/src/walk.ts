// Goes along the links that the filters let through: to neighbours, so many links away, from one thing to another.

import { at, NONE } from "./data.ts";
import type { Filters } from "./filters.ts";
import type { Graph } from "./graph.ts";

export type Direction = "out" | "in";

/** The things that a thing is linked with by one relation in one direction. */
export interface Neighbours { relation: string; direction: Direction; total: number; shown: number }

export class Walk {
  private readonly graph: Graph;
  private readonly filters: Filters;

  constructor(graph: Graph, filters: Filters) {
    this.graph = graph;
    this.filters = filters;
  }

  /** Each thing that a claim that the filters let through links with this one. */
  links(thing: number, each: (other: number, relation: string, direction: Direction) => void): void {
    const { claims, relations } = this.graph.data;
    const { edgesOf, edgeClaims, edgeFrom } = this.graph;
    for (let n = edgesOf.starts[thing] ?? 0; n < (edgesOf.starts[thing + 1] ?? 0); n++) {
      const edge = edgesOf.values[n] ?? 0;
      const other = this.graph.across(edge, thing);
      if (other === NONE || other === thing) continue;
      const direction = edgeFrom[edge] === thing ? "out" : "in";
      for (let k = edgeClaims.starts[edge] ?? 0; k < (edgeClaims.starts[edge + 1] ?? 0); k++) {
        const claim = edgeClaims.values[k] ?? 0;
        if (this.filters.rejects[claim] === 0) each(other, relations[claims.relation[claim] ?? 0]?.name ?? "", direction);
      }
    }
  }

  byRank(things: Iterable<number>): number[] {
    return [...things].sort((a, b) => at(this.graph.rank, a) - at(this.graph.rank, b));
  }

  neighbours(thing: number, shown: ReadonlySet<number>): Neighbours[] {
    const found = new Map<string, { relation: string; direction: Direction; others: Set<number> }>();
    this.links(thing, (other, relation, direction) => {
      const key = `${direction} ${relation}`;
      let one = found.get(key);
      if (!one) found.set(key, (one = { relation, direction, others: new Set() }));
      one.others.add(other);
    });
    return [...found.values()]
      .map(({ relation, direction, others }) => ({ relation, direction, total: others.size, shown: [...others].filter((other) => shown.has(other)).length }))
      .sort((a, b) => b.total - a.total || (a.relation < b.relation ? -1 : a.relation > b.relation ? 1 : a.direction < b.direction ? 1 : -1));
  }

  /** The things at most so many links away, itself first; how many the limit leaves out. */
  around(thing: number, depth: number, limit: number): { found: number[]; left: number } {
    const seen = new Set([thing]);
    let ring = [thing];
    let left = 0;
    for (let n = 0; n < depth; n++) {
      const next = new Set<number>();
      for (const one of ring) this.links(one, (other) => { if (!seen.has(other)) next.add(other); });
      ring = this.byRank(next).slice(0, Math.max(0, limit - seen.size));
      left += next.size - ring.length;
      for (const one of ring) seen.add(one);
    }
    return { found: [...seen], left };
  }

  /** The things on a shortest way, ends included; null where there is none. */
  path(from: number, to: number): number[] | null {
    const before = new Map<number, number>([[from, NONE]]);
    for (let ring = [from]; ring.length && !before.has(to);) {
      const next: number[] = [];
      for (const one of ring) {
        const found = new Set<number>();
        this.links(one, (other) => { if (!before.has(other)) found.add(other); });
        for (const other of this.byRank(found)) {
          before.set(other, one);
          next.push(other);
        }
      }
      ring = next;
    }
    if (!before.has(to)) return null;
    const path = [to];
    for (let step = before.get(to) ?? NONE; step !== NONE; step = before.get(step) ?? NONE) path.unshift(step);
    return path;
  }
}
