import assert from "node:assert/strict";
import { test } from "node:test";

import { bend } from "../src/lines.ts";

const line = (id: number, from: number, to: number) => ({ id, from, to, how: "fact", polarity: "positive", claims: [id] });

test("lines of one pair lie apart, whichever way they point", () => {
  const bends = bend([line(0, 1, 2), line(1, 1, 2), line(2, 2, 1), line(3, 3, 4)]);
  // Seen from the thing with the lower number.
  const seen = [bends.get(0), bends.get(1), -(bends.get(2) ?? 0)];
  assert.equal(new Set(seen).size, 3);
  assert.deepEqual(seen, [-0.26, 0, 0.26]);
});
