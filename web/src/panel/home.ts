// What the page opens on: where sources disagree, the most connected things, what is new, the articles.

import { at, NONE } from "../data.ts";
import { h, name } from "../dom.ts";
import type { Model } from "../model.ts";
import { articleEntry, articleList, newestFirst } from "../reader/articles.ts";
import { date, digits, plural } from "../words.ts";
import { join, type Parts } from "./parts.ts";

const TOP = 8;
const NEWEST = 3;
const SEEN = 6;
const NUMBERS = ["No", "One point", "Two points", "Three points", "Four points", "Five points", "Six points", "Seven points", "Eight points", "Nine points"];

export function home(parts: Parts): Node[] {
  const { model } = parts;
  const { claims } = model.data;
  const disputes = parts.disputes();
  const count = disputes.length;
  const denied = [...claims.negative.keys()].filter((id) => claims.negative[id] && !claims.conflicts.size(id));
  const title = count ? `${NUMBERS[count] ?? `${digits(count)} points`} where sources disagree` : "What the articles claim";
  return [
    h("p", { class: "muted" }, [plural(model.data.articles.length, "article"), plural(model.ranked.length, "thing"), plural(claims.count, "claim")].join(", ")),
    h("h2", { class: "title" }, title),
    ...parts.some(disputes, 4, (dispute) => parts.dispute(dispute)),
    ...(denied.length ? [h("h3", {}, "Said not to be so"), parts.claimList(denied, denied, count ? 3 : 5)] : []),
    h("h3", {}, "Most connected"),
    h("ul", { class: "plain-list" }, ...model.ranked.slice(0, TOP).map((id) =>
      h("li", {}, parts.entry(id, plural(model.nodes.get(id)?.weight ?? 0, "claim"))))),
    ...articles(parts),
  ];
}

/** The newest articles, each with what no article before it speaks of; then the others. */
function articles(parts: Parts): Node[] {
  const sorted = newestFirst(parts.model);
  const dated = sorted.filter((n) => parts.model.article(n).published);
  const newest = dated.length > 1 ? dated.slice(0, NEWEST) : [];
  return [
    ...(newest.length ? [h("h3", {}, "New"), h("ul", { class: "plain-list" }, ...newest.map((n) => h("li", {}, articleEntry(parts, n), ...fresh(parts, n))))] : []),
    ...articleList(parts, newest.length),
  ];
}

function fresh(parts: Parts, article: number): Node[] {
  const things = firstSeen(parts.model, article);
  if (!things.length) return [];
  const more = things.length - SEEN;
  return [h("p", { class: "muted fresh" }, "First seen here: ", ...join(things.slice(0, SEEN).map((id) => parts.inline(id))), more > 0 ? ` and ${digits(more)} more` : "")];
}

/** Things of an article that no article before it speaks of, the most connected first. Claims are in order of article, articles of date. */
export function firstSeen(model: Model, article: number): number[] {
  const { claims } = model.data;
  const found = new Set<number>();
  for (const claim of model.claimsIn(article)) {
    for (const column of [claims.subject, claims.object, claims.theme, claims.place]) {
      const thing = at(column, claim);
      if (thing !== NONE && model.graph.isNode(thing) && at(claims.article, at(model.graph.claimsOf.get(thing), 0)) === article) found.add(thing);
    }
  }
  return [...found].sort((a, b) => at(model.graph.rank, a) - at(model.graph.rank, b));
}

/** When a thing is first spoken of. */
export function since(model: Model, thing: number): Node | string {
  const claim = model.graph.claimsOf.get(thing)[0];
  if (claim === undefined) return "";
  const { published } = at(model.data.articles, at(model.data.claims.article, claim));
  return published === undefined ? "" : name(date(published));
}
