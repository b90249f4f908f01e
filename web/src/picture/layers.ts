// Two canvases in a box: the picture as a bitmap somewhat bigger than the window, which moves as a whole, and what changes often above it.

import type { View } from "../model.ts";
import type { Rect, Size } from "./camera.ts";

/** The bitmap reaches so many pixels beyond the window. */
const MARGIN = 240;
/** A bitmap of more pixels than this costs more than redrawing it. */
const MOST = 24e6;
/** How much a bitmap may be scaled before it looks bad. */
const SCALED = { least: 0.5, most: 1.9 };

type Paint = (ctx: CanvasRenderingContext2D, area: Rect) => void;

export class Layers {
  size: Size = { width: 0, height: 0 };
  private readonly base = canvas();
  private readonly top = canvas();
  private readonly box: HTMLElement;
  private ratio = 1;
  private margin = 0;
  /** How far the bitmap reaches beyond the window: the first, which is wanted soon, ends with it. */
  private reach = 0;
  private drawn: View | null = null;
  private topUsed = false;

  constructor(box: HTMLElement) {
    this.box = box;
    box.append(this.base, this.top);
    this.resize();
  }

  /** From now on the bitmap reaches beyond the window. */
  widen(): void {
    if (this.reach) return;
    this.reach = MARGIN;
    this.fit();
  }

  /** Follow the box; true where that is another size now. */
  resize(): boolean {
    const [width, height, ratio] = [this.box.clientWidth, this.box.clientHeight, devicePixelRatio || 1];
    if (width === this.size.width && height === this.size.height && ratio === this.ratio) return false;
    this.size = { width, height };
    this.ratio = ratio;
    fill(this.top, width, height, ratio, 0);
    this.fit();
    return true;
  }

  private fit(): void {
    const { size: { width, height }, ratio } = this;
    this.margin = this.reach;
    while (this.margin > 40 && (width + 2 * this.margin) * (height + 2 * this.margin) * ratio * ratio > MOST) this.margin *= 0.7;
    this.margin = Math.round(this.margin);
    fill(this.base, width + 2 * this.margin, height + 2 * this.margin, ratio, -this.margin);
    this.drawn = null;
  }

  /** The part of the picture in the window, in pixels from the picture's origin. */
  window({ x, y, zoom }: View, margin = 0): Rect {
    const [left, top] = [x * zoom - this.size.width / 2, y * zoom - this.size.height / 2];
    return { left: left - margin, top: top - margin, right: left + this.size.width + margin, bottom: top + this.size.height + margin };
  }

  drawBase(view: View, paint: Paint): void {
    const area = this.window(view, this.margin);
    draw(this.base, this.ratio, area, paint);
    this.drawn = view;
    this.place(view);
  }

  drawTop(view: View, paint: Paint): void {
    draw(this.top, this.ratio, this.window(view), paint);
    this.topUsed = true;
  }

  clearTop(): void {
    if (this.topUsed) draw(this.top, 1, { left: 0, top: 0, right: 0, bottom: 0 }, () => undefined);
    this.topUsed = false;
  }

  /** Move the bitmap to where it is in this view. */
  place(view: View): void {
    if (!this.drawn) return;
    const whole = (pixels: number): number => Math.round(pixels * this.ratio) / this.ratio;
    const [dx, dy] = [(this.drawn.x - view.x) * view.zoom, (this.drawn.y - view.y) * view.zoom];
    const scale = view.zoom / this.drawn.zoom;
    this.base.style.transform = scale === 1 ? `translate(${whole(dx)}px, ${whole(dy)}px)` : `translate(${dx}px, ${dy}px) scale(${scale})`;
  }

  /** Whether the bitmap still shows all of the window that holds something; bounds are in units of the picture. */
  covers(view: View, bounds: Rect): boolean {
    if (!this.drawn) return false;
    const scale = view.zoom / this.drawn.zoom;
    if (scale < SCALED.least || scale > SCALED.most) return false;
    const reach = (extent: number): number => (extent / 2 + this.margin) / (this.drawn?.zoom ?? 1);
    const seen = { x: this.size.width / 2 / view.zoom, y: this.size.height / 2 / view.zoom };
    const { x, y } = this.drawn;
    const [rx, ry] = [reach(this.size.width), reach(this.size.height)];
    return Math.max(view.x - seen.x, bounds.left) >= x - rx && Math.min(view.x + seen.x, bounds.right) <= x + rx
      && Math.max(view.y - seen.y, bounds.top) >= y - ry && Math.min(view.y + seen.y, bounds.bottom) <= y + ry;
  }
}

function canvas(): HTMLCanvasElement {
  const element = document.createElement("canvas");
  element.setAttribute("aria-hidden", "true");
  return element;
}

function fill(element: HTMLCanvasElement, width: number, height: number, ratio: number, offset: number): void {
  element.width = Math.max(1, Math.round(width * ratio));
  element.height = Math.max(1, Math.round(height * ratio));
  Object.assign(element.style, { width: `${width}px`, height: `${height}px`, left: `${offset}px`, top: `${offset}px` });
}

function draw(element: HTMLCanvasElement, ratio: number, area: Rect, paint: Paint): void {
  const ctx = element.getContext("2d");
  if (!ctx) return;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, element.width, element.height);
  ctx.setTransform(ratio, 0, 0, ratio, -area.left * ratio, -area.top * ratio);
  paint(ctx, area);
}
