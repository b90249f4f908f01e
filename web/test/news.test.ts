import assert from "node:assert/strict";
import { test } from "node:test";

import { newsOf } from "../src/news.ts";
import { dataOf, type Parts } from "./story.ts";

const parts = (...days: (string | undefined)[]): Parts => ({
  articles: days.map((published, n) => ({ id: String(n), ...(published === undefined ? {} : { published }) })),
  things: ["a", "b", "c", "d"].map((iri) => ({ iri, label: iri, type: "Person" })),
  claims: [
    { subject: 0, object: 1, article: 0 },
    { subject: 0, object: 1, article: 1 },
    { subject: 1, object: 2, article: 1 },
    { subject: 1, object: 2, article: 1 },
    { subject: undefined, object: 0, article: 1, negative: true },
  ],
});

test("new is what the last day's articles are the first to tell", () => {
  assert.deepEqual(newsOf(dataOf(parts("2026-03-02", "2026-03-09T10:00:00Z"))), { day: "2026-03-09", articles: [1], things: [2], claims: [2, 4] });
});

test("what has no date is no news, but may have been known", () => {
  assert.deepEqual(newsOf(dataOf(parts("2026-03-02", undefined, "2026-03-09"))), { day: "2026-03-09", articles: [2], things: [], claims: [] });
});

test("where all is of one day nothing is new", () => {
  assert.equal(newsOf(dataOf(parts("2026-03-02", "2026-03-02"))), null);
  assert.equal(newsOf(dataOf(parts("2026-03-02", undefined))), null);
  assert.equal(newsOf(dataOf(parts(undefined, undefined))), null);
});
