import assert from "node:assert/strict";
import { test } from "node:test";

import type { Claim } from "../src/data.ts";
import { disputesOf } from "../src/panel/disputes.ts";

const claim = (values: Partial<Claim>): Claim => ({ iri: "", article: 0, relation: "warns", subject: 1, object: 2, start: 0, end: 1, confidence: 1, sources: 1, ...values });
const people = (value: string): Partial<Claim> => ({ object: 9, relation: "lost", figure: { value, unit: "people", bound: "exact" } });

test("claims that hang together in one dispute stand on its sides", () => {
  const claims = [claim({}), claim({ negative: true }), claim({}), claim({ negative: true })];
  const [dispute, ...others] = disputesOf([{ pair: [0, 1], reason: "denied" }, { pair: [1, 2], reason: "denied" }], (id) => claims[id] as Claim);
  assert.deepEqual(others, []);
  assert.deepEqual(dispute?.sides, [[0, 2], [1]]);
  assert.equal(dispute?.about, claims[0]);
});

test("each figure is a side of its own", () => {
  const claims = [claim(people("31")), claim({ ...people("14"), object: 8 }), claim(people("20"))];
  const conflicts = [[0, 1], [0, 2], [1, 2]].map((pair) => ({ pair: pair as [number, number], reason: "figures" as const }));
  const [dispute] = disputesOf(conflicts, (id) => claims[id] as Claim);
  assert.deepEqual(dispute?.sides, [[0], [1], [2]]);
  assert.equal(dispute?.reason, "figures");
  assert.equal(dispute?.about, claims[0]);
});

test("of all disputes the widest comes first, of some claims only theirs", () => {
  const claims = [claim({}), claim({ negative: true }), claim({ object: 5 }), claim({ object: 5, negative: true }), claim({ object: 5 })];
  const conflicts = [[0, 1], [2, 3], [3, 4]].map((pair) => ({ pair: pair as [number, number], reason: "denied" as const }));
  assert.deepEqual(disputesOf(conflicts, (id) => claims[id] as Claim).map(({ sides }) => sides), [[[2, 4], [3]], [[0], [1]]]);
  assert.deepEqual(disputesOf(conflicts, (id) => claims[id] as Claim, [1]).map(({ sides }) => sides), [[[0], [1]]]);
});
