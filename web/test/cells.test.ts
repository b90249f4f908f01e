import assert from "node:assert/strict";
import { test } from "node:test";

import { cell, sought } from "../src/ask/cells.ts";

const where = { base: "https://example.org/data/", root: "/news", prefixes: { kg: "https://example.org/ns#" } };

test("a thing of the data leads to its page on this server", () => {
  const html = cell({ type: "uri", value: "https://example.org/data/entity/a" }, where, false);
  assert.match(html, /href="\/news\/entity\/a"/);
  assert.match(html, />entity\/a</);
});

test("two slashes lead to no other server", () => {
  const html = cell({ type: "uri", value: "https://example.org/data//evil.example/x" }, where, false);
  assert.doesNotMatch(html, /href="(\/news)?\/\//);
});

test("what is no address of the web is no link", () => {
  for (const value of ["javascript:alert(1)", "data:text/html,x", "urn:x"]) {
    assert.doesNotMatch(cell({ type: "uri", value }, where, false), /href/);
  }
});

test("nothing of a text or a name is markup", () => {
  const value = `<b onclick="x">&'`;
  for (const type of ["literal", "uri", "bnode"]) {
    assert.doesNotMatch(cell({ type, value, "xml:lang": value, datatype: value }, where, false), /<b|onclick="|&'/);
  }
  assert.doesNotMatch(sought({ type: "literal", value }), /[<>"']/);
});

test("a literal has its language or type, unless all is to be short", () => {
  const one = { type: "literal", value: "1", datatype: "https://example.org/ns#whole" };
  assert.match(cell(one, where, false), /<sup>kg:whole<\/sup>/);
  assert.doesNotMatch(cell(one, where, true), /<sup>/);
});
