// An article: where it is from, and its text with all claims marked.

import { at } from "../data.ts";
import { h, link, name } from "../dom.ts";
import { join, type Parts } from "../panel/parts.ts";
import { date, plural } from "../words.ts";
import { markSteps, type Reader } from "./text.ts";

export function article(parts: Parts, reader: Reader): Node[] {
  const { model } = parts;
  const claims = model.claimsIn(reader.article);
  return [
    h("p", { class: "muted" }, `Article, ${plural(claims.length, "claim")}`),
    h("h2", { class: "title headline", dir: "auto" }, at(model.data.articles, reader.article).title),
    articleHead(parts, reader.article),
    ...parts.some(parts.disputes(claims), 1, (dispute) => parts.dispute(dispute)),
    ...(claims.length ? [markSteps(reader)] : []),
    ...reader.elements,
  ];
}

/** Publisher, date and the way to the original. */
export function articleHead({ model }: Parts, id: number): HTMLElement {
  const { publisher, published, url } = at(model.data.articles, id);
  const known = [publisher && name(publisher), published && h("time", { datetime: published }, name(date(published))), url && link(url, /^https?:/i.test(url) ? "original" : url)];
  return h("p", { class: "muted source" }, ...join(known.filter((part) => part instanceof HTMLElement)));
}
