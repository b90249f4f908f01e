// Draws a plan and its texts on a canvas, in pixels of the plan.

import { isRing, outline } from "../style.ts";
import type { Rect } from "./camera.ts";
import type { Curve } from "./curves.ts";
import { arrowhead, type Line, MARKED, type Plan, type Shape, stroked } from "./geometry.ts";
import { boxOf, overlap, type Placed } from "./labels.ts";
import type { Light } from "./light.ts";
import { lineColourOf, type Palette } from "./palette.ts";
import { CROSS, DISC, fontOf, marksOf, type Stroke, UNEQUAL } from "./strokes.ts";
import { leaderOf, ROW, type Text } from "./texts.ts";

/** How strongly what is not selected is drawn. */
export const DIM = 0.24;
export const DIM_TEXT = 0.5;
/** A conflict's ring stands so far from its shape. */
export const RING = 4;

export interface Painting {
  plan: Plan;
  texts: readonly Placed<Text>[];
  light: Light | null;
  palette: Palette;
  contested: ReadonlySet<number>;
  /** Nodes that move: either they and their lines are drawn, or all but these. */
  moving?: { ids: ReadonlySet<number>; drawn: boolean };
}

/** Only what touches the area. */
export function paint(ctx: CanvasRenderingContext2D, painting: Painting, area: Rect): void {
  const { plan, light, palette } = painting;
  const { ids, drawn } = painting.moving ?? { ids: new Set<number>(), drawn: false };
  const has = (...ends: Shape[]): boolean => ends.some(({ node }) => ids.has(node.id)) === drawn;
  const shapes = [...plan.shapes.values()].filter((shape) => has(shape) && inside(shape, area));
  const lines = plan.lines.filter((line) => has(line.from, line.to) && overlap(boxOfCurve(line.curve), area));
  const shines = (line: Line): boolean => light === null || line.edges.some(({ id }) => light.edges.has(id));
  const alpha = (lit: boolean): void => { ctx.globalAlpha = lit ? 1 : DIM; };
  ctx.lineJoin = "round";
  const ordered = [...lines.filter((line) => !shines(line)), ...lines.filter(shines)];
  const stroke = (line: Line): void => {
    ctx.globalAlpha = shines(line) ? (light === null ? plan.ink : 1) : DIM * plan.ink;
    strokeLine(ctx, line, palette, light !== null && shines(line) ? 0.8 : 0);
  };
  ordered.filter(isBehind).forEach(stroke);
  for (const shape of shapes) {
    if (!shape.region) continue;
    alpha(light === null || light.nodes.has(shape.node.id) || light.focus.has(shape.node.id));
    region(ctx, shape, palette, light?.focus.has(shape.node.id) ?? false);
  }
  ordered.filter((line) => !isBehind(line)).forEach(stroke);
  for (const shape of shapes) {
    if (shape.region) continue;
    alpha(light === null || light.nodes.has(shape.node.id));
    fillShape(ctx, shape, palette, light?.focus.has(shape.node.id) ?? false, painting.contested.has(shape.node.id));
  }
  for (const line of lines) {
    if (plan.zoom < MARKED && (light === null || !shines(line)) && !line.contested) continue;
    alpha(shines(line));
    markLine(ctx, line, palette);
  }
  const texts = painting.texts.filter(({ text }) => (text.shape ? has(text.shape) : text.line ? has(text.line.from, text.line.to) : true));
  ctx.globalAlpha = 1;
  for (const placed of texts) lead(ctx, placed, palette);
  for (const placed of texts) {
    if (!overlap(boxOf(placed), area)) continue;
    ctx.globalAlpha = placed.text.faded ? DIM_TEXT : 1;
    write(ctx, placed, palette);
  }
  ctx.globalAlpha = 1;
}

/** What links communities passes behind the regions of those that are open. */
export const isBehind = (line: Line): boolean => line.from.node.kind === "community" && line.to.node.kind === "community";

const inside = ({ x, y, radius }: Shape, area: Rect): boolean => x + radius + RING > area.left && x - radius - RING < area.right && y + radius + RING > area.top && y - radius - RING < area.bottom;

export function boxOfCurve(curve: Curve): Rect {
  const [xs, ys] = [[curve[0], curve[2], curve[4], curve[6]], [curve[1], curve[3], curve[5], curve[7]]];
  return { left: Math.min(...xs) - 5, top: Math.min(...ys) - 5, right: Math.max(...xs) + 5, bottom: Math.max(...ys) + 5 };
}

