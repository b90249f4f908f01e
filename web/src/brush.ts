// A range with two ends on a line of whole numbers: dragged by its ends or as a whole, set by keys; the confidence and the time use it.

import { h } from "./dom.ts";

export type Ends = readonly [number, number];

export interface BrushOptions {
  /** The first and the last number, both included. */
  whole: Ends;
  /** What the two ends and the whole range are called. */
  names: readonly [string, string, string];
  /** A number in words. */
  text: (value: number) => string;
  /** From a number to the next or, by -1, the one before that an arrow key goes to. */
  next: (value: number, by: 1 | -1) => number;
  /** What a click on a place without a drag chooses; nothing happens without it. */
  pick?: (value: number) => Ends;
  change: (ends: Ends) => void;
}

/** Less than this many pixels is a click. */
const CLICK = 4;

type Grip = "low" | "high" | "whole";

export class Brush {
  /** Holds whatever is drawn under the range. */
  readonly element: HTMLElement;
  private readonly options: BrushOptions;
  private readonly grips: Record<Grip, HTMLElement>;
  private ends: Ends;
  private drag: { grip: Grip | "new"; from: number; ends: Ends; x: number; moved: boolean } | null = null;
  private due = 0;

  constructor(options: BrushOptions, ...under: (Node | string)[]) {
    this.options = options;
    this.ends = options.whole;
    const grip = (kind: Grip, name: string): HTMLElement => h("div", {
      class: `grip ${kind}`, role: "slider", tabindex: 0, "aria-label": name, "aria-valuemin": options.whole[0], "aria-valuemax": options.whole[1], "data-grip": kind,
      onkeydown: (event: KeyboardEvent) => this.key(event, kind),
    });
    this.grips = { whole: grip("whole", options.names[2]), low: grip("low", options.names[0]), high: grip("high", options.names[1]) };
    this.element = h("div", {
      class: "brush", onpointerdown: (event: PointerEvent) => this.down(event), onpointermove: (event: PointerEvent) => this.move(event),
      onpointerup: (event: PointerEvent) => this.up(event), onpointercancel: () => { this.drag = null; },
    }, ...under, this.grips.whole, this.grips.low, this.grips.high);
    this.set(options.whole);
  }

  set(ends: Ends): void {
    this.ends = ends;
    const [low, high] = ends;
    const { whole, text } = this.options;
    const { style } = this.element;
    style.setProperty("--low", `${this.share(low) * 100}%`);
    style.setProperty("--high", `${this.share(high + 1) * 100}%`);
    this.element.classList.toggle("full", low <= whole[0] && high >= whole[1]);
    for (const [grip, value] of [["low", low], ["high", high], ["whole", low]] as const) {
      this.grips[grip].setAttribute("aria-valuenow", String(value));
      this.grips[grip].setAttribute("aria-valuetext", grip === "whole" ? `${text(low)} to ${text(high)}` : text(value));
    }
  }

  /** Where a number begins on the line, 0 to 1. */
  share(value: number): number {
    const [first, last] = this.options.whole;
    return Math.min(1, Math.max(0, (value - first) / (last + 1 - first)));
  }

  private at(x: number): number {
    const box = this.element.getBoundingClientRect();
    const [first, last] = this.options.whole;
    const share = (x - box.left) / (box.width || 1);
    return Math.min(last, Math.max(first, first + Math.floor(share * (last + 1 - first))));
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const target = event.target instanceof HTMLElement ? event.target.dataset["grip"] : undefined;
    const full = this.element.classList.contains("full");
    // Over a range that holds everything there is nothing to move: a new one is drawn.
    const grip = target === "low" || target === "high" ? target : target === "whole" && !full ? "whole" : "new";
    this.drag = { grip, from: this.at(event.clientX), ends: this.ends, x: event.clientX, moved: false };
    this.element.setPointerCapture(event.pointerId);
    if (grip !== "new") this.grips[grip].focus({ preventScroll: true });
    event.preventDefault();
  }

  private move(event: PointerEvent): void {
    const { drag } = this;
    if (!drag) return;
    if (Math.abs(event.clientX - drag.x) >= CLICK) drag.moved = true;
    if (!drag.moved) return;
    const now = this.at(event.clientX);
    const [low, high] = drag.ends;
    if (drag.grip === "low") this.put([Math.min(now, high), high]);
    else if (drag.grip === "high") this.put([low, Math.max(now, low)]);
    else if (drag.grip === "whole") this.put(this.shifted(drag.ends, now - drag.from));
    else this.put([Math.min(drag.from, now), Math.max(drag.from, now)]);
  }

  private up(event: PointerEvent): void {
    const { drag } = this;
    this.drag = null;
    if (drag && !drag.moved && this.options.pick && (drag.grip === "new" || drag.grip === "whole")) {
      const [low, high] = this.options.pick(this.at(event.clientX));
      const alone = low === this.ends[0] && high === this.ends[1];
      this.put(alone ? this.options.whole : [low, high]);
    }
  }

  private key(event: KeyboardEvent, grip: Grip): void {
    const [first, last] = this.options.whole;
    const [low, high] = this.ends;
    const by = event.key === "ArrowRight" || event.key === "ArrowUp" ? 1 : event.key === "ArrowLeft" || event.key === "ArrowDown" ? -1 : 0;
    const next = (value: number): number => (event.shiftKey ? value + by : this.options.next(value, by as 1 | -1));
    const to = (value: number): Ends =>
      grip === "low" ? [Math.max(first, Math.min(value, high)), high]
      : grip === "high" ? [low, Math.min(last, Math.max(value, low))]
      : this.shifted([low, high], value - low);
    const value = grip === "high" ? high : low;
    if (by) this.put(to(grip === "high" && !event.shiftKey ? next(value + 1) - 1 : next(value)));
    else if (event.key === "Home") this.put(to(first));
    else if (event.key === "End") this.put(to(grip === "whole" ? last - (high - low) : last));
    else return;
    event.preventDefault();
  }

  private shifted([low, high]: Ends, by: number): Ends {
    const [first, last] = this.options.whole;
    const most = Math.min(Math.max(by, first - low), last - high);
    return [low + most, high + most];
  }

  /** Drawn at once; told once a frame, because the page counts anew each time. */
  private put(ends: Ends): void {
    if (ends[0] === this.ends[0] && ends[1] === this.ends[1]) return;
    this.set(ends);
    if (this.due) return;
    this.due = requestAnimationFrame(() => {
      this.due = 0;
      this.options.change(this.ends);
    });
  }
}
