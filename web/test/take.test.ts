import assert from "node:assert/strict";
import { test } from "node:test";

import { Model } from "../src/model.ts";
import { csv, line } from "../src/take/csv.ts";
import { iri, moment, relationName, text } from "../src/take/names.ts";
import { fileName } from "../src/take/save.ts";
import { CodePoints, divided, shownClaims } from "../src/take/shown.ts";
import { sparql } from "../src/take/sparql.ts";
import { dataOf, small, SMALL_TEXTS, textsOf } from "./story.ts";

const model = (): Model => new Model(dataOf(small()));

test("what is taken along is what the filters let through between things that are shown", () => {
  const m = model();
  assert.deepEqual(shownClaims(m), [0, 1, 2, 3, 4]);
  m.filters.set("polarity", "negative", false);
  assert.deepEqual(shownClaims(m), [0, 1, 2, 3]);
  m.hide([0]);
  assert.deepEqual(shownClaims(m), [1, 2, 3]);
  assert.deepEqual(divided(m).outside, [0]);
});

test("a line of CSV ends as RFC 4180 says, quotes what needs it, and is no formula", () => {
  assert.equal(line(["a", 'say "x"', "two\nlines", undefined, 0.5]), 'a,"say ""x""","two\nlines",,0.5\r\n');
  assert.equal(line(["=1+1", "@x", "+a", "-a", "\t=", "＝x"]), "'=1+1,'@x,'+a,'-a,'\t=,'＝x\r\n");
  assert.equal(line(["-12.5", "31"]), "-12.5,31\r\n");
});

test("a table has a line for each claim and as many fields in each", async () => {
  const m = new Model(dataOf(small()), await textsOf(SMALL_TEXTS));
  const lines = csv(m, [0, 4]);
  assert.equal(lines.length, 3);
  assert.match(lines[1] ?? "", /^c:\/0,Ana,e:\/ana,Person,meets,/);
  assert.match(lines[2] ?? "", /Rescue crews; Béla/);
  assert.equal(new Set(lines.map((one) => one.split(",").length)).size, 1);
});

test("offsets count code points", async () => {
  const m = new Model(dataOf(small()), await textsOf(["🌊🌊 Ana", ""]));
  const points = new CodePoints(m);
  assert.deepEqual([0, 2, 4, 5].map((offset) => points.of(0, offset)), [0, 1, 2, 3]);
  assert.equal(points.of(1, 7), 7);
});

test("no text ends a literal or an IRI early", () => {
  assert.equal(text('a"b\\c\nd\u0000'), '"a\\"b\\\\c\\nd\\u0000"');
  assert.equal(text("\ud800x😀"), '"\ufffdx😀"');
  assert.equal(iri("http://x/> . <y"), "<http://x/%3E%20.%20%3Cy>");
  assert.equal(relationName("meets"), "kg:meets");
  assert.equal(relationName("x> y"), "<https://w3id.org/kgraph/ns#x%3E%20y>");
});

test("days and moments have their types, what is none has not", () => {
  assert.equal(moment("2026-03-02"), '"2026-03-02"^^xsd:date');
  assert.equal(moment("2026-03-02T10:00:00Z"), '"2026-03-02T10:00:00Z"^^xsd:dateTime');
  assert.equal(moment("2026-99-02"), '"2026-99-02"');
});

test("the query says what the filters say, the shorter way", () => {
  const m = model();
  assert.doesNotMatch(sparql(m), /FILTER/);
  m.filters.only("relation", "hasStrength");
  assert.match(sparql(m), /FILTER\(\?relation IN \(kg:hasStrength\)\)/);
  m.filters.clear();
  m.filters.set("publisher", "?", false);
  assert.match(sparql(m), /FILTER\(COALESCE\(STR\(\?publisher\), ""\) NOT IN \(""\)\)/);
});

test("files are named by the title", () => {
  assert.equal(fileName("Who claims: what?", "csv"), "who-claims-what.csv");
  assert.equal(fileName("مرحبا / ../x", "csv"), "مرحبا-x.csv");
  assert.equal(fileName("!!", "csv"), "graph.csv");
});
