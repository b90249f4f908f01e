// What of the graph is shown: an overview of communities, or things; what was opened, expanded, taken away. Each step can be undone.

import { at, NONE } from "./data.ts";
import type { Filters } from "./filters.ts";
import type { Graph } from "./graph.ts";
import { type Direction, type Neighbours, Walk } from "./walk.ts";

export type { Direction, Neighbours } from "./walk.ts";

/** So many things are shown without being asked for. */
export const MOST = 300;
const FIRST = 150;
/** So many neighbours, or things of a community, come at once. */
export const STEP = 20;

/** Never changed, only replaced: undo keeps the ones before. */
export interface State {
  /** Communities stand for those of their things that are not shown. */
  readonly overview: boolean;
  /** How many of the most connected things are shown. */
  readonly top: number;
  /** How many things of a community are shown, the most connected first. */
  readonly opened: ReadonlyMap<number, number>;
  /** Shown because somebody asked for them. */
  readonly things: ReadonlySet<number>;
  /** Taken away. */
  readonly gone: ReadonlySet<number>;
  /** What all that is shown was asked to be around, and how many links away. */
  readonly around?: { readonly thing: number; readonly depth: number };
}

/** What a step brought: the things that are new in the picture, and how many more there would be. */
export interface Step { added: number[]; left: number }

export interface Expansion { relation?: string; direction?: Direction; limit?: number }

export class Shown {
  state: State;
  readonly start: State;
  private readonly graph: Graph;
  private readonly filters: Filters;
  private readonly changed: () => void;
  private readonly walk: Walk;
  private readonly past: State[] = [];
  private readonly future: State[] = [];
  private readonly placeInCommunity: Uint32Array;
  private current: Set<number> | null = null;

