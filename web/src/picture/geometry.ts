// Where shapes, lines, arrowheads and marks stand at one zoom, in pixels from the picture's origin. Canvas and SVG both draw this.

import type { Scene, SceneEdge, SceneNode } from "../scene.ts";
import { lineStyle } from "../style.ts";
import { boundsOf, clamp, type Rect, type Spot } from "./camera.ts";
import { arc, type Curve, leaving, lengthOf, loop, part, pointOn } from "./curves.ts";

export interface Shape {
  node: SceneNode;
  x: number;
  y: number;
  radius: number;
  /** A community of which some things are shown: a region around them. */
  region: boolean;
}

/** One line: an edge, or several between the same two shapes. */
export interface Line {
  edges: SceneEdge[];
  from: Shape;
  to: Shape;
  curve: Curve;
  length: number;
  /** The way of saying it that most of its claims have. */
  how: string;
  negative: boolean;
  /** Some of its claims deny, but not all. */
  mixed: boolean;
  contested: boolean;
  quoted: boolean;
  count: number;
  width: number;
  /** How strongly it is drawn, 0 to 1: links of communities by their claims, weakly what leads across rings. */
  weight: number;
  dashes: number[];
  /** Pixels; 0 where there is no room for an arrowhead. */
  arrow: number;
  /** Whether it points both ways. */
  both: boolean;
  /** A place on it that no shape covers, near its middle: for marks. */
  mark: Spot;
  color?: string;
}

export interface Plan {
  zoom: number;
  shapes: Map<number, Shape>;
  lines: Line[];
  /** How strongly lines are drawn, 0 to 1: where there are very many small ones, weakly. */
  ink: number;
  /** The line that draws each edge. */
  lineOf: Map<number, Line>;
  /** Of shapes, without names. */
  bounds: Rect;
}

/** How far the middles of parallel lines are apart, in pixels, at most and at least. */
const APART = 17;
const TELLABLE = 8;
const BEND = 0.085;
const MARGIN = 2;
/** Nearer than this lines have their full width; farther away they are thinner, and marks stand only on what is selected. */
const FULL = 0.45;
const MANY = 400;
/** How strongly lines are drawn that lead from ring to ring elsewhere than outwards. */
const ACROSS = 0.5;
export const MARKED = 0.25;
/** Marks keep so far from shapes. */
const CLEAR = 7;
const CLEARINGS = [0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78];

/** Far away, shapes shrink less than distances do; communities are as big as the room that their things take. */
export function radiusOf(node: SceneNode, zoom: number): number {
  if (node.kind === "community") return Math.max(7, (node.r ?? node.size) * zoom * 0.94);
  const radius = zoom < 1 ? node.size * Math.pow(zoom, 0.45) : node.size * Math.pow(zoom, 0.75);
  return Math.max(node.kind === "unnamed" ? 1.5 : 2.5, radius);
}

/** `moved` are places that the reader gave to nodes; `apart` says whether the lines of an edge must lie apart, however far away. */
export function planOf(scene: Scene, zoom: number, moved: ReadonlyMap<number, Spot> = new Map(), apart: (edge: number) => boolean = () => false): Plan {
  const opened = new Set<number>();
  for (const node of scene.nodes.values()) if (node.kind === "thing" && node.community !== undefined) opened.add(node.community);
  const shapes = new Map<number, Shape>();
  for (const node of scene.nodes.values()) {
    const { x, y } = moved.get(node.id) ?? node;
    const region = node.kind === "community" && node.community !== undefined && opened.has(node.community);
    shapes.set(node.id, { node, x: x * zoom, y: y * zoom, radius: radiusOf(node, zoom), region });
  }
  const lines: Line[] = [];
  let heaviest = 1;
  for (const edge of scene.edges.values()) if (edge.kind === "link") heaviest = Math.max(heaviest, edge.count);
  for (const edges of pairs(scene)) {
    const [first] = edges;
    const one = first && shapes.get(Math.min(first.from, first.to));
    const other = first && shapes.get(Math.max(first.from, first.to));
    if (one && other) lines.push(...between(edges, one, other, heaviest, apart));
  }
  const all = [...shapes.values()].filter(({ region }) => !region);
  for (const line of lines) if (isMarked(line)) line.mark = clearSpot(line, all);
  const lineOf = new Map<number, Line>();
  for (const line of lines) for (const edge of line.edges) lineOf.set(edge.id, line);
  const thin = clamp(zoom / FULL, 0.4, 1);
  for (const line of lines) {
    if (line.edges[0]?.kind === "link") continue;
    line.width *= thin;
    line.arrow *= Math.sqrt(thin);
  }
  return { zoom, shapes, lines, lineOf, ink: lines.length > MANY ? 0.3 + 0.7 * thin : 1, bounds: boundsOf(corners(shapes.values())) ?? { left: 0, top: 0, right: 0, bottom: 0 } };
}

export const isMarked = (line: Line): boolean => line.negative || line.mixed || line.contested;

/** A place on a line that no shape covers, as near to its middle as there is one. */
export function clearSpot(line: Line, shapes: readonly Shape[]): Spot {
  const free = ({ x, y }: Spot): boolean => shapes.every((shape) => Math.hypot(shape.x - x, shape.y - y) > shape.radius + CLEAR);
  return CLEARINGS.map((t) => pointOn(line.curve, t)).find(free) ?? middleOf(line);
}

