import assert from "node:assert/strict";
import { test } from "node:test";

import { pieces } from "../src/reader/marks.ts";

test("a text is cut where claims begin and end, and nothing is lost", () => {
  const text = "One said. Two said.";
  const found = pieces(text, [{ id: 1, start: 0, end: 9 }, { id: 2, start: 4, end: 19 }, { id: 3, start: 4, end: 99 }]);
  assert.equal(found.map((piece) => piece.text).join(""), text);
  assert.deepEqual(found.map((piece) => piece.claims), [[1], [1, 2, 3], [2, 3]]);
});

test("a claim that begins where another ends shares nothing with it", () => {
  const found = pieces("abcdef", [{ id: 1, start: 0, end: 3 }, { id: 2, start: 3, end: 6 }]);
  assert.deepEqual(found.map(({ text, claims }) => [text, claims]), [["abc", [1]], ["def", [2]]]);
});

test("an empty text has no pieces, and a claim beyond the end marks nothing", () => {
  assert.deepEqual(pieces("", [{ id: 1, start: 0, end: 3 }]), []);
  assert.deepEqual(pieces("abc", [{ id: 1, start: 7, end: 9 }]).map(({ claims }) => claims), [[]]);
});
