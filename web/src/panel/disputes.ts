// Conflicting claims, those that hang together in one dispute, on its sides.

import type { Claim, Conflict } from "../data.ts";

export interface Dispute {
  /** A claim that tells what it is about, where all claims are about the same; undefined where they are not. */
  about: Claim | undefined;
  /** Claims by number; those of one side say the same. The side that speaks first comes first. */
  sides: number[][];
  reason: Conflict["reason"];
}

/** The disputes among all claims, or those in which one of `claims` has a part; the widest first. */
export function disputesOf(conflicts: readonly Conflict[], claim: (id: number) => Claim, claims?: Iterable<number>): Dispute[] {
  const rivals = new Map<number, Set<number>>();
  const figures = new Set<number>();
  for (const { pair: [a, b], reason } of conflicts) {
    for (const [one, other] of [[a, b], [b, a]] as const) rivals.set(one, (rivals.get(one) ?? new Set()).add(other));
    if (reason === "figures") figures.add(a).add(b);
  }
  const seen = new Set<number>();
  const found: Dispute[] = [];
  for (const start of claims ?? [...rivals.keys()].sort((a, b) => a - b)) {
    if (seen.has(start) || !rivals.has(start)) continue;
    const all = [start];
    seen.add(start);
    for (const one of all) {
      for (const rival of rivals.get(one) ?? []) {
        if (!seen.has(rival)) all.push(rival);
        seen.add(rival);
      }
    }
    all.sort((a, b) => a - b);
    const reason = all.every((id) => figures.has(id) || claim(id).figure) ? "figures" : "denied";
    const first = claim(all[0] ?? start);
    const alike = all.every((id) => same(claim(id), first, reason));
    found.push({ sides: sides(all, claim), reason, about: alike ? first : undefined });
  }
  const width = ({ sides }: Dispute): number => sides.reduce((sum, side) => sum + side.length, 0);
  return found.sort((a, b) => width(b) - width(a));
}

/** Figures may stand for themselves as objects: there the subject and the relation are enough. */
function same(one: Claim, other: Claim, reason: Conflict["reason"]): boolean {
  return one.subject === other.subject && one.relation === other.relation && (reason === "figures" || one.object === other.object);
}

/** On a side are those that agree in yes or no and in the figure. */
function sides(all: readonly number[], claim: (id: number) => Claim): number[][] {
  const found = new Map<string, number[]>();
  for (const id of all) {
    const { negative, figure } = claim(id);
    const key = JSON.stringify([negative ?? false, figure && [figure.value, figure.low, figure.high, figure.bound, figure.unit]]);
    const side = found.get(key);
    if (side) side.push(id);
    else found.set(key, [id]);
  }
  return [...found.values()];
}
