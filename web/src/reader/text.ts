// The text of an article with its claims marked. Pointing at a mark lights its claims in the picture and tells them in words.

import { at } from "../data.ts";
import { h } from "../dom.ts";
import { button, type Parts } from "../panel/parts.ts";
import { lineStyle } from "../style.ts";
import { how, plural } from "../words.ts";
import { type Piece, pieces } from "./marks.ts";

const TOLD = 4;

export class Reader {
  readonly article: number;
  readonly elements: readonly HTMLElement[];
  private readonly parts: Parts;
  private readonly active: number | undefined;
  private readonly region = h("div", { class: "reader", tabindex: 0, role: "region", "aria-label": "Text of the article" });
  private readonly told = h("div", { class: "triple" });
  private marks: { element: HTMLElement; piece: Piece }[] = [];
  /** The mark that the tab key reaches. */
  private current = 0;

  /** `active` is the claim whose sentence is to be seen first. */
  constructor(parts: Parts, article: number, active?: number) {
    this.parts = parts;
    this.article = article;
    this.active = active;
    this.elements = [this.region, this.told];
    this.draw();
    if (parts.model.text(article) === undefined) void parts.model.loadTexts(article).then(() => { if (parts.model.text(article) !== undefined) this.draw(); });
  }

  /** Once it stands in the page: scroll to the claim. */
  show(claim = this.active): void {
    const found = claim === undefined ? undefined : this.marks.find(({ piece }) => piece.claims.includes(claim));
    if (!found) return;
    const { element } = found;
    this.region.scrollTop = element.offsetTop - this.region.offsetTop - Math.max(24, (this.region.clientHeight - element.offsetHeight) / 3);
  }

  /** To the next or previous mark. */
  step(by: number): void {
    const inside = this.marks.some(({ element }) => element === document.activeElement);
    const next = inside ? this.current + by : this.current;
    if (this.marks[next]) this.focus(next);
  }

  /** Shows which marks are pointed at elsewhere, as in the picture. */
  light(): void {
    const lit = new Set(this.parts.model.lit);
    for (const { element, piece } of this.marks) element.classList.toggle("lit", piece.claims.some((id) => lit.has(id)));
  }

  private draw(): void {
    const { model } = this.parts;
    const { claims } = model.data;
    const known = model.text(this.article);
    const quote = this.active === undefined ? "" : model.quote(this.active);
    const text = known ?? quote;
    const spans = known === undefined
      ? (this.active === undefined ? [] : [{ id: this.active, start: 0, end: text.length }])
      : model.claimsIn(this.article).map((id) => ({ id, start: at(claims.start, id), end: at(claims.end, id) }));
    this.marks = [];
    const body = h("div", { class: "text", lang: tagged(model.article(this.article).language), dir: "auto" });
    for (const piece of pieces(text, spans)) body.append(piece.claims.length ? this.mark(piece) : piece.text);
    this.region.replaceChildren(body);
    this.current = Math.max(0, this.marks.findIndex(({ piece }) => this.active !== undefined && piece.claims.includes(this.active)));
    this.marks.forEach(({ element }, n) => element.setAttribute("tabindex", n === this.current ? "0" : "-1"));
    this.tell([]);
    this.show();
  }

  private mark(piece: Piece): HTMLElement {
    const active = this.active !== undefined && piece.claims.includes(this.active);
    const point = (): void => {
      this.parts.model.light(piece.claims);
      this.tell(piece.claims);
    };
    const leave = (): void => {
      this.parts.model.light([]);
      this.tell([]);
    };
    const choose = (): void => this.parts.model.select({ kind: "claims", claims: piece.claims, index: Math.max(0, piece.claims.indexOf(this.active ?? -1)) });
    const number = this.marks.length;
    const element = h("mark", {
      class: active ? "active" : piece.claims.length > 1 ? "other several" : "other", role: "button", "aria-current": active ? "true" : null,
      onpointerenter: point, onpointerleave: leave, onblur: leave, onclick: choose,
      onfocus: () => {
        this.current = number;
        this.marks.forEach((one, n) => one.element.setAttribute("tabindex", n === number ? "0" : "-1"));
        point();
      },
      onkeydown: (event: KeyboardEvent) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose();
      },
    }, piece.text);
    this.marks.push({ element, piece });
    return element;
  }

  private focus(number: number): void {
    const { element } = at(this.marks, number);
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }

  /** What the marked words claim. */
  private tell(claims: readonly number[]): void {
    const { model } = this.parts;
    if (!claims.length) {
      this.told.replaceChildren(h("p", { class: "muted" }, this.marks.length ? `${plural(model.claimsIn(this.article).length, "claim")} marked. Point at one, or press n and p, to see what it says.` : "Nothing is claimed here."));
      return;
    }
    const scene = model.scene();
    this.told.replaceChildren(
      ...claims.slice(0, TOLD).map((id) => {
        const claim = model.claim(id);
        const said = how(claim);
        const edge = model.edgeOf(id);
        return h("p", {}, ...this.parts.words(claim, false), ...(said === "fact" ? [] : [" ", h("span", { class: "chip" }, lineStyle(said).label)]),
          edge !== undefined && !scene.edges.has(edge) && h("span", { class: "muted" }, " (not in the picture)"));
      }),
      ...(claims.length > TOLD ? [h("p", { class: "muted" }, `and ${claims.length - TOLD} more`)] : []));
  }
}

/** Buttons that do what the keys n and p do, for fingers. */
export function markSteps(reader: Reader): HTMLElement {
  return h("div", { class: "stepper", role: "group", "aria-label": "Marked claims" },
    button("‹", () => reader.step(-1), { "aria-label": "Previous claim in the text" }),
    button("›", () => reader.step(1), { "aria-label": "Next claim in the text" }),
    h("span", { class: "muted key-hint" }, h("kbd", {}, "n"), " next, ", h("kbd", {}, "p"), " previous, ", h("kbd", {}, "Enter"), " opens"));
}

/** A language, where it is told in a way that those who read aloud understand. */
function tagged(language: string | undefined): string | undefined {
  return language !== undefined && /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(language) ? language : undefined;
}
