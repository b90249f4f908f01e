// The search box: what is typed is looked for in names and sentences, arrow keys choose, Enter goes there.

import { at } from "./data.ts";
import { h, name } from "./dom.ts";
import { typeIcon } from "./icons.ts";
import type { Model } from "./model.ts";
import type { Theme } from "./style.ts";
import { sentence } from "./words.ts";

export interface Hit { kind: "thing" | "claim"; id: number }

export class Finder {
  readonly element: HTMLElement;
  private readonly model: Model;
  private readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly theme: () => Theme;
  private readonly go: (hit: Hit) => void;
  private hits: Hit[] = [];
  private active = -1;

  constructor(model: Model, theme: () => Theme, go: (hit: Hit) => void) {
    this.model = model;
    this.theme = theme;
    this.go = go;
    this.list = h("ul", { role: "listbox", id: "hits", class: "hits", "aria-label": "Found", hidden: true });
    this.input = h("input", {
      type: "search", id: "search", placeholder: "Search things and claims", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-label": "Search things and claims", "aria-controls": "hits", "aria-expanded": "false", "aria-autocomplete": "list",
      oninput: () => this.look(),
      onfocus: () => this.look(),
      onblur: () => setTimeout(() => this.close(), 150),
      onkeydown: (event: KeyboardEvent) => this.key(event),
    });
    this.element = h("div", { class: "finder", role: "search" }, this.input, this.list);
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  private look(): void {
    const { things, claims } = this.model.search(this.input.value);
    this.hits = [...things.hits.map((id): Hit => ({ kind: "thing", id })), ...claims.hits.map((id): Hit => ({ kind: "claim", id }))];
    this.active = this.hits.length ? 0 : -1;
    this.draw();
  }

  private draw(): void {
    const typed = this.input.value.trim() !== "";
    const { things } = this.model.data;
    const rows = this.hits.map((hit, n) => h(
      "li", { role: "option", id: `hit-${n}`, "aria-selected": String(n === this.active), onmousedown: () => this.choose(n) },
      hit.kind === "thing" ? typeIcon(at(things, hit.id).type, this.theme()) : h("span", { class: "muted" }, "“"),
      " ", name(hit.kind === "thing" ? at(things, hit.id).label : sentence(this.model.data, this.model.claim(hit.id))),
    ));
    this.list.replaceChildren(...(typed && !rows.length ? [h("li", { class: "muted" }, "Nothing found")] : rows));
    this.list.hidden = !typed;
    this.input.setAttribute("aria-expanded", String(typed));
    if (this.active >= 0 && typed) this.input.setAttribute("aria-activedescendant", `hit-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.list.children[this.active]?.scrollIntoView({ block: "nearest" });
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const count = this.hits.length;
      if (count) this.active = (this.active + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
      this.draw();
    } else if (event.key === "Enter" && this.active >= 0) this.choose(this.active);
    else if (event.key === "Escape") {
      event.stopPropagation();
      if (this.input.value) this.input.value = "";
      else this.input.blur();
      this.close();
    }
  }

  private choose(n: number): void {
    this.go(at(this.hits, n));
    this.close();
    this.input.blur();
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
