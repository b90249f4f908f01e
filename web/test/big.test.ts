import assert from "node:assert/strict";
import { test } from "node:test";

import { lightOf } from "../src/picture/light.ts";
import { bigModel, bigWire } from "./big.ts";

const wire = bigWire();
const model = await bigModel(wire);
const { claims } = model.data;

test("a hundred thousand things open as an overview that holds them all", () => {
  const nodes = [...model.scene().nodes.values()];
  assert.ok(nodes.length < 300 && nodes.every(({ kind }) => kind === "community"));
  assert.equal(nodes.reduce((sum, { count }) => sum + count, 0), model.ranked.length);
});

test("counts of facets are those of claims counted one by one", () => {
  model.filters.set("relation", "relation3", false);
  model.filters.setConfidence(30, 80);
  let [through, possible] = [0, 0];
  for (let n = 0; n < claims.count; n++) {
    const claim = model.claim(n);
    const relation = Number(claim.relation.replace("relation", ""));
    if (relation % 20 === 3 || claim.confidence < 0.295 || claim.confidence > 0.805) continue;
    through++;
    if (claim.modality === "possible") possible++;
  }
  assert.equal(model.filters.counts().passing, through);
  assert.equal(model.filters.counts().facets.how.get("possible"), possible);
  assert.equal(model.passing().length, through);
  model.filters.clear();
  assert.equal(model.filters.counts().passing, claims.count);
});

test("search finds one among all, in names and in texts", () => {
  assert.deepEqual(model.search("unique name 77777").things, { hits: [77777], total: 1 });
  assert.equal(model.search("alias 99999").things.hits[0], 99999);
  assert.equal(model.search("delegation of d14999 envoys").texts, false);
  while (!model.prepareSearch());
  assert.equal(model.search("delegation of d14999 envoys").claims.total, 20);
});

test("paths, rings and neighbours end, and keep to their limits", () => {
  const hub = model.ranked[0] ?? 0;
  const far = model.ranked[model.ranked.length - 1] ?? 0;
  const path = model.path(hub, far);
  assert.ok(path === null || (path[0] === hub && path[path.length - 1] === far));
  assert.equal(model.around(hub, 3).added.length, 300);
  model.reset();
  const total = model.neighbours(hub).reduce((sum, { total: count }) => sum + count, 0);
  assert.ok(total > 20);
  assert.equal(model.expand(hub, { limit: 20 }).added.length, 20);
});

test("the address of a big graph stays short and leads back", async () => {
  model.reset();
  model.open(3, 40);
  model.select({ kind: "thing", thing: 4242 });
  model.filters.set("type", "Person", false);
  const address = model.toAddress();
  assert.ok(address.length < 300, address);
  const other = await bigModel(wire);
  other.fromAddress(address);
  assert.equal(other.toAddress(), address);
  assert.deepEqual(other.shown.things(), model.shown.things());
});

test("a selection out of many has places of its own, which undo brings back; an article lights the communities of its things", () => {
  model.filters.clear();
  model.select({ kind: "nothing" });
  model.reset();
  const [hub = 0] = model.ranked;
  const standing = (): string[] => [...model.scene().nodes.values()].map(({ id, x, y }) => `${id} ${x} ${y}`);
  model.around(hub, 1, 40);
  const nodes = [...model.scene().nodes.values()].filter(({ kind }) => kind === "thing");
  assert.equal(nodes.length, 40);
  const [xs, ys] = [nodes.map(({ x }) => x), nodes.map(({ y }) => y)];
  assert.ok(Math.max(...xs) - Math.min(...xs) < 3000 && Math.max(...ys) - Math.min(...ys) < 3000);
  assert.ok(nodes.every((a, n) => nodes.slice(n + 1).every((b) => Math.hypot(a.x - b.x, a.y - b.y) > 20)));
  const before = standing();
  model.filters.set("type", "Person", false);
  assert.ok(standing().length < before.length && standing().every((one) => before.includes(one)));
  model.filters.clear();
  model.hide([nodes[3]?.id ?? 0]);
  model.undo();
  assert.deepEqual(standing(), before);

  model.reset();
  model.select({ kind: "article", article: 2 });
  const lit = lightOf(model)?.nodes ?? new Set();
  const homes = new Set(model.claimsIn(2).flatMap((id) => [claims.subject[id] ?? 0, claims.object[id] ?? 0]).map((thing) => model.thing(thing).community));
  assert.deepEqual([...model.scene().nodes.values()].filter(({ id }) => lit.has(id)).map(({ community }) => community).sort(), [...homes].sort());
});
