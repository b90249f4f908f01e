// The one model that picture, legend, panel and list share. It changes only through here, and tells its listeners what changed.

import { fromAddress, toAddress } from "./address.ts";
import { at, type Article, type Claim, type Conflict, type Data, NONE, type PlacedNode, type Thing } from "./data.ts";
import { Filters } from "./filters.ts";
import { Graph } from "./graph.ts";
import { type News, newsOf } from "./news.ts";
import { Places } from "./places.ts";
import { claimsOfLink, type Scene, type SceneEdge, sceneOf } from "./scene.ts";
import { type Found, Search } from "./search.ts";
import { type Expansion, type Neighbours, Shown, type Step } from "./shown.ts";
import type { Theme } from "./style.ts";
import { NO_TEXTS, type Texts } from "./texts.ts";

export { AXES, type Axis, type Counts, FACETS, type Facet, NO_SPEAKER, type TimeRange, UNKNOWN } from "./facets.ts";
export type { Scene, SceneEdge, SceneNode } from "./scene.ts";
export { MOST, type Step, STEP } from "./shown.ts";

/** What a listener may care about. */
export type Part = "shown" | "filter" | "selection" | "theme" | "view" | "texts" | "light";
export type Listener = (changed: ReadonlySet<Part>) => void;

export type Selection =
  | { kind: "nothing" }
  | { kind: "thing"; thing: number }
  | { kind: "things"; things: number[] }
  | { kind: "community"; community: number }
  | { kind: "claims"; claims: number[]; index: number }
  | { kind: "article"; article: number };

/** The middle of the picture, in its own units, and how many pixels such a unit has. */
export interface View { x: number; y: number; zoom: number }

export class Model {
  readonly data: Data;
  readonly graph: Graph;
  readonly filters: Filters;
  readonly shown: Shown;
  selection: Selection = { kind: "nothing" };
  /** Null follows the system. */
  theme: Theme | null = null;
  /** Null until somebody moved the picture. */
  view: View | null = null;
  /** Claims that somebody points at in the text or the panel, to be seen in the picture. */
  lit: readonly number[] = [];
  private readonly texts: Texts;
  private readonly listeners: Listener[] = [];
  private readonly changed = new Set<Part>();
  private depth = 0;
  private readonly places: Places;
  private drawn: Scene | null = null;
  private newest: { news: News | null } | null = null;
  private readonly finder: Search;
  private searchable = false;

  constructor(data: Data, texts: Texts = NO_TEXTS) {
    this.data = data;
    this.texts = texts;
    this.graph = new Graph(data);
    this.filters = new Filters(this.graph, () => this.touch("filter"));
    this.shown = new Shown(this.graph, this.filters, () => this.touch("shown"));
    this.places = new Places(this.graph);
    this.finder = new Search(this);
  }

