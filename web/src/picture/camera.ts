// Where the reader looks from: which point of the picture is in the middle of the window, and how many pixels a unit of it has.

import type { View } from "../model.ts";

export interface Spot { x: number; y: number }
export interface Size { width: number; height: number }
export interface Rect { left: number; top: number; right: number; bottom: number }

export const NEAREST = 5;
export const FARTHEST = 0.005;
const DURATION = 350;

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** A point of the picture in pixels of the window. */
export function toWindow(view: View, size: Size, { x, y }: Spot): Spot {
  return { x: (x - view.x) * view.zoom + size.width / 2, y: (y - view.y) * view.zoom + size.height / 2 };
}

export function fromWindow(view: View, size: Size, { x, y }: Spot): Spot {
  return { x: (x - size.width / 2) / view.zoom + view.x, y: (y - size.height / 2) / view.zoom + view.y };
}

/** After the window's content was moved by so many pixels. */
export function panned(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x - dx / view.zoom, y: view.y - dy / view.zoom };
}

/** Nearer by a factor; what is under this point of the window stays there. */
export function zoomed(view: View, size: Size, factor: number, about: Spot): View {
  const zoom = clamp(view.zoom * factor, FARTHEST, NEAREST);
  const fixed = fromWindow(view, size, about);
  return { zoom, x: fixed.x - (about.x - size.width / 2) / zoom, y: fixed.y - (about.y - size.height / 2) / zoom };
}

/** The view in which a part of the picture fills what is left of the window inside the padding, which is in pixels. */
export function fitted(bounds: Rect, size: Size, padding: Rect, most: number): View {
  const room = { width: Math.max(40, size.width - padding.left - padding.right), height: Math.max(40, size.height - padding.top - padding.bottom) };
  const zoom = clamp(Math.min(room.width / (bounds.right - bounds.left || 1), room.height / (bounds.bottom - bounds.top || 1)), FARTHEST, most);
  return {
    x: (bounds.left + bounds.right) / 2 + (padding.right - padding.left) / 2 / zoom,
    y: (bounds.top + bounds.bottom) / 2 + (padding.bottom - padding.top) / 2 / zoom,
    zoom,
  };
}

export function boundsOf(points: Iterable<Spot>): Rect | null {
  let found: Rect | null = null;
  for (const { x, y } of points) {
    if (!found) found = { left: x, right: x, top: y, bottom: y };
    else found = { left: Math.min(found.left, x), right: Math.max(found.right, x), top: Math.min(found.top, y), bottom: Math.max(found.bottom, y) };
  }
  return found;
}

/** The view so far along the way, 0 to 1: zoom grows by equal factors, so that near and far pass at one speed. */
export function between(from: View, to: View, part: number): View {
  const zoom = from.zoom * Math.pow(to.zoom / from.zoom, part);
  const change = 1 / to.zoom - 1 / from.zoom;
  const moved = Math.abs(change) < 1e-9 ? part : (1 / zoom - 1 / from.zoom) / change;
  return { x: from.x + (to.x - from.x) * moved, y: from.y + (to.y - from.y) * moved, zoom };
}

export const eased = (part: number): number => (part < 0.5 ? 2 * part * part : 1 - 2 * (1 - part) * (1 - part));

export const stillness = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Calls a step on each frame with how far it is, 0 to 1, then the end; at once where the reader wants no motion. Gives a way to stop. */
export function animate(step: (part: number) => void, end: () => void, moves = !stillness()): () => void {
  if (!moves) {
    step(1);
    end();
    return () => undefined;
  }
  let frame = 0;
  let begun: number | undefined;
  const tick = (now: number): void => {
    begun ??= now;
    const part = Math.min(1, (now - begun) / DURATION);
    step(eased(part));
    if (part < 1) frame = requestAnimationFrame(tick);
    else end();
  };
  frame = requestAnimationFrame(tick);
  return () => cancelAnimationFrame(frame);
}
