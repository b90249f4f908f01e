// What is drawn above the picture: what the pointer is on, and where the keyboard is.

import type { Rect } from "./camera.ts";
import { circle, fillShape, markLine, plate, strokeLine, write } from "./draw.ts";
import type { Line, Shape } from "./geometry.ts";
import { overlap, wrap } from "./labels.ts";
import type { Palette } from "./palette.ts";
import { type Measure, relationText, ROW, type Text, type Words } from "./texts.ts";
import { digits } from "../words.ts";

/** A line that is hovered, thicker, with what it says. */
export function emphasizeLine(ctx: CanvasRenderingContext2D, line: Line, palette: Palette, words: Words, window: Rect): void {
  strokeLine(ctx, line, palette, 1.6);
  for (const shape of [line.from, line.to]) if (!shape.region) fillShape(ctx, shape, palette, false, false);
  markLine(ctx, line, palette);
  const { x, y } = line.mark;
  card(ctx, relationText(words, line, false), { x, y, below: 12 }, palette, window);
}

/** A shape that is hovered: a ring, and its whole name, however long. */
export function emphasizeShape(ctx: CanvasRenderingContext2D, shape: Shape, palette: Palette, words: Words, window: Rect): void {
  circle(ctx, shape.x, shape.y, shape.radius + 4);
  ctx.lineWidth = 2;
  ctx.strokeStyle = palette.selected;
  ctx.stroke();
  if (!shape.node.label) return;
  const note = shape.node.kind === "thing" ? words.note(shape.node.id) : `${digits(shape.node.count)} ${shape.region ? "more things" : "things"}`;
  const rows = wrap(shape.node.label, 34, 8).map((text) => ({ text, size: 12, weight: 700 as const, muted: false }));
  const text: Text = { kind: "name", rows: note ? [...rows, { text: note, size: 11, weight: 400, muted: true }] : rows, shape, spots: [], faded: false, ...extent(rows, note, words.measure) };
  card(ctx, text, { x: shape.x, y: shape.y, below: Math.min(shape.radius, 200) + 7 }, palette, window);
}

/** Where the keyboard is: two rings, of which one is seen on any ground. */
export function markCursor(ctx: CanvasRenderingContext2D, { x, y, radius }: Shape, palette: Palette): void {
  for (const [distance, width, colour] of [[8, 5, palette.canvas], [8, 2.5, palette.ink]] as const) {
    circle(ctx, x, y, radius + distance);
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
}

function extent(rows: Text["rows"], note: string, measure: Measure): { width: number; height: number } {
  return { width: Math.max(measure(note, 11, 400), ...rows.map(({ text, size, weight }) => measure(text, size, weight))), height: (rows.length + (note ? 1 : 0)) * ROW };
}

/** A text on a plate, wholly inside the window, below a point or, where there is no room, above it. */
function card(ctx: CanvasRenderingContext2D, text: Text, at: { x: number; y: number; below: number }, palette: Palette, window: Rect): void {
  const [width, height] = [text.width + 14, text.height + 6];
  const x = Math.max(window.left + 4, Math.min(at.x - width / 2, window.right - width - 4));
  const under = at.y + at.below;
  const y = overlap({ left: x, right: x + width, top: under, bottom: under + height }, { ...window, top: window.bottom - 4, bottom: Infinity }) ? at.y - at.below - height : under;
  plate(ctx, x, y, width, height, palette);
  write(ctx, { text, x: x + 7, y: y + 3 }, palette);
}
