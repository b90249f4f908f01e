// The same claims as a table: to sort, to read with a screen reader, to reach without a mouse.

import { at, type Claim } from "./data.ts";
import { h, name } from "./dom.ts";
import type { Model } from "./model.ts";
import { lineStyle } from "./style.ts";
import { date, figure, how, plural, relation } from "./words.ts";

const PAGE = 200;

interface Column { title: string; value: (claim: Claim) => string }

export class List {
  private readonly model: Model;
  private readonly box: HTMLElement;
  private readonly columns: Column[];
  private sorted = { column: 6, down: false };
  private count = PAGE;

  constructor(model: Model, box: HTMLElement) {
    this.model = model;
    this.box = box;
    const { data } = model;
    const label = (id: number): string => at(data.things, id).label;
    const article = (claim: Claim) => at(data.articles, claim.article);
    this.columns = [
      { title: "Who", value: (c) => (c.subject === undefined ? "somebody unnamed" : label(c.subject)) },
      { title: "does", value: (c) => (c.negative ? "not: " : "") + relation(data, c.relation) },
      { title: "whom or what", value: (c) => label(c.object) },
      { title: "Figure", value: (c) => (c.figure ? figure(c.figure) : "") },
      { title: "How it is said", value: (c) => lineStyle(how(c)).label },
      { title: "Who says it", value: (c) => (c.speakers ?? []).map(label).join(", quoting ") || "the article itself" },
      { title: "Published", value: (c) => article(c).published ?? "" },
      { title: "Source", value: (c) => article(c).publisher ?? article(c).title },
    ];
  }

  update(): void {
    if (this.box.hidden) return;
    const { column, down } = this.sorted;
    const value = at(this.columns, column).value;
    const rows = this.model.passing().map((id) => ({ id, key: value(this.model.claim(id)) }));
    rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id) * (down ? -1 : 1));
    const heads = this.columns.map((c, n) => h("th", { scope: "col", "aria-sort": n === column ? (down ? "descending" : "ascending") : null },
      h("button", { type: "button", class: "as-text", onclick: () => this.sort(n) }, c.title, n === column ? (down ? " ↓" : " ↑") : "")));
    const focus = this.box.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["key"] : undefined;
    const body = rows.slice(0, this.count).map(({ id }) => this.row(id));
    const more = rows.length > this.count && h("button", { type: "button", class: "plain", onclick: () => { this.count += PAGE; this.update(); } }, `${rows.length - this.count} more`);
    this.box.replaceChildren(
      h("table", {}, h("caption", {}, `${plural(rows.length, "claim")} shown`), h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...body)),
      ...(more ? [more] : []),
    );
    if (focus) this.box.querySelector<HTMLElement>(`[data-key="${CSS.escape(focus)}"]`)?.focus();
  }

  private row(id: number): HTMLElement {
    const claim = this.model.claim(id);
    const [first, ...rest] = this.columns.map((c) => (c.title === "Published" ? date(c.value(claim)) : c.value(claim)));
    const open = h("button", { type: "button", class: "as-text", "data-key": id, onclick: () => this.model.select({ kind: "claims", claims: [id], index: 0 }) }, name(first ?? ""));
    return h("tr", { class: claim.negative ? "negative" : null }, h("th", { scope: "row" }, open), ...rest.map((text) => h("td", {}, name(text))));
  }

  private sort(column: number): void {
    this.sorted = { column, down: this.sorted.column === column && !this.sorted.down };
    this.update();
  }
}
