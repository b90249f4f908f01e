// The picture by keyboard: arrows walk from thing to thing along the lines, plus and minus zoom, Enter selects, Escape clears.

import type { Spot } from "./camera.ts";
import type { Plan, Shape } from "./geometry.ts";

export interface Commands {
  walk: (direction: Spot) => void;
  pan: (dx: number, dy: number) => void;
  zoom: (factor: number) => void;
  fit: () => void;
  select: () => void;
  open: () => void;
  clear: () => void;
}

const ARROWS: Readonly<Record<string, Spot>> = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } };
const STEP = 80;
const CLOSER = 1.4;

export function listen(box: HTMLElement, commands: Commands): void {
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !run(event, commands)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function run({ key, shiftKey }: KeyboardEvent, commands: Commands): boolean {
  const arrow = ARROWS[key];
  if (arrow && shiftKey) commands.pan(-arrow.x * STEP, -arrow.y * STEP);
  else if (arrow) commands.walk(arrow);
  else if (key === "+" || key === "=") commands.zoom(CLOSER);
  else if (key === "-" || key === "_") commands.zoom(1 / CLOSER);
  else if (key === "0") commands.fit();
  else if (key === "Enter" && shiftKey) commands.open();
  else if (key === "Enter" || key === " ") commands.select();
  else if (key === "Escape") commands.clear();
  else return false;
  return true;
}

/** Where an arrow leads: to what a line links with, if some lies that way, else to what is near; undefined at the border. */
export function neighbour(plan: Plan, from: Shape, direction: Spot): Shape | undefined {
  const linked = new Set<Shape>();
  for (const { from: one, to: other } of plan.lines) {
    if (one === from) linked.add(other);
    else if (other === from) linked.add(one);
  }
  linked.delete(from);
  return best(linked, from, direction) ?? best([...plan.shapes.values()].filter((shape) => shape !== from), from, direction);
}

/** The nearest within sixty degrees of the direction; a turn makes it farther. */
function best(shapes: Iterable<Shape>, from: Shape, direction: Spot): Shape | undefined {
  let [found, least]: [Shape | undefined, number] = [undefined, Infinity];
  for (const shape of shapes) {
    if (shape.node.kind === "unnamed") continue;
    const [dx, dy] = [shape.x - from.x, shape.y - from.y];
    const along = dx * direction.x + dy * direction.y;
    const aside = Math.abs(dx * direction.y) + Math.abs(dy * direction.x);
    if (along <= 0 || aside > along * 1.75) continue;
    const cost = along + 1.5 * aside;
    if (cost < least) [found, least] = [shape, cost];
  }
  return found;
}
