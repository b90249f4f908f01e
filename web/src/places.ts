// Where things stand that are shown: where Python placed them among all, or, of a selection out of very many, in places of their own.

import { at } from "./data.ts";
import type { Graph } from "./graph.ts";
import { arrange, type Place } from "./local.ts";
import { MOST, type Shown, type State } from "./shown.ts";
import type { Box } from "./spread.ts";

const COLUMN = 6.6;
const COLUMNS = 18;
const LINE = 15;
const LINES = 3;
/** So much of a community's circle is for its things. */
const INSIDE = 0.86;

export class Places {
  private readonly graph: Graph;
  /** What is shown decides, filters don't: nothing moves when they change, and what is undone comes back as it was. */
  private readonly known = new WeakMap<State, ReadonlyMap<number, Place>>();

  constructor(graph: Graph) {
    this.graph = graph;
  }

  /** The places of things that don't stand where they stand among all. */
  of(shown: Shown): ReadonlyMap<number, Place> {
    const known = this.known.get(shown.state);
    if (known) return known;
    const found = new Map<number, Place>();
    if (this.graph.ranked.length > MOST) {
      const wanted = shown.wanted();
      if (!shown.state.overview) this.place(wanted, found);
      else {
        this.graph.data.communities.forEach((circle, community) => this.place(wanted.filter((thing) => shown.community(thing) === community), found, circle));
      }
    }
    this.known.set(shown.state, found);
    return found;
  }

  private place(things: readonly number[], found: Map<number, Place>, circle?: { x: number; y: number; r: number }): void {
    if (things.length < 2 || things.length > MOST) return;
    const { nodes, edgeFrom, edgeTo, edgeCount } = this.graph;
    const seat = new Map(things.map((thing, n) => [thing, n]));
    const links: [number, number][] = [];
    for (let edge = 0; edge < edgeCount; edge++) {
      const [a, b] = [seat.get(edgeFrom[edge] ?? 0), seat.get(edgeTo[edge] ?? 0)];
      if (a !== undefined && b !== undefined && a !== b) links.push([a, b]);
    }
    const from = things.map((thing) => nodes.get(thing) ?? { x: 0, y: 0 });
    const boxes = things.map((thing) => boxOf(at(this.graph.data.things, thing).label, nodes.get(thing)?.size ?? 0));
    const placed = arrange(from, links, boxes);
    const fitted = circle ? within(placed, circle) : placed;
    things.forEach((thing, n) => { found.set(thing, at(fitted, n)); });
  }
}

function boxOf(label: string, size: number): Box {
  const lines = Math.min(LINES, Math.ceil(label.length / COLUMNS));
  return { half: Math.max(size, (Math.min(label.length, COLUMNS) * COLUMN) / 2), above: size, below: size + 4 + lines * LINE };
}

/** About the middle of a circle, and not beyond it. */
function within(places: readonly Place[], { x, y, r }: { x: number; y: number; r: number }): Place[] {
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const centre = { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
  const reach = Math.max(...places.map((place) => Math.hypot(place.x - centre.x, place.y - centre.y)));
  const scale = Math.min(1, (r * INSIDE) / (reach || 1));
  return places.map((place) => ({ x: Math.round(x + (place.x - centre.x) * scale), y: Math.round(y + (place.y - centre.y) * scale) }));
}
