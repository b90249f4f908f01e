// Small pictures of a type's shape and of a line, as in the picture, coloured by the style sheet's theme.

import { svg } from "./dom.ts";
import type { Theme } from "./style.ts";
import { colours, isRing, lineColour, lineStyle, outline, typeStyle } from "./style.ts";

export function typeIcon(type: string, theme: Theme, size = 16): SVGElement {
  const colour = typeStyle(type)[theme];
  const points = outline(type, 10, 10, 7.5);
  const shape = points
    ? svg("polygon", { points: points.map((p) => p.join(",")).join(" "), fill: colour })
    : svg("circle", isRing(type) ? { cx: 10, cy: 10, r: 6, fill: "none", stroke: colour, "stroke-width": 3.5 } : { cx: 10, cy: 10, r: 7.5, fill: colour });
  return svg("svg", { viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true", class: "icon" }, shape);
}

export function lineIcon(how: string, negative: boolean, theme: Theme): SVGElement {
  const style = lineStyle(how);
  const stroke = lineColour(theme, how, negative, false);
  const line = svg("line", {
    x1: 1, y1: 7, x2: 39, y2: 7, stroke, "stroke-width": style.width + 0.4, "stroke-dasharray": style.dashes.join(" ") || null,
  });
  const cross = negative && svg("path", { d: "M16 3l8 8M24 3l-8 8", stroke, "stroke-width": 2, fill: "none" });
  return svg("svg", { viewBox: "0 0 40 14", width: 40, height: 14, "aria-hidden": "true", class: "icon" }, line, cross);
}

export function conflictIcon(theme: Theme): SVGElement {
  const colour = colours(theme).conflict;
  return svg(
    "svg",
    { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", class: "icon" },
    svg("circle", { cx: 8, cy: 8, r: 7, fill: colour }),
    svg("path", { d: "M4 6.2h8M4 9.8h8M10.2 3.4l-4.4 9.2", stroke: colours(theme).canvas, "stroke-width": 1.5, fill: "none" }),
  );
}
