// The picture: vis-network draws nodes and lines where Python placed them; names and marks are drawn here, at one size at every zoom.

import { DataSet } from "vis-data/esnext";
import type { Edge, Node } from "vis-network/esnext";
import { Network } from "vis-network/esnext";

import type { PlacedNode } from "./data.ts";
import { at } from "./data.ts";
import { nameSpots, type Placed, placeLabels, type Round, type Spot, type Wanted, wrap } from "./labels.ts";
import { bend } from "./lines.ts";
import type { Model, SceneEdge } from "./model.ts";
import { cross, FONT, unequal, write } from "./strokes.ts";
import { colours, isRing, lineColour, lineStyle, outline, type Theme, typeStyle } from "./style.ts";
import { figure, plural, relation } from "./words.ts";

const LINE = 15;
const MARGIN = 66;
/** How strongly what is not selected is drawn. */
const DIM = 0.24;
const TOUCH = 18;
/** So many of the most connected have their names written, come what may. */
const ALWAYS = 10;
/** Below this scale a whole picture says nothing: better the middle of it. */
const READABLE = 0.42;

/** What vis-network keeps of an edge (pinned): changing options here is what `setOptions` does, without its cost a frame. */
interface DrawnEdge {
  options: { width: number; dashes: boolean | number[]; color: object; arrows: { to: { scaleFactor: number } } };
  edgeType: { getPoint(position: number): { x: number; y: number }; fromPoint: object | undefined };
}

interface Name { lines: string[]; note: string; width: number; height: number }

export class Picture {
  private readonly model: Model;
  private readonly box: HTMLElement;
  private readonly nodes = new DataSet<Node & { id: number }>();
  private readonly edges = new DataSet<Edge & { id: number }>();
  private readonly network: Network;
  private bundles: ReadonlyMap<number, SceneEdge> = new Map();
  private shown: { nodes: Set<number>; edges: Map<number, number[]> };
  private lit: { nodes: Set<number>; edges: Set<number> } | null = null;
  private theme: Theme = "light";
  private names = new Map<number, Name>();
  private placed: { scale: number; labels: Placed[] } | null = null;
  private hovered: number | null = null;

  constructor(model: Model, box: HTMLElement, theme: Theme) {
    this.model = model;
    this.box = box;
    this.theme = theme;
    this.shown = this.visible();
    const all = Array.from({ length: model.graph.edgeCount }, (_, id) => model.graph.bundle(id));
    const bends = bend(all);
    this.nodes.add(model.data.nodes.map((node) => this.node(node)));
    this.edges.add(all.map((edge) => this.edge(edge, bends.get(edge.id) ?? 0)));
    this.network = new Network(box, { nodes: this.nodes as never, edges: this.edges as never }, {
      physics: false,
      layout: { randomSeed: 1 },
      autoResize: true,
      interaction: { hover: true, tooltipDelay: 1e9, hoverConnectedEdges: false, selectConnectedEdges: false, multiselect: false, dragNodes: true },
      nodes: { chosen: false, shape: "custom" },
      edges: { chosen: false, arrows: { to: { enabled: true, type: "arrow" } }, selectionWidth: 0, hoverWidth: 0 },
    });
    this.network.on("beforeDrawing", () => this.dressEdges());
    this.network.on("afterDrawing", (ctx: CanvasRenderingContext2D) => this.annotate(ctx));
    this.network.on("click", (event: { nodes: number[]; edges: number[] }) => this.click(event));
    this.network.on("hoverEdge", (event: { edge: number }) => this.hover(event.edge));
    this.network.on("blurEdge", () => this.hover(null));
    this.network.on("hoverNode", () => { box.style.cursor = "pointer"; });
    this.network.on("blurNode", () => { box.style.cursor = ""; });
    this.network.on("dragging", (event: { nodes: number[] }) => { if (event.nodes.length) this.placed = null; });
    this.update();
  }

  /** Follow the model: filters, limit, selection. */
  update(): void {
    this.shown = this.visible();
    const { nodes, edges } = this.shown;
    this.nodes.update(this.model.data.nodes.map((n) => ({ id: n.id, hidden: !nodes.has(n.id) })));
    this.edges.update(Array.from({ length: this.model.graph.edgeCount }, (_, id) => ({ id, hidden: !edges.has(id) })));
    this.lit = this.spotlight();
    this.names.clear();
    this.redraw();
  }

