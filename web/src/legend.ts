// The legend that filters: what each shape and line means, how many there are under the other filters, and a box to switch it off.

import { h } from "./dom.ts";
import { Confidence } from "./legend/confidence.ts";
import { FacetList } from "./legend/facet.ts";
import { type Group, groupsOf } from "./legend/groups.ts";
import { RelationTree } from "./legend/relations.ts";
import { walkable } from "./legend/row.ts";
import type { Facet, Model } from "./model.ts";
import type { Theme } from "./style.ts";
import { digits, plural } from "./words.ts";

interface Part { element: HTMLElement; update: () => void }

export class Legend {
  private readonly model: Model;
  private readonly box: HTMLElement;
  private readonly groups: Group[];
  private readonly relations: RelationTree;
  private readonly confidence: Confidence;
  private updates: (() => void)[] = [];
  private theme: Theme;

  constructor(model: Model, box: HTMLElement, theme: Theme) {
    this.model = model;
    this.box = box;
    this.theme = theme;
    this.groups = groupsOf(model);
    this.relations = new RelationTree(model);
    this.confidence = new Confidence(model);
    this.draw();
  }

  /** Icons have colours of their own in each theme. */
  setTheme(theme: Theme): void {
    if (theme === this.theme) return;
    this.theme = theme;
    this.draw();
  }

  update(): void {
    for (const update of this.updates) update();
  }

  private draw(): void {
    this.updates = [];
    const open = new Map([...this.box.querySelectorAll("details")].map((details) => [details.dataset["facet"], details.open]));
    const groups = this.groups.map((group) => this.group(group.facet, group.title, open.get(group.facet) ?? group.open, group.facet === "relation" ? this.relations : new FacetList(this.model, group, this.theme)));
    this.box.replaceChildren(this.reset(), this.limit(), ...groups, this.group("confidence", "Confidence of the reading", open.get("confidence") ?? true, this.confidence));
    this.update();
  }

  private group(facet: Facet | "confidence", title: string, open: boolean, part: Part): HTMLElement {
    const { filters } = this.model;
    const all = h("button", { type: "button", class: "quiet all", "aria-label": `All of ${title.toLowerCase()}`, onclick: () => filters.clear(facet) }, "all");
    const details = h(
      "details", { class: "facet", open, "data-facet": facet, ontoggle: () => this.update() },
      h("summary", {}, h("h2", {}, title)),
      walkable(h("div", { role: "group", "aria-label": title }, all, part.element)),
    );
    this.updates.push(() => {
      all.hidden = !filters.active.includes(facet);
      details.classList.toggle("filtering", !all.hidden);
      if (details.open) part.update();
    });
    return details;
  }

  private limit(): HTMLElement | "" {
    const all = this.model.ranked.length;
    if (all <= 40) return "";
    const shown = h("span", { class: "count" });
    const slider = h("input", {
      type: "range", min: 10, max: all, step: 1, id: "limit", "aria-label": "How many of the most connected things are shown",
      oninput: () => this.model.top(Number(slider.value)),
    });
    this.updates.push(() => {
      const { top, overview } = this.model.shown.state;
      const total = digits(all);
      slider.value = String(top);
      shown.textContent = top >= all ? `all ${total}` : top > 0 ? `${digits(top)} of ${total}` : overview ? "communities" : "others";
      slider.setAttribute("aria-valuetext", shown.textContent);
    });
    return h("div", { class: "limit" }, h("div", { class: "limit-head" }, h("label", { for: "limit" }, "Most connected"), shown), slider);
  }

  private reset(): HTMLElement {
    const words = h("span", {});
    const button = h("button", { type: "button", id: "reset", onclick: () => this.model.filters.clear() }, "Reset");
    const line = h("div", { class: "reset" }, words, button);
    this.updates.push(() => {
      const count = this.model.filters.active.length;
      words.textContent = count ? `${plural(count, "filter")} on` : "No filter on";
      button.hidden = count === 0;
      button.setAttribute("aria-label", `Reset ${plural(count, "filter")}`);
    });
    return line;
  }
}
