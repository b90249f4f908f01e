// The columns of both tables. Texts are sorted once, as people sort them; rows then by the place of their text.

import { at, NONE } from "../data.ts";
import { h, name } from "../dom.ts";
import type { Model } from "../model.ts";
import type { SceneNode } from "../scene.ts";
import { HOW, lineStyle, TYPES, typeStyle } from "../style.ts";
import { date, digits, figure, relation } from "../words.ts";
import type { Column } from "./table.ts";

/** The place of each text among all. */
function places(texts: () => readonly string[]): () => Uint32Array {
  let found: Uint32Array | null = null;
  return () => {
    if (found) return found;
    const all = texts();
    const { compare } = new Intl.Collator("en", { numeric: true });
    const order = all.map((_, n) => n).sort((a, b) => compare(at(all, a), at(all, b)));
    const ranks = new Uint32Array(all.length);
    order.forEach((n, place) => { ranks[n] = place; });
    found = ranks;
    return ranks;
  };
}

/** What both tables sort by; worked out when somebody sorts. */
export class Order {
  readonly labels: () => Uint32Array;
  readonly articles: () => Uint32Array;
  readonly publishers: () => Uint32Array;
  readonly relations: () => Uint32Array;

  constructor({ data }: Model) {
    this.labels = places(() => data.things.map(({ label }) => label));
    this.articles = places(() => data.articles.map(({ published }) => published ?? "~"));
    this.publishers = places(() => data.articles.map(({ publisher, title }) => publisher ?? title));
    this.relations = places(() => data.relations.map(({ label }) => label));
  }
}

const COMMUNITY = "Community";
const typeWord = (node: SceneNode): string => (node.kind === "community" ? COMMUNITY : typeStyle(node.type).label);

/** `lines` tells how many lines a node has in the picture. */
export function thingColumns(model: Model, order: Order, lines: (node: SceneNode) => number): Column<SceneNode>[] {
  const { data, graph } = model;
  const thing = (node: SceneNode) => (node.kind === "thing" ? at(data.things, node.id) : undefined);
  const seen = (node: SceneNode): number => (node.kind === "thing" ? (graph.claimsOf.get(node.id)[0] ?? NONE) : NONE);
  const article = (node: SceneNode): number | undefined => data.claims.article[seen(node)];
  const types = [...TYPES.map((type) => typeStyle(type).label), COMMUNITY].sort();
  return [
    // Communities, which have no place among things, come last.
    { title: "Name", rank: (node) => (node.kind === "thing" ? at(order.labels(), node.id) : NONE + node.id), cell: (node) => name(node.label) },
    { title: "Type", rank: (node) => types.indexOf(typeWord(node)), cell: typeWord },
    { title: "Also called", rank: (node) => -(thing(node)?.names?.length ?? 0), cell: (node) => (node.kind === "community" ? `${digits(node.count)} things, not shown one by one` : name((thing(node)?.names ?? []).join(", "))) },
    { title: "Claims", number: true, rank: (node) => (node.kind === "thing" ? graph.claimsOf.size(node.id) : 0), cell: (node) => (node.kind === "thing" ? digits(graph.claimsOf.size(node.id)) : "") },
    { title: "Lines", number: true, rank: lines, cell: (node) => digits(lines(node)) },
    { title: "First seen", rank: (node) => { const first = article(node); return first === undefined ? NONE : at(order.articles(), first); }, cell: (node) => { const first = article(node); return first === undefined ? "" : name(date(at(data.articles, first).published ?? "")); } },
  ];
}

export function claimColumns(model: Model, order: Order): Column<number>[] {
  const { data } = model;
  const { articles, claims, relations, things } = data;
  const label = (thing: number): string => at(things, thing).label;
  const place = (thing: number | undefined): number => (thing === undefined || thing === NONE ? -1 : at(order.labels(), thing));
  const speakers = (claim: number): number[] => [...claims.speakers.get(claim)];
  return [
    { title: "Who", rank: (id) => place(claims.subject[id]), cell: (id) => (claims.subject[id] === NONE ? h("i", {}, "somebody unnamed") : name(label(at(claims.subject, id)))) },
    { title: "does", rank: (id) => at(order.relations(), at(claims.relation, id)), cell: (id) => [claims.negative[id] ? "not: " : "", relation(data, at(relations, at(claims.relation, id)).name)].join("") },
    { title: "whom or what", rank: (id) => place(claims.object[id]), cell: (id) => name(label(at(claims.object, id))) },
    { title: "Figure", number: true, rank: (id) => amount(claims.figure.get(id)?.value), cell: (id) => { const found = claims.figure.get(id); return found ? name(figure(found)) : ""; } },
    { title: "How it is said", rank: (id) => at(claims.how, id), cell: (id) => lineStyle(HOW[at(claims.how, id)] ?? "fact").label },
    { title: "Who says it", rank: (id) => place(speakers(id)[0]), cell: (id) => (speakers(id).length ? name(speakers(id).map(label).join(", quoting ")) : "the article itself") },
    { title: "When", rank: (id) => when(claims.when.get(id)), cell: (id) => name(date(claims.when.get(id) ?? "")) },
    { title: "Published", rank: (id) => at(order.articles(), at(claims.article, id)), cell: (id) => name(date(at(articles, at(claims.article, id)).published ?? "")) },
    { title: "Source", rank: (id) => at(order.publishers(), at(claims.article, id)), cell: (id) => { const { publisher, title } = at(articles, at(claims.article, id)); return name(publisher ?? title); } },
    { title: "Sources", number: true, rank: (id) => at(claims.sources, id), cell: (id) => String(at(claims.sources, id)) },
    { title: "Confidence", number: true, rank: (id) => at(claims.confidence, id), cell: (id) => `${at(claims.confidence, id)} %` },
    { title: "Disputed", rank: (id) => -claims.conflicts.size(id), cell: (id) => (claims.conflicts.size(id) ? "yes" : "") },
  ];
}

const amount = (value: string | undefined): number => (value === undefined || !Number.isFinite(Number(value)) ? -Infinity : Number(value));

/** Without a date last; the first day of an interval counts. */
function when(iso: string | undefined): number {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(iso ?? "");
  return found ? Number(found[1]) * 400 + Number(found[2] ?? 0) * 32 + Number(found[3] ?? 0) : NONE;
}