  private visible(): { nodes: Set<number>; edges: Map<number, number[]> } {
    const scene = this.model.scene();
    this.bundles = scene.edges;
    return { nodes: new Set(scene.nodes.keys()), edges: new Map([...scene.edges].map(([id, edge]) => [id, edge.claims])) };
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.redraw();
  }

  zoom(factor: number): void {
    this.move(this.network.getViewPosition(), clamp(this.network.getScale() * factor, 0.02, 5));
  }

  /** Show everything that is visible, names too. */
  fit(animate = true): void {
    const placed = [...this.shown.nodes].map((id) => this.network.getPosition(id));
    if (placed.length) this.frame(placed, 1.25, animate);
  }

  /** Where to begin: everything where that can be read, else the most connected in the middle. */
  open(): void {
    this.fit(false);
    const first = this.model.ranked[0];
    if (this.network.getScale() < READABLE && first !== undefined) this.move(this.network.getPosition(first), 0.62, false);
  }

  /** Bring the selection into the middle unless all of it can be seen. */
  show(): void {
    const seen = (id: number): boolean => {
      const { x, y } = this.where("node", id);
      return x > 40 && y > 40 && x < this.box.clientWidth - 40 && y < this.box.clientHeight - 50;
    };
    if (!this.model.inFocus().filter((id) => this.nodes.get(id) !== null).every(seen)) this.centre();
  }

  /** Bring the selection into the middle, with what it is linked to, at a size that can be read. */
  centre(): void {
    const focus = this.model.inFocus().filter((id) => this.nodes.get(id) !== null);
    if (!focus.length) return;
    const points = focus.map((id) => this.network.getPosition(id));
    if (focus.length > 1) this.frame(points, 1.4, true, this.box.clientWidth < 500 ? 1.2 : 2.2);
    else this.move(at(points, 0), Math.max(this.network.getScale(), 1.05));
  }

  isVisible(kind: "node" | "edge", id: number): boolean {
    return kind === "node" ? this.shown.nodes.has(id) : this.shown.edges.has(id);
  }

  /** Where a thing or the middle of an edge is, in pixels of the box. */
  where(kind: "node" | "edge", id: number): { x: number; y: number } {
    return this.network.canvasToDOM(kind === "node" ? this.network.getPosition(id) : (this.middle(id) ?? { x: 0, y: 0 }));
  }

