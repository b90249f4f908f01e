// What there is to write, the most important first: names, what is known in figures, relations of lines, counts.

import { at } from "../data.ts";
import type { Model } from "../model.ts";
import { sideOf } from "../radial.ts";
import type { SceneNode } from "../scene.ts";
import { digits, figure, plural, relation } from "../words.ts";
import type { Rect, Spot } from "./camera.ts";
import { lengthOf, pointOn } from "./curves.ts";
import { isMarked, type Line, MARKED, type Plan, type Shape } from "./geometry.ts";
import { around, boxOf, farSpots, leader, nameSpots, overlap, type Placed, placeLabels, shortened, towards, type Wanted, wrap } from "./labels.ts";
import type { Light } from "./light.ts";

export type Weight = 400 | 500 | 700;
export interface Row { text: string; size: number; weight: Weight; muted: boolean }

/** Lines of text in the middle of a box; a badge has a plate of its own. */
export interface Text extends Wanted {
  rows: Row[];
  kind: "name" | "relation" | "badge";
  /** Whose it is. */
  shape?: Shape;
  line?: Line;
  faded: boolean;
  /** What is written instead where there is no room for it. */
  less?: Text;
}

/** How wide a text is, in pixels. */
export type Measure = (text: string, size: number, weight: Weight) => number;

export const ROW = 15;
/** So many of the most connected have their names written, come what may. */
const ALWAYS = 10;
/** More names than this cannot be told apart anyway. */
const TRIED = 900;
/** From this zoom on relations are written on lines. */
const NEAR = 1.5;
const COUNTED = 0.4;
const EVERY = 14;
/** So few things that are lit have their names written, wherever they stand. */
const FEW = 25;
/** So many communities have their names written, shortened where need be. */
const GROUPS = 60;
/** Of so many some are named a little away from where they stand; of more only where there is room at them. */
const CROWD = 90;
const AWAY = 30;
/** And communities so far. */
const APART = 74;
/** The name of a bigger community is rather shortened than written beside its circle. */
const SMALL = 14;
/** Of a name that is shortened so many letters are left. */
const [LETTERS, FEWER] = [14, 9];
/** A name may cross the rims of circles. */
const ROUND = 0.8;

const ANGLES = { right: 0, below: Math.PI / 2, left: Math.PI, above: -Math.PI / 2 };

/** What texts are made from. */
export interface Words {
  model: Model;
  light: Light | null;
  measure: Measure;
  /** What is written below the name of a thing. */
  note: (thing: number) => string;
  /** How far the rings around a shape reach. */
  rings: (shape: Shape) => number;
}

/** Texts in their places; none crosses the border of the window, or stands where something covers the picture. What is lit goes over what is faded. */
export function textsOf(words: Words, plan: Plan, window?: Rect, covered: readonly Rect[] = []): Placed<Text>[] {
  const { light } = words;
  const all = [...plan.shapes.values()];
  const circles = new Map(all.filter(({ node, region }) => node.kind === "community" && !region).map((shape) => [shape, around({ ...shape, radius: shape.radius * ROUND })]));
  const things = all.filter(({ node }) => node.kind !== "community");
  const bright = ({ node }: Shape): boolean => light === null || light.nodes.has(node.id);
  const shines = (line: Line): boolean => light === null || line.edges.some(({ id }) => light.edges.has(id));
  const room = (lit: boolean): Rect[] => [
    ...things.filter((shape) => bright(shape) === lit).map((shape) => around({ ...shape, radius: shape.radius + words.rings(shape) })),
    ...[...circles].filter(([shape]) => bright(shape) === lit).map(([, circle]) => circle),
  ];
  const marks = (lit: boolean): Rect[] => plan.lines.filter((line) => isMarked(line) && shines(line) === lit && (plan.zoom >= MARKED || line.contested)).map((line) => around({ ...line.mark, radius: 8 }));
  const crowd = all.filter((shape) => light?.nodes.has(shape.node.id) && (!window || overlap(around(shape), window))).length;
  return placeLabels(wanted(words, plan, circles, crowd), {
    boxes: [...covered, ...marks(true)], shapes: room(true), faded: [...room(false), ...marks(false)], points: pointsOf(plan.lines.filter(shines)), ...(window ? { window } : {}),
  });
}

/** The line that leads from a thing to its name, where that is farther away than names are. */
export function leaderOf(placed: Placed<Text>): readonly [Spot, Spot] | null {
  const { kind, shape } = placed.text;
  return kind === "name" && shape && !shape.region ? leader(boxOf(placed), shape) : null;
}

