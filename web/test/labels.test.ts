import assert from "node:assert/strict";
import { test } from "node:test";

import { around, boxOf, farSpots, leader, nameSpots, overlap, placeLabels, shortened, type Wanted, wrap } from "../src/picture/labels.ts";

interface Named extends Wanted { key: string; less?: Named }

const label = (key: string, x: number, y: number, must = false): Named => {
  const [width, height] = [60, 15];
  return { key, spots: nameSpots({ x, y, radius: 10 }, width, height), width, height, must };
};

test("a name stands below its shape where there is room", () => {
  assert.deepEqual(placeLabels<Named>([label("a", 0, 0)], {}).map(({ x, y }) => [x, y]), [[-30, 13]]);
});

test("names never cover each other nor a shape", () => {
  const shapes = Array.from({ length: 60 }, (_, n) => ({ x: (n % 10) * 45, y: Math.floor(n / 10) * 38, radius: 10 }));
  const placed = placeLabels<Named>(shapes.map(({ x, y }, n) => label(String(n), x, y)), { shapes: shapes.map(around) });
  assert.ok(placed.length > 5 && placed.length < 60);
  const boxes = placed.map(boxOf);
  for (const box of boxes) assert.deepEqual([...boxes, ...shapes.map(around)].filter((other) => other !== box && overlap(box, other)), []);
});

test("the first come first; what must be written may cover a shape, but no other text", () => {
  const crowded = [label("a", 0, 0), ...Array.from({ length: 12 }, (_, n) => label(`b${n}`, 0, 0))];
  const keys = placeLabels<Named>(crowded, {}).map(({ text }) => text.key);
  assert.equal(keys[0], "a");
  assert.ok(keys.length < crowded.length);
  const shapes = [{ left: -200, right: 200, top: -200, bottom: 200 }];
  const must = placeLabels<Named>([label("a", 0, 0), label("c", 0, 0, true), label("d", 0, 0, true)], { shapes });
  assert.deepEqual(must.map(({ text }) => text.key), ["c", "d"]);
  const [c, d] = must.map(boxOf);
  assert.ok(c && d && !overlap(c, d));
});

test("a name goes where it crosses fewer lines", () => {
  const points = Array.from({ length: 10 }, (_, n) => ({ x: -40 + n * 8, y: 20 }));
  const [placed] = placeLabels<Named>([label("a", 0, 0)], { points });
  assert.ok(placed && placed.y < 0);
});

test("the border of the window cuts no name", () => {
  const window = { left: -100, top: -100, right: 100, bottom: 20 };
  const beside = placeLabels<Named>([label("a", 0, 0)], { window });
  assert.deepEqual(beside.map(({ y }) => y), [-28]);
  const must = placeLabels<Named>([{ ...label("b", 95, 0, true), spots: [{ x: 80, y: 12 }] }], { window });
  assert.deepEqual(must.map(({ x, y }) => [x, y]), [[37, 3]]);
});

test("what is lit is written over what is faded, and other names are not", () => {
  const faded = [{ left: -200, right: 200, top: -200, bottom: 200 }];
  const placed = placeLabels<Named>([{ ...label("lit", 0, 0), over: true }, label("dim", 100, 100)], { faded });
  assert.deepEqual(placed.map(({ text }) => text.key), ["lit"]);
  const shapes = [around({ x: 0, y: 20, radius: 10 })];
  const [beside] = placeLabels<Named>([{ ...label("lit", 0, 0), over: true }], { faded, shapes });
  assert.ok(beside && !overlap(boxOf(beside), shapes[0] ?? boxOf(beside)));
});

test("a name that has no room at its shape stands farther away, and a line leads there", () => {
  const shape = { x: 0, y: 0, radius: 10 };
  const shapes = [{ left: -60, right: 60, top: -60, bottom: 60 }];
  const far = { ...label("a", 0, 0, true), spots: [...nameSpots(shape, 60, 15), ...farSpots(shape, 60, 15)] };
  const [placed] = placeLabels<Named>([far], { shapes });
  assert.ok(placed && !overlap(boxOf(placed), shapes[0] ?? boxOf(placed)));
  const [from, to] = leader(boxOf(placed), shape) ?? [];
  assert.ok(from && to && Math.abs(Math.hypot(from.x, from.y) - 11) < 1e-6 && Math.hypot(to.x, to.y) > 40);
  const [near] = placeLabels<Named>([far], {});
  assert.ok(near && leader(boxOf(near), shape) === null);
  assert.ok(farSpots(shape, 60, 15, 20).length < farSpots(shape, 60, 15).length);
});

test("where a name has no room a shorter one is written", () => {
  const boxes = [{ left: -29, right: -20, top: -60, bottom: 60 }, { left: 20, right: 29, top: -60, bottom: 60 }];
  const less: Named = { key: "short", spots: nameSpots({ x: 0, y: 0, radius: 10 }, 20, 15), width: 20, height: 15 };
  const long = { ...label("long", 0, 0), spots: nameSpots({ x: 0, y: 0, radius: 10 }, 60, 15).slice(0, 2) };
  assert.deepEqual(placeLabels<Named>([{ ...long, less }], { boxes }).map(({ text }) => text.key), ["short"]);
  assert.deepEqual(placeLabels<Named>([{ ...long, less }], {}).map(({ text }) => text.key), ["long"]);
  assert.deepEqual([shortened("Port Larkin"), shortened("Port Larkin Harbour Authority")], ["Port Larkin", "Port Larkin H…"]);
});

test("long names are broken and cut", () => {
  assert.deepEqual(wrap("Ministry of Infrastructure"), ["Ministry of", "Infrastructure"]);
  assert.equal(wrap("a b c d e f g h i j k l m n o p q r s t u v w x y z and some more words to come").length, 3);
  assert.ok(wrap("x".repeat(300)).every((line) => line.length < 26));
  assert.deepEqual(wrap("  "), []);
});
