import assert from "node:assert/strict";
import { test } from "node:test";

import { arrange, type Place } from "../src/local.ts";

const BOX = { half: 40, above: 10, below: 30 };
const apart = (a: Place | undefined, b: Place | undefined): number => Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0));

test("what is linked stands nearer than what is not, and nothing on top of another", () => {
  // A chain whose things lie far apart, two of them on one spot.
  const from = [{ x: 0, y: 0 }, { x: 90_000, y: 10 }, { x: 90_000, y: 10 }, { x: -40_000, y: 7000 }];
  const boxes = from.map(() => BOX);
  const placed = arrange(from, [[0, 1], [1, 2], [2, 3]], boxes);
  assert.ok(apart(placed[0], placed[1]) < apart(placed[0], placed[2]));
  assert.ok(apart(placed[0], placed[2]) < apart(placed[0], placed[3]));
  assert.ok(apart(placed[0], placed[3]) < 1000);
  for (const [i, a] of placed.entries()) {
    for (const b of placed.slice(i + 1)) assert.ok(Math.abs(a.x - b.x) >= 2 * BOX.half - 1 || Math.abs(a.y - b.y) >= BOX.above + BOX.below - 1);
  }
  assert.deepEqual(arrange(from, [[0, 1], [1, 2], [2, 3]], boxes), placed);
});

test("sides are kept, and the middle", () => {
  const from = [{ x: 0, y: 0 }, { x: -5000, y: 0 }, { x: 5000, y: 0 }, { x: 0, y: 9000 }];
  const [hub, left, right, below] = arrange(from, [[0, 1], [0, 2], [0, 3]], from.map(() => BOX)) as [Place, Place, Place, Place];
  assert.ok(left.x < hub.x && hub.x < right.x && below.y > hub.y);
  assert.ok(Math.abs((hub.x + left.x + right.x + below.x) / 4) < 2 && Math.abs((hub.y + left.y + right.y + below.y) / 4 - 2250) < 2);
});
