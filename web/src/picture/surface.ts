// What the window shows of the picture now: worked out when something changed, drawn once, then moved as a bitmap.

import type { Model, View } from "../model.ts";
import type { Scene, SceneNode } from "../scene.ts";
import type { Theme } from "../style.ts";
import { animate, type Rect, type Spot, stillness } from "./camera.ts";
import { paint, type Painting, RING } from "./draw.ts";
import { emphasizeLine, emphasizeShape, markCursor } from "./emphasis.ts";
import { type Plan, planOf, type Shape } from "./geometry.ts";
import type { Hit } from "./hit.ts";
import { Layers } from "./layers.ts";
import { contestedIn, type Light, lightOf } from "./light.ts";
import { measure } from "./measure.ts";
import { type Palette, paletteOf } from "./palette.ts";
import { noteOf, textsOf, type Words } from "./texts.ts";

/** So many new things come gliding; more are just there. */
const GLIDING = 120;
/** Names reach so far beyond shapes, in pixels. */
const NAMES = 140;

export class Surface {
  readonly layers: Layers;
  readonly moved = new Map<number, Spot>();
  palette: Palette;
  scene: Scene;
  light: Light | null = null;
  view: View = { x: 0, y: 0, zoom: 1 };
  /** What stands out above the rest. */
  hovered: Hit | null = null;
  cursor: number | null = null;
  private readonly model: Model;
  private readonly box: HTMLElement;
  private contested: ReadonlySet<number> = new Set();
  private readonly notes = new Map<number, string>();
  private known: Painting | null = null;
  private drawn: Painting | null = null;
  /** What the first frame drew, without names: those follow in the next. */
  private begun: Plan | null = null;
  private moving: ReadonlySet<number> = new Set();
  /** Where nodes are that glide to their places. */
  private readonly passing = new Map<number, Spot>();
  private frame = 0;
  private stopGliding: () => void = () => undefined;

  constructor(model: Model, box: HTMLElement, theme: Theme) {
    this.model = model;
    this.box = box;
    this.layers = new Layers(box);
    this.palette = paletteOf(theme);
    this.scene = model.scene();
    this.follow(false);
  }

  /** Take over what the model says; things that are new come from where they were hidden. */
  follow(gliding: boolean): void {
    const before = this.scene;
    this.scene = this.model.scene();
    this.light = lightOf(this.model);
    this.contested = contestedIn(this.model);
    this.notes.clear();
    this.hovered = null;
    if (this.cursor !== null && !this.scene.nodes.has(this.cursor)) this.cursor = null;
    this.stopGliding();
    if (gliding && before !== this.scene) this.glide(before);
    this.redraw();
  }

  setPalette(theme: Theme): void {
    this.palette = paletteOf(theme);
    this.redraw();
  }

  /** Another view of the same; the bitmap follows at once, the drawing when it must. */
  look(view: View): void {
    this.view = view;
    const bounds = this.drawn && inUnits(this.drawn.plan);
    if (!bounds || !this.layers.covers(view, bounds)) this.known = this.begun = null;
    this.schedule();
  }

  /** Draw all of it again, at the next frame. */
  redraw(): void {
    this.known = this.begun = null;
    this.schedule();
  }

  schedule(): void {
    this.frame ||= requestAnimationFrame(() => this.draw());
  }

  /** What is drawn, or about to be. */
  painting(): Painting {
    if (this.known) return this.known;
    const plan = this.begun ?? this.plan();
    const texts = textsOf(this.words(), plan, this.layers.window(this.view), this.covered());
    const without = this.moving;
    this.known = { ...this.bare(plan), texts, ...(without.size ? { moving: { ids: without, drawn: false } } : {}) };
    return this.known;
  }

  private plan(): Plan {
    return planOf(this.scene, this.view.zoom, this.moved, (edge) => this.light?.edges.has(edge) ?? false);
  }

  private bare(plan: Plan): Painting {
    return { plan, texts: [], light: this.light, palette: this.palette, contested: this.contested };
  }

  placeOf(node: SceneNode): Spot {
    return this.moved.get(node.id) ?? node;
  }

  /** A node goes to another place, drawn above the others, which stay as they are. */
  carry(id: number, to: Spot): void {
    this.moved.set(id, to);
    if (this.moving.has(id)) return this.schedule();
    this.stopGliding();
    this.lift(new Set([id]));
  }

  /** All movement is over: draw what was left out meanwhile. */
  rest(): void {
    this.stopGliding();
    this.lift(new Set());
  }

  private lift(ids: ReadonlySet<number>): void {
    this.moving = ids;
    this.redraw();
  }

