// Claims as a table in CSV (RFC 4180), one line each, names and IRIs. It begins with a byte order mark: without it Excel takes UTF-8 for
// the code page of the country and shows names wrong.

import type { Claim } from "../data.ts";
import type { Model } from "../model.ts";
import { how, relation } from "../words.ts";
import { relationIri } from "./names.ts";
import { CodePoints } from "./shown.ts";

type Cell = string | number | boolean | undefined;

/** What a spreadsheet takes for a formula, with the quotes that keep it from doing so: the same as in `kgraph decide`. */
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const MARK = "\ufeff";
const NUMBER = /^-?\d+(\.\d+)?$/;

function field(cell: Cell): string {
  const text = cell === undefined ? "" : String(cell);
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export const line = (cells: readonly Cell[]): string => `${cells.map(field).join(",")}\r\n`;

type Column = (claim: Claim, id: number) => Cell;

function columns(model: Model): Record<string, Column> {
  const points = new CodePoints(model);
  const label = (thing: number | undefined): Cell => (thing === undefined ? undefined : model.thing(thing).label);
  const iri = (thing: number | undefined): Cell => (thing === undefined ? undefined : model.thing(thing).iri);
  const type = (thing: number | undefined): Cell => (thing === undefined ? undefined : model.thing(thing).type);
  const article = (c: Claim) => model.article(c.article);
  return {
    claim: (c) => c.iri,
    subject: (c) => label(c.subject),
    subject_iri: (c) => iri(c.subject),
    subject_type: (c) => type(c.subject),
    relation: (c) => relation(model.data, c.relation),
    relation_iri: (c) => relationIri(c.relation),
    object: (c) => label(c.object),
    object_iri: (c) => iri(c.object),
    object_type: (c) => type(c.object),
    theme: (c) => label(c.theme),
    theme_iri: (c) => iri(c.theme),
    place: (c) => label(c.place),
    place_iri: (c) => iri(c.place),
    value: (c) => c.figure?.value,
    low: (c) => c.figure?.low,
    high: (c) => c.figure?.high,
    bound: (c) => c.figure?.bound,
    unit: (c) => c.figure?.unit,
    how: (c) => how(c),
    modality: (c) => c.modality ?? "asserted",
    polarity: (c) => (c.negative ? "negative" : "positive"),
    alleged: (c) => c.alleged ?? false,
    speakers: (c) => c.speakers?.map(label).join("; "),
    speaker_iris: (c) => c.speakers?.map(iri).join(" "),
    when: (c) => c.when,
    said: (c) => c.said ?? article(c).published,
    confidence: (c) => c.confidence,
    sources: (c) => c.sources,
    conflicts_with: (c) => c.conflicts?.map((other) => model.data.claims.iri(other)).join(" "),
    quote: (_, id) => model.quote(id),
    start: (c) => points.of(c.article, c.start),
    end: (c) => points.of(c.article, c.end),
    article: (c) => article(c).id,
    article_iri: (c) => article(c).iri,
    title: (c) => article(c).title,
    publisher: (c) => article(c).publisher,
    published: (c) => article(c).published,
    language: (c) => article(c).language,
    url: (c) => article(c).url,
  };
}

/** In parts, for a Blob; the first is the head. Offsets count code points. */
export function csv(model: Model, claims: readonly number[]): string[] {
  const all = columns(model);
  const values = Object.values(all);
  return [MARK + line(Object.keys(all)), ...claims.map((id) => {
    const claim = model.claim(id);
    return line(values.map((value) => value(claim, id)));
  })];
}
