// The list of articles, with a search in it.

import { at } from "../data.ts";
import { h, name } from "../dom.ts";
import type { Model } from "../model.ts";
import type { Parts } from "../panel/parts.ts";
import { fold } from "../search.ts";
import { date, digits, plural } from "../words.ts";

const FIRST = 8;

/** Those without a date come last. */
export function newestFirst({ data: { articles } }: Model): number[] {
  return [...articles.keys()].sort((a, b) => compare(at(articles, b).published ?? "", at(articles, a).published ?? "") || a - b);
}

/** All but the newest, which stand elsewhere; the search finds those too. */
export function articleList(parts: Parts, newest: number): Node[] {
  const { articles } = parts.model.data;
  const all = newestFirst(parts.model);
  const older = all.slice(newest);
  if (!older.length) return [];
  const list = h("ul", { class: "plain-list", id: "articles" });
  const note = h("p", { class: "muted", role: "status" });
  const fill = (numbers: readonly number[]): void => list.replaceChildren(...parts.some(numbers, FIRST, (n) => h("li", {}, articleEntry(parts, n))));
  const search = h("input", { type: "search", id: "find-article", "aria-label": "Find an article by title, publisher or date", placeholder: "Title, publisher or date", autocomplete: "off" });
  search.addEventListener("input", () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    const found = all.filter((n) => {
      const { title, publisher = "", published = "" } = at(articles, n);
      const text = fold(`${title} ${publisher} ${published} ${date(published)}`);
      return words.every((word) => text.includes(word));
    });
    note.textContent = words.length ? `${plural(found.length, "article")} found` : "";
    fill(words.length ? found : older);
  });
  fill(older);
  return [h("h3", {}, newest ? "Earlier articles " : "Articles ", h("span", { class: "count" }, digits(older.length))), ...(all.length > FIRST ? [search, note] : []), list];
}

export function articleEntry({ model }: Parts, id: number): HTMLElement {
  const { title, publisher, published } = at(model.data.articles, id);
  const rest = [publisher && name(publisher), published && name(date(published)), plural(model.claimsIn(id).length, "claim")].filter(Boolean) as (Node | string)[];
  return h("button", { type: "button", class: "entry", onclick: () => model.select({ kind: "article", article: id }) },
    name(title), " ", h("span", { class: "muted" }, ...rest.flatMap((part, n) => (n ? [", ", part] : [part]))));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
