// Mouse, wheel and fingers: one finger or the mouse pans or drags, two fingers pinch, a tap selects, a long press or two clicks open.

import type { Spot } from "./camera.ts";

export interface Gestures<T> {
  /** What is under a point of the window. */
  at: (point: Spot, coarse: boolean) => T | null;
  same: (one: T, other: T) => boolean;
  movable: (target: T) => boolean;
  hover: (target: T | null) => void;
  select: (target: T | null) => void;
  open: (target: T) => void;
  pan: (dx: number, dy: number) => void;
  zoom: (factor: number, about: Spot) => void;
  drag: (target: T, to: Spot) => void;
  /** The movement has ended. */
  rest: () => void;
}

/** So many pixels are no movement. */
const STILL = { fine: 3, coarse: 9 };
const LONG = 550;
const TWICE = 320;
const WHEEL_REST = 140;

export class Pointer<T> {
  private readonly box: HTMLElement;
  private readonly gestures: Gestures<T>;
  private readonly down = new Map<number, Spot>();
  private begun: { at: Spot; target: T | null; coarse: boolean; moved: boolean; pinched: boolean; long: number } | null = null;
  private last: { target: T; time: number } | null = null;
  private wheeling = 0;
  private hovered: T | null = null;

  constructor(box: HTMLElement, gestures: Gestures<T>) {
    this.box = box;
    this.gestures = gestures;
    box.addEventListener("pointerdown", (event) => this.press(event));
    box.addEventListener("pointermove", (event) => this.move(event));
    box.addEventListener("pointerup", (event) => this.release(event, true));
    box.addEventListener("pointercancel", (event) => this.release(event, false));
    box.addEventListener("pointerleave", () => this.hover(null));
    box.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    box.addEventListener("contextmenu", (event) => { if (this.begun?.coarse) event.preventDefault(); });
  }

  private spot(event: MouseEvent): Spot {
    const { left, top } = this.box.getBoundingClientRect();
    return { x: event.clientX - left - this.box.clientLeft, y: event.clientY - top - this.box.clientTop };
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0 && event.pointerType === "mouse") return;
    const at = this.spot(event);
    this.box.setPointerCapture(event.pointerId);
    this.down.set(event.pointerId, at);
    if (this.down.size > 1) {
      clearTimeout(this.begun?.long);
      if (this.begun) this.begun.pinched = true;
      return;
    }
    const coarse = event.pointerType === "touch";
    const target = this.gestures.at(at, coarse);
    const long = coarse && target ? window.setTimeout(() => this.held(), LONG) : 0;
    this.begun = { at, target, coarse, moved: false, pinched: false, long };
    if (!coarse) this.hover(target);
  }

  private held(): void {
    const begun = this.begun;
    if (!begun?.target || begun.moved || begun.pinched) return;
    this.begun = null;
    this.gestures.open(begun.target);
  }

  private move(event: PointerEvent): void {
    const to = this.spot(event);
    const from = this.down.get(event.pointerId);
    if (!from) {
      if (event.pointerType === "mouse" && this.down.size === 0) this.hover(this.gestures.at(to, false));
      return;
    }
    this.down.set(event.pointerId, to);
    if (this.down.size === 2) return this.pinch(event.pointerId, from, to);
    const begun = this.begun;
    if (!begun || begun.pinched || this.down.size > 2) return;
    let moved = from;
    if (!begun.moved) {
      if (Math.hypot(to.x - begun.at.x, to.y - begun.at.y) <= (begun.coarse ? STILL.coarse : STILL.fine)) return;
      begun.moved = true;
      clearTimeout(begun.long);
      // What was held back while it might have been a click.
      moved = begun.at;
      this.hover(null);
    }
    // A finger pans wherever it is put down: on a small screen there is something everywhere.
    if (begun.target && !begun.coarse && this.gestures.movable(begun.target)) this.gestures.drag(begun.target, to);
    else this.gestures.pan(to.x - moved.x, to.y - moved.y);
  }

  private pinch(id: number, from: Spot, to: Spot): void {
    const still = [...this.down].find(([other]) => other !== id)?.[1];
    if (!still) return;
    const before = Math.hypot(from.x - still.x, from.y - still.y);
    const after = Math.hypot(to.x - still.x, to.y - still.y);
    const middle = { x: (to.x + still.x) / 2, y: (to.y + still.y) / 2 };
    this.gestures.pan((to.x - from.x) / 2, (to.y - from.y) / 2);
    if (before > 1 && after > 1) this.gestures.zoom(after / before, middle);
  }

  private release(event: PointerEvent, done: boolean): void {
    if (!this.down.delete(event.pointerId) || this.down.size) return;
    const begun = this.begun;
    this.begun = null;
    if (!begun) return;
    clearTimeout(begun.long);
    if (begun.moved || begun.pinched) this.gestures.rest();
    else if (done) this.click(begun.target, event.timeStamp);
  }

  private click(target: T | null, time: number): void {
    const again = target !== null && this.last !== null && this.gestures.same(this.last.target, target) && time - this.last.time < TWICE;
    this.last = target === null || again ? null : { target, time };
    if (again) this.gestures.open(target);
    else this.gestures.select(target);
  }

  private hover(target: T | null): void {
    if (target === this.hovered || (target && this.hovered && this.gestures.same(target, this.hovered))) return;
    this.hovered = target;
    this.box.style.cursor = target ? "pointer" : "";
    this.gestures.hover(target);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    this.hover(null);
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? 200 : 1;
    const turned = Math.max(-240, Math.min(240, event.deltaY * lines));
    // A touchpad's pinch comes as a wheel with the control key, in small steps.
    this.gestures.zoom(Math.exp(-turned * (event.ctrlKey ? 0.01 : 0.0016)), this.spot(event));
    clearTimeout(this.wheeling);
    this.wheeling = window.setTimeout(() => this.gestures.rest(), WHEEL_REST);
  }
}
