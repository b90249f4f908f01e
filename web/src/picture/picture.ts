// The picture: what the model shows, drawn on a canvas where Python placed it. Views, gestures and keys come together here.

import { NONE } from "../data.ts";
import { h } from "../dom.ts";
import type { Model, Part, View } from "../model.ts";
import { inRings, type SceneNode } from "../scene.ts";
import { type Theme, typeStyle } from "../style.ts";
import { plural } from "../words.ts";
import { animate, between, fromWindow, panned, type Rect, type Spot, toWindow, zoomed } from "./camera.ts";
import { firstView, inSight, type Standing, viewOfAll, viewOfNew, viewOfSome } from "./frames.ts";
import { clearSpot, type Shape } from "./geometry.ts";
import { type Hit, hitAt } from "./hit.ts";
import { listen, neighbour } from "./keys.ts";
import { boxOf } from "./labels.ts";
import { measure } from "./measure.ts";
import { forced, paletteOf } from "./palette.ts";
import { pngOf } from "./png.ts";
import { Pointer } from "./pointer.ts";
import { Surface } from "./surface.ts";
import { drawing, svgOf } from "./svg.ts";

/** So many new things are gone to where they cannot be seen. */
const FRESH = 120;

export class Picture {
  private readonly model: Model;
  private readonly surface: Surface;
  private readonly said = h("p", { class: "unseen", "aria-live": "polite" });
  private theme: Theme;
  private stop: () => void = () => undefined;
  /** Where a movement leads that is not at its end. */
  private aim: View | null = null;

  constructor(model: Model, box: HTMLElement, theme: Theme) {
    this.model = model;
    this.theme = theme;
    this.surface = new Surface(model, box, theme);
    box.after(this.said);
    box.tabIndex = 0;
    this.listenTo(box);
  }

  /** Follow the model. */
  update(changed: ReadonlySet<Part>): void {
    const { view } = this.model;
    if (changed.has("view") && view && view !== this.surface.view) this.go(view, false);
    if (!changed.has("shown") && !changed.has("filter") && !changed.has("selection")) return this.point(changed);
    const before = this.surface.scene;
    this.surface.follow(changed.has("shown"));
    this.point(changed);
    if (changed.has("shown") && inRings(this.surface.scene) && !inRings(before)) return this.fit();
    if (!changed.has("shown") || changed.has("filter") || changed.has("selection")) return;
    const fresh = [...this.surface.scene.nodes.values()].filter(({ id, kind }) => kind === "thing" && !before.nodes.has(id));
    const there = fresh.length <= FRESH ? viewOfNew(this.standing(fresh), this.surface.layers.size, this.surface.view) : null;
    if (there) this.go(there, true, () => this.keep());
  }

  private point(changed: ReadonlySet<Part>): void {
    if (changed.has("light")) this.hint(this.model.lit);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.surface.setPalette(theme);
  }

  zoom(factor: number): void {
    const { width, height } = this.surface.layers.size;
    this.go(zoomed(this.aim ?? this.surface.view, this.surface.layers.size, factor, { x: width / 2, y: height / 2 }), true, () => this.keep());
  }

  /** Show everything that is shown, names too. */
  fit(moves = true): void {
    const view = viewOfAll(this.standing(), this.surface.layers.size);
    if (view) this.go(view, moves, () => { if (moves) this.keep(); });
  }

  /** Where to begin: where the address says, if it does. */
  open(): void {
    const view = this.model.view ?? firstView(this.standing(), this.surface.layers.size);
    if (view) this.go(view, false);
  }

  /** Bring the selection into the middle unless all of it can be seen. */
  show(): void {
    const { layers, view } = this.surface;
    if (!this.inFocus().every((node) => inSight(view, layers.size, this.surface.placeOf(node)))) this.centre();
  }

  /** Bring the selection into the middle, with what it is linked to, at a size that can be read. */
  centre(): void {
    const view = viewOfSome(this.standing(this.inFocus()), this.surface.layers.size, this.surface.view);
    if (view) this.go(view);
  }

