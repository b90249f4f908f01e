// A thing: who it is, its claims by relation or by speaker, where sources disagree about it.

import { at, NONE, type Thing } from "../data.ts";
import { h, link, name } from "../dom.ts";
import { typeIcon } from "../icons.ts";
import { typeStyle } from "../style.ts";
import { digits, plural, relation } from "../words.ts";
import { explore } from "./explore.ts";
import { since } from "./home.ts";
import { button, join, nodes, type Parts } from "./parts.ts";

export type Grouping = "relation" | "speaker";

interface Group { title: string; claims: number[] }

export function thing(parts: Parts, id: number, grouping: Grouping, group: (by: Grouping) => void): Node[] {
  const { model } = parts;
  const one = at(model.data.things, id);
  const claims = model.claimsOf(id);
  const shown = claims.filter((n) => model.passes(n));
  const articles = new Set(claims.map((n) => model.data.claims.article[n])).size;
  const figures = new Set(model.figures(id));
  const groups = grouping === "relation" ? byRelation(parts, id, shown.filter((n) => !figures.has(n))) : bySpeaker(parts, shown);
  const inOrder = groups.flatMap((one) => one.claims);
  const choice = (by: Grouping, text: string): HTMLElement => button(text, () => group(by), { "aria-pressed": String(by === grouping), id: `by-${by}` });
  const first = since(parts.model, id);
  return nodes([
    h("p", { class: "muted kind" }, typeIcon(one.type, parts.theme), ` ${typeStyle(one.type).label}, ${plural(claims.length, "claim")} from ${plural(articles, "article")}`, first && ", first seen ", first),
    h("h2", { class: "title" }, name(one.label)),
    ...who(one),
    model.graph.isNode(id) && explore(parts, id),
    ...parts.some(parts.disputes(claims), 3, (dispute) => parts.dispute(dispute)),
    ...(figures.size && grouping === "relation" ? [h("h3", {}, "Figures"), parts.claimList([...figures])] : []),
    shown.length > 0 && h("div", { class: "switch", role: "group", "aria-label": "Claims grouped by" }, h("span", { class: "muted", "aria-hidden": "true" }, "Claims by"), choice("relation", "relation"), choice("speaker", "speaker")),
    ...parts.some(groups, 40, ({ title, claims: among }) => h("details", { class: "group", open: groups.length < 8 || among.length < 4, "data-key": title },
      h("summary", {}, name(title), " ", h("span", { class: "count" }, digits(among.length))),
      parts.claimList(among, inOrder, 10))),
    shown.length < claims.length && h("p", { class: "muted" }, `${plural(claims.length - shown.length, "claim")} hidden by the filters.`),
  ]);
}

function who({ names = [], same = [], merges = [] }: Thing): Node[] {
  return nodes([
    names.length > 0 && h("p", { class: "muted names" }, "Also: ", ...join(names.map((n) => name(n)))),
    same.length > 0 && h("p", { class: "muted names" }, "Elsewhere: ", ...join(same.map((iri) => link(iri.replace(/^http:/, "https:"), elsewhere(iri))))),
    merges.length > 0 && h("details", { class: "names" }, h("summary", { class: "muted" }, "Why these names are one"),
      h("ul", { class: "muted" }, ...merges.map(({ left, right, reason, score }) => h("li", {}, name(left), " and ", name(right), ": ", name(reason), ` (${Math.round(score * 100)} %)`)))),
  ]);
}

function elsewhere(iri: string): string {
  const id = iri.replace(/\/+$/, "").split("/").pop() ?? iri;
  if (/^https?:\/\/(www\.)?wikidata\.org\//.test(iri)) return `Wikidata ${id}`;
  if (/^https?:\/\/(sws\.|www\.)?geonames\.org\//.test(iri)) return `GeoNames ${id}`;
  return iri;
}

function byRelation({ model }: Parts, id: number, shown: readonly number[]): Group[] {
  const { claims, relations } = model.data;
  return grouped(shown, (n) => {
    const label = relation(model.data, at(relations, at(claims.relation, n)).name);
    if (claims.subject[n] === id) return `${label} …`;
    return claims.object[n] === id ? `… ${label} it` : spoken(model, n, id) ? "what it says" : "named on the side";
  });
}

function spoken(model: Parts["model"], claim: number, id: number): boolean {
  return model.data.claims.speakers.get(claim).includes(id);
}

/** By who says it last, the one nearest to the article. */
function bySpeaker({ model }: Parts, shown: readonly number[]): Group[] {
  const { articles, claims, things } = model.data;
  return grouped(shown, (n) => {
    const speaker = claims.speakers.size(n) ? at(claims.speakers.get(n), 0) : NONE;
    const { publisher, title } = at(articles, at(claims.article, n));
    return speaker === NONE ? `${publisher ?? title} itself` : at(things, speaker).label;
  });
}

function grouped(claims: readonly number[], title: (claim: number) => string): Group[] {
  const found = new Map<string, number[]>();
  for (const claim of claims) {
    const key = title(claim);
    const group = found.get(key);
    if (group) group.push(claim);
    else found.set(key, [claim]);
  }
  return [...found].map(([key, among]) => ({ title: key, claims: among })).sort((a, b) => b.claims.length - a.claims.length);
}
