// Places for a few things out of very many: where they all stand overall, some would be far away and others on top of each other.

import { type Box, spread } from "./spread.ts";

export interface Place { x: number; y: number }

/** Units of the picture between two things that are linked. */
const LENGTH = 120;
/** Things with no way between them are as far apart as if there were one of so many links more than the longest. */
const APART = 1;
const ROUNDS = 25;
const LAST = 0.05;

/** Nearby what is linked, by the fewest links between each two: stress, one pair at a time, always in the same order. They begin where they stand overall, and their middle stays. */
export function arrange(from: readonly Place[], links: readonly (readonly [number, number])[], boxes: readonly Box[]): Place[] {
  const count = from.length;
  if (count < 2) return from.map(({ x, y }) => ({ x, y }));
  const far = distances(count, links);
  const points = begun(from, far);
  const order = pairs(count);
  let most = 1;
  for (const distance of far) most = Math.max(most, distance);
  const cool = Math.log(LAST / (most * most)) / (ROUNDS - 1);
  for (let round = 0; round < ROUNDS; round++) {
    const rate = most * most * Math.exp(cool * round);
    for (const pair of order) {
      const a = points[(pair / count) | 0];
      const b = points[pair % count];
      const distance = far[pair] ?? 1;
      if (!a || !b) continue;
      const dx = a.x - b.x;
      const dy = a.y - b.y;
      const now = Math.sqrt(dx * dx + dy * dy) || 1e-6;
      const step = (Math.min(1, rate / (distance * distance)) * (now - distance * LENGTH)) / (2 * now);
      a.x -= dx * step;
      a.y -= dy * step;
      b.x += dx * step;
      b.y += dy * step;
    }
  }
  spread(points, boxes);
  return about(points, middle(from));
}

/** The fewest links between each two: a row for each. */
function distances(count: number, links: readonly (readonly [number, number])[]): Uint8Array {
  const near: number[][] = Array.from({ length: count }, () => []);
  for (const [a, b] of links) {
    near[a]?.push(b);
    near[b]?.push(a);
  }
  const far = new Uint8Array(count * count);
  let longest = 1;
  for (let start = 0; start < count; start++) {
    const row = far.subarray(start * count, (start + 1) * count);
    const queue = [start];
    for (const one of queue) {
      for (const next of near[one] ?? []) {
        if (next === start || row[next]) continue;
        row[next] = Math.min(250, (row[one] ?? 0) + 1);
        longest = Math.max(longest, row[next] ?? 0);
        queue.push(next);
      }
    }
  }
  return far.map((distance) => distance || longest + APART);
}

/** As big as it will be, and nothing on the same spot. */
function begun(from: readonly Place[], far: Uint8Array): Place[] {
  const centre = middle(from);
  const reach = from.reduce((sum, { x, y }) => sum + Math.hypot(x - centre.x, y - centre.y), 0) / from.length;
  const wanted = (far.reduce((sum, distance) => sum + distance, 0) / far.length) * LENGTH * 0.6;
  const scale = reach > 0 ? wanted / reach : 0;
  // The golden angle never comes to the same place again.
  return from.map(({ x, y }, n) => ({ x: (x - centre.x) * scale + Math.cos(n * 2.39996) * 6, y: (y - centre.y) * scale + Math.sin(n * 2.39996) * 6 }));
}

/** Each two once, mixed. */
function pairs(count: number): Uint32Array {
  const found = new Uint32Array((count * (count - 1)) / 2);
  let n = 0;
  for (let i = 0; i < count; i++) for (let j = i + 1; j < count; j++) found[n++] = i * count + j;
  let state = 1;
  for (let k = found.length - 1; k > 0; k--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (k + 1);
    const kept = found[k] ?? 0;
    found[k] = found[other] ?? 0;
    found[other] = kept;
  }
  return found;
}

function middle(points: readonly Place[]): Place {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function about(points: readonly Place[], centre: Place): Place[] {
  const now = middle(points);
  return points.map(({ x, y }) => ({ x: Math.round(x - now.x + centre.x), y: Math.round(y - now.y + centre.y) }));
}