  /** The picture as it is, at twice the size, on its background. */
  async png(): Promise<Blob | null> {
    const source = this.box.querySelector("canvas");
    if (!source) return null;
    const canvas = document.createElement("canvas");
    const scale = Math.max(1, (2 * source.clientWidth) / source.width);
    canvas.width = source.width * scale;
    canvas.height = source.height * scale;
    const ctx = canvas.getContext("2d");
    if (!ctx) return null;
    ctx.fillStyle = colours(this.theme).canvas;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.imageSmoothingQuality = "high";
    ctx.drawImage(source, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  private redraw(): void {
    this.placed = null;
    this.network.redraw();
  }

  private move(position: { x: number; y: number }, scale: number, animate = true): void {
    const still = !animate || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.network.moveTo({ position, scale, animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
  }

  private frame(points: { x: number; y: number }[], most: number, animate: boolean, loose = 1): void {
    const xs = points.map((p) => p.x);
    const ys = points.map((p) => p.y);
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    // Names keep their size when the picture shrinks, so room for them is in pixels.
    const room = { x: Math.max(60, this.box.clientWidth - 130), y: Math.max(60, this.box.clientHeight - 110) };
    const scale = Math.min(room.x / ((right - left) * loose || 1), room.y / ((bottom - top) * loose || 1), most);
    this.move({ x: (left + right) / 2, y: (top + bottom) / 2 + 10 / scale }, scale, animate);
  }

  private click(event: { nodes: number[]; edges: number[] }): void {
    const node = event.nodes[0];
    const edge = event.edges[0];
    if (node !== undefined) {
      const of = this.model.nodes.get(node)?.of;
      if (of === undefined) this.model.select({ kind: "thing", thing: node });
      else this.choose([...this.shown.edges].filter(([id]) => this.bundles.get(id)?.from === node).flatMap(([, claims]) => claims));
    } else if (edge !== undefined) this.choose(this.shown.edges.get(edge) ?? []);
    else if (this.model.selection.kind !== "nothing") this.model.select({ kind: "nothing" });
    this.network.unselectAll();
  }

  private choose(claims: number[]): void {
    if (claims.length) this.model.select({ kind: "claims", claims, index: 0 });
  }

  private hover(edge: number | null): void {
    this.hovered = edge;
    this.box.style.cursor = edge === null ? "" : "pointer";
    this.network.redraw();
  }

  /** What the selection lets shine; null when nothing is selected. */
  private spotlight(): { nodes: Set<number>; edges: Set<number> } | null {
    const selection = this.model.selection;
    if (selection.kind === "nothing") return null;
    const focus = this.model.inFocus();
    const chosen = (claim: number): boolean => {
      if (selection.kind === "claims") return this.model.edgeOf(at(selection.claims, selection.index)) === this.model.edgeOf(claim);
      if (selection.kind === "article") return this.model.data.claims.article[claim] === selection.article;
      return focus.some((thing) => this.model.claimsOf(thing).includes(claim));
    };
    const nodes = new Set(focus);
    const edges = new Set<number>();
    for (const [id, claims] of this.shown.edges) {
      const edge = this.bundles.get(id);
      if (!edge || !claims.some(chosen)) continue;
      edges.add(id);
      nodes.add(edge.from).add(edge.to);
    }
    return { nodes, edges };
  }

  private node(node: PlacedNode): Node & { id: number } {
    return {
      id: node.id,
      x: node.x,
      y: node.y,
      shape: "custom",
      size: node.size,
      ctxRenderer: ({ ctx, x, y }: { ctx: CanvasRenderingContext2D; x: number; y: number }) => {
        const size = this.radius(node);
        // Small shapes can be hit too; the arrow of a line ends at the same border.
        const width = node.of === undefined ? 2 * size : Math.max(2 * size, TOUCH / this.network.getScale());
        return { drawNode: () => this.drawNode(ctx, node, x, y, size), nodeDimensions: { width, height: width } };
      },
    } as unknown as Node & { id: number };
  }

  private edge(edge: { id: number; from: number; to: number }, bent: number): Edge & { id: number } {
    const smooth = { enabled: true, type: bent < 0 ? "curvedCCW" : "curvedCW", roundness: Math.abs(bent) };
    return { id: edge.id, from: edge.from, to: edge.to, smooth } as Edge & { id: number };
  }

  /** Far away, shapes shrink less than distances do. */
  private radius(node: PlacedNode): number {
    const scale = this.network?.getScale() || 1;
    return scale < 1 ? node.size / Math.pow(scale, 0.55) : node.size / Math.pow(scale, 0.25);
  }

  private drawNode(ctx: CanvasRenderingContext2D, node: PlacedNode, x: number, y: number, size: number): void {
    const palette = colours(this.theme);
    const dimmed = this.lit !== null && !this.lit.nodes.has(node.id);
    const focus = this.lit !== null && this.model.inFocus().includes(node.id);
    ctx.globalAlpha = dimmed ? DIM : 1;
    ctx.beginPath();
    const unnamed = node.of !== undefined;
    const points = unnamed ? null : outline(node.group, x, y, size);
    const ring = unnamed || isRing(node.group);
    if (points) {
      points.forEach(([px, py], n) => (n ? ctx.lineTo(px, py) : ctx.moveTo(px, py)));
      ctx.closePath();
    } else ctx.arc(x, y, ring ? size * 0.8 : size, 0, 2 * Math.PI);
    const colour = unnamed ? palette.marker : (node.color ?? typeStyle(node.group)[this.theme]);
    ctx.fillStyle = ring ? palette.canvas : colour;
    ctx.fill();
    if (ring) {
      ctx.lineWidth = size * 0.42;
      ctx.strokeStyle = colour;
      ctx.stroke();
    }
    if (focus) {
      if (ring) {
        ctx.beginPath();
        ctx.arc(x, y, size * 1.15, 0, 2 * Math.PI);
      }
      ctx.lineWidth = 2.5 / this.network.getScale();
      ctx.strokeStyle = palette.selected;
      ctx.stroke();
    }
  }

  private drawn(id: number): DrawnEdge | undefined {
    return (this.network as unknown as { body: { edges: Record<number, DrawnEdge> } }).body.edges[id];
  }

  private dressEdges(): void {
    const scale = this.network.getScale();
    const near = scale < 1 ? 1 / scale : 1;
    for (const [id, claims] of this.shown.edges) {
      const edge = this.bundles.get(id);
      const drawn = this.drawn(id);
      if (!edge || !drawn) continue;
      const style = lineStyle(edge.how);
      const shining = this.lit?.edges.has(id) ?? false;
      const thick = (shining || this.hovered === id ? 1 : 0) + Math.min(claims.length - 1, 3) * 0.35;
      const color = edge.color ?? lineColour(this.theme, edge.how, edge.polarity === "negative", this.quoted(claims));
      const opacity = this.lit !== null && !shining ? DIM : 0.9;
      drawn.options.width = (style.width + thick) * near;
      drawn.options.dashes = style.dashes.length ? style.dashes.map((d) => d * near) : false;
      drawn.options.color = { color, highlight: color, hover: color, inherit: false, opacity };
      drawn.options.arrows.to.scaleFactor = 0.5 * Math.min(near, 2.4);
    }
  }

  private quoted(claims: readonly number[]): boolean {
    return claims.every((id) => this.model.claim(id).speakers?.length);
  }

  private middle(id: number, at = 0.5): { x: number; y: number } | null {
    const drawn = this.drawn(id);
    return drawn?.edgeType.fromPoint ? drawn.edgeType.getPoint(at) : null;
  }

  private annotate(ctx: CanvasRenderingContext2D): void {
    const scale = this.network.getScale();
    ctx.save();
    // From here on a unit is a pixel of the screen.
    ctx.scale(1 / scale, 1 / scale);
    ctx.lineJoin = "round";
    ctx.textBaseline = "top";
    const marks = this.markEdges(ctx, scale);
    if (this.placed?.scale !== scale) this.placed = { scale, labels: placeLabels(this.wanted(ctx, scale), [...this.shapes(scale), ...marks]) };
    for (const { key, x, y } of this.placed.labels) {
      const id = Number(key.slice(1));
      if (key.startsWith("n")) this.writeName(ctx, id, x, y);
      else this.writeRelation(ctx, id, x, y);
    }
    const hovered = this.hovered === null ? null : this.middle(this.hovered);
    if (hovered && this.hovered !== null) this.writeRelation(ctx, this.hovered, hovered.x * scale, hovered.y * scale - 22);
    ctx.restore();
  }

  /** Crosses on what is said not to be so, unequal signs on what is contradicted; where they are. */
  private markEdges(ctx: CanvasRenderingContext2D, scale: number): Round[] {
    const palette = colours(this.theme);
    const size = clamp(scale * 1.7, 0.55, 1);
    const marks: Round[] = [];
    for (const [id, claims] of this.shown.edges) {
      const negative = this.bundles.get(id)?.polarity === "negative";
      const fought = claims.some((claim) => this.model.claim(claim).conflicts?.length);
      const point = negative || fought ? this.middle(id) : null;
      if (!point) continue;
      const [x, y] = [point.x * scale, point.y * scale];
      ctx.globalAlpha = this.lit !== null && !this.lit.edges.has(id) ? DIM : 1;
      if (negative) cross(ctx, x, y, 5 * size, palette.negative, palette.halo);
      if (fought) unequal(ctx, x, y + (negative ? 13 * size : 0), size, palette.conflict, palette.canvas);
      marks.push({ x, y, radius: 7 * size });
    }
    ctx.globalAlpha = 1;
    return marks;
  }

  private shapes(scale: number): Round[] {
    return [...this.shown.nodes].map((id) => this.round(id, scale));
  }

  private round(id: number, scale: number): Round {
    const { x, y } = this.network.getPosition(id);
    const node = this.model.nodes.get(id);
    return { x: x * scale, y: y * scale, radius: node ? this.radius(node) * scale : 0 };
  }

  /** What is to be written: names of what shines, its lines' relations, other names, then what else there is room for. */
  private wanted(ctx: CanvasRenderingContext2D, scale: number): Wanted[] {
    const focus = this.model.inFocus().filter((id) => this.shown.nodes.has(id) && this.model.nodes.get(id)?.of === undefined);
    const things = this.model.ranked.filter((id) => this.shown.nodes.has(id) && !focus.includes(id));
    const shining = things.filter((id) => this.lit?.nodes.has(id));
    const others = things.filter((id) => !this.lit?.nodes.has(id));
    const edges = [...this.shown.edges.keys()];
    const lit = edges.filter((id) => this.lit?.edges.has(id));
    const rest = edges.filter((id) => !this.lit?.edges.has(id) && (scale > 1.5 || ((this.shown.edges.get(id)?.length ?? 0) > 1 && scale > 0.45)));
    const bounds = this.bounds(scale);
    const name = (id: number, must = false): Wanted => {
      const { width, height } = this.name(ctx, id);
      const inside = ([x]: Spot): boolean => x - width / 2 > bounds.left && x + width / 2 < bounds.right;
      const spots = nameSpots(this.round(id, scale), width, height);
      return { key: `n${id}`, spots: [...spots.slice(0, 2), ...spots.slice(2).filter(inside)], width, height, must };
    };
    const line = (id: number): Wanted => {
      ctx.font = `11px ${FONT}`;
      const spots = [0.5, 0.4, 0.6, 0.3, 0.7].map((t) => this.middle(id, t)).filter((p) => p !== null);
      return { key: `e${id}`, spots: spots.map((p) => [p.x * scale, p.y * scale - 6] as const), width: ctx.measureText(this.relations(id)).width, height: 12 };
    };
    return [...focus.map((id) => name(id, true)), ...shining.map((id) => name(id)), ...lit.map(line), ...others.map((id, n) => name(id, !this.lit && n < ALWAYS)), ...rest.map(line)];
  }

  /** How far to the sides names may reach, so that they are not cut off when everything is shown. */
  private bounds(scale: number): { left: number; right: number } {
    const xs = [...this.shown.nodes].map((id) => this.network.getPosition(id).x * scale);
    return { left: Math.min(...xs) - MARGIN, right: Math.max(...xs) + MARGIN };
  }

  /** The relations that a line stands for; only their number where it neither shines nor is near. */
  private relations(id: number): string {
    const claims = this.shown.edges.get(id) ?? [];
    const near = this.lit?.edges.has(id) || this.hovered === id || this.network.getScale() > 1.5;
    if (!near) return `×${claims.length}`;
    const names = [...new Set(claims.map((claim) => relation(this.model.data, this.model.claim(claim).relation)))];
    return names.slice(0, 2).join(", ") + (names.length > 2 ? ` +${names.length - 2}` : "") + (claims.length > names.length ? ` ×${claims.length}` : "");
  }

  private writeRelation(ctx: CanvasRenderingContext2D, id: number, x: number, y: number): void {
    const palette = colours(this.theme);
    ctx.globalAlpha = this.lit !== null && !this.lit.edges.has(id) && this.hovered !== id ? 0.45 : 1;
    write(ctx, this.relations(id), x, y, `11px ${FONT}`, palette.muted, palette.halo);
    ctx.globalAlpha = 1;
  }

  private writeName(ctx: CanvasRenderingContext2D, id: number, x: number, y: number): void {
    const palette = colours(this.theme);
    const text = this.name(ctx, id);
    const font = `${this.model.inFocus().includes(id) ? "700" : "500"} 12px ${FONT}`;
    ctx.globalAlpha = this.lit !== null && !this.lit.nodes.has(id) ? 0.45 : 1;
    text.lines.forEach((line, n) => write(ctx, line, x, y + n * LINE, font, palette.ink, palette.halo));
    if (text.note) write(ctx, text.note, x, y + text.lines.length * LINE, `11px ${FONT}`, palette.muted, palette.halo);
    ctx.globalAlpha = 1;
  }

  private name(ctx: CanvasRenderingContext2D, id: number): Name {
    const known = this.names.get(id);
    if (known) return known;
    const figures = this.model.figures(id);
    const first = figures[0] === undefined ? undefined : this.model.claim(figures[0]).figure;
    const note = figures.length > 1 ? plural(figures.length, "figure") : first ? figure(first).slice(0, 30) : "";
    const lines = wrap(at(this.model.data.things, id).label);
    ctx.font = `500 12px ${FONT}`;
    const width = Math.max(...[...lines, note].map((line) => ctx.measureText(line).width), 1);
    const name = { lines, note, width, height: (lines.length + (note ? 1 : 0)) * LINE };
    this.names.set(id, name);
    return name;
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
