// The bars below the picture; a click on one shows only what was published then.

import { type Axis, axis, type Bin, dayOf, span } from "./days.ts";
import { h } from "./dom.ts";
import type { Model } from "./model.ts";
import { date, plural } from "./words.ts";

export class Timeline {
  private readonly model: Model;
  private readonly box: HTMLElement;
  private readonly axis: Axis;

  constructor(model: Model, box: HTMLElement) {
    this.model = model;
    this.box = box;
    this.axis = axis([...model.filters.days("published").keys()].map(dayOf));
    this.box.hidden = this.axis.bins.length < 2;
    this.update();
  }

  update(): void {
    if (this.box.hidden) return;
    const focused = [...this.box.querySelectorAll("button")].findIndex((bar) => bar === document.activeElement);
    const counts = new Map([...this.model.filters.days("published")].map(([day, count]) => [dayOf(day), count]));
    const { bins, first, last } = this.axis;
    const totals = bins.map((bin) => bin.days.reduce((sum, day) => sum + (counts.get(day) ?? 0), 0));
    const highest = Math.max(...totals, 1);
    const gap = new Set(bins.map((bin) => bin.from.slice(0, 4))).size > 1 ? 15 : 10;
    let labelled = -1;
    const bars = bins.flatMap((bin, n) => {
      const left = ((bin.start - first) / (last - first)) * 100;
      const width = ((bin.end - bin.start) / (last - first)) * 100;
      const bar = h("button", { type: "button", class: "bar", "aria-pressed": String(this.isOn(bin) && this.someOff()), onclick: () => this.toggle(bin) });
      const claims = plural(totals[n] ?? 0, "claim");
      bar.setAttribute("aria-label", `${bin.from === bin.to ? date(bin.from) : `${date(bin.from)} to ${date(bin.to)}`}: ${claims}`);
      bar.title = bar.getAttribute("aria-label") ?? "";
      bar.classList.toggle("off", !this.isOn(bin));
      bar.style.left = `${left}%`;
      bar.style.width = `max(6px, calc(${width}% - 2px))`;
      bar.style.setProperty("--height", `${Math.max(4, Math.round(((totals[n] ?? 0) / highest) * 36))}px`);
      const centre = left + width / 2;
      const label = h("span", { class: "tick", "aria-hidden": "true" }, this.short(bin));
      label.style.left = `${centre}%`;
      if (centre - labelled < gap && labelled >= 0) return [bar];
      labelled = centre;
      return [bar, label];
    });
    this.box.replaceChildren(...bars);
    if (focused >= 0) this.box.querySelectorAll("button")[focused]?.focus();
  }

  private short(bin: Bin): string {
    const words = date(bin.from).split(" ");
    const years = new Set(this.axis.bins.map((b) => b.from.slice(0, 4)));
    if (bin.end - bin.start > 300 * 86_400_000) return words[2] ?? "";
    if (bin.end - bin.start > 8 * 86_400_000) return words.slice(1).join(" ");
    return years.size > 1 ? words.join(" ") : words.slice(0, 2).join(" ");
  }

  private isOn(bin: Bin): boolean {
    const range = this.model.filters.time;
    return range === null || (span(bin.from)[0] <= range.to && span(bin.to)[1] >= range.from);
  }

  private someOff(): boolean {
    return this.model.filters.time !== null;
  }

  private toggle(bin: Bin): void {
    const [from, to] = [span(bin.from)[0], span(bin.to)[1]];
    const range = this.model.filters.time;
    const alone = range?.from === from && range.to === to;
    this.model.filters.setTime(alone ? null : { axis: "published", from, to, unknown: false });
  }
}
