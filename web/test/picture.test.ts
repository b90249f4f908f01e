import assert from "node:assert/strict";
import { test } from "node:test";

import { between, fitted, fromWindow, panned, toWindow, zoomed } from "../src/picture/camera.ts";
import { arc, distanceTo, pointOn } from "../src/picture/curves.ts";
import { arrowhead, dashesFor, middleOf, planOf, radiusOf } from "../src/picture/geometry.ts";
import { hitAt } from "../src/picture/hit.ts";
import { neighbour } from "../src/picture/keys.ts";
import { CROSS, marksOf, UNEQUAL } from "../src/picture/strokes.ts";
import type { Scene, SceneEdge, SceneNode } from "../src/scene.ts";

const size = { width: 800, height: 600 };
const node = (id: number, x: number, y: number, more: Partial<SceneNode> = {}): SceneNode => ({ id, kind: "thing", x, y, size: 10, label: `thing ${id}`, type: "Person", count: 1, ...more });
const edge = (id: number, from: number, to: number, more: Partial<SceneEdge> = {}): SceneEdge => ({ id, kind: "bundle", from, to, how: "fact", polarity: "positive", claims: [id], count: 1, contested: false, quoted: false, ...more });
const scene = (nodes: SceneNode[], edges: SceneEdge[]): Scene => ({ nodes: new Map(nodes.map((one) => [one.id, one])), edges: new Map(edges.map((one) => [one.id, one])) });
const close = (a: number, b: number, by = 1e-6): void => assert.ok(Math.abs(a - b) < by, `${a} is not ${b}`);

test("what is under the pointer stays there while zooming", () => {
  const view = { x: 30, y: -20, zoom: 0.7 };
  const about = { x: 100, y: 500 };
  const before = fromWindow(view, size, about);
  const after = toWindow(zoomed(view, size, 1.9, about), size, before);
  close(after.x, about.x);
  close(after.y, about.y);
});

test("panning moves what is seen by as many pixels", () => {
  const view = { x: 30, y: -20, zoom: 0.7 };
  const spot = toWindow(panned(view, 12, -5), size, { x: 1, y: 2 });
  const before = toWindow(view, size, { x: 1, y: 2 });
  close(spot.x - before.x, 12);
  close(spot.y - before.y, -5);
});

test("what is fitted in lies inside the padding", () => {
  const padding = { left: 10, top: 20, right: 30, bottom: 140 };
  const view = fitted({ left: -500, top: 0, right: 500, bottom: 1000 }, size, padding, 2);
  const [a, b] = [toWindow(view, size, { x: -500, y: 0 }), toWindow(view, size, { x: 500, y: 1000 })];
  close(a.y, 20);
  close(b.y, 460);
  assert.ok(a.x >= 10 && b.x <= 770);
});

test("a movement begins and ends where it should", () => {
  const [from, to] = [{ x: 0, y: 0, zoom: 0.1 }, { x: 100, y: 50, zoom: 2 }];
  for (const [part, view] of [[0, from], [1, to]] as const) {
    const seen = between(from, to, part);
    for (const key of ["x", "y", "zoom"] as const) close(seen[key], view[key]);
  }
});

test("a curve's middle is as far aside as it should be", () => {
  const curve = arc({ x: 0, y: 0 }, { x: 100, y: 0 }, 20);
  assert.deepEqual(pointOn(curve, 0.5), { x: 50, y: -20 });
  close(distanceTo(curve, { x: 50, y: -25 }, 10), 5, 0.2);
});

test("near, parallel edges lie apart, whichever way they point; far away they are one line that counts them", () => {
  const both = scene([node(1, 0, 0), node(2, 300, 0)], [edge(0, 1, 2), edge(1, 1, 2, { how: "reported" }), edge(2, 2, 1, { count: 3, polarity: "negative" })]);
  const near = planOf(both, 1);
  assert.equal(near.lines.length, 3);
  const middles = near.lines.map((line) => Math.round(middleOf(line).y)).sort((a, b) => a - b);
  assert.equal(new Set(middles).size, 3);
  const far = planOf(both, 0.2);
  assert.equal(far.lines.length, 1);
  const [line] = far.lines;
  assert.equal(line?.count, 5);
  assert.ok(line?.both && line.mixed && !line.negative);
  assert.equal(far.lineOf.get(2), line);
  assert.equal(planOf(both, 0.2, new Map(), () => true).lines.length, 3);
});

