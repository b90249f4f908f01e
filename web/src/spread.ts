// Pushes boxes apart until none covers another.

/** The room that a thing and its name take around its point: half the width, and above and below it. */
export interface Box { half: number; above: number; below: number }

const PASSES = 40;
const GAP = 6;
/** Boxes take at most this part of the room before they are pushed. */
const DENSE = 0.4;

/** Moves the points. */
export function spread(points: readonly { x: number; y: number }[], boxes: readonly Box[]): void {
  loosen(points, boxes);
  for (let pass = 0; pass < PASSES; pass++) {
    let touched = false;
    for (let i = 0; i < points.length; i++) {
      const [a, one] = [points[i], boxes[i]];
      if (!a || !one) continue;
      for (let j = i + 1; j < points.length; j++) {
        const b = points[j];
        const other = boxes[j];
        if (!b || !other) continue;
        const width = one.half + other.half + GAP;
        const wide = width - Math.abs(a.x - b.x);
        if (wide <= 0) continue;
        const height = (a.y < b.y ? one.below + other.above : one.above + other.below) + GAP;
        const high = height - Math.abs(a.y - b.y);
        if (high <= 0) continue;
        touched = true;
        // Names are wider than high: what counts is the part that is covered, else all would end in one column.
        if (wide / width < high / height) push(a, b, "x", wide);
        else push(a, b, "y", high);
      }
    }
    if (!touched) return;
  }
}

/** Very many in little room need more of it first. */
function loosen(points: readonly { x: number; y: number }[], boxes: readonly Box[]): void {
  const area = boxes.reduce((sum, { half, above, below }) => sum + 2 * half * (above + below), 0);
  const span = (values: readonly number[]): number => Math.max(...values) - Math.min(...values) + 1;
  const room = span(points.map(({ x }) => x)) * span(points.map(({ y }) => y));
  const scale = Math.sqrt(area / (room * DENSE));
  if (scale <= 1 || points.length < 8) return;
  for (const point of points) {
    point.x *= scale;
    point.y *= scale;
  }
}

function push(a: { x: number; y: number }, b: { x: number; y: number }, axis: "x" | "y", by: number): void {
  const half = (a[axis] < b[axis] ? -by : by) / 2;
  a[axis] += half;
  b[axis] -= half;
}
