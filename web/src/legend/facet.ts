// A facet as a list of boxes: the first ones, what is switched off, and the rest on demand or by name.

import { h } from "../dom.ts";
import type { Model } from "../model.ts";
import { fold } from "../search.ts";
import type { Theme } from "../style.ts";
import { found, type Group, type Row } from "./groups.ts";
import { rowView, type RowView } from "./row.ts";
import { digits } from "../words.ts";

const FIRST = 8;
const MORE = 100;
/** A list as long as this can be searched. */
const LONG = 12;

export class FacetList {
  readonly element: HTMLElement;
  private readonly model: Model;
  private readonly group: Group;
  private readonly theme: Theme;
  private readonly list = h("div", { class: "rows" });
  private readonly more = h("button", { type: "button", class: "quiet more", onclick: () => this.extend() });
  private readonly search: HTMLInputElement;
  private readonly views = new Map<string, RowView>();
  private drawn: readonly Row[] = [];
  private limit: number;

  constructor(model: Model, group: Group, theme: Theme) {
    this.model = model;
    this.group = group;
    this.theme = theme;
    this.limit = group.rows.length <= FIRST + 2 || group.facet === "type" ? group.rows.length : FIRST;
    const words = `Find in ${group.title.toLowerCase()}`;
    this.search = h("input", { type: "search", class: "facet-search", placeholder: words, "aria-label": words, autocomplete: "off", spellcheck: "false", oninput: () => { this.limit = FIRST; this.update(); } });
    this.element = h("div", {}, group.rows.length > LONG && this.search, this.list, this.more);
  }

  update(): void {
    const { filters } = this.model;
    const matching = found(this.group.rows, this.search.value, fold);
    const rows = this.chosen(matching);
    if (rows.length !== this.drawn.length || rows.some((row, n) => row !== this.drawn[n])) {
      // The box that has the focus stays the same element.
      this.list.replaceChildren(...rows.map((row) => this.view(row).element));
      this.drawn = rows;
    }
    const counts = filters.counts().facets[this.group.facet];
    for (const { value } of rows) this.views.get(value)?.set(!filters.isOff(this.group.facet, value), counts.get(value) ?? 0);
    const left = matching.length - rows.length;
    this.more.hidden = left === 0;
    this.more.textContent = `${digits(left)} more`;
    if (!matching.length) this.list.replaceChildren(h("p", { class: "muted" }, "Nothing found"));
    if (!matching.length) this.drawn = [];
  }

  /** The first ones and, of the others, those that are switched unlike most. */
  private chosen(rows: readonly Row[]): Row[] {
    const off = this.model.filters.offValues(this.group.facet);
    const few = off.size > 0 && off.size * 2 <= this.group.rows.length;
    const odd = (row: Row): boolean => (off.size > 0) && off.has(row.value) === few;
    let extra = MORE;
    return rows.filter((row, n) => n < this.limit || (odd(row) && extra-- > 0));
  }

  private view(row: Row): RowView {
    const known = this.views.get(row.value);
    if (known) return known;
    const { filters } = this.model;
    const view = rowView({
      value: row.value, label: row.label, icon: row.icon?.(this.theme),
      toggle: (on) => filters.set(this.group.facet, row.value, on),
      only: () => filters.only(this.group.facet, row.value),
    });
    this.views.set(row.value, view);
    return view;
  }

  private extend(): void {
    const first = this.drawn.length;
    this.limit += MORE;
    this.update();
    this.list.querySelectorAll<HTMLInputElement>("input")[first]?.focus();
  }
}
