// The colours of the picture: the theme's, or the system's where the reader has it force them.

import { colours, type Theme, typeStyle } from "../style.ts";
import type { Line } from "./geometry.ts";

export type Palette = ReturnType<typeof colours> & { type: (type: string) => string };

export const forced = (): MediaQueryList => matchMedia("(forced-colors: active)");

export function paletteOf(theme: Theme): Palette {
  const own = colours(theme);
  if (!forced().matches) return { ...own, type: (type) => typeStyle(type)[theme] };
  const [canvas, ink, highlight, link, gray] = ["Canvas", "CanvasText", "Highlight", "LinkText", "GrayText"].map(systemColour) as [string, string, string, string, string];
  return { canvas, ink, muted: ink, own: ink, quoted: link, negative: ink, conflict: ink, halo: canvas, marker: gray, selected: highlight, type: () => ink, region: canvas };
}

/** What a system colour is now: a canvas does not know them everywhere. */
function systemColour(name: string): string {
  const probe = document.createElement("span");
  probe.style.color = name;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

export function lineColourOf(line: Line, palette: Palette): string {
  if (line.color !== undefined) return line.color;
  if (line.negative) return palette.negative;
  return line.quoted || line.how === "reported" ? palette.quoted : palette.own;
}
