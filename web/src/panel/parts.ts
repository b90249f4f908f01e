// What several views of the panel are made of: a claim in words, a row of a list, conflicting claims side by side.

import { at, type Claim } from "../data.ts";
import { h, name } from "../dom.ts";
import { conflictIcon, typeIcon } from "../icons.ts";
import { type Model, STEP } from "../model.ts";
import { lineStyle, type Theme } from "../style.ts";
import { date, digits, figure, how, plural, relation } from "../words.ts";
import { type Dispute, disputesOf } from "./disputes.ts";

/** So many claims of a side of a dispute are shown at once. */
const SIDE = 3;

export class Parts {
  readonly model: Model;
  theme: Theme;
  /** How many neighbours come at once. */
  atOnce = STEP;
  /** Tells those who don't see the picture what a button did. */
  readonly say: (words: string) => void;

  constructor(model: Model, theme: Theme, say: (words: string) => void) {
    this.model = model;
    this.theme = theme;
    this.say = say;
  }

  /** A claim's sentence with its things emphasised, or as links. */
  words(claim: Claim, linked: boolean): Node[] {
    const { things } = this.model.data;
    const thing = (id: number): Node => (linked ? this.inline(id) : h("b", {}, name(at(things, id).label)));
    const number = at(things, claim.object).type === "Number";
    const what = number && claim.figure ? h("b", {}, name(figure(claim.figure))) : thing(claim.object);
    const who = claim.subject === undefined ? h("i", {}, "somebody unnamed") : thing(claim.subject);
    const verb = h("span", { class: "verb" }, ` ${relation(this.model.data, claim.relation)} `);
    const note = !number && claim.figure ? [" ", h("span", { class: "chip" }, name(figure(claim.figure)))] : [];
    return nodes([claim.negative && h("span", { class: "chip negative" }, "not so"), claim.negative && " ", who, verb, what, ...note]);
  }

  /** Who says it, in which paper and when. */
  source(claim: Claim): Node[] {
    const { articles, things } = this.model.data;
    const article = at(articles, claim.article);
    const speakers = join((claim.speakers ?? []).map((n) => name(at(things, n).label)), ", quoting ");
    const rest = [article.publisher ?? article.title, article.published && date(article.published)].filter((part) => part !== undefined && part !== "");
    return nodes(join([...(speakers.length ? [h("span", {}, ...speakers)] : []), ...rest.map((part) => name(part ?? ""))], " · "));
  }

  /** The sentence, filled in when the text is read. */
  quote(id: number): HTMLElement {
    const box = h("span", { class: "quote", dir: "auto" }, this.model.quote(id));
    const article = at(this.model.data.claims.article, id);
    if (!box.textContent) void this.model.loadTexts(article).then(() => { box.textContent = this.model.quote(id); });
    return box;
  }

  /** Reading the sentence right is told of where it is in doubt, independent sources where there are several. */
  private weight(claim: Claim): string[] {
    return [claim.confidence < 0.8 && `${percent(claim)} sure`, claim.sources > 1 && plural(claim.sources, "independent source")].filter((part) => part !== false);
  }

  /** A row of a list of claims; it chooses one of `among`. */
  row(id: number, among: readonly number[], current = false): HTMLElement {
    const claim = this.model.claim(id);
    const said = how(claim);
    const choose = (): void => this.model.select({ kind: "claims", claims: [...among], index: among.indexOf(id) });
    return h("li", {}, h("button", { type: "button", class: "claim", "aria-current": current ? "true" : null, onclick: choose, ...this.pointing([id]) },
      h("span", {}, ...this.words(claim, false), ...(said === "fact" ? [] : [" ", h("span", { class: "chip" }, lineStyle(said).label)]), claim.alleged && h("span", { class: "chip" }, "alleged"), claim.conflicts && conflictIcon(this.theme)),
      this.quote(id),
      h("span", { class: "muted" }, ...this.source(claim), ...this.weight(claim).map((part) => ` · ${part}`))));
  }

  /** Lights claims in the picture while pointed at. */
  pointing(claims: readonly number[]): Record<"onpointerenter" | "onpointerleave" | "onfocus" | "onblur", () => void> {
    const [light, dark] = [(): void => this.model.light(claims), (): void => this.model.light([])];
    return { onpointerenter: light, onpointerleave: dark, onfocus: light, onblur: dark };
  }

