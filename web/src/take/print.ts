// On paper: the picture as it is, and the claims that it shows as a list. Made when somebody prints, gone afterwards.

import { h, name } from "../dom.ts";
import type { Model } from "../model.ts";
import { lineStyle } from "../style.ts";
import { date, dateRange, figure, how, plural, relation } from "../words.ts";
import { shownClaims } from "./shown.ts";

/** More would be a book. */
const MOST = 1000;
const FILTERS = { type: "things", relation: "relation", how: "how it is said", polarity: "yes or no", conflict: "disagreement", publisher: "source", speaker: "who says it", confidence: "confidence", time: "time" } as const;

export function preparePrint(model: Model, image: () => SVGElement): void {
  const box = h("div", { id: "paper", hidden: true });
  document.body.append(box);
  const fill = (): void => {
    if (!box.hidden) return;
    box.replaceChildren(...paper(model, image()));
    box.hidden = false;
  };
  const empty = (): void => {
    box.hidden = true;
    box.replaceChildren();
  };
  addEventListener("beforeprint", fill);
  addEventListener("afterprint", empty);
  // Where a page is printed without those events.
  matchMedia("print").addEventListener("change", (event) => (event.matches ? fill() : empty()));
}

function paper(model: Model, image: SVGElement): (Node | string)[] {
  const claims = shownClaims(model);
  const published = model.data.articles.map((article) => article.published ?? "").filter(Boolean);
  const filters = model.filters.active.map((one) => FILTERS[one]);
  const article = (id: number): string => {
    const { publisher, title, published: day } = model.article(id);
    return [publisher ?? title, day && date(day)].filter(Boolean).join(", ");
  };
  const row = (id: number): HTMLElement => {
    const claim = model.claim(id);
    const label = (thing: number): string => model.thing(thing).label;
    return h("tr", {},
      h("td", {}, name(claim.subject === undefined ? "somebody unnamed" : label(claim.subject))),
      h("td", {}, `${claim.negative ? "not: " : ""}${relation(model.data, claim.relation)}`),
      h("td", {}, name(label(claim.object)), claim.figure ? ` (${figure(claim.figure)})` : ""),
      h("td", {}, lineStyle(how(claim)).label, claim.speakers?.length ? ": " : "", name((claim.speakers ?? []).map(label).join(", quoting ")), claim.conflicts ? " – contradicted" : ""),
      h("td", {}, name(model.quote(id).replace(/\s+/g, " "))),
      h("td", {}, name(article(claim.article))));
  };
  return [
    h("h1", {}, name(model.data.title)),
    h("p", {}, [plural(model.data.articles.length, "article"), dateRange(published), plural(claims.length, "claim")].filter(Boolean).join(", "),
      filters.length ? `; filtered by ${filters.join(", ")}` : ""),
    image,
    h("table", {}, h("thead", {}, h("tr", {}, ...["Who", "does", "whom or what", "How it is said", "In the words of the article", "Source"].map((title) => h("th", { scope: "col" }, title)))),
      h("tbody", {}, ...claims.slice(0, MOST).map(row))),
    ...(claims.length > MOST ? [h("p", {}, `${plural(claims.length - MOST, "more claim")} not printed: filter, or take the table along.`)] : []),
  ];
}
