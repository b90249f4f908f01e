// Everything that the picture shows, as tables: to sort, to hear, to reach without a mouse.

import { at, NONE } from "../data.ts";
import { h } from "../dom.ts";
import type { Model, Part, SceneNode } from "../model.ts";
import { plural } from "../words.ts";
import { claimColumns, Order, thingColumns } from "./columns.ts";
import { Table } from "./table.ts";

type View = "things" | "claims";

export class List {
  private readonly model: Model;
  private readonly box: HTMLElement;
  private readonly things: Table<SceneNode>;
  private readonly claims: Table<number>;
  private readonly buttons: Record<View, HTMLButtonElement>;
  private readonly everything = h("input", { type: "checkbox", id: "list-everything" });
  private view: View = "things";
  private lines = new Map<number, number>();
  /** What changed while the list was closed. */
  private stale = true;

  constructor(model: Model, box: HTMLElement) {
    this.model = model;
    this.box = box;
    const order = new Order(model);
    this.things = new Table<SceneNode>("Things", {
      columns: thingColumns(model, order, ({ id }) => this.lines.get(id) ?? 0), sorted: 3, key: ({ id }) => String(id),
      select: (node) => model.select(node.kind === "community" && node.community !== undefined ? { kind: "community", community: node.community } : { kind: "thing", thing: node.id }),
      selected: (node) => this.inFocus(node),
    });
    this.claims = new Table<number>("Claims", {
      columns: claimColumns(model, order), sorted: 7, key: String,
      select: (claim) => model.select({ kind: "claims", claims: [claim], index: 0 }),
      selected: (claim) => model.selection.kind === "claims" && model.selection.claims[model.selection.index] === claim,
      class: (claim) => (model.data.claims.negative[claim] ? "negative" : null),
    });
    const view = (name: View, text: string): HTMLButtonElement => h("button", { type: "button", id: `list-${name}`, onclick: () => this.turn(name) }, text);
    this.buttons = { things: view("things", "Things"), claims: view("claims", "Claims") };
    this.everything.addEventListener("change", () => this.draw());
    box.append(
      h("div", { class: "list-head" },
        h("div", { class: "switch", role: "group", "aria-label": "Table of" }, this.buttons.things, this.buttons.claims),
        h("label", {}, this.everything, " also what the picture leaves out")),
      this.things.element, this.claims.element);
    this.turn("things");
  }

  update(changed?: ReadonlySet<Part>): void {
    const other = !changed || changed.has("shown") || changed.has("filter");
    this.stale ||= other;
    if (this.box.hidden) return;
    if (this.stale) this.draw();
    else (this.view === "things" ? this.things : this.claims).mark();
  }

  private turn(view: View): void {
    this.view = view;
    for (const one of ["things", "claims"] as const) {
      this.buttons[one].setAttribute("aria-pressed", String(one === view));
      this[one].element.hidden = one !== view;
    }
    if (!this.box.hidden) this.draw();
  }

  private draw(): void {
    this.stale = false;
    const what = this.everything.checked ? "that the filters let through" : "in the picture";
    if (this.view === "things") {
      const nodes = this.nodes();
      this.things.show(nodes, `${plural(nodes.length, "entry", "entries")}: things and communities ${what}`);
    } else {
      const drawn = this.everything.checked ? [] : this.drawn();
      // Where the picture shows nothing but communities, they stand for all claims.
      const inside = !drawn.length && this.model.shown.state.overview;
      const claims = drawn.length || !(inside || this.everything.checked) ? drawn : this.model.passing();
      this.claims.show(claims, `${plural(claims.length, "claim")} ${inside && !this.everything.checked ? "that the communities stand for" : what}`);
    }
  }

  private nodes(): SceneNode[] {
    const scene = this.model.scene();
    this.lines = new Map();
    for (const { from, to } of scene.edges.values()) for (const end of new Set([from, to])) this.lines.set(end, (this.lines.get(end) ?? 0) + 1);
    const shown = [...scene.nodes.values()].filter(({ kind }) => kind !== "unnamed");
    if (!this.everything.checked) return shown;
    const rest = this.model.shown.alive().filter((id) => !scene.nodes.has(id));
    return [...shown, ...rest.map((id): SceneNode => {
      const { label, type } = at(this.model.data.things, id);
      return { id, kind: "thing", x: 0, y: 0, size: 0, label, type, count: 0 };
    })];
  }

  /** Claims that are lines of the picture, and figures of what it shows. */
  private drawn(): number[] {
    const { edges, nodes } = this.model.scene();
    const { subject } = this.model.data.claims;
    return this.model.passing().filter((id) => {
      const edge = this.model.edgeOf(id);
      return edge === undefined ? nodes.has(subject[id] ?? NONE) : edges.has(edge);
    });
  }

  private inFocus({ id, kind, community }: SceneNode): boolean {
    const { selection } = this.model;
    if (kind === "community") return selection.kind === "community" && selection.community === community;
    return selection.kind === "thing" ? selection.thing === id : selection.kind === "things" && selection.things.includes(id);
  }
}
