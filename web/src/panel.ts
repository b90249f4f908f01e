// The panel: what is selected in full, or, while nothing is, what matters most.

import { h } from "./dom.ts";
import type { Model, Part, Selection } from "./model.ts";
import { claims } from "./panel/claims.ts";
import { community } from "./panel/community.ts";
import { home } from "./panel/home.ts";
import { Parts } from "./panel/parts.ts";
import { type Grouping, thing } from "./panel/thing.ts";
import { things } from "./panel/things.ts";
import { article } from "./reader/article.ts";
import { Reader } from "./reader/text.ts";
import type { Theme } from "./style.ts";

export class Panel {
  private readonly model: Model;
  private readonly box: HTMLElement;
  private readonly parts: Parts;
  private readonly past: Selection[] = [];
  private current: Selection;
  private returning = false;
  private grouping: Grouping = "relation";
  private reader: Reader | null = null;

  constructor(model: Model, box: HTMLElement, theme: Theme, say: (words: string) => void) {
    this.model = model;
    this.box = box;
    this.parts = new Parts(model, theme, say);
    this.current = model.selection;
    this.draw();
    box.addEventListener("keydown", (event) => this.onKey(event));
  }

  setTheme(theme: Theme): void {
    if (theme === this.parts.theme) return;
    this.parts.theme = theme;
    this.redraw();
  }

  update(changed: ReadonlySet<Part>): void {
    if (changed.has("light")) this.reader?.light();
    if (this.model.selection !== this.current) {
      const [before, now] = [this.current, this.model.selection];
      const stepped = before.kind === "claims" && now.kind === "claims" && before.claims === now.claims;
      if (now.kind === "nothing") this.past.length = 0;
      else if (!stepped && !this.returning) this.past.push(before);
      this.current = now;
      this.draw();
      this.reader?.show(before.kind === "claims" ? before.claims[before.index] : undefined);
    } else if ((changed.has("shown") || changed.has("filter")) && ["thing", "things", "community"].includes(this.current.kind)) this.redraw();
  }

  /** The next or previous claim of those chosen together, or in the text of the article. */
  step(by: number): void {
    if (this.current.kind === "article") this.reader?.step(by);
    else this.model.step(by);
  }

  private onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!by || event.altKey || event.ctrlKey || event.metaKey || target.matches("input, select")) return;
    if (this.current.kind !== "claims" && this.current.kind !== "article") return;
    event.preventDefault();
    this.step(by);
  }

  private content(): Node[] {
    const selection = this.current;
    this.reader = null;
    switch (selection.kind) {
      case "thing":
        return thing(this.parts, selection.thing, this.grouping, (by) => { this.grouping = by; this.redraw(); });
      case "things":
        return things(this.parts, selection.things);
      case "community":
        return community(this.parts, selection.community);
      case "claims": {
        const claim = selection.claims[selection.index] ?? 0;
        this.reader = new Reader(this.parts, this.model.claim(claim).article, claim);
        return claims(this.parts, selection, this.reader);
      }
      case "article":
        this.reader = new Reader(this.parts, selection.article);
        return article(this.parts, this.reader);
      default:
        return home(this.parts);
    }
  }

  private draw(): void {
    const focused = this.box.contains(document.activeElement) ? document.activeElement : null;
    const content = this.content();
    this.box.replaceChildren(...(this.current.kind === "nothing" ? content : [this.bar(), ...content]));
    this.box.scrollTop = 0;
    if (focused) this.refocus(focused);
    this.reader?.show();
  }

  /** The same again after something around it changed: what was open stays open, what was in view in view. */
  private redraw(): void {
    const { scrollTop } = this.box;
    const groups = (): HTMLDetailsElement[] => [...this.box.querySelectorAll<HTMLDetailsElement>("details[data-key]")];
    const open = new Map(groups().map((one) => [one.dataset["key"], one.open]));
    this.draw();
    for (const one of groups()) one.open = open.get(one.dataset["key"]) ?? one.open;
    this.box.scrollTop = scrollTop;
  }

  /** What had the focus is gone: give it to what took its place, else to the panel. */
  private refocus(gone: Element): void {
    const label = gone.getAttribute("aria-label") ?? "";
    const same = (gone.id && this.box.querySelector<HTMLElement>(`#${CSS.escape(gone.id)}:enabled`))
      || (label && this.box.querySelector<HTMLElement>(`[aria-label="${CSS.escape(label)}"]:enabled`));
    (same || this.box).focus({ preventScroll: true });
  }

  private bar(): HTMLElement {
    return h("div", { class: "panel-bar" },
      h("button", { type: "button", class: "quiet", id: "back", onclick: () => this.goBack() }, "← Back"),
      h("button", { type: "button", class: "quiet", id: "close", "aria-label": "Close: back to the overview", onclick: () => this.model.select({ kind: "nothing" }) }, "✕"));
  }

  private goBack(): void {
    const before = this.past.pop() ?? { kind: "nothing" };
    this.returning = true;
    this.model.select(before);
    this.returning = false;
  }
}