  onChange(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** Several changes at once: listeners hear of them together, afterwards. */
  change<T>(act: () => T): T {
    this.depth++;
    try {
      return act();
    } finally {
      this.depth--;
      if (this.depth === 0 && this.changed.size) {
        const changed = new Set(this.changed);
        this.changed.clear();
        for (const listener of this.listeners) listener(changed);
      }
    }
  }

  // --- what there is

  get nodes(): ReadonlyMap<number, PlacedNode> {
    return this.graph.nodes;
  }

  /** Things that are nodes, the most connected first. */
  get ranked(): readonly number[] {
    return this.graph.ranked;
  }

  get conflicts(): readonly Conflict[] {
    return this.data.conflicts;
  }

  claim(id: number): Claim {
    return this.graph.claim(id);
  }

  thing(id: number): Thing {
    return at(this.data.things, id);
  }

  article(id: number): Article {
    return at(this.data.articles, id);
  }

  /** Claims in which a thing has any part, as speaker too. */
  claimsOf(thing: number): number[] {
    return [...this.graph.claimsOf.get(thing)];
  }

  claimsIn(article: number): number[] {
    return [...this.graph.claimsIn.get(article)];
  }

  /** The edge that draws a claim; undefined for figures. */
  edgeOf(claim: number): number | undefined {
    const edge = this.graph.edgeOf[claim];
    return edge === NONE ? undefined : edge;
  }

  /** The claims of a thing that have figures and no edge of their own. */
  figures(thing: number): number[] {
    const { subject, figure } = this.data.claims;
    return this.claimsOf(thing).filter((id) => figure.has(id) && subject[id] === thing && this.edgeOf(id) === undefined && this.passes(id));
  }

  /** The text of an article; undefined where it is not known, or not read yet: `loadTexts` reads it. */
  text(article: number): string | undefined {
    return this.texts.get(article);
  }

  /** The words that a claim rests on, empty until the text is read. */
  quote(claim: number): string {
    const { quote, article, start, end } = this.data.claims;
    return quote.get(claim) ?? this.text(at(article, claim))?.slice(start[claim], end[claim]) ?? "";
  }

  /** Reads the text of one article, or of all; listeners hear of it. */
  async loadTexts(article?: number): Promise<void> {
    if (await this.texts.load(article)) this.touch("texts");
  }

  get textsLoaded(): boolean {
    return this.texts.complete;
  }

  /** What the last day of publication brought; null where nothing is older. */
  news(): News | null {
    this.newest ??= { news: newsOf(this.data) };
    return this.newest.news;
  }

  // --- what is shown

  /** What is drawn now; the same object until something changes. */
  scene(): Scene {
    this.drawn ??= sceneOf(this.graph, this.filters, this.shown, this.places);
    return this.drawn;
  }

  /** The claims that the filters let through. */
  passing(): number[] {
    const found: number[] = [];
    this.filters.rejects.forEach((rejected, id) => { if (!rejected) found.push(id); });
    return found;
  }

  passes(claim: number): boolean {
    return this.filters.passes(claim);
  }

  /** The claims behind an edge of the scene. */
  claimsBehind(edge: SceneEdge): number[] {
    return edge.kind === "bundle" ? edge.claims : claimsOfLink(this.graph, this.filters, this.scene(), edge);
  }

  open(community: number, limit?: number): Step {
    return this.change(() => this.shown.open(community, limit));
  }

  close(community: number): void {
    this.change(() => this.shown.close(community));
  }

  neighbours(thing: number): Neighbours[] {
    return this.shown.neighbours(thing);
  }

  expand(thing: number, expansion?: Expansion): Step {
    return this.change(() => this.shown.expand(thing, expansion));
  }

  collapse(thing: number): number[] {
    return this.change(() => this.shown.collapse(thing));
  }

  hide(things: readonly number[]): void {
    this.change(() => this.shown.hide(things));
  }

  around(thing: number, depth: number, limit?: number): Step {
    return this.change(() => this.shown.around(thing, depth, limit));
  }

  /** Shows and selects the shortest way; null where the filters leave none. */
  path(from: number, to: number): number[] | null {
    return this.change(() => {
      const path = this.shown.path(from, to);
      if (path) this.select({ kind: "things", things: path });
      return path;
    });
  }

  /** Show these alone, or what is selected. */
  only(things: readonly number[] = this.inFocus()): void {
    this.change(() => this.shown.only(things));
  }

  top(count: number): void {
    this.change(() => this.shown.top(count));
  }

  all(): void {
    this.change(() => this.shown.all());
  }

  reset(): void {
    this.change(() => this.shown.reset());
  }

  undo(): void {
    this.change(() => this.shown.undo());
  }

  redo(): void {
    this.change(() => this.shown.redo());
  }

  // --- what is selected

  /** What is selected is shown too. */
  select(selection: Selection): void {
    this.change(() => {
      this.selection = selection;
      this.touch("selection");
      const shown = this.shown.things();
      const missing = selection.kind === "article" ? [] : this.inFocus().filter((thing) => this.graph.isNode(thing) && !shown.has(thing));
      if (missing.length) this.shown.add(missing);
    });
  }

  /** The next or previous claim of those chosen together; false at the end. */
  step(by: number): boolean {
    const now = this.selection;
    if (now.kind !== "claims" || now.claims[now.index + by] === undefined) return false;
    this.select({ ...now, index: now.index + by });
    return true;
  }

  /** The things, by number, that the selection is about. */
  inFocus(): number[] {
    const selection = this.selection;
    const { subject, object } = this.data.claims;
    const ends = (claim: number): number[] => [subject[claim] ?? NONE, object[claim] ?? NONE].filter((thing) => thing !== NONE && this.graph.isNode(thing));
    switch (selection.kind) {
      case "thing":
        return [selection.thing];
      case "things":
        return selection.things;
      case "community":
        return at(this.data.communities, selection.community).things.filter((thing) => this.shown.things().has(thing));
      case "claims":
        return [...new Set(ends(at(selection.claims, selection.index)))];
      case "article":
        return [...new Set(this.claimsIn(selection.article).flatMap(ends))];
      default:
        return [];
    }
  }

  light(claims: readonly number[]): void {
    if (claims.length === this.lit.length && claims.every((id, n) => id === this.lit[n])) return;
    this.lit = claims;
    this.touch("light");
  }

  setTheme(theme: Theme | null): void {
    this.theme = theme;
    this.touch("theme");
  }

  setView(view: View | null): void {
    this.view = view;
    this.touch("view");
  }

  /** Everything that is shown, filtered and selected, without the `#`. */
  toAddress(): string {
    return toAddress(this);
  }

  fromAddress(hash: string): void {
    fromAddress(this, hash);
  }

  /** Does a little of what the first search would have to do: for idle times; true when nothing is left. Listeners hear when texts can be searched. */
  prepareSearch(): boolean {
    const done = this.finder.prepare();
    if (done === "texts" && !this.searchable) {
      this.searchable = true;
      this.touch("texts");
    }
    return done !== "more";
  }

  search(query: string, limit?: number): Found {
    return this.finder.find(query, limit);
  }

  private touch(part: Part): void {
    this.change(() => {
      this.changed.add(part);
      if (part === "filter") this.shown.refresh();
      if (part === "filter" || part === "shown") this.drawn = null;
    });
  }
}
