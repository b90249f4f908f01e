// The relations as a tree of boxes: a box with only some of its kinds on is neither on nor off.

import { h } from "../dom.ts";
import type { Model } from "../model.ts";
import { fold } from "../search.ts";
import { rowView } from "./row.ts";
import { type Branch, pruned, sum, tickOf, treeOf } from "./tree.ts";

const FIRST = 12;

export class RelationTree {
  readonly element: HTMLElement;
  private readonly model: Model;
  private readonly roots: Branch[];
  private readonly totals: ReadonlyMap<string, number>;
  private readonly open = new Set<string>();
  private readonly list = h("ul", { class: "rows tree" });
  private readonly more = h("button", { type: "button", class: "quiet more", onclick: () => { this.all = true; this.draw(); } });
  private readonly search: HTMLInputElement;
  private all = false;
  private updates: (() => void)[] = [];

  constructor(model: Model) {
    this.model = model;
    this.totals = model.filters.totals("relation");
    this.roots = treeOf(model.data.relations, this.totals);
    this.search = h("input", { type: "search", class: "facet-search", placeholder: "Find in relations", "aria-label": "Find in relations", autocomplete: "off", spellcheck: "false", oninput: () => this.draw() });
    this.element = h("div", {}, this.totals.size > FIRST && this.search, this.list, this.more);
    this.draw();
  }

  update(): void {
    for (const update of this.updates) update();
  }

  private draw(): void {
    this.updates = [];
    const words = fold(this.search.value).split(/\s+/).filter(Boolean);
    const roots = words.length ? pruned(this.roots, (label) => words.every((word) => fold(label).includes(word))) : this.roots;
    const first = this.all || words.length || roots.length <= FIRST + 2 ? roots : roots.slice(0, FIRST);
    this.list.replaceChildren(...(first.length ? first.map((branch) => this.item(branch, words.length > 0)) : [h("li", { class: "muted" }, "Nothing found")]));
    this.more.hidden = first.length === roots.length;
    this.more.textContent = `${roots.length - first.length} more`;
    this.update();
  }

  private item(branch: Branch, searching: boolean): HTMLElement {
    const { filters } = this.model;
    const children = branch.children.filter((child) => sum(child, this.totals) > 0);
    const below = children.length ? h("ul", { role: "group", "aria-label": `Kinds of ${branch.label}` }) : undefined;
    const expand = below && h("button", { type: "button", class: "expand", "aria-label": `Kinds of ${branch.label}`, onclick: () => show(!this.open.has(branch.name)) });
    const show = (open: boolean): void => {
      if (open) this.open.add(branch.name);
      else this.open.delete(branch.name);
      reveal(open);
    };
    const reveal = (open: boolean): void => {
      if (!below || !expand) return;
      expand.setAttribute("aria-expanded", String(open));
      below.hidden = !open;
      if (open && !below.children.length) {
        below.append(...children.map((child) => this.item(child, searching)));
        this.update();
      }
    };
    const view = rowView({
      value: branch.name, label: branch.label, expand,
      toggle: (on) => filters.set("relation", branch.names, on),
      only: () => filters.only("relation", branch.names),
    });
    this.updates.push(() => {
      const tick = tickOf(branch, filters.offValues("relation"), this.totals);
      view.set(tick === "mixed" ? "mixed" : tick === "on", sum(branch, filters.counts().facets.relation));
    });
    const item = h("li", {
      onkeydown: (event: KeyboardEvent) => {
        if (!below || !(event.target instanceof HTMLInputElement) || (event.key !== "ArrowRight" && event.key !== "ArrowLeft")) return;
        event.preventDefault();
        event.stopPropagation();
        show(event.key === "ArrowRight");
      },
    }, view.element, below);
    reveal(this.open.has(branch.name) || (searching && children.length > 0));
    return item;
  }
}
