// Places for many things around one: it stands in the middle, the others in rings by how many links they are away, in sectors by community, names outside.

import type { Place } from "./local.ts";

/** What a thing takes: the radius of its shape, and its name. */
export interface Extent { size: number; width: number; height: number }

/** Of a thing in a ring: which way is outwards, as an angle, and the thing by way of which it is linked to the middle; the middle itself hangs on nothing. */
export interface Seat extends Place { outwards?: number; hangs: number | null }

interface Box { left: number; right: number; top: number; bottom: number }

/** Names take at most this part of the ground. */
const DENSE = 0.55;
/** The first ring begins so far out, as a part of the whole, and at least so far. */
const INNER = 0.5;
const LEAST = 110;
const BETWEEN = 44;
/** So many of the last ring have room for their names where all are seen; that room is at most so many times as wide. */
const NAMED = 64;
const WIDEST = 2;
const STEP = 12;
const GAP = 5;
/** Between two sectors there is room for so many things more, if there are few sectors. */
const APART = 1.6;
const SECTORS = 24;
/** How much less room a name takes at the sides than above and below. */
const WIDER = 1.9;
const TURNS = 180;
/** Names of what is steeper than this above or below the middle stand above or below. */
const STEEP = 0.38;

/** `groups` says which sector each is in; in a ring and sector they stand in the order given. */
export function radial(hub: number, links: readonly (readonly [number, number])[], extents: readonly Extent[], groups: readonly number[]): Seat[] {
  const { rings, hangs } = treeOf(hub, extents.length, links, groups);
  const { last, named } = outermost(rings.pop() ?? [], hangs, groups);
  rings.push(last);
  const angles = anglesOf(hub, rings, hangs, groups);
  const seats: Seat[] = extents.map(() => ({ x: 0, y: 0, hangs: null }));
  const area = extents.reduce((sum, { size, width, height }) => sum + (width + 2 * size + GAP) * (Math.max(2 * size, height) + GAP), 0);
  let start = Math.max(LEAST, INNER * Math.sqrt(area / (DENSE * Math.PI)));
  const taken: Box[] = [];
  const wide = Math.max(1, Math.min(WIDEST, Math.sqrt(last.length / NAMED)));
  for (const ring of [...rings.slice(0, -1), last.filter((one) => !named.has(one)), last.filter((one) => named.has(one))]) {
    let farthest = start;
    for (const one of ring) {
      const outwards = angles[one] ?? 0;
      const { size, width, height } = extents[one] ?? { size: 0, width: 0, height: 0 };
      const extent = named.has(one) ? { size, width: width * wide, height: height * wide } : { size, width, height };
      let radius = start;
      let box = boxAt(outwards, radius, extent);
      for (let other = taken.find((one) => overlap(one, box)); other; other = taken.find((one) => overlap(one, box))) {
        while (overlap(other, box)) {
          radius += STEP;
          box = boxAt(outwards, radius, extent);
        }
      }
      taken.push(box);
      farthest = Math.max(farthest, radius);
      seats[one] = { x: Math.round(Math.cos(outwards) * radius), y: Math.round(Math.sin(outwards) * radius), outwards, hangs: hangs[one] ?? hub };
    }
    if (ring.length) start = farthest + BETWEEN;
  }
  return seats;
}

const overlap = (a: Box, b: Box): boolean => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

/** Of very many in the last ring the most connected stand outside the others, with room for their names where all can be seen; in each sector evenly between them. */
function outermost(ring: readonly number[], hangs: readonly (number | undefined)[], groups: readonly number[]): { last: number[]; named: ReadonlySet<number> } {
  const part = Math.min(1, NAMED / ring.length);
  const named = new Set<number>();
  const last: number[] = [];
  let due = 0;
  for (let begin = 0, end = 0; begin < ring.length; begin = end) {
    const first = ring[begin] ?? 0;
    while (end < ring.length && groups[ring[end] ?? 0] === groups[first] && hangs[ring[end] ?? 0] === hangs[first]) end++;
    due += (end - begin) * part;
    const tops = Math.floor(due + 1e-9);
    due -= tops;
    const outer = ring.slice(begin, begin + tops);
    for (const one of outer) named.add(one);
    const inner = ring.slice(begin + tops, end);
    outer.forEach((one, n) => last.push(one, ...inner.slice(Math.round((n * inner.length) / tops), Math.round(((n + 1) * inner.length) / tops))));
    if (!tops) last.push(...inner);
  }
  return { last, named };
}

/** How much there is room for up to each step around. */
function wayAround(): number[] {
  const way = [0];
  for (let n = 0; n < TURNS; n++) {
    const angle = ((n + 0.5) / TURNS) * 2 * Math.PI;
    way.push((way[n] ?? 0) + 1 + (WIDER - 1) * Math.sin(angle) ** 2);
  }
  return way;
}

