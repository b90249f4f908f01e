// The picture: vis-network draws nodes and lines where Python placed them; names and marks are drawn here, at one size at every zoom.

import { DataSet } from "vis-data/esnext";
import type { Edge, Node } from "vis-network/esnext";
import { Network } from "vis-network/esnext";

import type { Bundle, PlacedNode } from "./data.ts";
import { at } from "./data.ts";
import { type Placed, placeLabels, wrap, type Wanted } from "./labels.ts";
import type { Model } from "./model.ts";
import { colours, isRing, lineColour, lineStyle, outline, type Theme, typeStyle } from "./style.ts";
import { figure, plural, relation } from "./words.ts";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
const LINE = 15;

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
  private readonly bundles = new Map<number, Bundle>();
  private shown: ReturnType<Model["visible"]>;
  private lit: { nodes: Set<number>; edges: Set<number> } | null = null;
  private theme: Theme = "light";
  private names = new Map<number, Name>();
  private placed: { scale: number; labels: Placed[] } | null = null;
  private hovered: number | null = null;

  constructor(model: Model, box: HTMLElement, theme: Theme) {
    this.model = model;
    this.box = box;
    this.theme = theme;
    this.shown = model.visible();
    for (const edge of model.data.edges) this.bundles.set(edge.id, edge);
    const bends = bend(model.data.edges);
    this.nodes.add(model.data.nodes.map((node) => this.node(node)));
    this.edges.add(model.data.edges.map((edge) => this.edge(edge, bends.get(edge.id) ?? 0)));
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
    this.network.on("dragEnd", () => { this.placed = null; });
    this.update();
  }

  /** Follow the model: filters, limit, selection. */
  update(): void {
    this.shown = this.model.visible();
    const { nodes, edges } = this.shown;
    this.nodes.update(this.model.data.nodes.map((n) => ({ id: n.id, hidden: !nodes.has(n.id) })));
    this.edges.update(this.model.data.edges.map((e) => ({ id: e.id, hidden: !edges.has(e.id) })));
    this.lit = this.spotlight();
    this.names.clear();
    this.redraw();
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

  /** Bring the selection into the middle, with what it is linked to, at a size that can be read. */
  centre(): void {
    const focus = this.model.inFocus().filter((id) => this.nodes.get(id) !== null);
    if (!focus.length) return;
    const points = focus.map((id) => this.network.getPosition(id));
    if (focus.length > 1) this.frame(points, 1.4, true, 2.2);
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
    const chosen = (claim: number): boolean => {
      if (selection.kind === "claims") return this.model.edgeOf.get(at(selection.claims, selection.index))?.claims.includes(claim) ?? false;
      if (selection.kind === "article") return this.model.claim(claim).article === selection.article;
      return at(this.model.claimsOf, selection.thing).includes(claim);
    };
    const nodes = new Set(this.model.inFocus());
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
        return { drawNode: () => this.drawNode(ctx, node, x, y, size), nodeDimensions: { width: 2 * size, height: 2 * size } };
      },
    } as unknown as Node & { id: number };
  }

  private edge(edge: Bundle, bent: number): Edge & { id: number } {
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
    ctx.globalAlpha = dimmed ? 0.16 : 1;
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
      const opacity = this.lit !== null && !shining ? 0.13 : 0.9;
      drawn.options.width = (style.width + thick) * near;
      drawn.options.dashes = style.dashes.length ? style.dashes.map((d) => d * near) : false;
      drawn.options.color = { color, highlight: color, hover: color, inherit: false, opacity };
      drawn.options.arrows.to.scaleFactor = 0.5 * Math.min(near, 2.4);
    }
  }

  private quoted(claims: readonly number[]): boolean {
    return claims.every((id) => this.model.claim(id).speakers?.length);
  }

  private middle(id: number): { x: number; y: number } | null {
    const drawn = this.drawn(id);
    return drawn?.edgeType.fromPoint ? drawn.edgeType.getPoint(0.5) : null;
  }

  private annotate(ctx: CanvasRenderingContext2D): void {
    const scale = this.network.getScale();
    ctx.save();
    // From here on a unit is a pixel of the screen.
    ctx.scale(1 / scale, 1 / scale);
    ctx.lineJoin = "round";
    ctx.textBaseline = "top";
    this.markEdges(ctx, scale);
    this.writeNames(ctx, scale);
    ctx.restore();
  }

  private markEdges(ctx: CanvasRenderingContext2D, scale: number): void {
    const palette = colours(this.theme);
    for (const [id, claims] of this.shown.edges) {
      const edge = this.bundles.get(id);
      const point = this.middle(id);
      if (!edge || !point) continue;
      const shining = this.lit?.edges.has(id) ?? false;
      ctx.globalAlpha = this.lit !== null && !shining ? 0.13 : 1;
      const [x, y] = [point.x * scale, point.y * scale];
      if (edge.polarity === "negative") cross(ctx, x, y, palette.negative, palette.halo);
      const fought = claims.some((claim) => this.model.claim(claim).conflicts?.length);
      if (fought) unequal(ctx, x, y + (edge.polarity === "negative" ? 13 : 0), palette.conflict, palette.canvas);
      const offset = fought || edge.polarity === "negative" ? 11 : 0;
      if (shining || this.hovered === id || scale > 1.7) this.writeRelation(ctx, claims, x, y - offset - 6);
      else if (claims.length > 1 && scale > 0.45) write(ctx, `×${claims.length}`, x, y - 6 - offset, `600 10px ${FONT}`, palette.muted, palette.halo);
    }
    ctx.globalAlpha = 1;
  }

  private writeRelation(ctx: CanvasRenderingContext2D, claims: readonly number[], x: number, y: number): void {
    const palette = colours(this.theme);
    const names = [...new Set(claims.map((id) => relation(this.model.data, this.model.claim(id).relation)))];
    const text = names.slice(0, 2).join(", ") + (names.length > 2 ? ` +${names.length - 2}` : "") + (claims.length > names.length ? ` ×${claims.length}` : "");
    write(ctx, text, x, y, `11px ${FONT}`, palette.muted, palette.halo);
  }

  private writeNames(ctx: CanvasRenderingContext2D, scale: number): void {
    const palette = colours(this.theme);
    const focus = this.model.inFocus();
    if (!this.placed || this.placed.scale !== scale) this.placed = { scale, labels: this.layNames(ctx, scale, focus) };
    for (const label of this.placed.labels) {
      const text = this.name(ctx, label.id);
      ctx.globalAlpha = this.lit !== null && !this.lit.nodes.has(label.id) ? 0.3 : 1;
      const weight = focus.includes(label.id) ? "700" : "500";
      text.lines.forEach((line, n) => write(ctx, line, label.x, label.y + n * LINE, `${weight} 12px ${FONT}`, palette.ink, palette.halo));
      if (text.note) write(ctx, text.note, label.x, label.y + text.lines.length * LINE, `11px ${FONT}`, palette.muted, palette.halo);
    }
    ctx.globalAlpha = 1;
  }

  private layNames(ctx: CanvasRenderingContext2D, scale: number, focus: readonly number[]): Placed[] {
    const wanted: Wanted[] = [];
    const markers: { x: number; y: number; radius: number }[] = [];
    const order = [...focus, ...(this.lit ? this.model.ranked.filter((id) => this.lit?.nodes.has(id)) : []), ...this.model.ranked];
    for (const id of new Set(order)) {
      const node = this.model.nodes.get(id);
      if (!node || !this.shown.nodes.has(id)) continue;
      const { x, y } = this.network.getPosition(id);
      const { width, height } = this.name(ctx, id);
      wanted.push({ id, x: x * scale, y: y * scale, radius: this.radius(node) * scale, width, height, must: focus.includes(id) });
    }
    for (const node of this.model.data.nodes) {
      if (node.of === undefined || !this.shown.nodes.has(node.id)) continue;
      const { x, y } = this.network.getPosition(node.id);
      markers.push({ x: x * scale, y: y * scale, radius: node.size });
    }
    return placeLabels(wanted, markers);
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

/** How far each line bends, so that the lines of one pair lie side by side. */
export function bend(edges: readonly Bundle[]): Map<number, number> {
  const pairs = new Map<string, Bundle[]>();
  for (const edge of edges) {
    const key = edge.from < edge.to ? `${edge.from} ${edge.to}` : `${edge.to} ${edge.from}`;
    const pair = pairs.get(key);
    if (pair) pair.push(edge);
    else pairs.set(key, [edge]);
  }
  const bends = new Map<number, number>();
  for (const pair of pairs.values()) {
    pair.forEach((edge, n) => {
      const offset = pair.length === 1 ? 0.1 : (n - (pair.length - 1) / 2) * 0.26;
      bends.set(edge.id, edge.from < edge.to ? offset : -offset);
    });
  }
  return bends;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function write(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, font: string, ink: string, halo: string): void {
  ctx.font = font;
  ctx.textAlign = "center";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = halo;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = ink;
  ctx.fillText(text, x, y);
}

function cross(ctx: CanvasRenderingContext2D, x: number, y: number, colour: string, halo: string): void {
  for (const [width, ink] of [[5, halo], [2.2, colour]] as const) {
    ctx.beginPath();
    ctx.moveTo(x - 5, y - 5);
    ctx.lineTo(x + 5, y + 5);
    ctx.moveTo(x + 5, y - 5);
    ctx.lineTo(x - 5, y + 5);
    ctx.lineWidth = width;
    ctx.strokeStyle = ink;
    ctx.stroke();
  }
}

function unequal(ctx: CanvasRenderingContext2D, x: number, y: number, colour: string, ground: string): void {
  ctx.beginPath();
  ctx.arc(x, y, 7, 0, 2 * Math.PI);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.beginPath();
  for (const [x1, y1, x2, y2] of [[-4, -1.8, 4, -1.8], [-4, 1.8, 4, 1.8], [2.2, -4.6, -2.2, 4.6]] as const) {
    ctx.moveTo(x + x1, y + y1);
    ctx.lineTo(x + x2, y + y2);
  }
  ctx.lineWidth = 1.4;
  ctx.strokeStyle = ground;
  ctx.stroke();
}
