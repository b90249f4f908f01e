// The time below the picture: how many claims happened, were said or were published when, and a range to choose among them.

import { Brush, type Ends } from "./brush.ts";
import type { Data } from "./data.ts";
import { dayOf, span, UNDATED } from "./days.ts";
import { h } from "./dom.ts";
import { AXES, type Axis, type Model } from "./model.ts";
import { drawBars, drawTicks } from "./time/bars.ts";
import { type Bar, bars, border, startOf, ticks, type Unit, unitFor } from "./time/scale.ts";
import { date, digits, plural } from "./words.ts";

const WORDS: Record<Axis, string> = { published: "published", said: "said", happened: "happened" };
/** So many bars at most, and pixels for the words of a tick. */
const BARS = 90;
const TICK = 74;

/** Whether any claim has a date: soon known, where to build all of it takes a while. */
export const isDated = ({ articles, claims }: Data): boolean => claims.when.size > 0 || claims.said.size > 0 || articles.some(({ published }) => span(published)[0] !== UNDATED);

export class Timeline {
  private readonly model: Model;
  private readonly box: HTMLElement;
  private axis: Axis;
  private readonly usual: Axis;
  private readonly chart = h("div", { class: "chart" });
  private brush: Brush | null = null;
  private whole: Ends = [0, 0];
  private unit: Unit = "day";
  private readonly from = this.field("From");
  private readonly to = this.field("To");
  private readonly undated = h("input", { type: "checkbox", id: "undated", onchange: () => this.keepUndated() });
  private readonly undatedCount = h("span", { class: "count" });
  private readonly clear = h("button", { type: "button", class: "quiet", id: "whole-time", onclick: () => this.model.filters.clear("time") }, "whole time");
  private bars: Bar[] = [];

  constructor(model: Model, box: HTMLElement) {
    this.model = model;
    this.box = box;
    this.usual = AXES.find((axis) => this.reach(axis)) ?? "published";
    this.axis = this.chosen();
    const switches = AXES.map((axis) => h("label", {}, h("input", { type: "radio", name: "axis", value: axis, onchange: () => this.turn(axis) }), h("span", {}, WORDS[axis])));
    box.replaceChildren(
      h("div", { class: "time-head" },
        h("div", { class: "segments", role: "radiogroup", "aria-label": "Which time" }, ...switches),
        h("div", { class: "time-fields" }, h("label", {}, h("span", {}, "from "), this.from), h("label", {}, h("span", {}, "to "), this.to), this.clear),
        h("label", { class: "undated", title: "Claims for which no such date is told" }, this.undated, h("span", {}, "without a date "), this.undatedCount)),
      this.chart);
    for (const input of this.switches()) input.disabled = this.reach(input.value as Axis) === null;
    box.hidden = AXES.every((axis) => this.reach(axis) === null);
    if (typeof ResizeObserver !== "undefined") new ResizeObserver(() => this.draw()).observe(this.chart);
    this.build();
  }

  update(): void {
    if (this.box.hidden) return;
    const range = this.model.filters.time;
    if (this.chosen() !== this.axis) {
      this.axis = this.chosen();
      this.build();
      return;
    }
    for (const input of this.switches()) input.checked = input.value === this.axis;
    const counts = this.model.filters.days(this.axis);
    this.bars = bars(new Map([...counts].filter(([day]) => day !== UNDATED)), this.unit);
    const [from, to] = range ? this.clipped([range.from, range.to]) : this.whole;
    this.brush?.set([from, to]);
    this.from.value = dayOf(from);
    this.to.value = dayOf(to);
    this.undated.checked = range?.unknown ?? true;
    const undated = counts.get(UNDATED) ?? 0;
    this.undatedCount.textContent = digits(undated);
    (this.undated.parentElement as HTMLElement).classList.toggle("none", undated === 0);
    // It keeps its room: nothing may move while somebody drags.
    this.clear.style.visibility = range === null ? "hidden" : "visible";
    this.draw();
  }

  private switches(): Iterable<HTMLInputElement> {
    return this.box.querySelectorAll<HTMLInputElement>("input[name=axis]");
  }

