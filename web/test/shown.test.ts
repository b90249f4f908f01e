import assert from "node:assert/strict";
import { test } from "node:test";

import { Model } from "../src/model.ts";
import { dataOf, type Parts, type Told } from "./story.ts";

/** Two rings of 200 things, each around a hub, joined by one claim between the hubs. */
function rings(): Parts {
  const things = Array.from({ length: 400 }, (_, n) => ({ iri: `t${n}`, label: `Thing ${n}`, type: "Thing", community: n < 200 ? 0 : 1 }));
  const claims: Told[] = [];
  for (const hub of [0, 200]) {
    for (let n = 1; n < 200; n++) {
      claims.push({ subject: hub, object: hub + n, relation: n % 2 ? "meets" : "visits" });
      if (n > 1) claims.push({ subject: hub + n - 1, object: hub + n, relation: "follows" });
    }
  }
  claims.push({ subject: 0, object: 200, relation: "meets" });
  const communities = [0, 1].map((id) => ({ id, label: `Ring ${id}`, x: 1000 * id, y: 0, r: 300, size: 30 }));
  return { things, claims, communities };
}

const model = (): Model => new Model(dataOf(rings()));
const kinds = (m: Model): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { kind } of m.scene().nodes.values()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

test("many things open as communities, linked by how many claims join them", () => {
  const m = model();
  assert.deepEqual([...m.scene().nodes.values()].map(({ kind, label, count }) => [kind, label, count]), [["community", "Ring 0", 200], ["community", "Ring 1", 200]]);
  const [link] = [...m.scene().edges.values()];
  assert.ok(link);
  assert.deepEqual([link.kind, link.count, m.claimsBehind(link).length], ["link", 1, 1]);
});

test("a community opens step by step, its node standing for the rest, and closes", () => {
  const m = model();
  assert.deepEqual(m.open(0, 20).left, 180);
  assert.deepEqual(kinds(m), { thing: 20, community: 2 });
  assert.equal(m.scene().nodes.get(800)?.count, 180);
  assert.equal(m.open(0, 500).added.length, 180);
  assert.deepEqual(kinds(m), { thing: 200, community: 1 });
  m.close(0);
  assert.deepEqual(kinds(m), { community: 2 });
});

test("neighbours are counted by relation and direction, and come the most connected first", () => {
  const m = model();
  m.select({ kind: "thing", thing: 0 });
  assert.deepEqual(m.neighbours(0), [
    { relation: "meets", direction: "out", total: 101, shown: 0 },
    { relation: "visits", direction: "out", total: 99, shown: 0 },
  ]);
  assert.deepEqual(m.expand(0, { relation: "meets", direction: "out", limit: 3 }), { added: [200, 3, 5], left: 98 });
  assert.equal(m.neighbours(0)[0]?.shown, 3);
  assert.deepEqual(m.expand(0, { direction: "in" }), { added: [], left: 0 });
});

test("each step can be undone and done again", () => {
  const m = model();
  m.open(0, 5);
  m.expand(0, { limit: 5 });
  const after = [...m.shown.things()];
  m.undo();
  assert.equal(m.shown.things().size, 5);
  m.undo();
  assert.equal(m.shown.things().size, 0);
  assert.ok(!m.shown.canUndo);
  m.undo();
  m.redo();
  m.redo();
  assert.deepEqual([...m.shown.things()], after);
  assert.ok(!m.shown.canRedo);
  m.undo();
  m.hide([0]);
  assert.ok(!m.shown.canRedo);
});

test("collapsing takes away what hangs on the thing alone", () => {
  const m = model();
  m.only([0, 1, 3, 4, 200]);
  assert.deepEqual(m.collapse(0).sort((a, b) => a - b), [1, 200]);
  assert.deepEqual([...m.shown.things()].sort((a, b) => a - b), [0, 3, 4]);
});

test("depth around a thing keeps to a limit and tells what it left out", () => {
  const m = model();
  const { added, left } = m.around(5, 1);
  assert.deepEqual([...added].sort((a, b) => a - b), [0, 4, 5, 6]);
  assert.equal(left, 0);
  assert.deepEqual(kinds(m), { thing: 4 });
  assert.equal(m.around(5, 2).left, 0);
  const two = m.around(5, 2, 50);
  assert.equal(two.added.length, 50);
  assert.equal(two.left, 201 - 50);
});

test("the shortest path goes over what the filters let through, or there is none", () => {
  const m = model();
  assert.deepEqual(m.path(7, 303), [7, 0, 200, 303]);
  assert.deepEqual(m.selection, { kind: "things", things: [7, 0, 200, 303] });
  assert.ok([7, 0, 200, 303].every((thing) => m.shown.things().has(thing)));
  m.filters.set("relation", "meets", false);
  assert.equal(m.path(7, 303), null);
  assert.deepEqual(m.path(2, 4), [2, 0, 4]);
  assert.deepEqual(m.path(4, 4), [4]);
});

test("what is selected alone can be shown, then everything, then the beginning", () => {
  const m = model();
  m.select({ kind: "things", things: [0, 200] });
  m.only();
  assert.deepEqual([...m.scene().edges.values()].map(({ claims }) => claims.length), [1]);
  m.all();
  assert.equal(m.scene().nodes.size, 400);
  m.reset();
  assert.deepEqual(kinds(m), { community: 2 });
});

test("what the filters hide is in no community's count", () => {
  const m = model();
  m.filters.only("relation", "visits");
  assert.equal(m.scene().nodes.get(800)?.count, 100);
  assert.equal(m.scene().edges.size, 0);
});

test("the address keeps what was opened, asked for and taken away", () => {
  const one = model();
  one.open(0, 7);
  one.expand(200, { limit: 4 });
  one.hide([3]);
  const other = model();
  other.fromAddress(one.toAddress());
  assert.deepEqual(other.shown.things(), one.shown.things());
  assert.equal(other.toAddress(), one.toAddress());
});

test("without communities the most connected of many are shown", () => {
  const m = new Model(dataOf({ ...rings(), communities: [] }));
  assert.equal(m.scene().nodes.size, 150);
  assert.ok(m.shown.things().has(0) && m.shown.things().has(200));
  m.top(40);
  assert.equal(m.scene().nodes.size, 40);
});

test("selecting shows what is selected, stepping stays among the claims", () => {
  const m = model();
  m.select({ kind: "claims", claims: [0, 1], index: 0 });
  assert.deepEqual([...m.shown.things()], [0, 1]);
  assert.ok(m.step(1) && !m.step(1));
  assert.deepEqual(m.selection, { kind: "claims", claims: [0, 1], index: 1 });
  m.select({ kind: "community", community: 0 });
  assert.ok(m.inFocus().includes(0));
});
