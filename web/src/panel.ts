// The panel: where sources disagree, who a thing is, what a claim rests on, an article with its claims marked.

import { type Claim, at } from "./data.ts";
import { h, link, name } from "./dom.ts";
import { conflictIcon, lineIcon, typeIcon } from "./icons.ts";
import type { Model, Part, Selection } from "./model.ts";
import { lineStyle, type Theme, typeStyle } from "./style.ts";
import { date, dateRange, figure, how, pieces, plural, relation } from "./words.ts";

const TOP = 8;
const PAGE = 60;
const SMALL_NUMBERS = ["No", "One point", "Two points", "Three points", "Four points", "Five points", "Six points", "Seven points", "Eight points", "Nine points"];

export class Panel {
  private readonly model: Model;
  private readonly box: HTMLElement;
  private readonly past: Selection[] = [];
  private theme: Theme;
  private current: Selection;
  private returning = false;

  constructor(model: Model, box: HTMLElement, theme: Theme) {
    this.model = model;
    this.box = box;
    this.theme = theme;
    this.current = model.selection;
    this.draw();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.draw();
  }

  update(changed: ReadonlySet<Part>): void {
    if (changed.has("texts")) this.draw();
    if (this.model.selection === this.current) return;
    const [before, now] = [this.current, this.model.selection];
    const stepped = before.kind === "claims" && now.kind === "claims" && before.claims === now.claims;
    if (now.kind === "nothing") this.past.length = 0;
    else if (!stepped && !this.returning) this.past.push(before);
    this.current = now;
    this.draw();
  }

  /** The next or previous claim of those chosen together. */
  step(by: number): void {
    this.model.step(by);
  }

  private draw(): void {
    const selection = this.current;
    const content =
      selection.kind === "thing" ? this.thing(selection.thing)
      : selection.kind === "claims" ? this.claim(selection)
      : selection.kind === "article" ? this.article(selection.article)
      : this.home();
    const focused = this.box.contains(document.activeElement) ? document.activeElement : null;
    this.box.replaceChildren(...content);
    this.box.scrollTop = 0;
    if (focused) this.refocus(focused);
    const reader = this.box.querySelector<HTMLElement>(".reader");
    const mark = reader?.querySelector<HTMLElement>("mark.active");
    if (reader && mark) reader.scrollTop = mark.offsetTop - Math.max(24, (reader.clientHeight - mark.offsetHeight) / 3);
  }

  /** What had the focus is gone: give it to what took its place, else to the panel. */
  private refocus(gone: Element): void {
    const label = gone.getAttribute("aria-label") ?? "";
    const same = label && this.box.querySelector<HTMLElement>(`button[aria-label="${CSS.escape(label)}"]:enabled`);
    (same || this.box).focus({ preventScroll: true });
  }

