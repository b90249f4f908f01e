import assert from "node:assert/strict";
import { test } from "node:test";

import { dayOf, span } from "../src/days.ts";
import { bars, border, startOf, ticks, unitFor } from "../src/time/scale.ts";

const day = (iso: string): number => span(iso)[0];

test("few days are days, many are weeks, months or years", () => {
  assert.equal(unitFor(30, 45), "day");
  assert.equal(unitFor(150, 45), "week");
  assert.equal(unitFor(770, 45), "month");
  assert.equal(unitFor(13_000, 45), "year");
});

test("units begin where calendars begin them, before 1970 too", () => {
  assert.equal(dayOf(startOf(day("2026-01-01"), "week")), "2025-12-29");
  assert.equal(dayOf(startOf(day("2026-02-28"), "month")), "2026-02-01");
  assert.equal(dayOf(startOf(day("1943-06-06"), "year")), "1943-01-01");
  assert.equal(dayOf(startOf(day("1943-06-06"), "week")), "1943-05-31");
});

test("an arrow key goes to the next border from wherever one stands", () => {
  const at = (iso: string, by: 1 | -1): string => dayOf(border(day(iso), "month", by));
  assert.equal(at("2026-03-09", 1), "2026-04-01");
  assert.equal(at("2026-03-09", -1), "2026-03-01");
  assert.equal(at("2026-03-01", -1), "2026-02-01");
});

test("bars hold what begins in them, at their true distance", () => {
  const found = bars(new Map([[day("2026-06-01"), 2], [day("2026-01-01"), 1], [day("2026-01-03"), 4]]), "week");
  assert.deepEqual(found.map(({ from, to, count }) => [dayOf(from), dayOf(to), count]), [["2025-12-29", "2026-01-04", 5], ["2026-06-01", "2026-06-07", 2]]);
  assert.deepEqual(bars(new Map(), "day"), []);
});

test("ticks tell the year once and never stand too close", () => {
  const labels = (from: string, to: string, most: number): string[] => ticks(day(from), day(to), most).map(({ label }) => label);
  assert.deepEqual(labels("2026-03-02", "2026-03-04", 9), ["2 Mar 2026", "3 Mar", "4 Mar"]);
  assert.deepEqual(labels("2025-11-20", "2026-02-10", 5), ["Dec 2025", "Jan 2026", "Feb"]);
  assert.deepEqual(labels("1990-05-01", "2026-01-01", 8), ["1995", "2000", "2005", "2010", "2015", "2020", "2025"]);
  assert.deepEqual(labels("2026-03-03", "2026-03-03", 3), ["3 Mar 2026"]);
  assert.deepEqual(labels("2026-01-10", "2026-02-20", 1), ["10 Jan 2026"]);
});
