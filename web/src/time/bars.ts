// The bars and ticks that lie under the range: drawn as SVG, on the same line of days.

import { svg } from "../dom.ts";
import type { Bar, Tick } from "./scale.ts";

const HEIGHT = 34;

/** In percent of the line; the shade under a bar keeps even the smallest to be seen. */
export function drawBars(bars: readonly Bar[], highest: number, share: (day: number) => number): SVGElement {
  return svg("svg", { class: "bars", "aria-hidden": "true", preserveAspectRatio: "none", height: HEIGHT, width: "100%" }, ...bars.map(({ from, to, count }) => {
    const height = count ? Math.max(3, (count / highest) * HEIGHT) : 1;
    const left = share(from) * 100;
    return svg("rect", { class: count ? "bar" : "bar none", x: `${left}%`, y: HEIGHT - height, width: `${Math.max(0.3, share(to + 1) * 100 - left)}%`, height, "data-from": from, "data-to": to });
  }));
}

export function drawTicks(ticks: readonly Tick[], share: (day: number) => number): SVGElement {
  return svg("svg", { class: "ticks", "aria-hidden": "true", height: 20, width: "100%" }, ...ticks.flatMap(({ day, label }, n) => {
    const x = `${share(day) * 100}%`;
    // The last may not stand out beyond the line.
    const anchor = share(day) > 0.94 ? "end" : n === 0 && share(day) < 0.03 ? "start" : "middle";
    return [svg("line", { x1: x, x2: x, y1: 0, y2: 5 }), svg("text", { x, y: 17, "text-anchor": anchor }, label)];
  }));
}