  disputes(claims?: Iterable<number>): Dispute[] {
    return disputesOf(this.model.conflicts, (id) => this.model.claim(id), claims);
  }

  /** A dispute, its sides side by side; that of the claim `first` stands first. */
  dispute({ sides, reason, about }: Dispute, first?: number): HTMLElement {
    const mine = sides.find((side) => first !== undefined && side.includes(first));
    const ordered = mine ? [mine, ...sides.filter((side) => side !== mine)] : sides;
    const all = ordered.flat();
    const title = reason === "figures" ? "Sources give different figures" : "Sources contradict each other";
    return h("div", { class: "conflict", role: "group", "aria-label": title },
      h("h3", {}, conflictIcon(this.theme), ` ${title}`),
      about && h("p", { class: "about" }, ...this.topic(about, reason)),
      h("div", { class: "sides" }, ...ordered.map((side) => h("div", { class: "side" }, ...this.some(side, SIDE, (id) => this.rival(id, all, about && reason))))));
  }

  /** What a dispute is about, whoever is right. */
  private topic(claim: Claim, reason: Dispute["reason"]): Node[] {
    const { negative: _, figure: __, ...rest } = claim;
    return reason === "figures" && claim.figure && at(this.model.data.things, claim.object).type === "Number" ? this.words(claim, false).slice(0, -1) : this.words(rest, false);
  }

  /** One claim of a dispute; where the topic is told above, only what it says of it. */
  private rival(id: number, all: number[], reason: Dispute["reason"] | undefined): HTMLElement {
    const claim = this.model.claim(id);
    const said = how(claim);
    const short = reason === "figures" && claim.figure ? [h("b", {}, name(figure(claim.figure)))] : reason === "denied" ? [h("b", {}, claim.negative ? "No, not so" : "Yes, it is so")] : this.words(claim, false);
    return h("button", { type: "button", class: "rival", onclick: () => this.model.select({ kind: "claims", claims: all, index: all.indexOf(id) }), ...this.pointing([id]) },
      h("span", {}, ...short, ...(said === "fact" ? [] : [" ", h("span", { class: "chip" }, lineStyle(said).label)])),
      this.quote(id),
      h("span", { class: "muted" }, ...this.source(claim)));
  }

  /** A thing in running words. */
  inline(id: number): HTMLElement {
    return h("button", { type: "button", class: "as-text", onclick: () => this.model.select({ kind: "thing", thing: id }) }, name(at(this.model.data.things, id).label));
  }

  /** A thing as a row of a list. */
  entry(id: number, note: string, act = (): void => this.model.select({ kind: "thing", thing: id })): HTMLElement {
    const thing = at(this.model.data.things, id);
    return h("button", { type: "button", class: "entry", onclick: act }, typeIcon(thing.type, this.theme), " ", name(thing.label), " ", h("span", { class: "count" }, note));
  }

  claimList(claims: readonly number[], among = claims, first = 20): HTMLElement {
    return h("ul", { class: "claims" }, ...this.some(claims, first, (id) => this.row(id, among)));
  }

  /** The first few of a list, the rest behind a button. */
  some<T>(list: readonly T[], count: number, make: (item: T) => HTMLElement): HTMLElement[] {
    const first = list.slice(0, count).map(make);
    if (list.length <= count) return first;
    const more = h("button", {
      type: "button", class: "plain",
      onclick: () => {
        const next = this.some(list.slice(count), count * 4, make);
        box.replaceWith(...next);
        (next[0]?.matches("button") ? next[0] : next[0]?.querySelector<HTMLElement>("button"))?.focus();
      },
    }, `${digits(list.length - count)} more`);
    // In a list of `li` the button has to stand in one too.
    const box = first[0]?.tagName === "LI" ? h("li", { class: "more" }, more) : more;
    return [...first, box];
  }
}

export const percent = (claim: Claim): string => `${Math.round(claim.confidence * 100)} %`;

export function join<T extends Node>(parts: readonly T[], by = ", "): (T | string)[] {
  return parts.flatMap((part, n) => (n ? [by, part] : [part]));
}

export function nodes(parts: readonly (Node | string | false | undefined)[]): Node[] {
  return parts.filter((part) => part !== false && part !== undefined).map((part) => (typeof part === "string" ? document.createTextNode(part) : part));
}

export function button(text: string, act: () => void, props: Record<string, string | boolean> = {}): HTMLButtonElement {
  return h("button", { type: "button", onclick: act, ...props }, text);
}
