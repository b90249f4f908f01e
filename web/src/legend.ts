// The legend that filters: what each shape and line means, how often it occurs, and a box to switch it off.

import { h, name } from "./dom.ts";
import { conflictIcon, lineIcon, typeIcon } from "./icons.ts";
import { type Facet, type Model, NO_SPEAKER, UNKNOWN } from "./model.ts";
import { HOW, lineStyle, polarityLabel, type Theme, TYPES, typeStyle } from "./style.ts";
import { relation } from "./words.ts";

interface Group { facet: Facet; title: string; open: boolean; rows: Row[] }
interface Row { value: string; label: string; icon: ((theme: Theme) => SVGElement) | null }

const MANY = 8;

export class Legend {
  private readonly model: Model;
  private readonly box: HTMLElement;
  private readonly groups: Group[];
  private readonly updates: (() => void)[] = [];
  private theme: Theme;

  constructor(model: Model, box: HTMLElement, theme: Theme) {
    this.model = model;
    this.box = box;
    this.theme = theme;
    this.groups = groups(model);
    this.draw();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.draw();
  }

  update(): void {
    for (const update of this.updates) update();
  }

  private draw(): void {
    this.updates.length = 0;
    this.box.replaceChildren(this.limit(), ...this.groups.map((group) => this.group(group)), this.reset());
    this.update();
  }

  private limit(): HTMLElement | "" {
    const all = this.model.ranked.length;
    if (all <= 40) return "";
    const shown = h("span", { class: "count" });
    const slider = h("input", {
      type: "range", min: 10, max: all, step: 1, id: "limit", "aria-label": "How many of the most connected things are shown",
      oninput: () => this.model.top(Number(slider.value)),
    });
    const everything = h("button", { type: "button", class: "quiet", onclick: () => this.model.all() }, "Show all");
    this.updates.push(() => {
      const { top } = this.model.shown.state;
      slider.value = String(top);
      shown.textContent = top >= all ? `all ${all}` : `${top} of ${all}`;
      everything.hidden = top >= all;
    });
    return h("div", { class: "limit" }, h("div", { class: "limit-head" }, h("label", { for: "limit" }, "Most connected"), shown), slider, everything);
  }

  private group(group: Group): HTMLElement {
    const list = h("div", { class: "rows" });
    const all = h("button", { type: "button", class: "quiet", onclick: () => this.all(group) }, "all");
    const rows = group.rows.map((row) => this.row(group, row));
    rows.forEach((row, n) => { row.hidden = group.facet !== "type" && n >= MANY && group.rows.length > MANY + 2; });
    list.append(...rows);
    if (rows.some((row) => row.hidden)) {
      const more = h("button", {
        type: "button", class: "quiet more",
        onclick: () => { for (const row of rows) row.hidden = false; more.remove(); },
      }, `${rows.filter((row) => row.hidden).length} more`);
      list.append(more);
    }
    this.updates.push(() => { all.hidden = this.model.filters.offValues(group.facet).size === 0; });
    return h(
      "details", { class: "facet", open: group.open, "data-facet": group.facet },
      h("summary", {}, h("h2", {}, group.title)),
      h("div", { role: "group", "aria-label": group.title }, all, list),
    );
  }

  private row(group: Group, row: Row): HTMLElement {
    const { filters } = this.model;
    const count = h("span", { class: "count" });
    const input = h("input", {
      type: "checkbox", value: row.value,
      onchange: () => filters.set(group.facet, row.value, input.checked),
    });
    const only = h("button", {
      type: "button", class: "quiet only", "aria-label": `Only ${row.label}`,
      onclick: () => filters.only(group.facet, row.value),
    }, "only");
    const element = h("div", { class: "row" }, h("label", {}, input, row.icon?.(this.theme), h("span", { class: "label" }, name(row.label)), count), only);
    this.updates.push(() => {
      const found = filters.counts().facets[group.facet].get(row.value) ?? 0;
      input.checked = !filters.isOff(group.facet, row.value);
      count.textContent = found.toLocaleString("en");
      element.classList.toggle("none", found === 0);
    });
    return element;
  }

  private all(group: Group): void {
    this.model.filters.clear(group.facet);
  }

  private reset(): HTMLElement {
    const button = h("button", {
      type: "button", class: "plain", id: "reset",
      onclick: () => this.model.filters.clear(),
    }, "Clear all filters");
    this.updates.push(() => { button.hidden = this.model.filters.open; });
    return button;
  }
}

function groups(model: Model): Group[] {
  const things = model.data.things;
  const labels = new Map(things.map((thing) => [thing.iri, thing.label]));
  const found = (facet: Facet, label: (value: string) => string): Row[] =>
    [...model.filters.counts().facets[facet]]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([value]) => ({ value, label: label(value), icon: null }));
  const inOrder = (facet: Facet, order: readonly string[], row: (value: string) => Row): Row[] => {
    const counts = model.filters.counts().facets[facet];
    return order.filter((value) => counts.has(value)).map(row);
  };
  const all: Group[] = [
    { facet: "type", title: "Things", open: true, rows: inOrder("type", TYPES, (type) => ({ value: type, label: typeStyle(type).label, icon: (theme) => typeIcon(type, theme) })) },
    { facet: "how", title: "How it is said", open: true, rows: inOrder("how", HOW, (how) => ({ value: how, label: lineStyle(how).label, icon: (theme) => lineIcon(how, false, theme) })) },
    { facet: "polarity", title: "Yes or no", open: true, rows: inOrder("polarity", ["positive", "negative"], (value) => ({ value, label: polarityLabel(value), icon: (theme) => lineIcon("fact", value === "negative", theme) })) },
    { facet: "conflict", title: "Disagreement", open: true, rows: inOrder("conflict", ["contradicted", "uncontested"], (value) => ({ value, label: value, icon: value === "contradicted" ? conflictIcon : null })) },
    { facet: "publisher", title: "Source", open: true, rows: found("publisher", (value) => (value === UNKNOWN ? "no publisher given" : value)) },
    { facet: "relation", title: "Relation", open: false, rows: found("relation", (value) => relation(model.data, value)) },
    { facet: "speaker", title: "Who says it", open: false, rows: found("speaker", (value) => (value === NO_SPEAKER ? "the article itself" : (labels.get(value) ?? value))) },
  ];
  return all.filter((group) => group.rows.length > 0);
}
