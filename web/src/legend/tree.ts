// Relations as a tree: each under the broader one, with what its own claims and those of its kinds come to.

import type { Relation } from "../data.ts";

export interface Branch {
  name: string;
  label: string;
  children: Branch[];
  /** Its own name and those of all below it. */
  names: string[];
}

/** Branches with the most claims first. */
export function treeOf(relations: readonly Relation[], totals: ReadonlyMap<string, number>): Branch[] {
  const branches: Branch[] = relations.map(({ name, label }) => ({ name, label, children: [], names: [name] }));
  const roots: Branch[] = [];
  relations.forEach(({ parent }, n) => {
    const branch = branches[n];
    const above = parent === undefined || loops(relations, n) ? undefined : branches[parent];
    if (branch) (above?.children ?? roots).push(branch);
  });
  const gather = (branch: Branch): void => {
    branch.children.forEach(gather);
    branch.names = [branch.name, ...branch.children.flatMap(({ names }) => names)];
    branch.children.sort((a, b) => sum(b, totals) - sum(a, totals) || (a.label < b.label ? -1 : 1));
  };
  roots.forEach(gather);
  return roots.filter((branch) => sum(branch, totals) > 0).sort((a, b) => sum(b, totals) - sum(a, totals) || (a.label < b.label ? -1 : 1));
}

function loops(relations: readonly Relation[], start: number): boolean {
  const seen = new Set<number>();
  for (let n: number | undefined = start; n !== undefined; n = relations[n]?.parent) {
    if (seen.has(n)) return true;
    seen.add(n);
  }
  return false;
}

export const sum = (branch: Branch, counts: ReadonlyMap<string, number>): number => branch.names.reduce((total, name) => total + (counts.get(name) ?? 0), 0);

export type Tick = "on" | "off" | "mixed";

/** A box stands for itself and all below it. Names without claims have no say. */
export function tickOf(branch: Branch, off: ReadonlySet<string>, totals: ReadonlyMap<string, number>): Tick {
  const counted = branch.names.filter((name) => totals.has(name));
  const gone = counted.filter((name) => off.has(name)).length;
  return gone === 0 ? "on" : gone === counted.length ? "off" : "mixed";
}

/** Down to those whose names hold the words, with what leads to them. */
export function pruned(branches: readonly Branch[], matches: (label: string) => boolean): Branch[] {
  return branches.flatMap((branch) => {
    if (matches(branch.label)) return [branch];
    const children = pruned(branch.children, matches);
    return children.length ? [{ ...branch, children }] : [];
  });
}
