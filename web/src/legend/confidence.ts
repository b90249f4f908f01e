// How sure the reading is: bars of what there is, and a range with two ends.

import { Brush } from "../brush.ts";
import { h, svg } from "../dom.ts";
import type { Model } from "../model.ts";

const HEIGHT = 26;
/** Hundredths in one bar. */
const STEP = 2;

export class Confidence {
  readonly element: HTMLElement;
  private readonly model: Model;
  private readonly brush: Brush;
  private readonly bars = h("div", { class: "under" });
  private readonly words = h("output", { class: "count" });

  constructor(model: Model) {
    this.model = model;
    this.brush = new Brush({
      whole: [0, 100], names: ["Confidence at least", "Confidence at most", "Range of confidence"], text: (value) => `${value} %`,
      next: (value, by) => value + by * 5, change: ([low, high]) => model.filters.setConfidence(low, high),
    }, this.bars);
    this.element = h("div", { class: "confidence" }, this.brush.element, h("div", { class: "ends" }, h("span", {}, "0 %"), this.words, h("span", {}, "100 %")));
  }

  update(): void {
    const { filters } = this.model;
    const counts = filters.counts().confidence;
    const sums = Array.from({ length: Math.ceil(101 / STEP) }, (_, n) => counts.slice(n * STEP, (n + 1) * STEP).reduce((a, b) => a + b, 0));
    const highest = Math.max(1, ...sums);
    this.bars.replaceChildren(svg("svg", { class: "bars", "aria-hidden": "true", width: "100%", height: HEIGHT }, ...sums.flatMap((sum, n) => {
      const height = Math.max(2, (sum / highest) * HEIGHT);
      return sum ? [svg("rect", { class: "bar", x: `${(n * STEP) / 1.01}%`, width: `${STEP / 1.01}%`, y: HEIGHT - height, height })] : [];
    })));
    const [low, high] = filters.confidence;
    this.brush.set([low, high]);
    this.words.textContent = low > 0 || high < 100 ? `${low} to ${high} %` : "any";
  }
}
