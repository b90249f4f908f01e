import assert from "node:assert/strict";
import { test } from "node:test";

import type { Claim, Data } from "../src/data.ts";
import { Model } from "../src/model.ts";
import { Index } from "../src/search.ts";

const claim = (values: Partial<Claim>): Claim => ({ iri: "c", article: 0, relation: "meets", object: 1, start: 0, end: 4, confidence: 1, ...values });

function story(): Data {
  return {
    version: 1,
    title: "",
    relations: { meets: "meets", hasStrength: "has strength" },
    articles: [{ iri: "d0", id: "0", title: "First", text: "Ana met Béla.", publisher: "Wire" }, { iri: "d1", id: "1", title: "Second" }],
    things: [
      { iri: "a", label: "Ana", type: "Person" },
      { iri: "b", label: "Béla", type: "Person", names: ["the mayor"] },
      { iri: "c", label: "Rescue crews", type: "Group" },
      { iri: "n", label: "31", type: "Number" },
    ],
    claims: [
      claim({ subject: 0, conflicts: [1] }),
      claim({ subject: 0, article: 1, negative: true, speakers: [2, 1], conflicts: [0] }),
      claim({ subject: 2, modality: "possible" }),
      claim({ subject: 2, object: 3, relation: "hasStrength", figure: { value: "31", bound: "exact" } }),
    ],
    nodes: [0, 1, 2].map((id) => ({ id, group: "Person", x: 0, y: 0, size: 9, weight: 3 - id })),
    edges: [
      { id: 0, from: 0, to: 1, how: "fact", polarity: "positive", claims: [0] },
      { id: 1, from: 0, to: 1, how: "reported", polarity: "negative", claims: [1] },
      { id: 2, from: 2, to: 1, how: "possible", polarity: "positive", claims: [2] },
    ],
  };
}

test("all is visible at first, and each conflict is one pair", () => {
  const model = new Model(story());
  const shown = model.visible();
  assert.deepEqual([...shown.edges.keys()], [0, 1, 2]);
  assert.equal(shown.claims.length, 4);
  assert.deepEqual(model.conflicts, [[0, 1]]);
});

test("a hidden type hides its things and their claims", () => {
  const model = new Model(story());
  model.change(() => model.hidden.type.add("Group"));
  const shown = model.visible();
  assert.deepEqual([...shown.edges.keys()], [0, 1]);
  assert.deepEqual([...shown.nodes].sort(), [0, 1]);
  assert.equal(shown.claims.length, 2);
});

test("one speaker who is shown is enough", () => {
  const model = new Model(story());
  model.hidden.speaker.add("c");
  assert.ok(model.passes(model.claim(1)));
  model.hidden.speaker.add("b");
  assert.ok(!model.passes(model.claim(1)));
});

test("a facet's counts follow the other facets, not itself", () => {
  const model = new Model(story());
  model.hidden.publisher.add("Wire");
  assert.deepEqual(Object.fromEntries(model.counts("publisher")), { Wire: 3, "?": 1 });
  assert.equal(model.counts("polarity").get("positive"), 0);
  assert.equal(model.counts("type").get("Person"), 2);
  assert.equal(model.counts("type").get("Group"), 0);
});

test("beyond the limit only what was asked for is shown", () => {
  const model = new Model(story());
  model.limit = 2;
  assert.deepEqual([...model.visible().edges.keys()], [0, 1]);
  model.select({ kind: "thing", thing: 2 });
  assert.deepEqual([...model.visible().edges.keys()], [0, 1, 2]);
});

test("figures belong to what they count", () => {
  const model = new Model(story());
  assert.deepEqual(model.figures(2), [3]);
  assert.deepEqual(model.figures(0), []);
});

test("search knows other names, accents and the words of the evidence", () => {
  const index = new Index(story());
  assert.deepEqual(index.find("BELA")[0], { kind: "thing", id: 1 });
  assert.deepEqual(index.find("mayor")[0], { kind: "thing", id: 1 });
  assert.deepEqual(index.find("crews rescue").map((hit) => hit.kind), ["claim", "claim"]);
  assert.deepEqual(index.find("   "), []);
  assert.deepEqual(index.find("nobody at all"), []);
});