function* corners(shapes: Iterable<Shape>): Generator<Spot> {
  for (const { x, y, radius } of shapes) {
    yield { x: x - radius, y: y - radius };
    yield { x: x + radius, y: y + radius };
  }
}

/** The edges of each two shapes, in a fixed order. */
function pairs(scene: Scene): SceneEdge[][] {
  const found = new Map<number, SceneEdge[]>();
  for (const edge of scene.edges.values()) {
    const key = Math.min(edge.from, edge.to) * 2 ** 26 + Math.max(edge.from, edge.to);
    const pair = found.get(key);
    if (pair) pair.push(edge);
    else found.set(key, [edge]);
  }
  return [...found.values()].map((pair) => pair.sort((a, b) => a.from - b.from || a.id - b.id));
}

function between(edges: SceneEdge[], one: Shape, other: Shape, heaviest: number, apart: (edge: number) => boolean): Line[] {
  if (one === other) return [lineFrom(edges, one, other, loop(one, one.radius + MARGIN), heaviest)];
  // What a community's things have to do with its others is inside it.
  if ((one.region && one.node.community === other.node.community) || (other.region && other.node.community === one.node.community)) return [];
  const distance = Math.hypot(one.x - other.x, one.y - other.y);
  const room = Math.max(0, distance - one.radius - other.radius);
  const step = Math.min(APART, room * 0.14, (room * 0.6) / edges.length);
  if (edges.length > 1 && (step >= TELLABLE || edges.some(({ id }) => apart(id)))) {
    return edges.map((edge, n) => {
      const aside = (n - (edges.length - 1) / 2) * Math.max(step, TELLABLE);
      // Seen from the other end, left is right.
      return edge.from === one.node.id ? curved([edge], one, other, aside, heaviest) : curved([edge], other, one, -aside, heaviest);
    }).filter((line) => line !== null);
  }
  const forward = edges.filter((edge) => edge.from === one.node.id);
  // Straight outwards, so that it leads past all others that stand there.
  const bend = edges[0]?.way === "along" ? 0 : distance * BEND;
  const line = forward.length ? curved(edges, one, other, bend, heaviest) : curved(edges, other, one, -bend, heaviest);
  return line ? [line] : [];
}

function curved(edges: SceneEdge[], from: Shape, to: Shape, aside: number, heaviest: number): Line | null {
  const whole = arc(from, to, aside);
  const begin = leaving(whole, from, from.radius + MARGIN, false);
  const end = leaving(whole, to, to.radius + MARGIN, true);
  return begin < end ? lineFrom(edges, from, to, part(whole, begin, end), heaviest) : null;
}

function lineFrom(edges: SceneEdge[], from: Shape, to: Shape, curve: Curve, heaviest: number): Line {
  const count = edges.reduce((sum, edge) => sum + edge.count, 0);
  const most = edges.reduce((best, edge) => (edge.count > best.count ? edge : best));
  const denied = edges.filter((edge) => edge.polarity === "negative").length;
  const negative = denied === edges.length;
  const link = most.kind === "link";
  const length = lengthOf(curve);
  const width = link ? 0.6 + 5.4 * (count / heaviest) : lineStyle(most.how).width + Math.min(count - 1, 5) * 0.3;
  const same = edges.every((edge) => edge.how === most.how);
  const color = edges.map((edge) => edge.color).find((one) => one !== undefined);
  return {
    edges, from, to, curve, length, weight: link ? 0.06 + 0.44 * (count / heaviest) : edges[0]?.way === "across" ? ACROSS : 1, mark: pointOn(curve, 0.5), how: same ? most.how : "fact", negative, mixed: denied > 0 && !negative, count, width,
    contested: edges.some((edge) => edge.contested), quoted: edges.every((edge) => edge.quoted),
    dashes: same ? dashesFor(most.how, length) : [],
    arrow: link || length < 11 ? 0 : clamp(length * 0.2, 4.5, 7.5) + width * 0.7,
    both: !link && edges.some((edge) => edge.from !== from.node.id),
    ...(color === undefined ? {} : { color }),
  };
}

/** Dashes that can be told from others: on a short line they are shorter, so that a few of them fit. */
export function dashesFor(how: string, length: number): number[] {
  const { dashes } = lineStyle(how);
  const period = dashes.reduce((sum, dash) => sum + dash, 0);
  if (!period) return [];
  const scale = clamp(length / (period * 2.6), 0.5, 1);
  return dashes.map((dash) => Math.max(1.2, dash * scale));
}

/** The three corners of an arrowhead at the end of a curve, or at its beginning. */
export function arrowhead(curve: Curve, size: number, backwards = false): readonly [Spot, Spot, Spot] {
  const tip = backwards ? { x: curve[0], y: curve[1] } : { x: curve[6], y: curve[7] };
  const back = leaving(curve, tip, size, !backwards);
  const from = pointOn(curve, back);
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const [dx, dy] = [((tip.x - from.x) / length) * size, ((tip.y - from.y) / length) * size];
  const wide = 0.42;
  return [tip, { x: tip.x - dx - dy * wide, y: tip.y - dy + dx * wide }, { x: tip.x - dx + dy * wide, y: tip.y - dy - dx * wide }];
}

/** The curve as far as it is stroked: not into its arrowheads. */
export function stroked(line: Line): Curve {
  if (!line.arrow) return line.curve;
  const inset = Math.min(0.45, (line.arrow * 0.8) / (line.length || 1));
  return part(line.curve, line.both ? inset : 0, 1 - inset);
}

export const middleOf = (line: Line): Spot => pointOn(line.curve, 0.5);
