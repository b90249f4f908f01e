// The picture as SVG, by the same geometry as on the canvas: all of it, not only what the window shows.

import { svg } from "../dom.ts";
import type { Model } from "../model.ts";
import { isRing, outline } from "../style.ts";
import { boundsOf, type Rect, type Spot } from "./camera.ts";
import { arrowhead, type Line, MARKED, type Plan, planOf, type Shape, stroked } from "./geometry.ts";
import { DIM, DIM_TEXT, isBehind, RING } from "./draw.ts";
import { boxOf, type Placed } from "./labels.ts";
import { contestedIn, lightOf } from "./light.ts";
import { lineColourOf, type Palette } from "./palette.ts";
import { CROSS, DISC, FONT, marksOf, type Stroke, UNEQUAL } from "./strokes.ts";
import { leaderOf, type Measure, noteOf, ROW, type Text, textsOf } from "./texts.ts";

const PADDING = 24;

export interface Style { palette: Palette; zoom: number; moved: ReadonlyMap<number, Spot>; measure: Measure }

/** A whole document, ready to be written to a file. */
export function svgOf(model: Model, style: Style): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawing(model, style))}\n`;
}

export function drawing(model: Model, { palette, zoom, moved, measure }: Style): SVGElement {
  const light = lightOf(model);
  const plan = planOf(model.scene(), zoom, moved, (edge) => light?.edges.has(edge) ?? false);
  const contested = contestedIn(model);
  const texts = textsOf({ model, light, measure, note: (thing) => noteOf(model, thing), rings: ({ node }) => (contested.has(node.id) ? RING : 0) }, plan);
  const opacity = (lit: boolean, dim = DIM): string | null => (lit ? null : String(dim));
  const bright = (shape: Shape): boolean => light === null || light.nodes.has(shape.node.id) || light.focus.has(shape.node.id);
  const shines = (line: Line): boolean => light === null || line.edges.some(({ id }) => light.edges.has(id));
  const shapes = [...plan.shapes.values()];
  const ordered = [...plan.lines].sort((a, b) => Number(shines(a)) - Number(shines(b)));
  const { left, top, right, bottom } = extent(plan, texts);
  const [width, height] = [Math.ceil(right - left), Math.ceil(bottom - top)];
  return svg("svg", { viewBox: `${round(left)} ${round(top)} ${width} ${height}`, width, height, "font-family": FONT },
    svg("title", {}, clean(model.data.title)),
    svg("rect", { x: round(left), y: round(top), width, height, fill: palette.canvas }),
    ...[true, false].flatMap((behind) => [
      svg("g", {}, ...ordered.filter((line) => behind === isBehind(line)).map((line) => svg("g", { opacity: opacity(shines(line)) }, ...lineParts(line, palette)))),
      behind && svg("g", {}, ...shapes.filter(({ region }) => region).map((shape) => svg("g", { opacity: opacity(bright(shape)) }, drawn(shape, palette, false)))),
    ]),
    svg("g", {}, ...shapes.filter(({ region }) => !region).map((shape) => svg("g", { opacity: opacity(bright(shape)) }, drawn(shape, palette, contested.has(shape.node.id))))),
    svg("g", {}, ...plan.lines.filter((line) => marksOf(line).length && (zoom >= MARKED || line.contested || (light !== null && shines(line)))).map((line) => svg("g", { opacity: opacity(shines(line)) }, ...markParts(line, palette)))),
    svg("path", { d: leads(texts) || null, stroke: palette.muted, "stroke-width": 1 }),
    svg("g", { "text-anchor": "middle" }, ...texts.map((placed) => svg("g", { opacity: opacity(!placed.text.faded, DIM_TEXT) }, ...textParts(placed, palette)))));
}

const round = (value: number): number => Math.round(value * 10) / 10;
const points = (all: Iterable<Spot>): string => [...all].map(({ x, y }) => `${round(x)},${round(y)}`).join(" ");

/** Without the characters that XML cannot hold. */
function clean(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

function extent(plan: Plan, texts: readonly Placed<Text>[]): Rect {
  const boxes = [plan.bounds, ...texts.map(boxOf)];
  const all = boundsOf(boxes.flatMap(({ left, top, right, bottom }) => [{ x: left, y: top }, { x: right, y: bottom }])) ?? plan.bounds;
  return { left: all.left - PADDING, top: all.top - PADDING, right: all.right + PADDING, bottom: all.bottom + PADDING };
}

function lineParts(line: Line, palette: Palette): SVGElement[] {
  const colour = lineColourOf(line, palette);
  const [x0, y0, ...rest] = stroked(line).map(round);
  const way = svg("path", {
    d: `M${x0} ${y0}C${rest.join(" ")}`, fill: "none", stroke: colour, "stroke-width": round(line.width), "stroke-dasharray": line.dashes.map(round).join(" ") || null,
    "stroke-opacity": line.weight < 1 ? round(line.weight) : null,
  });
  const heads = line.arrow ? (line.both ? [false, true] : [false]).map((back) => svg("polygon", { points: points(arrowhead(line.curve, line.arrow, back)), fill: colour })) : [];
  return [way, ...heads];
}

function drawn(shape: Shape, palette: Palette, contested: boolean): SVGElement {
  const { node, x, y, radius, region } = shape;
  const [cx, cy] = [round(x), round(y)];
  const group = svg("g", {}, svg("title", {}, clean(node.label)));
  const colour = node.color ?? (node.kind === "unnamed" ? palette.marker : node.kind === "community" ? palette.own : palette.type(node.type));
  const corners = node.kind === "thing" ? outline(node.type, x, y, radius) : null;
  if (corners) group.append(svg("polygon", { points: points(corners.map(([px, py]) => ({ x: px, y: py }))), fill: colour }));
  else if (node.kind === "community") {
    group.append(svg("circle", { cx, cy, r: round(radius), fill: palette.region, stroke: region ? palette.marker : colour, "stroke-width": region ? 1.2 : 2, "stroke-dasharray": region ? "3 4" : null }));
  } else if (node.kind === "unnamed" || isRing(node.type)) group.append(svg("circle", { cx, cy, r: round(radius * 0.8), fill: palette.canvas, stroke: colour, "stroke-width": round(radius * 0.42) }));
  else group.append(svg("circle", { cx, cy, r: round(radius), fill: colour }));
  if (contested) group.append(svg("circle", { cx, cy, r: round(radius + RING), fill: "none", stroke: palette.conflict, "stroke-width": 1.8 }));
  return group;
}

function markParts(line: Line, palette: Palette): SVGElement[] {
  const { x, y } = line.mark;
  const size = Math.min(1, Math.max(0.55, line.length / 60));
  const strokes = (all: readonly Stroke[], left: number, width: number, stroke: string): SVGElement =>
    svg("path", { d: all.map(([x1, y1, x2, y2]) => `M${round(left + x1 * size)} ${round(y + y1 * size)}L${round(left + x2 * size)} ${round(y + y2 * size)}`).join(""), stroke, "stroke-width": width, fill: "none" });
  return marksOf(line).flatMap(({ kind, dx }) => {
    const left = x + dx * size;
    if (kind === "cross") return [strokes(CROSS, left, 5, palette.halo), strokes(CROSS, left, 2.2, palette.negative)];
    return [svg("circle", { cx: round(left), cy: round(y), r: round(DISC * size), fill: palette.conflict }), strokes(UNEQUAL, left, round(1.4 * size), palette.canvas)];
  });
}

function leads(texts: readonly Placed<Text>[]): string {
  return texts.map(leaderOf).filter((way) => way !== null).map((way) => `M${way.map(({ x, y }) => `${round(x)} ${round(y)}`).join("L")}`).join("");
}

function textParts({ text, x, y }: Placed<Text>, palette: Palette): SVGElement[] {
  const badge = text.kind === "badge";
  const plate = badge ? [svg("rect", { x: round(x), y: round(y), width: round(text.width), height: round(text.height), rx: 7, fill: palette.canvas, stroke: palette.marker })] : [];
  const rows = text.rows.map((row, n) => svg("text", {
    x: round(x + text.width / 2), y: round(y + (n + 0.5) * ROW), "dominant-baseline": "central", "font-size": row.size, "font-weight": row.weight, fill: row.muted ? palette.muted : palette.ink,
    ...(badge ? {} : { stroke: palette.halo, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" }),
  }, clean(row.text)));
  return [...plate, ...rows];
}
