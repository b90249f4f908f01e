// What of the graph is shown, step by step: all, the overview, around a thing, the way between two, back and forth.

import { h } from "./dom.ts";
import { pathDialog } from "./path.ts";
import type { Model } from "./model.ts";
import type { Theme } from "./style.ts";

const DEPTHS = [1, 2, 3] as const;

export class Toolbar {
  readonly element: HTMLElement;
  private readonly model: Model;
  private readonly moved: () => void;
  private readonly openPath: () => void;
  private readonly updates: (() => void)[] = [];

  /** `moved` is called when quite other things are shown than before. */
  constructor(model: Model, theme: () => Theme, moved: () => void) {
    this.model = model;
    this.moved = moved;
    this.openPath = pathDialog(model, theme, moved);
    const { shown } = model;
    this.element = h("div", { class: "toolbar", role: "toolbar", "aria-label": "What is shown", onkeydown: (event: KeyboardEvent) => this.walk(event) },
      this.group(
        this.button("undo", "↶", "Undo", () => shown.canUndo, () => model.undo()),
        this.button("redo", "↷", "Redo", () => shown.canRedo, () => model.redo())),
      this.group(
        shown.start.overview && this.button("overview", "Overview", "Overview: communities stand for their things", () => shown.state !== shown.start, () => this.go(() => model.reset())),
        this.button("all", "All", "Show all things", () => !this.complete(), () => this.go(() => model.all())),
        this.button("only", "Selected", "Show only what is selected", () => model.inFocus().length > 0, () => this.go(() => model.only()))),
      this.group(h("span", { class: "toolbar-label", id: "depth-label" }, "Around"), ...DEPTHS.map((depth) =>
        this.button(`depth-${depth}`, String(depth), `Show what is at most ${depth} ${depth === 1 ? "link" : "links"} from the selected thing`, () => this.chosen() !== null, () => this.around(depth)))),
      this.group(this.button("path", "Path…", "Path… the shortest way between two things", () => model.ranked.length > 1, () => this.openPath())),
      this.group(this.button("start", "Start over", "Start over: no filter, nothing selected, as the page opened", () => !this.untouched(), () => this.startOver())));
    this.update();
  }

  update(): void {
    for (const update of this.updates) update();
  }

  around(depth: number): void {
    const thing = this.chosen();
    if (thing !== null) this.go(() => this.model.around(thing, depth));
  }

  path(): void {
    this.openPath();
  }

  startOver(): void {
    const { model } = this;
    this.go(() => model.change(() => {
      model.filters.clear();
      model.filters.setAxis(null);
      model.select({ kind: "nothing" });
      model.reset();
      model.setView(null);
    }));
  }

  private chosen(): number | null {
    const { selection } = this.model;
    return selection.kind === "thing" ? selection.thing : null;
  }

  private complete(): boolean {
    return this.model.shown.things().size >= this.model.shown.alive().length;
  }

  /** Wherever the picture was moved to. */
  private untouched(): boolean {
    const { model } = this;
    return model.filters.open && model.selection.kind === "nothing" && model.shown.state === model.shown.start;
  }

  private go(act: () => void): void {
    act();
    this.moved();
  }

  private group(...parts: (HTMLElement | false)[]): HTMLElement {
    return h("div", { class: "toolbar-group" }, ...parts);
  }

  /** What is not possible now stays where it is and keeps the focus, but does nothing. */
  private button(id: string, text: string, label: string, possible: () => boolean, act: () => void): HTMLButtonElement {
    const button = h("button", { type: "button", id, title: label, "aria-label": label, onclick: () => { if (possible()) act(); } }, text);
    this.updates.push(() => button.setAttribute("aria-disabled", String(!possible())));
    return button;
  }

  private walk(event: KeyboardEvent): void {
    const buttons = [...this.element.querySelectorAll("button")];
    const now = buttons.indexOf(event.target as HTMLButtonElement);
    const next =
      event.key === "ArrowRight" ? buttons[now + 1]
      : event.key === "ArrowLeft" ? buttons[now - 1]
      : event.key === "Home" ? buttons[0]
      : event.key === "End" ? buttons[buttons.length - 1]
      : undefined;
    if (!next || now < 0) return;
    event.preventDefault();
    next.focus();
  }
}
