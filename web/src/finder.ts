// The search: things by their names, relations, and claims by their words, in groups with how many there are.

import { at } from "./data.ts";
import { Combobox, type Option, type OptionGroup } from "./combobox.ts";
import { h, name } from "./dom.ts";
import { typeIcon } from "./icons.ts";
import type { Model } from "./model.ts";
import type { Theme } from "./style.ts";
import { digits, relation, sentence } from "./words.ts";

const EACH = 6;
/** Above so many claims, the search waits for the next letter. */
const BIG = 20_000;

/** Things whose names hold what is typed. */
export function thingOptions(model: Model, theme: Theme, ids: readonly number[], take: (thing: number) => void): Option[] {
  return ids.map((id) => ({
    content: [typeIcon(model.thing(id).type, theme), " ", name(model.thing(id).label), h("span", { class: "count" }, ` ${model.nodes.get(id)?.weight ?? 0}`)],
    take: () => take(id),
  }));
}

export class Finder {
  readonly element: HTMLElement;
  private readonly model: Model;
  private readonly theme: () => Theme;
  private readonly box: Combobox;
  private readonly shown: () => void;

  /** `shown` is called when something was found and selected. */
  constructor(model: Model, theme: () => Theme, shown: () => void) {
    this.model = model;
    this.theme = theme;
    this.shown = shown;
    this.box = new Combobox({ id: "search", label: "Search things, relations, evidence", find: (text) => this.find(text), wait: model.data.claims.count > BIG ? 120 : 0 });
    this.element = h("div", { class: "search", role: "search" }, this.box.element);
    model.onChange((changed) => { if (changed.has("texts")) this.box.look(); });
  }

  focus(): void {
    this.box.focus();
  }

  private find(text: string): OptionGroup[] {
    const { model } = this;
    const { things, relations, claims, texts } = model.search(text, EACH);
    if (!texts) void model.loadTexts();
    const head = (title: string, shown: number, total: number): string => `${title} ${shown < total ? `${shown} of ` : ""}${digits(total)}`;
    const groups: OptionGroup[] = [
      {
        title: head("Things", things.hits.length, things.total),
        options: thingOptions(model, this.theme(), things.hits, (thing) => this.go(() => model.select({ kind: "thing", thing }))),
      },
      {
        title: head("Relations", relations.hits.length, relations.total),
        options: relations.hits.map((one) => this.relation(one)),
      },
      {
        title: head("Claims", claims.hits.length, claims.total),
        options: claims.hits.map((id) => this.claim(id, claims.hits)),
        ...(claims.total > claims.hits.length ? { note: "More words find fewer." } : {}),
      },
    ].filter(({ options }) => options.length > 0);
    if (!texts) groups.push({ title: "The texts are being read: what stands only there comes in a moment.", options: [] });
    return groups;
  }

  /** All claims of it that the filters let through, to step through. */
  private relation(wanted: string): Option {
    const { model } = this;
    const { relations, claims } = model.data;
    const names = new Set(model.filters.within("relation", wanted));
    const among = relations.map((one) => names.has(one.name));
    const found = model.passing().filter((id) => among[at(claims.relation, id)]);
    return {
      content: ["→ ", name(relation(model.data, wanted)), h("span", { class: "count" }, ` ${digits(found.length)}`)],
      take: () => { if (found.length) this.go(() => model.select({ kind: "claims", claims: found, index: 0 })); },
    };
  }

  private claim(id: number, all: readonly number[]): Option {
    const quote = this.model.quote(id).replace(/\s+/g, " ");
    return {
      content: [h("span", {}, name(sentence(this.model.data, this.model.claim(id)))), ...(quote ? [h("span", { class: "hit-quote" }, name(quote.length > 140 ? `${quote.slice(0, 140)}…` : quote))] : [])],
      take: () => this.go(() => this.model.select({ kind: "claims", claims: [...all], index: all.indexOf(id) })),
    };
  }

  private go(select: () => void): void {
    select();
    this.shown();
  }
}