  private chosen(): Axis {
    const { time, axis } = this.model.filters;
    return time?.axis ?? (axis && this.reach(axis) ? axis : this.usual);
  }

  /** The first and the last day that any claim has, whatever the filters say. */
  private reach(axis: Axis): Ends | null {
    const { from, to } = this.model.filters.times(axis);
    let [first, last] = [Infinity, -Infinity];
    for (let n = 0; n < from.length; n++) {
      const start = from[n] ?? UNDATED;
      if (start === UNDATED) continue;
      first = Math.min(first, start);
      last = Math.max(last, to[n] ?? start);
    }
    return first <= last ? [first, last] : null;
  }

  /** The same range of another time, where that reaches into it. */
  private turn(axis: Axis): void {
    const { filters } = this.model;
    const range = filters.time;
    const whole = this.reach(axis) ?? [0, 0];
    this.model.change(() => {
      filters.setAxis(axis);
      if (range) filters.setTime(range.from <= whole[1] && range.to >= whole[0] ? { ...range, axis } : null);
    });
  }

  private build(): void {
    this.whole = this.reach(this.axis) ?? [0, 0];
    const days = this.whole[1] + 1 - this.whole[0];
    this.unit = unitFor(days, BARS);
    this.brush = new Brush({
      whole: this.whole,
      names: [`Claims that ${this.verb()} from`, `Claims that ${this.verb()} until`, `Range of time in which claims ${this.verb()}`],
      text: (day) => date(dayOf(day)),
      next: (day, by) => border(day, this.unit, by),
      pick: (day) => this.clipped(this.barAt(day)),
      change: (ends) => this.choose(ends),
    }, h("div", { class: "under" }));
    this.chart.replaceChildren(this.brush.element, h("div", { class: "below" }));
    for (const field of [this.from, this.to]) {
      field.min = dayOf(this.whole[0]);
      field.max = dayOf(this.whole[1]);
    }
    this.update();
  }

  private verb(): string {
    return this.axis === "happened" ? "happened" : `were ${this.axis}`;
  }

  private draw(): void {
    const { brush } = this;
    if (!brush) return;
    const share = (day: number): number => brush.share(day);
    const highest = Math.max(1, ...this.bars.map(({ count }) => count));
    const width = this.chart.clientWidth || 600;
    brush.element.querySelector(".under")?.replaceChildren(drawBars(this.bars, highest, share));
    this.chart.querySelector(".below")?.replaceChildren(drawTicks(ticks(this.whole[0], this.whole[1], Math.max(2, Math.floor(width / TICK))), share));
    this.chart.title = `${plural(this.bars.length, this.unit)} with claims, at most ${plural(highest, "claim")} in one`;
  }

  private barAt(day: number): Ends {
    const from = startOf(day, this.unit);
    return [from, border(from, this.unit, 1) - 1];
  }

  private clipped([from, to]: Ends): Ends {
    const [first, last] = this.whole;
    return [Math.min(last, Math.max(first, from)), Math.max(first, Math.min(last, to))];
  }

  private choose([from, to]: Ends, unknown = this.model.filters.time?.unknown ?? false): void {
    const all = from <= this.whole[0] && to >= this.whole[1];
    // Somebody who has drawn the range out to both ends wants all again.
    this.model.filters.setTime(all && (unknown || this.model.filters.time !== null) ? null : { axis: this.axis, from, to, unknown });
  }

  private keepUndated(): void {
    const range = this.model.filters.time;
    const [from, to] = range ? [range.from, range.to] : this.whole;
    const all = from <= this.whole[0] && to >= this.whole[1];
    const unknown = this.undated.checked;
    this.model.filters.setTime(all && unknown ? null : { axis: this.axis, from, to, unknown });
  }

  private field(name: string): HTMLInputElement {
    return h("input", { type: "date", "aria-label": name, id: `time-${name.toLowerCase()}`, onchange: () => this.typed() });
  }

  private typed(): void {
    const from = span(this.from.value)[0];
    const to = span(this.to.value)[0];
    if (from === UNDATED || to === UNDATED) return;
    this.choose(from <= to ? [from, to] : [to, from]);
  }
}