function* pointsOf(lines: readonly Line[]): Generator<Spot> {
  for (const { curve, length } of lines) for (let n = 0.5; n * EVERY < length; n++) yield pointOn(curve, (n * EVERY) / length);
}

function* wanted(words: Words, plan: Plan, circles: ReadonlyMap<Shape, Rect>, crowd: number): Generator<Text> {
  const { light } = words;
  const named = [...plan.shapes.values()].filter(({ node }) => node.kind !== "unnamed");
  const rank = ({ node }: Shape): number => (light?.focus.has(node.id) ? 0 : light?.nodes.has(node.id) ? 1 : node.kind === "community" ? 2 : 3);
  const things = named.map((shape) => ({ shape, rank: rank(shape) }));
  const write = (shape: Shape, must: boolean): Text => nameText(words, shape, must);
  // The name of the one that is selected stays at it.
  const alone: ReadonlySet<number> = light?.focus.size === 1 ? light.focus : new Set();
  const over = (shape: Shape, must: boolean): Text => {
    const text = write(shape, must);
    const far = shape.node.kind === "thing" && crowd <= CROWD && !alone.has(shape.node.id) ? farSpots({ ...shape, radius: shape.radius + words.rings(shape) }, text.width, text.height, crowd <= FEW ? Infinity : AWAY) : [];
    return { ...text, spots: [...text.spots, ...far], over: true, ...own(circles.get(shape)) };
  };
  const bright = things.filter(({ rank }) => rank < 2);
  for (const { shape, rank } of bright) if (rank === 0) yield over(shape, true);
  for (const { shape, rank } of bright) if (rank === 1) yield over(shape, crowd <= FEW);
  const lit = plan.lines.filter((line) => line.edges.some(({ id }) => light?.edges.has(id)));
  if (lit.length <= 60) for (const line of lit) yield relationText(words, line, false);
  const groups = things.filter(({ rank }) => rank === 2).sort((a, b) => b.shape.node.count - a.shape.node.count);
  const short = (text: Text, shape: Shape, far: number): Text => ({ ...text, less: shortText(words, text, shape, far) });
  for (const [n, { shape }] of groups.entries()) {
    const text = { ...write(shape, shape.region), ...own(circles.get(shape)) };
    yield n < GROUPS && !shape.region ? short(text, shape, APART) : text;
  }
  let tried = 0;
  for (const { shape, rank } of things) {
    if (rank !== 3 || tried++ >= TRIED) continue;
    const must = !light && tried <= ALWAYS && groups.length === 0;
    yield must ? short(write(shape, true), shape, AWAY) : write(shape, false);
  }
  if (plan.zoom < COUNTED) return;
  const shining = new Set(lit);
  const rest = plan.lines.filter((line) => !shining.has(line)).sort((a, b) => b.count - a.count);
  for (const line of rest) {
    if (plan.zoom >= NEAR && line.edges[0]?.kind !== "link") yield relationText(words, line, light !== null);
    else if (line.count > 1 && line.edges[0]?.kind !== "link") yield badgeText(words, line, light !== null);
  }
}

const own = (circle: Rect | undefined): { own?: Rect } => (circle ? { own: circle } : {});

function nameText({ light, measure, note: noteOf, rings }: Words, shape: Shape, must: boolean): Text {
  const { node } = shape;
  const focus = light?.focus.has(node.id) ?? false;
  const group = node.kind === "community";
  const lines = group ? namesOf(node.label, shape.radius) : wrap(node.label, focus ? 24 : 18, focus ? 5 : 3);
  const rows: Row[] = lines.map((text) => ({ text, size: 12, weight: focus || group ? 700 : 500, muted: false }));
  const note = group ? (shape.region ? `${digits(node.count)} more` : plural(node.count, "thing")) : noteOf(node.id);
  if (note) rows.push({ text: note, size: 11, weight: 400, muted: true });
  const { width, height } = sizeOf(rows, measure);
  const { x, y } = shape;
  const radius = shape.radius + rings(shape);
  const [left, above] = [x - width / 2, y - height / 2];
  const spots = !group ? outside(node, nameSpots({ x, y, radius }, width, height), shape, width, height)
    : shape.region ? [{ x: left, y: y - radius - height - 2 }, { x: left, y: y + radius + 2 }]
      : [{ x: left, y: above }, { x: left, y: above + radius * 0.6 }, { x: left, y: above - radius * 0.6 }, ...(radius < SMALL ? nameSpots({ x, y, radius }, width, height) : [])];
  return { kind: "name", rows, shape, spots, width, height, must, firm: group, faded: light !== null && !light.nodes.has(node.id) };
}