export function strokeLine(ctx: CanvasRenderingContext2D, line: Line, palette: Palette, thicker = 0): void {
  const colour = lineColourOf(line, palette);
  const [x0, y0, x1, y1, x2, y2, x3, y3] = stroked(line);
  const alpha = ctx.globalAlpha;
  ctx.globalAlpha = alpha * Math.min(1, line.weight + (thicker ? 0.3 : 0));
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.bezierCurveTo(x1, y1, x2, y2, x3, y3);
  ctx.strokeStyle = colour;
  ctx.lineWidth = line.width + thicker;
  ctx.setLineDash(line.dashes);
  ctx.stroke();
  if (line.dashes.length) ctx.setLineDash([]);
  ctx.globalAlpha = alpha;
  if (!line.arrow) return;
  ctx.fillStyle = colour;
  ctx.beginPath();
  for (const backwards of line.both ? [false, true] : [false]) {
    arrowhead(line.curve, line.arrow, backwards).forEach(({ x, y }, n) => (n ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
  }
  ctx.fill();
}

function region(ctx: CanvasRenderingContext2D, { x, y, radius }: Shape, palette: Palette, chosen: boolean): void {
  circle(ctx, x, y, radius);
  ctx.fillStyle = palette.region;
  ctx.fill();
  ctx.setLineDash([3, 4]);
  ctx.lineWidth = chosen ? 2.5 : 1.2;
  ctx.strokeStyle = chosen ? palette.selected : palette.marker;
  ctx.stroke();
  ctx.setLineDash([]);
}

export function fillShape(ctx: CanvasRenderingContext2D, shape: Shape, palette: Palette, chosen: boolean, contested: boolean): void {
  const { node, x, y, radius } = shape;
  const points = node.kind === "thing" ? outline(node.type, x, y, radius) : null;
  const ring = node.kind === "unnamed" || (node.kind === "thing" && isRing(node.type));
  const colour = node.color ?? (node.kind === "unnamed" ? palette.marker : node.kind === "community" ? palette.own : palette.type(node.type));
  const opaque = ctx.globalAlpha;
  if (points) {
    ctx.beginPath();
    points.forEach(([px, py], n) => (n ? ctx.lineTo(px, py) : ctx.moveTo(px, py)));
    ctx.closePath();
  } else circle(ctx, x, y, ring ? radius * 0.8 : radius);
  ctx.fillStyle = ring || node.kind === "community" ? (ring ? palette.canvas : palette.region) : colour;
  ctx.fill();
  if (ring || node.kind === "community") {
    ctx.lineWidth = ring ? radius * 0.42 : 2;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
  if (contested) {
    ctx.globalAlpha = opaque;
    circle(ctx, x, y, radius + RING);
    ctx.lineWidth = 1.8;
    ctx.strokeStyle = palette.conflict;
    ctx.stroke();
  }
  if (chosen) {
    circle(ctx, x, y, radius + (contested ? RING + 3.5 : RING));
    ctx.lineWidth = 2.5;
    ctx.strokeStyle = palette.selected;
    ctx.stroke();
  }
}

export function circle(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
}

export function markLine(ctx: CanvasRenderingContext2D, line: Line, palette: Palette): void {
  const marks = marksOf(line);
  if (!marks.length) return;
  const { x, y } = line.mark;
  const size = Math.min(1, Math.max(0.55, line.length / 60));
  for (const { kind, dx } of marks) {
    const left = x + dx * size;
    if (kind === "cross") {
      for (const [width, ink] of [[5, palette.halo], [2.2, palette.negative]] as const) strokes(ctx, CROSS, left, y, size, width, ink);
    } else {
      circle(ctx, left, y, DISC * size);
      ctx.fillStyle = palette.conflict;
      ctx.fill();
      strokes(ctx, UNEQUAL, left, y, size, 1.4 * size, palette.canvas);
    }
  }
}

function strokes(ctx: CanvasRenderingContext2D, all: readonly Stroke[], x: number, y: number, size: number, width: number, ink: string): void {
  ctx.beginPath();
  for (const [x1, y1, x2, y2] of all) {
    ctx.moveTo(x + x1 * size, y + y1 * size);
    ctx.lineTo(x + x2 * size, y + y2 * size);
  }
  ctx.lineWidth = width;
  ctx.strokeStyle = ink;
  ctx.stroke();
}

function lead(ctx: CanvasRenderingContext2D, placed: Placed<Text>, palette: Palette): void {
  const way = leaderOf(placed);
  if (!way) return;
  const [from, to] = way;
  for (const [width, ink] of [[3, palette.halo], [1, palette.muted]] as const) {
    ctx.beginPath();
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
    ctx.lineWidth = width;
    ctx.strokeStyle = ink;
    ctx.stroke();
  }
}

export function write(ctx: CanvasRenderingContext2D, { text, x, y }: Placed<Text>, palette: Palette): void {
  if (text.kind === "badge") plate(ctx, x, y, text.width, text.height, palette);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  text.rows.forEach((row, n) => {
    const [left, top] = [x + text.width / 2, y + (n + 0.5) * ROW];
    ctx.font = fontOf(row.size, row.weight);
    if (text.kind !== "badge") {
      ctx.lineWidth = 3.5;
      ctx.strokeStyle = palette.halo;
      ctx.strokeText(row.text, left, top);
    }
    ctx.fillStyle = row.muted ? palette.muted : palette.ink;
    ctx.fillText(row.text, left, top);
  });
}

export function plate(ctx: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, palette: Palette): void {
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, 7);
  ctx.fillStyle = palette.canvas;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = palette.marker;
  ctx.stroke();
}