test("lines end at the border of shapes", () => {
  const plan = planOf(scene([node(1, 0, 0), node(2, 200, 50, { size: 30 })], [edge(0, 1, 2)]), 1);
  const { curve } = plan.lines[0]!;
  close(Math.hypot(curve[0], curve[1]), 12, 0.5);
  close(Math.hypot(curve[6] - 200, curve[7] - 50), 32, 0.5);
  const [tip, left] = arrowhead(curve, 8);
  assert.deepEqual([tip.x, tip.y], [curve[6], curve[7]]);
  assert.ok(Math.hypot(left.x - 200, left.y - 50) > 32);
});

test("dashes keep to what fits, and ways of saying it stay apart", () => {
  const hows = ["reported", "expected", "possible", "conditional", "requested"];
  for (const length of [25, 60, 300]) {
    const seen = hows.map((how) => dashesFor(how, length).join(" "));
    assert.equal(new Set(seen).size, hows.length, `${length}: ${seen.join(" | ")}`);
  }
  const sum = (dashes: number[]): number => dashes.reduce((a, b) => a + b, 0);
  assert.ok(sum(dashesFor("conditional", 30)) < sum(dashesFor("conditional", 300)));
  assert.deepEqual(dashesFor("fact", 300), []);
});

test("shapes shrink less than distances", () => {
  const one = node(1, 0, 0);
  assert.ok(radiusOf(one, 0.25) > 2.5 && radiusOf(one, 0.25) < 10 && radiusOf(one, 0.001) === 2.5);
});

test("an opened community is a region; its own things have no lines to it", () => {
  const group = node(100, 0, 0, { kind: "community", community: 0, r: 200, count: 7 });
  const plan = planOf(scene([node(1, 20, 20, { community: 0 }), node(2, 600, 0), group], [edge(-1, 1, 100, { kind: "link" }), edge(-2, 2, 100, { kind: "link" })]), 1);
  assert.equal(plan.shapes.get(100)?.region, true);
  assert.deepEqual(plan.lines.map((line) => line.edges[0]?.id), [-2]);
});

test("a point finds the shape, the line, or the region behind", () => {
  const group = node(100, 0, 0, { kind: "community", community: 0, r: 400, count: 7 });
  const plan = planOf(scene([node(1, 0, 0, { community: 0 }), node(2, 200, 0, { community: 0 }), group], [edge(0, 1, 2)]), 1);
  assert.equal(hitAt(plan, [], { x: 3, y: 4 })?.shape?.node.id, 1);
  assert.equal(hitAt(plan, [], middleOf(plan.lines[0]!))?.line?.edges[0]?.id, 0);
  assert.equal(hitAt(plan, [], { x: 0, y: 300 })?.shape?.node.id, 100);
  assert.equal(hitAt(plan, [], { x: 0, y: 900 }), null);
});

test("an arrow key follows a line first, then goes to what is near", () => {
  const plan = planOf(scene([node(1, 0, 0), node(2, 300, 20), node(3, 50, 0), node(4, 0, -80)], [edge(0, 1, 2)]), 1);
  const from = plan.shapes.get(1)!;
  assert.equal(neighbour(plan, from, { x: 1, y: 0 })?.node.id, 2);
  assert.equal(neighbour(plan, from, { x: 0, y: -1 })?.node.id, 4);
  assert.equal(neighbour(plan, from, { x: -1, y: 0 }), undefined);
});

test("something linked with itself has a loop", () => {
  const plan = planOf(scene([node(1, 0, 0)], [edge(0, 1, 1)]), 1);
  assert.ok(middleOf(plan.lines[0]!).y < -10);
});

test("what is denied, denied by some, or contested has marks of its own beside its colour", () => {
  const kinds = (negative: boolean, mixed: boolean, contested: boolean): string => marksOf({ negative, mixed, contested }).map(({ kind }) => kind).join();
  assert.deepEqual([kinds(false, false, false), kinds(true, false, false), kinds(false, true, false), kinds(false, false, true), kinds(true, false, true)], ["", "cross", "cross", "unequal", "cross,unequal"]);
  assert.notDeepEqual(CROSS, UNEQUAL);
});
