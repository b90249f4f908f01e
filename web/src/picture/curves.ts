// Cubic curves: points on them, parts of them, how far a point is from them.

import type { Spot } from "./camera.ts";

/** Four points in a row: begin, two that pull, end. */
export type Curve = readonly [number, number, number, number, number, number, number, number];

/** From one point to another; its middle lies so far to the left of the straight way. */
export function arc(from: Spot, to: Spot, aside: number): Curve {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  // A cubic curve's middle is three quarters of the way to the points that pull.
  const pull = (aside * 4) / 3;
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const [px, py] = [dy * pull, -dx * pull];
  const third = length / 3;
  return [from.x, from.y, from.x + dx * third + px, from.y + dy * third + py, to.x - dx * third + px, to.y - dy * third + py, to.x, to.y];
}

/** From a shape to itself, out at its upper right. */
export function loop({ x, y }: Spot, radius: number): Curve {
  const reach = radius * 2 + 26;
  return [x + radius * 0.5, y - radius * 0.87, x + reach * 0.55, y - reach * 1.25, x + reach * 1.25, y - reach * 0.55, x + radius * 0.87, y - radius * 0.5];
}

export function pointOn(curve: Curve, t: number): Spot {
  const s = 1 - t;
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return { x: a * curve[0] + b * curve[2] + c * curve[4] + d * curve[6], y: a * curve[1] + b * curve[3] + c * curve[5] + d * curve[7] };
}

/** The part from one place on the curve to another (de Casteljau). */
export function part(curve: Curve, from: number, to: number): Curve {
  const at = (t: number, u: number, v: number): [number, number] => {
    const coordinate = (k: 0 | 1): number => {
      const [p, q, r, s] = [curve[k], curve[k + 2] ?? 0, curve[k + 4] ?? 0, curve[k + 6] ?? 0];
      const [a, b, c] = [p + (q - p) * t, q + (r - q) * t, r + (s - r) * t];
      const [d, e] = [a + (b - a) * u, b + (c - b) * u];
      return d + (e - d) * v;
    };
    return [coordinate(0), coordinate(1)];
  };
  return [...at(from, from, from), ...at(from, from, to), ...at(from, to, to), ...at(to, to, to)];
}

export function lengthOf(curve: Curve): number {
  let length = 0;
  let last = pointOn(curve, 0);
  for (let n = 1; n <= 6; n++) {
    const next = pointOn(curve, n / 6);
    length += Math.hypot(next.x - last.x, next.y - last.y);
    last = next;
  }
  return length;
}

/** The first place, coming from an end, that is so far away from that end's middle. */
export function leaving(curve: Curve, centre: Spot, distance: number, backwards: boolean): number {
  let [inside, outside] = backwards ? [1, 0] : [0, 1];
  for (let n = 0; n < 10; n++) {
    const middle = (inside + outside) / 2;
    const { x, y } = pointOn(curve, middle);
    if (Math.hypot(x - centre.x, y - centre.y) < distance) inside = middle;
    else outside = middle;
  }
  return outside;
}

/** How far a point is from the curve; Infinity where it is not even near its box. */
export function distanceTo(curve: Curve, { x, y }: Spot, near: number): number {
  const xs = [curve[0], curve[2], curve[4], curve[6]];
  const ys = [curve[1], curve[3], curve[5], curve[7]];
  if (x < Math.min(...xs) - near || x > Math.max(...xs) + near || y < Math.min(...ys) - near || y > Math.max(...ys) + near) return Infinity;
  let best = Infinity;
  let last = pointOn(curve, 0);
  for (let n = 1; n <= 16; n++) {
    const next = pointOn(curve, n / 16);
    best = Math.min(best, toSegment(x, y, last, next));
    last = next;
  }
  return best;
}

function toSegment(x: number, y: number, a: Spot, b: Spot): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const t = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
}
