// "Take along": the link, the picture, the table, the graph, the query, the paper.

import { dialog } from "../dialog.ts";
import { h } from "../dom.ts";
import type { Model } from "../model.ts";
import { plural } from "../words.ts";
import { csv } from "./csv.ts";
import { copy, fileName, save } from "./save.ts";
import { shownClaims } from "./shown.ts";
import { sparql } from "./sparql.ts";
import { turtle } from "./turtle.ts";

/** What the picture can give of itself. */
export interface Pictured { png: () => Promise<Blob | null>; svg: () => string }

interface Item { id: string; label: string; note: string; act: () => Promise<string> | string }

export class TakeAlong {
  readonly element: HTMLElement;
  private readonly model: Model;
  private readonly button: HTMLButtonElement;
  private readonly panel: HTMLElement;
  private readonly told = h("p", { class: "told", role: "status" });
  private readonly count = h("p", { class: "muted" });
  private readonly query = h("textarea", { readonly: true, "aria-label": "SPARQL query", rows: 16, spellcheck: "false", dir: "ltr" });
  private readonly queryDialog;

  constructor(model: Model, picture: () => Pictured) {
    this.model = model;
    const { title } = model.data;
    const items: Item[] = [
      { id: "copy-link", label: "Copy link", note: "to just what you see", act: async () => this.copied(await copy(`${location.href.replace(/#.*$/s, "")}#${model.toAddress()}`), "Link") },
      {
        id: "save-png", label: "Picture, PNG", note: "at twice the size",
        act: async () => {
          const blob = await picture().png();
          if (!blob) return "This browser could not make the picture.";
          save(fileName(title, "png"), blob);
          return "PNG saved.";
        },
      },
      {
        id: "save-svg", label: "Picture, SVG", note: "sharp at any size",
        act: () => {
          save(fileName(title, "svg"), new Blob([picture().svg()], { type: "image/svg+xml" }));
          return "SVG saved.";
        },
      },
      { id: "save-csv", label: "Table, CSV", note: "a line for each claim", act: () => this.claims("csv", "text/csv;charset=utf-8", csv) },
      { id: "save-turtle", label: "Graph, Turtle", note: "RDF, with quotes and offsets", act: () => this.claims("ttl", "text/turtle;charset=utf-8", turtle) },
      { id: "show-sparql", label: "Query, SPARQL", note: "gives the same claims from the store", act: () => this.showQuery() },
      { id: "print", label: "Print", note: "the picture and the list", act: () => { this.close(); window.print(); return ""; } },
    ];
    this.button = h("button", { type: "button", id: "take", "aria-expanded": "false", "aria-controls": "take-menu", "aria-haspopup": "true", onclick: () => (this.panel.hidden ? this.open() : this.close()) }, "Take along");
    this.panel = h("div", { id: "take-menu", class: "menu", role: "group", "aria-label": "Take along", hidden: true },
      this.count,
      ...items.map(({ id, label, note, act }) => h("button", { type: "button", id, class: "item", onclick: () => void this.run(act) }, h("b", {}, label), h("span", { class: "muted" }, note))),
      this.told);
    this.element = h("div", { class: "take", onkeydown: (event: KeyboardEvent) => this.key(event) }, this.button, this.panel);
    document.addEventListener("pointerdown", (event) => { if (!this.element.contains(event.target as Node)) this.close(); });
    const copied = h("span", { role: "status", class: "muted" });
    this.queryDialog = dialog("sparql", "The query that gives these claims",
      h("p", { class: "muted" }, "For the store that the page was made from: ", h("code", {}, "kgraph query -s out/store query.rq"), "."),
      this.query,
      h("div", { class: "dialog-foot" }, copied, h("button", { type: "button", class: "primary", id: "copy-sparql", onclick: async () => { copied.textContent = this.copied(await copy(this.query.value), "Query"); } }, "Copy")));
  }

  private async run(act: () => Promise<string> | string): Promise<void> {
    this.told.textContent = "…";
    this.told.textContent = await act();
  }

  private copied(done: boolean, what: string): string {
    return done ? `${what} copied.` : `${what} not copied: the browser does not allow it.`;
  }

  /** Quotes stand in the texts. */
  private async claims(ending: string, type: string, write: (model: Model, claims: readonly number[]) => string[]): Promise<string> {
    await this.model.loadTexts();
    const claims = shownClaims(this.model);
    save(fileName(this.model.data.title, ending), new Blob(write(this.model, claims), { type }));
    return `${plural(claims.length, "claim")} saved.`;
  }

  private showQuery(): string {
    this.query.value = sparql(this.model);
    this.close();
    this.queryDialog.open();
    return "";
  }

  private open(): void {
    this.panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.told.textContent = "";
    this.count.textContent = `${plural(shownClaims(this.model).length, "claim")} shown`;
    this.panel.querySelector("button")?.focus();
  }

  private close(): void {
    this.panel.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  private key(event: KeyboardEvent): void {
    const buttons = [...this.panel.querySelectorAll("button")];
    const now = buttons.indexOf(event.target as HTMLButtonElement);
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Escape" && !this.panel.hidden) {
      event.stopPropagation();
      event.preventDefault();
      this.close();
      this.button.focus();
    } else if (by && now >= 0) {
      event.preventDefault();
      buttons[(now + by + buttons.length) % buttons.length]?.focus();
    }
  }
}
