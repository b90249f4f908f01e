import assert from "node:assert/strict";
import { test } from "node:test";

import { date, dateRange, figure, number } from "../src/words.ts";

test("dates, months, years and intervals are written as people write them", () => {
  assert.equal(date("2024-10-08"), "8 Oct 2024");
  assert.equal(date("2024-10-08T12:30:00Z"), "8 Oct 2024");
  assert.equal(date("2024-10"), "Oct 2024");
  assert.equal(date("2024"), "2024");
  assert.equal(date("2024-10-01/2024-10-08"), "1 Oct 2024 to 8 Oct 2024");
});

test("what is no date stays as it is", () => {
  for (const text of ["2024-13-01", "last week", "2024-W41", "<b>", ""]) assert.equal(date(text), text);
});

test("a range of one day is that day", () => {
  assert.equal(dateRange(["2024-10-08", "2024-10-08T09:00:00Z"]), "8 Oct 2024");
  assert.equal(dateRange(["2024-10-09", "2024-10-08"]), "8 Oct 2024 – 9 Oct 2024");
  assert.equal(dateRange([]), "");
});

test("numbers keep every digit", () => {
  assert.equal(number("31000000"), "31 million");
  assert.equal(number("1250000"), "1.25 million");
  assert.equal(number("2500000000"), "2.5 billion");
  assert.equal(number("1234567"), "1,234,567");
  assert.equal(number("-12000.50"), "-12,000.50");
  assert.equal(number("some"), "some");
});

test("figures say how they are meant", () => {
  assert.equal(figure({ value: "500", unit: "people", bound: "min" }), "at least 500 people");
  assert.equal(figure({ value: "3", unit: "ships", bound: "range", low: "3", high: "4" }), "3 to 4 ships");
  assert.equal(figure({ value: "7", bound: "exact" }), "7");
});
