// Where things stand that are shown: where Python placed them among all, or in places of their own: a selection out of very many, and many around one.

import { at, NONE } from "./data.ts";
import type { Graph } from "./graph.ts";
import { arrange, type Place } from "./local.ts";
import { type Extent, radial } from "./radial.ts";
import { MOST, type Shown, type State } from "./shown.ts";
import type { Box } from "./spread.ts";

const COLUMN = 6.6;
const COLUMNS = 18;
const LINE = 15;
const LINES = 3;
/** So many around one stand in rings. */
const RINGS = 40;
/** So much of a community's circle is for its things. */
const INSIDE = 0.86;

/** `hangs` is of things in rings: the thing by way of which each is linked to the middle, NONE for that itself. */
export interface Standing extends Place { outwards?: number; hangs?: number }

export class Places {
  private readonly graph: Graph;
  /** What is shown decides, filters don't: nothing moves when they change, and what is undone comes back as it was. */
  private readonly known = new WeakMap<State, ReadonlyMap<number, Standing>>();

  constructor(graph: Graph) {
    this.graph = graph;
  }

  /** The places of things that don't stand where they stand among all. */
  of(shown: Shown): ReadonlyMap<number, Standing> {
    const known = this.known.get(shown.state);
    if (known) return known;
    const found = new Map<number, Standing>();
    if (!this.inRings(shown, found) && this.graph.ranked.length > MOST) {
      const wanted = shown.wanted();
      if (!shown.state.overview) this.place(wanted, found);
      else {
        this.graph.data.communities.forEach((circle, community) => this.place(wanted.filter((thing) => shown.community(thing) === community), found, circle));
      }
    }
    this.known.set(shown.state, found);
    return found;
  }

  private inRings(shown: Shown, found: Map<number, Standing>): boolean {
    const { around } = shown.state;
    const things = around ? shown.wanted() : [];
    const hub = things.indexOf(around?.thing ?? NONE);
    if (things.length < RINGS || hub < 0) return false;
    const centre = this.graph.nodes.get(at(things, hub)) ?? { x: 0, y: 0 };
    const known = things.map((thing) => at(this.graph.data.things, thing));
    const types = [...new Set(known.map(({ type }) => type))].sort();
    const extents = known.map(({ label }, n) => extentOf(label, this.graph.nodes.get(at(things, n))?.size ?? 0));
    const seats = radial(hub, this.links(things), extents, known.map(({ type, community }) => community ?? types.indexOf(type)));
    seats.forEach(({ x, y, outwards, hangs }, n) => {
      found.set(at(things, n), { x: x + centre.x, y: y + centre.y, hangs: hangs === null ? NONE : at(things, hangs), ...(outwards === undefined ? {} : { outwards }) });
    });
    return true;
  }

  /** By their places among these. */
  private links(things: readonly number[]): [number, number][] {
    const { edgeFrom, edgeTo, edgeCount } = this.graph;
    const seat = new Map(things.map((thing, n) => [thing, n]));
    const links: [number, number][] = [];
    for (let edge = 0; edge < edgeCount; edge++) {
      const [a, b] = [seat.get(edgeFrom[edge] ?? 0), seat.get(edgeTo[edge] ?? 0)];
      if (a !== undefined && b !== undefined && a !== b) links.push([a, b]);
    }
    return links;
  }

  private place(things: readonly number[], found: Map<number, Standing>, circle?: { x: number; y: number; r: number }): void {
    if (things.length < 2 || things.length > MOST) return;
    const { nodes } = this.graph;
    const links = this.links(things);
    const from = things.map((thing) => nodes.get(thing) ?? { x: 0, y: 0 });
    const boxes = things.map((thing) => boxOf(at(this.graph.data.things, thing).label, nodes.get(thing)?.size ?? 0));
    const placed = arrange(from, links, boxes);
    const fitted = circle ? within(placed, circle) : placed;
    things.forEach((thing, n) => { found.set(thing, at(fitted, n)); });
  }
}

function extentOf(label: string, size: number): Extent {
  return { size, width: Math.min(label.length, COLUMNS) * COLUMN, height: Math.min(LINES, Math.ceil(label.length / COLUMNS)) * LINE };
}

function boxOf(label: string, radius: number): Box {
  const { size, width, height } = extentOf(label, radius);
  return { half: Math.max(size, width / 2), above: size, below: size + 4 + height };
}

/** About the middle of a circle, and not beyond it. */
function within(places: readonly Place[], { x, y, r }: { x: number; y: number; r: number }): Place[] {
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const centre = { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
  const reach = Math.max(...places.map((place) => Math.hypot(place.x - centre.x, place.y - centre.y)));
  const scale = Math.min(1, (r * INSIDE) / (reach || 1));
  return places.map((place) => ({ x: Math.round(x + (place.x - centre.x) * scale), y: Math.round(y + (place.y - centre.y) * scale) }));
}