/** The first name alone, in one line: across a circle, with few letters if need be; at its shape; at last wherever there is room near by, come what may. */
function shortText({ measure, rings }: Words, { kind, own: circle, firm = false, faded }: Text, shape: Shape, far: number): Text {
  const { x, y } = shape;
  const round = { x, y, radius: shape.radius + rings(shape) };
  const name = shape.node.label.split(", ")[0] ?? "";
  const text = (letters: number, spotsOf: (width: number, height: number) => Spot[], rest: Partial<Text>): Text => {
    const rows: Row[] = [{ text: shortened(name, letters), size: 12, weight: firm ? 700 : 500, muted: false }];
    const { width, height } = sizeOf(rows, measure);
    return { kind, rows, shape, width, height, faded, firm, spots: spotsOf(width, height), ...own(circle), ...rest };
  };
  const inside = (width: number, height: number): Spot[] => [{ x: x - width / 2, y: y - height / 2 }];
  const near = (width: number, height: number): Spot[] => nameSpots(round, width, height);
  const last = text(LETTERS, (width, height) => [...near(width, height), ...farSpots(round, width, height, far)], { must: true });
  return firm ? text(LETTERS, inside, { less: text(FEWER, inside, { must: true, less: last }) }) : text(LETTERS, near, { less: last });
}

/** Names of what stands in rings stand outside. */
function outside({ outwards }: SceneNode, spots: Spot[], shape: Spot, width: number, height: number): Spot[] {
  return outwards === undefined ? spots : towards(spots, shape, width, height, ANGLES[sideOf(outwards)]);
}

/** The first name of a community, and the second where its circle has room. */
function namesOf(label: string, radius: number): string[] {
  const columns = Math.max(13, Math.round(radius / 3.2));
  const [first = [], second = []] = label.split(", ").map((name) => wrap(name, columns));
  return second.length && first.length + second.length <= Math.max(2, radius / 16) ? [...first, ...second] : [...first];
}

/** What a thing has in figures: one, or how many. */
export function noteOf(model: Model, thing: number): string {
  const figures = model.figures(thing);
  const first = figures[0] === undefined ? undefined : model.data.claims.figure.get(figures[0]);
  return figures.length > 1 ? plural(figures.length, "figure") : first ? figure(first).slice(0, 30) : "";
}

function sizeOf(rows: readonly Row[], measure: Measure): { width: number; height: number } {
  return { width: Math.max(1, ...rows.map(({ text, size, weight }) => measure(text, size, weight))), height: rows.length * ROW };
}

/** Along the line, its middle first; a mark keeps the middle for itself. */
function lineSpots(line: Line, width: number, height: number): Spot[] {
  const places = isMarked(line) ? [0.36, 0.64, 0.28, 0.72] : [0.5, 0.4, 0.6, 0.3, 0.7];
  return places.map((t) => pointOn(line.curve, t)).map(({ x, y }) => ({ x: x - width / 2, y: y - height / 2 }));
}

export function relationText({ model, measure }: Words, line: Line, faded: boolean): Text {
  const rows: Row[] = [{ text: relationsOf(model, line), size: 11, weight: 400, muted: true }];
  const { width, height } = sizeOf(rows, measure);
  return { kind: "relation", rows, line, spots: lengthOf(line.curve) < 20 ? [] : lineSpots(line, width, height), width, height, faded };
}

function badgeText({ measure }: Words, line: Line, faded: boolean): Text {
  const rows: Row[] = [{ text: `×${line.count}`, size: 10.5, weight: 700, muted: true }];
  const width = sizeOf(rows, measure).width + 8;
  return { kind: "badge", rows, line, spots: line.length < width + 14 ? [] : lineSpots(line, width, 15), width, height: 15, faded };
}

/** The relations that a line stands for, and how many claims. */
export function relationsOf(model: Model, line: Line): string {
  const { claims } = model.data;
  if (line.edges.some(({ kind }) => kind === "link")) return plural(line.count, "claim");
  const all = line.edges.flatMap((edge) => edge.claims);
  const names = [...new Set(all.map((claim) => at(model.data.relations, at(claims.relation, claim)).name))].map((name) => relation(model.data, name));
  return names.slice(0, 2).join(", ") + (names.length > 2 ? ` +${names.length - 2}` : "") + (all.length > names.length ? ` ×${all.length}` : "");
}