  /** Let the line of these claims stand out, the first that is drawn, or none. */
  private hint(claims: readonly number[]): void {
    const { lineOf } = this.surface.painting().plan;
    const line = claims.map((claim) => lineOf.get(this.model.edgeOf(claim) ?? NONE)).find((found) => found !== undefined);
    this.hover(line ? { line } : null);
  }

  isVisible(kind: "node" | "edge", id: number): boolean {
    return (kind === "node" ? this.surface.scene.nodes : this.surface.scene.edges).has(id);
  }

  /** Where a node or the middle of an edge is, in pixels of the box. */
  where(kind: "node" | "edge", id: number): Spot {
    const { plan } = this.surface.painting();
    const line = plan.lineOf.get(id);
    const spot = kind === "node" ? plan.shapes.get(id) : line && clearSpot(line, [...plan.shapes.values()].filter(({ region }) => !region));
    return spot ? this.inWindow({ x: spot.x / plan.zoom, y: spot.y / plan.zoom }) : { x: 0, y: 0 };
  }

  /** What is written and where, in pixels of the box. */
  written(): { text: string; kind: string; box: Rect }[] {
    const { left, top } = this.surface.layers.window(this.surface.view);
    return this.surface.painting().texts.map((placed) => {
      const box = boxOf(placed);
      return { text: placed.text.rows.map((row) => row.text).join(" "), kind: placed.text.kind, box: { left: box.left - left, right: box.right - left, top: box.top - top, bottom: box.bottom - top } };
    });
  }

  /** How many claims the line of an edge stands for. */
  countOn(edge: number): number {
    return this.surface.painting().plan.lineOf.get(edge)?.count ?? 0;
  }

  /** What the window shows, at twice the size, on its ground. */
  png(scale = 2): Promise<Blob | null> {
    return pngOf(this.surface, scale);
  }

  /** All that is shown, as an SVG document. */
  svg(): string {
    const { palette, moved, view } = this.surface;
    return svgOf(this.model, { palette, moved, measure, zoom: Math.min(1.6, view.zoom) });
  }

  /** All that is shown, for paper: light whatever the theme is. */
  paper(): SVGElement {
    const { moved, view } = this.surface;
    return drawing(this.model, { palette: paletteOf("light"), moved, measure, zoom: Math.min(1.6, view.zoom) });
  }

  private listenTo(box: HTMLElement): void {
    const { surface } = this;
    new Pointer<Hit>(box, {
      at: (point, coarse) => this.hit(point, coarse),
      same: (one, other) => keyOf(one) === keyOf(other),
      movable: ({ shape }) => shape !== undefined && !shape.region,
      hover: (hit) => {
        // The text of the article shows where its claims are.
        this.model.light(hit?.line?.edges.flatMap(({ claims }) => claims) ?? []);
        this.hover(hit);
      },
      select: (hit) => this.select(hit),
      open: (hit) => { if (hit.shape) this.unfold(hit.shape); },
      pan: (dx, dy) => this.look(panned(surface.view, dx, dy)),
      zoom: (factor, about) => this.look(zoomed(surface.view, surface.layers.size, factor, about)),
      drag: ({ shape }, to) => { if (shape) surface.carry(shape.node.id, fromWindow(surface.view, surface.layers.size, to)); },
      rest: () => {
        surface.rest();
        this.keep();
      },
    });
    listen(box, {
      walk: (direction) => this.walk(direction),
      pan: (dx, dy) => this.go(panned(surface.view, dx, dy), true, () => this.keep()),
      zoom: (factor) => this.zoom(factor),
      fit: () => this.fit(),
      select: () => this.select(this.atCursor()),
      open: () => { const hit = this.atCursor(); if (hit) this.unfold(hit.shape); },
      clear: () => this.select(null),
    });
    for (const type of ["focus", "blur"]) box.addEventListener(type, () => surface.schedule());
    new ResizeObserver(() => { if (surface.layers.resize()) surface.redraw(); }).observe(box);
    forced().addEventListener("change", () => surface.setPalette(this.theme));
  }

