import assert from "node:assert/strict";
import { test } from "node:test";

import { axis } from "../src/days.ts";

test("few days are days, at their true distance", () => {
  const { bins, first, last } = axis(["2026-03-02", "2026-03-03", "2026-03-09", "not a day", "?"]);
  assert.deepEqual(bins.map((bin) => bin.from), ["2026-03-02", "2026-03-03", "2026-03-09"]);
  assert.equal((last - first) / 86_400_000, 8);
});

test("the longer the time, the wider the bars", () => {
  assert.deepEqual(axis(["2026-01-01", "2026-06-01"]).bins.map((bin) => [bin.from, bin.to]), [["2025-12-29", "2026-01-04"], ["2026-06-01", "2026-06-07"]]);
  assert.deepEqual(axis(["2024-01-15", "2026-02-28"]).bins.map((bin) => bin.to), ["2024-01-31", "2026-02-28"]);
  assert.deepEqual(axis(["1990-01-15", "2026-06-01"]).bins.map((bin) => bin.from), ["1990-01-01", "2026-01-01"]);
});

test("no days, no bars", () => {
  assert.deepEqual(axis([]).bins, []);
});