  private words(): Words {
    const note = (thing: number): string => {
      const known = this.notes.get(thing) ?? noteOf(this.model, thing);
      this.notes.set(thing, known);
      return known;
    };
    const rings = ({ node }: Shape): number => (this.contested.has(node.id) ? RING : 0) + (this.light?.focus.has(node.id) ? RING : 0);
    return { model: this.model, light: this.light, measure, note, rings };
  }

  private draw(): void {
    this.frame = 0;
    if (!this.drawn && !this.known) {
      const begun = this.bare(this.plan());
      this.layers.drawBase(this.view, (ctx, area) => paint(ctx, begun, area));
      this.begun = begun.plan;
      this.drawn = begun;
      return this.schedule();
    }
    this.layers.widen();
    const painting = this.painting();
    if (this.drawn === painting) this.layers.place(this.view);
    else this.layers.drawBase(this.view, (ctx, area) => paint(ctx, painting, area));
    this.drawn = painting;
    const focused = this.cursor !== null && this.box.matches(":focus-visible");
    if (this.moving.size || this.hovered || focused) this.layers.drawTop(this.view, (ctx, area) => this.drawAbove(ctx, area, painting));
    else this.layers.clearTop();
  }

  private drawAbove(ctx: CanvasRenderingContext2D, area: Rect, { plan }: Painting): void {
    if (this.moving.size) {
      const part = planOf(around(this.scene, this.moving), this.view.zoom, new Map([...this.moved, ...this.passing]));
      paint(ctx, { plan: part, texts: [], light: this.light, palette: this.palette, contested: this.contested, moving: { ids: this.moving, drawn: true } }, area);
    }
    // While the view zooms what is drawn is of another zoom.
    if (plan.zoom !== this.view.zoom) return;
    const { line, shape } = this.hovered ?? {};
    if (line) emphasizeLine(ctx, line, this.palette, this.words(), area);
    if (shape) emphasizeShape(ctx, shape, this.palette, this.words(), area);
    const cursor = this.cursor === null ? undefined : plan.shapes.get(this.cursor);
    if (cursor && this.box.matches(":focus-visible")) markCursor(ctx, cursor, this.palette);
  }

  /** What lies on the window beside the picture, in pixels of the plan. */
  private covered(): Rect[] {
    const { left, top } = this.layers.window(this.view);
    const box = this.box.getBoundingClientRect();
    return [...(this.box.parentElement?.querySelectorAll(".tools, .status") ?? [])].map((element) => {
      const rect = element.getBoundingClientRect();
      return { left: rect.left - box.left + left - 4, top: rect.top - box.top + top - 4, right: rect.right - box.left + left + 4, bottom: rect.bottom - box.top + top + 4 };
    });
  }

  private glide(before: Scene): void {
    const fresh = [...this.scene.nodes.values()].filter(({ id, kind }) => kind === "thing" && !before.nodes.has(id) && !this.moved.has(id));
    if (!fresh.length || fresh.length > GLIDING || before.nodes.size === 0 || stillness()) return;
    const begin = new Map(fresh.map((node) => [node.id, this.origin(node, before)]));
    this.moving = new Set(begin.keys());
    const cancel = animate((part) => {
      for (const node of fresh) {
        const from = begin.get(node.id) ?? node;
        this.passing.set(node.id, { x: from.x + (node.x - from.x) * part, y: from.y + (node.y - from.y) * part });
      }
      this.schedule();
    }, () => this.stopGliding());
    this.stopGliding = () => {
      cancel();
      this.passing.clear();
      this.stopGliding = () => undefined;
      this.lift(new Set());
    };
  }

  /** Where a new thing comes from: its community, or a neighbour that was there. */
  private origin(node: SceneNode, before: Scene): Spot {
    for (const known of before.nodes.values()) if (known.kind === "community" && known.community === node.community) return known;
    for (const { from, to } of this.scene.edges.values()) {
      const other = from === node.id ? before.nodes.get(to) : to === node.id ? before.nodes.get(from) : undefined;
      if (other) return this.placeOf(other);
    }
    return node;
  }
}

function inUnits({ bounds, zoom }: Plan): Rect {
  return { left: (bounds.left - NAMES) / zoom, top: (bounds.top - NAMES) / zoom, right: (bounds.right + NAMES) / zoom, bottom: (bounds.bottom + NAMES) / zoom };
}

/** Some nodes, their edges and what these lead to. */
function around(scene: Scene, ids: ReadonlySet<number>): Scene {
  const edges = new Map([...scene.edges].filter(([, { from, to }]) => ids.has(from) || ids.has(to)));
  const ends = new Set([...ids, ...[...edges.values()].flatMap(({ from, to }) => [from, to])]);
  return { edges, nodes: new Map([...scene.nodes].filter(([id]) => ends.has(id))) };
}