const WAY: readonly number[] = wayAround();

/** Which of its sides a name stands on that stands outside a ring. */
export function sideOf(outwards: number): "left" | "right" | "above" | "below" {
  const [dx, dy] = [Math.cos(outwards), Math.sin(outwards)];
  if (Math.abs(dx) > STEEP) return dx > 0 ? "right" : "left";
  return dy > 0 ? "below" : "above";
}

/** Where a part of the way around is, from the top clockwise. Names are wider than high: above and below each gets more of the circle than at the sides. */
function angleAt(part: number): number {
  const whole = WAY[WAY.length - 1] ?? 1;
  const wanted = part * whole;
  let n = 0;
  while ((WAY[n + 1] ?? whole) < wanted) n++;
  const [from, to] = [WAY[n] ?? 0, WAY[n + 1] ?? whole];
  return ((n + (wanted - from) / (to - from || 1)) / TURNS) * 2 * Math.PI - Math.PI / 2;
}

function boxAt(outwards: number, radius: number, { size, width, height }: Extent): Box {
  const [x, y] = [Math.cos(outwards) * radius, Math.sin(outwards) * radius];
  const [half, high] = [Math.max(size, width / 2) + GAP / 2, Math.max(size, height / 2) + GAP / 2];
  const [near, far] = [size + GAP / 2, size + GAP];
  switch (sideOf(outwards)) {
    case "right": return { left: x - near, right: x + far + width, top: y - high, bottom: y + high };
    case "left": return { left: x - far - width, right: x + near, top: y - high, bottom: y + high };
    case "below": return { left: x - half, right: x + half, top: y - near, bottom: y + far + height };
    default: return { left: x - half, right: x + half, top: y - far - height, bottom: y + near };
  }
}

/** The things of each ring in their order around the middle, and what each hangs on: the first that it is linked with one ring farther in. What is not linked at all stands in the last. */
function treeOf(hub: number, count: number, links: readonly (readonly [number, number])[], groups: readonly number[]): { rings: number[][]; hangs: (number | undefined)[] } {
  const near: number[][] = Array.from({ length: count }, () => []);
  for (const [a, b] of links) {
    near[a]?.push(b);
    near[b]?.push(a);
  }
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  // The biggest sector first; in one place it is as it was given.
  const byGroup = (a: number, b: number): number => {
    const [one, other] = [groups[a] ?? 0, groups[b] ?? 0];
    return (sizes.get(other) ?? 0) - (sizes.get(one) ?? 0) || one - other || a - b;
  };
  const hangs: (number | undefined)[] = [];
  const seen = new Set([hub]);
  const rings: number[][] = [];
  for (let ring = [hub]; ring.length;) {
    const next: number[] = [];
    for (const one of ring) {
      const fresh = [...new Set(near[one])].filter((other) => !seen.has(other)).sort(byGroup);
      for (const other of fresh) {
        seen.add(other);
        hangs[other] = one;
        next.push(other);
      }
    }
    if (next.length) rings.push(next);
    ring = next;
  }
  const alone = groups.map((_, n) => n).filter((n) => !seen.has(n)).sort(byGroup);
  rings.push([...(rings.pop() ?? []), ...alone]);
  return { rings, hangs };
}

/** Each gets as much of the circle as hangs on it. */
function anglesOf(hub: number, rings: readonly number[][], hangs: readonly (number | undefined)[], groups: readonly number[]): number[] {
  const parts: number[] = [];
  for (const ring of [...rings].reverse()) {
    for (const one of ring) {
      const own = Math.max(1, parts[one] ?? 0);
      parts[one] = own;
      const on = hangs[one] ?? hub;
      if (on !== hub) parts[on] = (parts[on] ?? 0) + own;
    }
  }
  const first = rings.flatMap((ring) => ring.filter((one) => (hangs[one] ?? hub) === hub));
  const borders = first.filter((one, n) => groups[one] !== groups[first[(n || first.length) - 1] ?? one]).length;
  const apart = borders <= SECTORS ? APART : 0;
  const whole = first.reduce((sum, one) => sum + (parts[one] ?? 1), 0) + borders * apart;
  const angles: number[] = [];
  const free = new Map<number, number>();
  let turned = 0;
  first.forEach((one, n) => {
    if (groups[one] !== groups[first[(n || first.length) - 1] ?? one]) turned += apart;
    free.set(one, turned);
    turned += parts[one] ?? 1;
  });
  for (const one of rings.flat()) {
    const on = hangs[one] ?? hub;
    const begin = on === hub ? (free.get(one) ?? 0) : (free.get(on) ?? 0);
    const own = parts[one] ?? 1;
    if (on !== hub) {
      free.set(one, begin);
      free.set(on, begin + own);
    }
    angles[one] = angleAt((begin + own / 2) / whole);
  }
  return angles;
}
