// How wide a text is on the canvas.

import { fontOf } from "./strokes.ts";
import type { Measure } from "./texts.ts";

const known = new Map<string, number>();
let ctx: CanvasRenderingContext2D | null = null;
/** The font that the canvas has now: to set one takes longer than to measure. */
let set = "";

export const measure: Measure = (text, size, weight) => {
  const key = `${weight} ${size} ${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  ctx ??= document.createElement("canvas").getContext("2d");
  if (!ctx) return text.length * size * 0.55;
  const font = fontOf(size, weight);
  if (font !== set) ctx.font = set = font;
  const { width } = ctx.measureText(text);
  known.set(key, width);
  return width;
};