  private back(): HTMLElement {
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

  private home(): Node[] {
    const { articles, claims } = this.model.data;
    const conflicts = this.model.conflicts.map(({ pair }) => pair);
    const count = conflicts.length;
    const denied = [...claims.negative].flatMap((negative, id) => (negative ? [id] : []));
    const title = count ? `${SMALL_NUMBERS[count] ?? `${count} points`} where sources disagree` : "What the articles claim";
    return [
      h("p", { class: "muted" }, [plural(articles.length, "article"), plural(this.model.ranked.length, "thing"), plural(claims.count, "claim")].join(", ")),
      h("h2", { class: "title" }, title),
      ...this.some(conflicts, 4, (pair) => this.conflict(pair)),
      ...(denied.length ? [h("h3", {}, "Said not to be so"), h("ul", { class: "claims" }, ...this.some(denied, count ? 3 : 5, (id) => this.row(id, denied)))] : []),
      h("h3", {}, "Most connected"),
      h("ul", { class: "plain-list" }, ...this.model.ranked.slice(0, TOP).map((id) =>
        h("li", {}, this.thingButton(id, String(this.model.nodes.get(id)?.weight ?? 0))))),
      h("h3", {}, "Articles"),
      h("ul", { class: "plain-list" }, ...this.some(articles.map((_, n) => n), 12, (n) => h("li", {}, this.articleButton(n)))),
    ];
  }

  private thing(id: number): Node[] {
    const thing = at(this.model.data.things, id);
    const claims = this.model.claimsOf(id);
    const shown = claims.filter((n) => this.model.passes(n));
    const articles = new Set(claims.map((n) => this.model.claim(n).article)).size;
    const fights = this.model.conflicts.map(({ pair }) => pair).filter(([a, b]) => claims.includes(a) || claims.includes(b));
    const names = thing.names ?? [];
    const figures = this.model.figures(id);
    const spoken = shown.filter((n) => this.model.claim(n).speakers?.includes(id));
    const rest = shown.filter((n) => !spoken.includes(n) && !figures.includes(n));
    return [
      this.back(),
      h("p", { class: "muted kind" }, typeIcon(thing.type, this.theme), ` ${typeStyle(thing.type).label}, ${plural(claims.length, "claim")} from ${plural(articles, "article")}`),
      h("h2", { class: "title" }, name(thing.label)),
      names.length > 0 && h("p", { class: "muted names" }, "Also: ", ...join(names.map((n) => name(n)))),
      (thing.same?.length ?? 0) > 0 && h("p", { class: "muted names" }, "The same as ", ...join((thing.same ?? []).map((iri) => link(iri.replace(/^http:/, "https:"), iri.split("/").pop() ?? iri)))),
      ...this.some(fights, 3, (pair) => this.conflict(pair)),
      ...this.claimList("Figures", figures),
      ...this.claimList(spoken.length || figures.length ? "Claims about it" : "", rest),
      ...this.claimList("What it says", spoken),
      shown.length < claims.length && h("p", { class: "muted" }, `${plural(claims.length - shown.length, "claim")} hidden by the filters.`),
    ].filter((node) => node !== false);
  }

  private claimList(title: string, claims: readonly number[]): Node[] {
    if (!claims.length) return [];
    const list = h("ul", { class: "claims" }, ...this.some(claims, PAGE, (id) => this.row(id, claims)));
    return title ? [h("h3", {}, title), list] : [list];
  }

  private claim(selection: Extract<Selection, { kind: "claims" }>): Node[] {
    const { claims, index } = selection;
    const id = at(claims, index);
    const claim = this.model.claim(id);
    const fights = this.model.conflicts.map(({ pair }) => pair).filter(([a, b]) => a === id || b === id);
    const stepper = claims.length > 1 && h("div", { class: "stepper" },
      h("button", { type: "button", "aria-label": "Previous claim", disabled: index === 0, onclick: () => this.step(-1) }, "‹"),
      h("span", { "aria-live": "polite" }, `${index + 1} of ${claims.length}`),
      h("button", { type: "button", "aria-label": "Next claim", disabled: index === claims.length - 1, onclick: () => this.step(1) }, "›"));
    return [
      this.back(),
      h("div", { class: "claim-head" }, h("p", { class: "muted kind" }, lineIcon(how(claim), claim.negative ?? false, this.theme), ` ${this.saidHow(claim)}`), stepper),
      h("h2", { class: "title" }, ...this.words(claim, true)),
      this.details(claim),
      ...fights.map((pair) => this.conflict(pair, id)),
      ...this.reader(claim.article, [id]),
    ];
  }

  private saidHow(claim: Claim): string {
    const said = lineStyle(how(claim)).label;
    return [said, claim.modality && claim.speakers?.length && "reported speech", claim.negative && "said not to be so", claim.alleged && "alleged"].filter(Boolean).join(", ");
  }

  private details(claim: Claim): HTMLElement {
    const thing = (id: number): HTMLElement => this.inline(id);
    const article = at(this.model.data.articles, claim.article);
    const rows: [string, (Node | string)[]][] = [
      ["Who says it", claim.speakers?.length ? join(claim.speakers.map(thing), ", quoting ") : ["the article itself"]],
      ["How sure", [SURE[claim.modality ?? "asserted"] ?? claim.modality ?? ""]],
      ["Yes or no", [claim.negative ? "no: said not to be so" : "yes: said to be so"]],
      ["What", claim.theme === undefined ? [] : [thing(claim.theme)]],
      ["How much", claim.figure ? [figure(claim.figure)] : []],
      ["When", claim.when ? [date(claim.when)] : []],
      ["Where", claim.place === undefined ? [] : [thing(claim.place)]],
      ["Source", [name(article.publisher ?? "no publisher given"), article.published ? `, ${date(article.published)}` : ""]],
      ["Confidence", [`${Math.round(claim.confidence * 100)} % sure that the sentence is read right`]],
    ];
    return h("dl", { class: "details" }, ...rows.filter(([, value]) => value.length).flatMap(([key, value]) => [h("dt", {}, key), h("dd", {}, ...value)]));
  }

  private article(id: number): Node[] {
    const claims = this.model.claimsIn(id);
    return [this.back(), h("p", { class: "muted" }, `Article, ${plural(claims.length, "claim")}`), ...this.reader(id, [])];
  }

  /** The article, the sentence of the chosen claim marked, those of others underlined. */
  private reader(id: number, active: readonly number[]): Node[] {
    const article = at(this.model.data.articles, id);
    const known = this.model.text(id);
    if (known === undefined) void this.model.loadTexts(id);
    const text = known ?? active.map((n) => this.model.claim(n).quote).join("");
    const spans = this.model.claimsIn(id).map((n) => ({ id: n, start: this.model.claim(n).start, end: this.model.claim(n).end }));
    if (known === undefined) spans.splice(0, spans.length, ...active.map((id) => ({ id, start: 0, end: text.length })));
    const body = h("div", { class: "text", lang: article.language, dir: "auto" });
    for (const piece of pieces(text, spans)) {
      if (!piece.claims.length) body.append(piece.text);
      else if (piece.claims.some((n) => active.includes(n))) body.append(h("mark", { class: "active" }, piece.text));
      else body.append(h("mark", { class: "other", title: plural(piece.claims.length, "claim"), onclick: () => this.model.select({ kind: "claims", claims: piece.claims, index: 0 }) }, piece.text));
    }
    const source = [article.publisher, article.published && date(article.published)].filter(Boolean).join(", ");
    return [
      h("h3", { class: "headline", dir: "auto" }, active.length ? h("button", { type: "button", class: "as-text", onclick: () => this.model.select({ kind: "article", article: id }) }, article.title) : article.title),
      h("p", { class: "muted source" }, source, article.url && source ? ", " : "", article.url ? link(article.url, "original") : ""),
      h("div", { class: "reader", tabindex: 0, role: "region", "aria-label": "Text of the article" }, body),
    ];
  }

  private conflict([a, b]: [number, number], first = a): HTMLElement {
    const sides = first === b ? [b, a] : [a, b];
    return h("section", { class: "conflict", "aria-label": "Claims that cannot both hold" },
      h("h3", {}, conflictIcon(this.theme), " Sources contradict each other"),
      h("div", { class: "sides" }, ...sides.map((id, n) => {
        const claim = this.model.claim(id);
        return h("button", { type: "button", class: "side", onclick: () => this.model.select({ kind: "claims", claims: sides, index: n }) },
          h("span", {}, ...this.words(claim, false)),
          h("span", { class: "muted" }, this.source(claim)));
      })));
  }

  /** A claim's sentence with its things emphasised. */
  private words(claim: Claim, linked: boolean): Node[] {
    const data = this.model.data;
    const thing = (id: number): Node => (linked && this.model.nodes.has(id) ? this.inline(id) : h("b", {}, name(at(data.things, id).label)));
    const number = at(data.things, claim.object).type === "Number";
    const what = number && claim.figure ? h("b", {}, figure(claim.figure)) : thing(claim.object);
    const who = claim.subject === undefined ? h("i", {}, "somebody unnamed") : thing(claim.subject);
    const note = !number && claim.figure ? [h("span", { class: "chip" }, figure(claim.figure))] : [];
    const verb = h("span", { class: "verb" }, ` ${relation(data, claim.relation)} `);
    return [claim.negative ? h("span", { class: "chip negative" }, "not so") : "", claim.negative ? " " : "", who, verb, what, ...note.flatMap((chip) => [" ", chip])]
      .map((part) => (typeof part === "string" ? document.createTextNode(part) : part));
  }

  private row(id: number, among: readonly number[]): HTMLElement {
    const claim = this.model.claim(id);
    const said = how(claim);
    return h("li", {}, h("button", { type: "button", class: "claim", onclick: () => this.model.select({ kind: "claims", claims: [...among], index: among.indexOf(id) }) },
      h("span", {}, ...this.words(claim, false), said !== "fact" && " ", said !== "fact" && h("span", { class: "chip" }, lineStyle(said).label), (claim.conflicts?.length ?? 0) > 0 && conflictIcon(this.theme)),
      h("span", { class: "quote", dir: "auto" }, this.model.quote(id)),
      h("span", { class: "muted" }, this.source(claim))));
  }

  private source(claim: Claim): string {
    const { articles, things } = this.model.data;
    const article = at(articles, claim.article);
    const speakers = (claim.speakers ?? []).map((n) => at(things, n).label).join(", quoting ");
    return [speakers, article.publisher ?? article.title, article.published && date(article.published)].filter(Boolean).join(" · ");
  }

  private inline(id: number): HTMLElement {
    return h("button", { type: "button", class: "as-text", onclick: () => this.model.select({ kind: "thing", thing: id }) }, name(at(this.model.data.things, id).label));
  }

  private thingButton(id: number, note: string): HTMLElement {
    const thing = at(this.model.data.things, id);
    return h("button", { type: "button", class: "entry", onclick: () => this.model.select({ kind: "thing", thing: id }) },
      typeIcon(thing.type, this.theme), " ", name(thing.label), " ", h("span", { class: "count" }, note));
  }

  private articleButton(id: number): HTMLElement {
    const article = at(this.model.data.articles, id);
    return h("button", { type: "button", class: "entry", onclick: () => this.model.select({ kind: "article", article: id }) },
      name(article.title), " ", h("span", { class: "muted" }, [article.publisher, article.published && dateRange([article.published])].filter(Boolean).join(", ")));
  }

  /** The first few of a list, the rest behind a button. */
  private some<T>(list: readonly T[], count: number, make: (item: T) => HTMLElement): HTMLElement[] {
    const first = list.slice(0, count).map(make);
    if (list.length <= count) return first;
    const more = h("button", {
      type: "button", class: "plain more",
      onclick: () => { more.replaceWith(...this.some(list.slice(count), count * 4, make)); },
    }, `${list.length - count} more`);
    return [...first, more];
  }
}

const SURE: Record<string, string> = {
  asserted: "stated as so",
  expected: "expected or planned",
  possible: "possible, no more",
  conditional: "only under a condition",
  requested: "asked for, not done",
};

function join(nodes: readonly Node[], by = ", "): (Node | string)[] {
  return nodes.flatMap((node, n) => (n ? [by, node] : [node]));
}
