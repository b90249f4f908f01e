// What lies under a point.

import type { Spot } from "./camera.ts";
import { distanceTo } from "./curves.ts";
import type { Line, Plan, Shape } from "./geometry.ts";
import { boxOf, type Placed } from "./labels.ts";
import type { Text } from "./texts.ts";

export type Hit = { shape: Shape; line?: undefined } | { line: Line; shape?: undefined };

/** A line may be missed by so much. */
const SLOP = 4;
/** A target is at least so big, in pixels from its middle: for a pointer, for a finger. */
const TARGET = { fine: 12, coarse: 20 };

/** Names above what is faded, then shapes, then lines, then texts, then what is near by; at last regions, which lie behind all. */
export function hitAt(plan: Plan, texts: readonly Placed<Text>[], point: Spot, coarse = false): Hit | null {
  const target = coarse ? TARGET.coarse : TARGET.fine;
  const solid = [...plan.shapes.values()].filter(({ region }) => !region);
  const away = ({ x, y, radius }: Shape): number => Math.hypot(x - point.x, y - point.y) - radius;
  const name = texts.find((placed) => placed.text.over && holds(placed, point))?.text.shape;
  if (name) return { shape: name };
  const shape = nearest(solid, away);
  if (shape && shape.away <= 0) return { shape: shape.one };
  const line = nearest(plan.lines, (one) => distanceTo(one.curve, point, target));
  if (line && line.away <= SLOP) return { line: line.one };
  for (const placed of texts) {
    if (!holds(placed, point)) continue;
    if (placed.text.shape) return { shape: placed.text.shape };
    if (placed.text.line) return { line: placed.text.line };
  }
  if (shape && shape.away + shape.one.radius <= target) return { shape: shape.one };
  if (coarse && line && line.away <= target / 1.5) return { line: line.one };
  const region = nearest([...plan.shapes.values()].filter((one) => one.region), away);
  return region && region.away <= 0 ? { shape: region.one } : null;
}

function holds(placed: Placed<Text>, { x, y }: Spot): boolean {
  const { left, top, right, bottom } = boxOf(placed);
  return x >= left && x <= right && y >= top && y <= bottom;
}

function nearest<T>(all: Iterable<T>, away: (one: T) => number): { one: T; away: number } | null {
  let best: { one: T; away: number } | null = null;
  for (const one of all) {
    const distance = away(one);
    if (!best || distance < best.away) best = { one, away: distance };
  }
  return best && best.away < Infinity ? best : null;
}
