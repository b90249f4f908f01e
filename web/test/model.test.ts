import assert from "node:assert/strict";
import { test } from "node:test";

import { type Listener, Model } from "../src/model.ts";
import { dataOf, small, SMALL_TEXTS, textsOf } from "./story.ts";

const model = (): Model => new Model(dataOf(small()));
const withTexts = async (): Promise<Model> => new Model(dataOf(small()), await textsOf(SMALL_TEXTS));
const bundles = (m: Model): number[][] => [...m.scene().edges.values()].map(({ claims }) => claims);

test("all is shown at first, each conflict is one pair, and nobody has a marker", () => {
  const m = model();
  assert.deepEqual(bundles(m), [[0], [1], [3], [4]]);
  assert.deepEqual([...m.scene().nodes.values()].map(({ kind }) => kind), ["thing", "thing", "thing", "unnamed"]);
  assert.deepEqual(m.conflicts, [{ pair: [0, 4], reason: "denied" }]);
});

test("a claim comes out of the columns as it went in", () => {
  assert.deepEqual(model().claim(4), {
    iri: "c:/4", article: 1, relation: "meets", subject: 0, object: 1, start: 0, end: 20, confidence: 1, sources: 1, speakers: [2, 1], negative: true, conflicts: [0],
  });
});

test("a hidden type hides its things and their claims", () => {
  const m = model();
  m.filters.set("type", "Group", false);
  assert.deepEqual(bundles(m), [[0], [4]]);
  assert.deepEqual([...m.scene().nodes.keys()].sort(), [0, 1]);
  assert.deepEqual(m.passing(), [0, 4]);
});

test("one speaker who is shown is enough", () => {
  const m = model();
  m.filters.set("speaker", "e:/crews", false);
  assert.ok(m.passes(4));
  m.filters.set("speaker", "e:/bela", false);
  assert.ok(!m.passes(4));
  m.filters.only("speaker", "own");
  assert.deepEqual(m.passing(), [0, 1, 2, 3]);
});

test("counts of a facet follow the other facets, not itself", () => {
  const m = model();
  m.filters.set("publisher", "Wire", false);
  const { facets } = m.filters.counts();
  assert.deepEqual(Object.fromEntries(facets.publisher), { Wire: 4, "?": 1 });
  assert.equal(facets.polarity.get("positive"), 0);
  assert.equal(facets.type.get("Person"), 2);
  assert.equal(facets.type.get("Group"), 0);
});

test("a relation that is switched off takes along its kinds", () => {
  const m = model();
  m.filters.set("relation", "meets", false);
  assert.deepEqual(m.passing(), [2]);
  m.filters.set("relation", "visits", true);
  assert.deepEqual(m.passing(), [1, 2]);
  m.filters.only("relation", "meets");
  assert.deepEqual(m.passing(), [0, 1, 3, 4]);
});

test("confidence and time are ranges; what has no date stays if it is wanted", () => {
  const m = model();
  m.filters.setConfidence(0, 60);
  assert.deepEqual(m.passing(), [0]);
  assert.equal(m.filters.counts().confidence[100], 4);
  m.filters.clear();
  m.filters.setTime({ axis: "happened", from: 20500, to: 20600, unknown: false });
  assert.deepEqual(m.passing(), [1]);
  m.filters.setTime({ axis: "happened", from: 0, to: 1, unknown: true });
  assert.deepEqual(m.passing(), [0, 2, 3, 4]);
  m.filters.setTime({ axis: "published", from: 0, to: 30000, unknown: false });
  assert.deepEqual(m.passing(), [0, 1, 2, 3]);
});

test("figures belong to what they count", () => {
  assert.deepEqual(model().figures(2), [2]);
  assert.deepEqual(model().figures(0), []);
});

test("listeners hear once of changes made together, and of what kind they are", () => {
  const m = model();
  const heard: string[][] = [];
  const listener: Listener = (changed) => heard.push([...changed].sort());
  m.onChange(listener);
  m.change(() => {
    m.filters.set("how", "possible", false);
    m.select({ kind: "thing", thing: 1 });
  });
  m.setTheme("dark");
  assert.deepEqual(heard, [["filter", "selection"], ["theme"]]);
});

test("search knows other names, accents and the words of the evidence", async () => {
  const m = await withTexts();
  assert.deepEqual(m.search("BELA").things, { hits: [1], total: 1 });
  assert.deepEqual(m.search("mayor").things.hits, [1]);
  assert.deepEqual(m.search("crews rescue").claims.hits, [1, 2, 3]);
  assert.deepEqual(m.search("ana met bela").claims.hits, [0, 4]);
  assert.deepEqual(m.search("strength").relations.hits, ["hasStrength"]);
  assert.equal(m.search("   ").things.total + m.search("nobody at all").claims.total, 0);
});

test("the address leads back to the same state", () => {
  const one = model();
  one.change(() => {
    one.filters.set("publisher", "Wire", false);
    one.filters.setConfidence(20, 100);
    one.filters.setTime({ axis: "said", from: 20000, to: 20010, unknown: true });
    one.only([0, 1]);
    one.select({ kind: "claims", claims: [0, 4], index: 1 });
    one.setTheme("dark");
    one.setView({ x: 10, y: -20, zoom: 0.5 });
  });
  const address = one.toAddress();
  const other = model();
  other.fromAddress(`#${address}`);
  assert.equal(other.toAddress(), address);
  assert.deepEqual(other.selection, one.selection);
  assert.deepEqual(other.passing(), one.passing());
  assert.deepEqual(other.filters.time, one.filters.time);
  other.fromAddress("#thing=nobody&no-how=%E0%A4%A&confidence=x&view=1,2&with=,,&top=-1&time=a,b,c");
  assert.deepEqual(other.toAddress(), "");
});
