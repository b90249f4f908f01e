// A box to type in, with what is found in groups below it: arrow keys choose, Enter takes, Escape leaves.

import { at } from "./data.ts";
import { h } from "./dom.ts";

export interface Option { content: (Node | string)[]; take: () => void }
export interface OptionGroup { title: string; options: Option[]; note?: string }

export interface ComboboxOptions {
  id: string;
  label: string;
  /** What is found; called again whenever the text changes, and by `look`. */
  find: (text: string) => OptionGroup[];
  /** Milliseconds to wait for the next letter. */
  wait?: number;
  /** Leave the text after something was taken. */
  keep?: boolean;
}

export class Combobox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly options: ComboboxOptions;
  private found: Option[] = [];
  private active = -1;
  /** What was looked for last. */
  private looked = "";
  private timer = 0;

  constructor(options: ComboboxOptions) {
    this.options = options;
    const { id, label } = options;
    const list = `${id}-found`;
    this.list = h("div", { role: "listbox", id: list, class: "hits", "aria-label": "Found", hidden: true });
    this.input = h("input", {
      type: "search", id, placeholder: label, role: "combobox", autocomplete: "off", spellcheck: "false", dir: "auto",
      "aria-label": label, "aria-controls": list, "aria-expanded": "false", "aria-autocomplete": "list",
      oninput: () => this.soon(), onfocus: () => this.look(), onkeydown: (event: KeyboardEvent) => this.key(event),
      // A press in the list takes the focus away first; on a phone the list may be scrolled.
      onblur: () => this.close(),
    });
    this.element = h("div", { class: "finder" }, this.input, this.list);
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  /** Look again: something came that could not be found before. */
  look(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    if (document.activeElement !== this.input) return;
    const text = this.input.value;
    const typed = text.trim() !== "";
    const groups = typed ? this.options.find(text) : [];
    this.found = groups.flatMap(({ options }) => options);
    // Whoever has gone down the list stays there when more of the same is found.
    this.active = Math.min(text === this.looked ? Math.max(0, this.active) : 0, this.found.length - 1);
    this.looked = text;
    this.draw(groups, typed);
  }

  private soon(): void {
    const { wait } = this.options;
    if (!wait) this.look();
    else {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.look(), wait);
    }
  }

  private draw(groups: readonly OptionGroup[], typed: boolean): void {
    const { id } = this.options;
    let n = 0;
    const rows = groups.map(({ title, options, note }, g) => h("div", { role: "group", "aria-labelledby": `${id}-group-${g}` },
      h("div", { class: "hits-head", id: `${id}-group-${g}` }, title),
      ...options.map(({ content }) => {
        const number = n++;
        return h("div", { role: "option", id: `${id}-${number}`, class: "hit", "aria-selected": "false", onclick: () => this.take(number) }, ...content);
      }),
      note !== undefined && h("div", { class: "hits-note", role: "presentation" }, note)));
    this.list.replaceChildren(...(typed && !rows.length ? [h("div", { class: "muted hit", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing found")] : rows));
    this.list.hidden = !typed;
    this.input.setAttribute("aria-expanded", String(typed));
    this.mark();
  }

  private mark(): void {
    const { id } = this.options;
    this.list.querySelectorAll("[role=option]").forEach((option) => option.setAttribute("aria-selected", String(option.id === `${id}-${this.active}`)));
    if (this.active < 0 || this.list.hidden) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", `${id}-${this.active}`);
      document.getElementById(`${id}-${this.active}`)?.scrollIntoView({ block: "nearest" });
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.look();
      const count = this.found.length;
      if (count) this.active = (this.active + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
      this.mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.timer) this.look();
      if (this.active >= 0) this.take(this.active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (this.input.value) this.input.value = "";
      else this.input.blur();
      this.close();
    }
  }

  private take(n: number): void {
    const option = at(this.found, n);
    this.close();
    if (!this.options.keep) this.input.blur();
    option.take();
  }

  private close(): void {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
