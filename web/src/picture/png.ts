// What the window shows as an image.

import { h } from "../dom.ts";
import { paint } from "./draw.ts";
import type { Surface } from "./surface.ts";

/** So many times the size of the picture, on its ground. */
export async function pngOf(surface: Surface, scale: number): Promise<Blob | null> {
  const { layers, palette, view } = surface;
  const canvas = h("canvas", { width: Math.round(layers.size.width * scale), height: Math.round(layers.size.height * scale) });
  const ctx = canvas.getContext("2d");
  if (!ctx) return null;
  ctx.fillStyle = palette.canvas;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  const window = layers.window(view);
  ctx.setTransform(scale, 0, 0, scale, -window.left * scale, -window.top * scale);
  paint(ctx, surface.painting(), window);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