  constructor(graph: Graph, filters: Filters, changed: () => void) {
    this.graph = graph;
    this.filters = filters;
    this.changed = changed;
    this.walk = new Walk(graph, filters);
    const many = graph.ranked.length > MOST;
    const overview = many && graph.data.communities.length > 1;
    this.start = { overview, top: overview ? 0 : many ? FIRST : graph.ranked.length, opened: new Map(), things: new Set(), gone: new Set() };
    this.state = this.start;
    const counts = new Uint32Array(graph.data.communities.length);
    this.placeInCommunity = new Uint32Array(graph.data.things.length).fill(NONE);
    for (const thing of graph.ranked) {
      const community = this.community(thing);
      if (community === undefined) continue;
      const place = counts[community] ?? 0;
      this.placeInCommunity[thing] = place;
      counts[community] = place + 1;
    }
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** The things that are shown: wanted, and in some claim that the filters let through. */
  things(): ReadonlySet<number> {
    this.current ??= new Set(this.alive().filter((thing) => this.wants(thing)));
    return this.current;
  }

  /** The things that somebody asked for, whatever the filters say. */
  wanted(): number[] {
    return this.graph.ranked.filter((thing) => this.wants(thing));
  }

  /** Forget what was worked out: the filters changed. */
  refresh(): void {
    this.current = null;
    this.living = null;
  }

  /** Things in some claim that the filters let through, the most connected first. */
  alive(): readonly number[] {
    if (this.living) return this.living;
    const { claims, things } = this.graph.data;
    const seen = new Uint8Array(things.length);
    const { rejects } = this.filters;
    for (let n = 0; n < claims.count; n++) {
      if (rejects[n] !== 0) continue;
      seen[claims.object[n] ?? 0] = 1;
      const subject = claims.subject[n] ?? NONE;
      if (subject !== NONE) seen[subject] = 1;
    }
    this.living = this.graph.ranked.filter((thing) => seen[thing]);
    return this.living;
  }
  private living: readonly number[] | null = null;

  /** How many things of each community, alive but not shown, its node stands for. */
  rest(): Uint32Array {
    const counts = new Uint32Array(this.graph.data.communities.length);
    const shown = this.things();
    for (const thing of this.alive()) {
      const community = this.community(thing);
      if (community !== undefined && !shown.has(thing)) counts[community] = (counts[community] ?? 0) + 1;
    }
    return counts;
  }

  community(thing: number): number | undefined {
    return this.graph.data.things[thing]?.community;
  }

  open(community: number, limit = STEP): Step {
    const members = this.alive().filter((thing) => this.community(thing) === community);
    const hidden = members.filter((thing) => !this.things().has(thing));
    const added = hidden.slice(0, limit);
    const last = added[added.length - 1];
    if (last === undefined) return { added, left: 0 };
    const opened = new Map(this.state.opened).set(community, Math.max(this.state.opened.get(community) ?? 0, at(this.placeInCommunity, last) + 1));
    this.go({ ...this.state, opened, gone: without(this.state.gone, added) });
    return { added, left: hidden.length - added.length };
  }

  /** Put the things of a community back into its node. */
  close(community: number): void {
    const opened = new Map(this.state.opened);
    opened.delete(community);
    const things = new Set([...this.state.things].filter((thing) => this.community(thing) !== community));
    this.go({ ...this.state, opened, things });
  }

  neighbours(thing: number): Neighbours[] {
    return this.walk.neighbours(thing, this.things());
  }

  /** Show more of the things that a thing is linked with, the most connected first. */
  expand(thing: number, { relation, direction, limit = STEP }: Expansion = {}): Step {
    const wanted = relation === undefined ? null : new Set(this.filters.within("relation", relation));
    const found = new Set<number>();
    this.walk.links(thing, (other, name, way) => {
      if ((wanted?.has(name) ?? true) && (direction === undefined || direction === way) && !this.things().has(other)) found.add(other);
    });
    return this.add(this.walk.byRank(found), limit);
  }

  /** Take away what hangs on this thing alone. */
  collapse(thing: number): number[] {
    const shown = this.things();
    const leaves = new Set<number>();
    this.walk.links(thing, (other) => {
      if (!shown.has(other) || leaves.has(other)) return;
      let alone = true;
      this.walk.links(other, (next) => { if (next !== thing && next !== other && shown.has(next)) alone = false; });
      if (alone) leaves.add(other);
    });
    if (leaves.size) this.go(this.minus(leaves));
    return [...leaves];
  }

  hide(things: readonly number[]): void {
    this.go(this.minus(new Set(things)));
  }

  /** Show these too, however unconnected they are. */
  add(things: readonly number[], limit = things.length): Step {
    const added = things.slice(0, limit);
    if (added.length) this.go({ ...this.state, things: new Set([...this.state.things, ...added]), gone: without(this.state.gone, added) });
    return { added, left: things.length - added.length };
  }

  only(things: readonly number[]): void {
    this.go({ overview: false, top: 0, opened: new Map(), things: new Set(things), gone: new Set() });
  }

  /** Show only what is at most so many links away. */
  around(thing: number, depth: number, limit = MOST): Step {
    const { found, left } = this.walk.around(thing, depth, limit);
    this.go({ overview: false, top: 0, opened: new Map(), things: new Set(found), gone: new Set(), around: { thing, depth } });
    return { added: found, left };
  }

  /** What is so near, whatever is shown. */
  within(thing: number, depth: number, limit = MOST): number[] {
    return this.walk.around(thing, depth, limit).found;
  }

  /** The fewest links from one thing to another, whichever way they point; null where there is no way. */
  path(from: number, to: number): number[] | null {
    const path = this.walk.path(from, to);
    if (!path) return null;
    this.add(path.filter((thing) => !this.things().has(thing)));
    return path;
  }

  /** So many of the most connected. */
  top(count: number): void {
    this.go({ ...this.start, overview: false, top: count, things: this.state.things });
  }

  all(): void {
    this.top(this.graph.ranked.length);
  }

  reset(): void {
    this.go(this.start);
  }

  undo(): void {
    const before = this.past.pop();
    if (before) this.swap(before, this.future);
  }

  redo(): void {
    const after = this.future.pop();
    if (after) this.swap(after, this.past);
  }

  /** Another state: a step that can be undone, unless it is the same. */
  go(state: State): void {
    if (state === this.state) return;
    this.future.length = 0;
    this.swap(state, this.past);
  }

  private swap(state: State, kept: State[]): void {
    kept.push(this.state);
    this.state = state;
    this.current = null;
    this.changed();
  }

  private wants(thing: number): boolean {
    const { top, opened, things, gone } = this.state;
    if (gone.has(thing)) return false;
    if (things.has(thing) || at(this.graph.rank, thing) < top) return true;
    const community = this.community(thing);
    return community !== undefined && at(this.placeInCommunity, thing) < (opened.get(community) ?? 0);
  }

  private minus(away: ReadonlySet<number>): State {
    return { ...this.state, things: new Set([...this.state.things].filter((thing) => !away.has(thing))), gone: new Set([...this.state.gone, ...away]) };
  }
}

function without(set: ReadonlySet<number>, away: readonly number[]): ReadonlySet<number> {
  if (!away.some((one) => set.has(one))) return set;
  const left = new Set(set);
  for (const one of away) left.delete(one);
  return left;
}