  private hit(point: Spot, coarse: boolean): Hit | null {
    const { plan, texts } = this.surface.painting();
    const { x, y } = fromWindow(this.surface.view, this.surface.layers.size, point);
    return hitAt(plan, texts, { x: x * plan.zoom, y: y * plan.zoom }, coarse);
  }

  private hover(hit: Hit | null): void {
    if (!hit && !this.surface.hovered) return;
    this.surface.hovered = hit;
    this.surface.schedule();
  }

  private select(hit: Hit | null): void {
    const { model } = this;
    if (!hit) {
      if (model.selection.kind !== "nothing") model.select({ kind: "nothing" });
      return;
    }
    const { shape, line } = hit;
    if (line) return this.choose(line.edges.flatMap((edge) => model.claimsBehind(edge)));
    const { node } = shape;
    this.surface.cursor = node.id;
    if (node.kind === "thing") model.select({ kind: "thing", thing: node.id });
    else if (node.community !== undefined && node.kind === "community") model.select({ kind: "community", community: node.community });
    else this.choose([...this.surface.scene.edges.values()].filter(({ from }) => from === node.id).flatMap((edge) => model.claimsBehind(edge)));
  }

  private choose(claims: number[]): void {
    if (claims.length) this.model.select({ kind: "claims", claims, index: 0 });
  }

  /** Show what a community stands for, or what a thing is linked with. */
  private unfold({ node }: Shape): void {
    if (node.kind === "community" && node.community !== undefined) this.model.open(node.community);
    else if (node.kind === "thing") this.model.expand(node.id);
  }

  private atCursor(): { shape: Shape } | null {
    const shape = this.surface.cursor === null ? undefined : this.surface.painting().plan.shapes.get(this.surface.cursor);
    return shape ? { shape } : null;
  }

  private walk(direction: Spot): void {
    const { plan } = this.surface.painting();
    const from = this.atCursor()?.shape;
    const focus = this.inFocus()[0]?.id;
    const next = from ? neighbour(plan, from, direction) : (plan.shapes.get(focus ?? -1) ?? plan.shapes.values().next().value);
    if (!next) return;
    this.surface.cursor = next.node.id;
    const { node } = next;
    const lines = plan.lines.filter((line) => line.from === next || line.to === next).length;
    this.said.textContent = [node.label, node.kind === "community" ? plural(node.count, "thing") : typeStyle(node.type).label, plural(lines, "line")].join(", ");
    const { x, y } = this.inWindow(this.surface.placeOf(node));
    const { width, height } = this.surface.layers.size;
    if (x < 50 || y < 50 || x > width - 50 || y > height - 60) this.go({ ...this.surface.view, ...this.surface.placeOf(node) }, true, () => this.keep());
    this.surface.schedule();
  }

  private inWindow(spot: Spot): Spot {
    return toWindow(this.surface.view, this.surface.layers.size, spot);
  }

  private inFocus(): SceneNode[] {
    const { scene } = this.surface;
    const { selection } = this.model;
    const things = this.model.inFocus().map((id) => scene.nodes.get(id)).filter((node) => node !== undefined);
    if (things.length || selection.kind !== "community") return things;
    return [...scene.nodes.values()].filter(({ kind, community }) => kind === "community" && community === selection.community);
  }

  private standing(nodes = [...this.surface.scene.nodes.values()]): Standing {
    return { nodes, placeOf: (node) => this.surface.placeOf(node) };
  }

  private look(view: View): void {
    this.stop();
    this.aim = null;
    this.surface.hovered = null;
    this.surface.look(view);
  }

  private go(view: View, moves = true, end: () => void = () => undefined): void {
    this.stop();
    const from = this.surface.view;
    this.aim = view;
    this.stop = animate((part) => this.surface.look(part === 1 ? view : between(from, view, part)), () => {
      this.aim = null;
      this.surface.redraw();
      end();
    }, ...(moves ? [] : [false]));
  }

  /** The address leads back to this view. */
  private keep(): void {
    this.model.setView(this.surface.view);
  }
}

const keyOf = ({ shape, line }: Hit): string => (shape ? `n${shape.node.id}` : `e${line.edges[0]?.id}`);
