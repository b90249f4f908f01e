import assert from "node:assert/strict";
import { test } from "node:test";

import { nameSpots, placeLabels, type Wanted, wrap } from "../src/labels.ts";

const label = (key: string, x: number, y: number, must = false): Wanted => {
  const [width, height] = [60, 15];
  return { key, spots: nameSpots({ x, y, radius: 10 }, width, height), width, height, must };
};

test("a name stands below its shape where there is room", () => {
  assert.deepEqual(placeLabels([label("a", 0, 0)]), [{ key: "a", x: 0, y: 13 }]);
});

test("names never cover each other nor a shape", () => {
  const shapes = Array.from({ length: 60 }, (_, n) => ({ x: (n % 10) * 45, y: Math.floor(n / 10) * 38, radius: 10 }));
  const placed = placeLabels(shapes.map(({ x, y }, n) => label(String(n), x, y)), shapes);
  assert.ok(placed.length > 5 && placed.length < 60);
  const boxes = [
    ...placed.map(({ x, y }) => ({ left: x - 30, right: x + 30, top: y, bottom: y + 15 })),
    ...shapes.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius })),
  ];
  const covered = placed.flatMap((_, a) => boxes.filter((box, b) => {
    const own = boxes[a]!;
    return a !== b && own.left < box.right && own.right > box.left && own.top < box.bottom && own.bottom > box.top;
  }));
  assert.deepEqual(covered, []);
});

test("the first come first, and what must be written is", () => {
  const crowded = [label("a", 0, 0), ...Array.from({ length: 6 }, (_, n) => label(`b${n}`, 0, 0)), label("c", 0, 0, true)];
  const keys = placeLabels(crowded).map(({ key }) => key);
  assert.equal(keys[0], "a");
  assert.ok(keys.includes("c"));
  assert.ok(keys.length < crowded.length);
});

test("long names are broken and cut", () => {
  assert.deepEqual(wrap("Ministry of Infrastructure"), ["Ministry of", "Infrastructure"]);
  assert.equal(wrap("a b c d e f g h i j k l m n o p q r s t u v w x y z and some more words to come").length, 3);
  assert.ok(wrap("x".repeat(300)).every((line) => line.length < 26));
  assert.deepEqual(wrap("  "), []);
});
