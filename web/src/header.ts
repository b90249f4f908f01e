// The line above the page: what it is about, search, and the buttons for what lies beside the picture.

import { h, name } from "./dom.ts";
import type { Model } from "./model.ts";
import type { Theme } from "./style.ts";
import { dateRange, plural } from "./words.ts";

const THEMES: readonly (readonly [Theme | "", string])[] = [["", "Auto"], ["light", "Light"], ["dark", "Dark"]];

export class Header {
  readonly element: HTMLElement;
  private readonly model: Model;
  private readonly filters: HTMLButtonElement;
  private readonly list: HTMLButtonElement;
  private readonly theme: HTMLSelectElement;

  constructor(model: Model, parts: { search: HTMLElement; take: HTMLElement }, acts: { list: () => void; help: () => void }) {
    this.model = model;
    const { articles, title } = model.data;
    const days = articles.map((article) => article.published ?? "").filter(Boolean);
    this.filters = h("button", { type: "button", id: "show-filter", "aria-expanded": "false", "aria-controls": "legend", onclick: () => this.toggleFilters() }, "Filter");
    this.list = h("button", { type: "button", id: "show-list", "aria-pressed": "false", onclick: acts.list }, "List");
    this.theme = h("select", { id: "theme", "aria-label": "Theme", title: "Theme", onchange: () => model.setTheme((this.theme.value || null) as Theme | null) },
      ...THEMES.map(([value, label]) => h("option", { value }, label)));
    this.element = h("header", {},
      h("div", { class: "heading" }, h("h1", { title }, name(title)), h("p", { class: "muted" }, [plural(articles.length, "article"), dateRange(days)].filter(Boolean).join(", "))),
      parts.search,
      h("div", { class: "buttons" }, this.filters, this.list, parts.take, this.theme,
        h("button", { type: "button", id: "show-help", "aria-label": "Keys and help", title: "Keys and help", onclick: acts.help }, "?")));
    this.update();
  }

  update(): void {
    this.theme.value = this.model.theme ?? "";
    const count = this.model.filters.active.length;
    this.filters.textContent = count ? `Filter (${count})` : "Filter";
  }

  setList(on: boolean): void {
    this.list.setAttribute("aria-pressed", String(on));
  }

  /** On a small screen the filters lie over the picture. */
  toggleFilters(): void {
    const open = document.body.classList.toggle("filtering");
    this.filters.setAttribute("aria-expanded", String(open));
    if (open) document.querySelector<HTMLElement>("#legend summary, #legend input")?.focus({ preventScroll: true });
  }

  /** Tells whether they were open. */
  closeFilters(): boolean {
    if (!document.body.classList.contains("filtering")) return false;
    this.toggleFilters();
    this.filters.focus();
    return true;
  }
}
