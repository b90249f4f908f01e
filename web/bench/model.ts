// CPU time of the model at 100,000 things and 300,000 claims: node build.mjs --bench

import { Model } from "../src/model.ts";
import { bigModel, bigWire } from "../test/big.ts";
import { read, type Wire } from "../src/wire.ts";

function timed<T>(what: string, act: () => T): T {
  const start = process.cpuUsage();
  const result = act();
  const { user, system } = process.cpuUsage(start);
  console.log(`${what.padEnd(44)}${((user + system) / 1000).toFixed(0).padStart(7)} ms`);
  return result;
}

const json = JSON.stringify(bigWire());
console.log(`${"data as JSON".padEnd(44)}${(json.length / 1e6).toFixed(1).padStart(7)} MB`);
const wire = timed("parse", () => JSON.parse(json) as Wire);
timed("read into columns", () => read(wire));
const data = read(wire);
timed("indices", () => new Model(data));
const model = await bigModel(wire);
timed("first scene", () => model.scene());
timed("counts of all facets", () => model.filters.counts());
timed("a relation off, counted and drawn", () => {
  model.filters.set("relation", "relation3", false);
  model.filters.counts();
  model.scene();
});
timed("a type off, counted and drawn", () => {
  model.filters.set("type", "Person", false);
  model.filters.counts();
  model.scene();
});
timed("days of publication", () => model.filters.days("published"));
timed("a range of time, counted and drawn", () => {
  model.filters.setTime({ axis: "published", from: 20500, to: 20600, unknown: false });
  model.filters.counts();
  model.scene();
});
model.filters.clear();
timed("first search", () => model.search("envoys 7"));
for (const words of ["u", "unique name 7", "delegation envoys", "relates 12", "nowhere"]) timed(`search ${words}`, () => model.search(words));
const [hub = 0, other = 0] = [model.ranked[0], model.ranked[model.ranked.length - 1]];
timed("neighbours of the biggest hub", () => model.neighbours(hub));
timed("expand it by 20, and draw", () => [model.expand(hub), model.scene()]);
timed("shortest path, and draw", () => [model.path(hub, other), model.scene()]);
timed("three links around, and draw", () => [model.around(hub, 3), model.scene()]);
timed("address", () => model.toAddress());
timed("everything, and draw", () => [model.all(), model.scene()]);
