import assert from "node:assert/strict";
import { test } from "node:test";

import { found } from "../src/legend/groups.ts";
import { pruned, sum, tickOf, treeOf } from "../src/legend/tree.ts";
import { Model } from "../src/model.ts";
import { fold } from "../src/search.ts";
import { dataOf, small } from "./story.ts";

const RELATIONS = [
  { name: "attacks", label: "attacks" },
  { name: "shells", label: "shells", parent: 0 },
  { name: "bombs", label: "bombs", parent: 0 },
  { name: "meets", label: "meets" },
  { name: "unused", label: "unused" },
];
const TOTALS = new Map([["attacks", 1], ["shells", 2], ["bombs", 5], ["meets", 4]]);

test("relations stand under the broader one, the commonest first, and those without claims are left out", () => {
  const tree = treeOf(RELATIONS, TOTALS);
  assert.deepEqual(tree.map(({ name, children }) => [name, children.map((child) => child.name)]), [["attacks", ["bombs", "shells"]], ["meets", []]]);
  assert.equal(sum(tree[0]!, TOTALS), 8);
});

test("relations that are a kind of each other are no loop", () => {
  const circle = [{ name: "a", label: "a", parent: 1 }, { name: "b", label: "b", parent: 0 }];
  assert.deepEqual(treeOf(circle, new Map([["a", 1], ["b", 1]])).map(({ name }) => name), ["a", "b"]);
});

test("a box is on, off, or something between", () => {
  const [attacks] = treeOf(RELATIONS, TOTALS);
  const tick = (...off: string[]): string => tickOf(attacks!, new Set(off), TOTALS);
  assert.deepEqual([tick(), tick("bombs"), tick("attacks", "shells", "bombs")], ["on", "mixed", "off"]);
});

test("a search keeps what leads to what it finds", () => {
  assert.deepEqual(pruned(treeOf(RELATIONS, TOTALS), (label) => label.includes("she")).map(({ name, children }) => [name, children.map((child) => child.name)]), [["attacks", ["shells"]]]);
});

test("long lists are searched by all words, whatever their accents", () => {
  const rows = [{ label: "Béla Bartók" }, { label: "Bela Lugosi" }];
  assert.deepEqual(found(rows, "bela bart", fold).map(({ label }) => label), ["Béla Bartók"]);
  assert.equal(found(rows, " ", fold).length, 2);
});

test("totals stay what they are while filters count", () => {
  const model = new Model(dataOf(small()));
  model.filters.set("publisher", "Wire", false);
  assert.equal(model.filters.counts().facets.relation.get("visits"), 0);
  assert.equal(model.filters.totals("relation").get("visits"), 1);
  model.filters.setConfidence(0, 90);
  assert.deepEqual(model.filters.active, ["publisher", "confidence"]);
});
