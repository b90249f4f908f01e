// Claims as Turtle, in the words of the graph they come from: docs/reference/ontology.md describes them.

import type { Claim, Figure } from "../data.ts";
import type { Model } from "../model.ts";
import { iri, moment, PREFIXES, relationName, text } from "./names.ts";
import { CodePoints } from "./shown.ts";

type Pair = readonly [string, string];

const head = (): string => `${Object.entries(PREFIXES).map(([name, base]) => `@prefix ${name}: <${base}> .\n`).join("")}\n`;

function node(subject: string, pairs: readonly Pair[]): string {
  return `${subject} ${pairs.map(([predicate, object]) => `${predicate} ${object}`).join(" ;\n    ")} .\n\n`;
}

const blank = (pairs: readonly Pair[]): string => `[ ${pairs.map(([predicate, object]) => `${predicate} ${object}`).join(" ; ")} ]`;
const decimal = (value: string | number): string => (/^-?\d+(\.\d+)?$/.test(String(value)) ? `"${value}"^^xsd:decimal` : text(String(value)));
const given = (predicate: string, value: string | undefined, write: (value: string) => string = text): Pair[] => (value === undefined ? [] : [[predicate, write(value)]]);

function figure({ value, unit, bound, low, high }: Figure): string {
  return blank([
    ["a", "kg:Figure"], ["kg:value", decimal(value)], ...given("kg:low", low, decimal), ...given("kg:high", high, decimal),
    ["kg:bound", `kg:${bound}`], ["kg:unit", text(unit ?? "")],
  ]);
}

class Writer {
  private readonly model: Model;
  private readonly points: CodePoints;

  constructor(model: Model) {
    this.model = model;
    this.points = new CodePoints(model);
  }

  claim(id: number): string {
    const claim = this.model.claim(id);
    const { article, subject, object, theme, place, when } = claim;
    const thing = (number: number | undefined): string | undefined => (number === undefined ? undefined : this.model.thing(number).iri);
    const said = claim.said ?? this.model.article(article).published;
    const speakers = (claim.speakers ?? []).map((speaker, n): Pair[] => [
      ["kg:attributedTo", iri(this.model.thing(speaker).iri)], ["kg:attribution", iri(`${claim.iri}/attribution/${n + 1}`)],
    ]);
    const pairs: Pair[] = [
      ["a", "kg:Claim , rdf:Statement"],
      ...given("rdf:subject", thing(subject), iri),
      ["rdf:predicate", relationName(claim.relation)],
      ["rdf:object", iri(this.model.thing(object).iri)],
      ...given("kg:theme", thing(theme), iri),
      ...given("kg:place", thing(place), iri),
      ["kg:modality", `kg:${claim.modality ?? "asserted"}`],
      ["kg:polarity", claim.negative ? "kg:negative" : "kg:positive"],
      ...given("kg:when", when),
      // The graph gives the day alone where it is known.
      ...(said !== undefined && moment(said).includes("^^") ? given("kg:said", said, moment) : []),
      ["kg:confidence", decimal(claim.confidence)],
      ...(claim.alleged ? [["kg:alleged", "true"] as const] : []),
      ...(claim.figure ? [["kg:figure", figure(claim.figure)] as const] : []),
      ...speakers.flat(),
      ...(claim.conflicts ?? []).map((other): Pair => ["kg:conflictsWith", iri(this.model.data.claims.iri(other))]),
      ["kg:evidence", this.evidence(claim, id)],
    ];
    return node(iri(claim.iri), pairs) + this.attributions(claim);
  }

  private attributions({ iri: base, speakers }: Claim): string {
    return (speakers ?? []).map((speaker, n) => node(iri(`${base}/attribution/${n + 1}`), [
      ["a", "kg:Attribution"], ["kg:position", String(n + 1)], ["kg:speaker", iri(this.model.thing(speaker).iri)],
    ])).join("");
  }

  private evidence({ article, start, end }: Claim, id: number): string {
    const place: Pair[] = [["a", "oa:TextPositionSelector"], ["oa:start", String(this.points.of(article, start))], ["oa:end", String(this.points.of(article, end))]];
    const quote: Pair[] = [["a", "oa:TextQuoteSelector"], ["oa:exact", text(this.model.quote(id))]];
    return blank([["a", "oa:SpecificResource"], ["oa:hasSource", iri(this.model.article(article).iri)], ["oa:hasSelector", `${blank(place)} , ${blank(quote)}`]]);
  }

  article(number: number): string {
    const { iri: name, id, title, publisher, published, url, language } = this.model.article(number);
    return node(iri(name), [
      ["a", "kg:Document , schema:NewsArticle"], ["schema:identifier", text(id)],
      ...(title === id ? [] : given("schema:headline", title)), ...given("schema:publisher", publisher), ...given("schema:datePublished", published, moment),
      ...given("schema:inLanguage", language), ...given("schema:url", url, (value) => `${text(value)}^^xsd:anyURI`),
    ]);
  }

  thing(number: number): string {
    const { iri: name, label, type, names, same } = this.model.thing(number);
    return node(iri(name), [
      ["a", `kg:${type}`], ["rdfs:label", text(label)],
      ...(names ?? []).map((other): Pair => ["skos:altLabel", text(other)]),
      ...(same ?? []).map((other): Pair => ["skos:exactMatch", iri(other)]),
    ]);
  }

  relation(number: number): string {
    const { name, label, parent } = this.model.data.relations[number] ?? { name: "", label: "" };
    const broader = parent === undefined ? undefined : this.model.data.relations[parent]?.name;
    return node(relationName(name), [["rdfs:label", `${text(label)}@en`], ...given("rdfs:subPropertyOf", broader, relationName)]);
  }
}

/** In parts, for a Blob: articles, entities and relations that the claims speak of, then the claims. */
export function turtle(model: Model, claims: readonly number[]): string[] {
  const { article, subject, object, theme, place, speakers, relation } = model.data.claims;
  const articles = new Set(claims.map((id) => article[id] ?? 0));
  const relations = new Set(claims.map((id) => relation[id] ?? 0));
  for (const number of relations) {
    const parent = model.data.relations[number]?.parent;
    if (parent !== undefined) relations.add(parent);
  }
  const things = new Set<number>();
  for (const id of claims) {
    for (const column of [subject, object, theme, place]) {
      const thing = column[id];
      if (thing !== undefined && thing < model.data.things.length) things.add(thing);
    }
    for (const speaker of speakers.get(id)) things.add(speaker);
  }
  const writer = new Writer(model);
  const ascending = (set: ReadonlySet<number>): number[] => [...set].sort((a, b) => a - b);
  return [
    head(),
    ...ascending(articles).map((number) => writer.article(number)),
    ...ascending(things).map((number) => writer.thing(number)),
    ...ascending(relations).map((number) => writer.relation(number)),
    ...claims.map((id) => writer.claim(id)),
  ];
}
