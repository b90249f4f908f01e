// Decides what is written where, so that no text covers another or a shape: the most important first, the rest where there is room.

import type { Rect, Spot } from "./camera.ts";

/** A text to place; spots are the upper left corners of its box, the best first. */
export interface Wanted {
  spots: readonly Spot[];
  width: number;
  height: number;
  /** Written even where it covers shapes, but never on another text. */
  must?: boolean;
  /** Lies above what is faded: it may cover faded shapes and lines. */
  over?: boolean;
  /** The shape that it may cover. */
  own?: Rect;
  /** Stands as well on lines as elsewhere. */
  firm?: boolean;
}

export interface Placed<T extends Wanted> { text: T; x: number; y: number }

export interface Round { x: number; y: number; radius: number }

const CELL = 64;
/** A spot that crosses so many more points of lines is worse than the next one. */
const PATIENCE = 2;
/** How much worse one is that covers a shape, and one that covers a faded shape. */
const COVERING = 150;
const VEILING = 3;
/** So far from a shape names are tried that found no room at it, in so many directions. */
const FAR = [14, 30, 50, 74, 102, 134];
const WAYS = 12;
/** Nearer names need no line that leads to their shapes. */
const FAR_ENOUGH = 10;

export function boxOf<T extends Wanted>({ text, x, y }: Placed<T>): Rect {
  return { left: x, top: y, right: x + text.width, bottom: y + text.height };
}

export const around = ({ x, y, radius }: Round): Rect => ({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });

export const overlap = (a: Rect, b: Rect): boolean => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

const within = (inner: Rect, outer: Rect): boolean => inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;

class Cells<T> {
  private readonly cells = new Map<number, T[]>();

  add(value: T, rect: Rect): void {
    some(rect, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push(value);
      else this.cells.set(key, [value]);
      return false;
    });
  }

  some(rect: Rect, test: (value: T) => boolean): boolean {
    return some(rect, (key) => this.cells.get(key)?.some(test) ?? false);
  }

  count(rect: Rect, test: (value: T) => boolean): number {
    let count = 0;
    some(rect, (key) => {
      for (const value of this.cells.get(key) ?? []) if (test(value)) count++;
      return false;
    });
    return count;
  }
}

/** Goes through the cells that a box touches, until one of them is it. */
function some(rect: Rect, test: (key: number) => boolean): boolean {
  const [top, right, bottom] = [Math.floor(rect.top / CELL), Math.floor(rect.right / CELL), Math.floor(rect.bottom / CELL)];
  for (let column = Math.floor(rect.left / CELL); column <= right; column++) {
    for (let row = top; row <= bottom; row++) if (test(column * 2 ** 16 + row)) return true;
  }
  return false;
}

/** What texts stand around: boxes that none covers, shapes that only those cover that must be written, points of lines better left free. */
export interface Ground {
  boxes?: Iterable<Rect>;
  shapes?: Iterable<Rect>;
  /** Shapes that are faded. */
  faded?: Iterable<Rect>;
  points?: Iterable<Spot>;
  /** The window: a text is wholly inside it or wholly outside. */
  window?: Rect;
}

/** Places texts in the order given; `less` is what is written where there is no room for one. */
export function placeLabels<T extends Wanted & { less?: T }>(wanted: Iterable<T>, ground: Ground): Placed<T>[] {
  const taken = new Cells<Rect>();
  const shapes = new Cells<Rect>();
  const faded = new Cells<Rect>();
  const lines = new Cells<Spot>();
  for (const box of ground.boxes ?? []) taken.add(box, box);
  for (const box of ground.shapes ?? []) shapes.add(box, box);
  for (const box of ground.faded ?? []) faded.add(box, box);
  for (const point of ground.points ?? []) lines.add(point, { left: point.x, right: point.x, top: point.y, bottom: point.y });
  const placed: Placed<T>[] = [];
  const spotOf = (text: Wanted): Spot | undefined => {
    const rect = ({ x, y }: Spot): Rect => ({ left: x - 2, top: y - 1, right: x + text.width + 2, bottom: y + text.height + 1 });
    const whole = (box: Rect): boolean => !ground.window || !overlap(box, ground.window) || within(box, ground.window);
    let [best, least]: [Spot | undefined, number] = [undefined, Infinity];
    text.spots.forEach((spot, place) => {
      const box = rect(spot);
      const on = (other: Rect): boolean => overlap(box, other);
      const foreign = (other: Rect): boolean => other !== text.own && on(other);
      if (least <= place * PATIENCE || !whole(box) || taken.some(box, on) || (!text.must && (shapes.some(box, foreign) || (!text.over && faded.some(box, foreign))))) return;
      const crossed = text.firm ? 0 : lines.count(box, ({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom);
      const cost = place * PATIENCE + crossed + (text.must ? COVERING * shapes.count(box, foreign) : 0) + (text.over ? VEILING : COVERING) * faded.count(box, foreign);
      if (cost < least) [best, least] = [spot, cost];
    });
    if (best || !text.must) return best;
    const pushed = pushedIn(text, rect, ground.window);
    return pushed && !taken.some(rect(pushed), (other) => overlap(rect(pushed), other)) ? pushed : undefined;
  };
  for (const wish of wanted) {
    for (let text: T | undefined = wish; text; text = text.less) {
      const spot = spotOf(text);
      if (!spot) continue;
      const box = { left: spot.x - 2, top: spot.y - 1, right: spot.x + text.width + 2, bottom: spot.y + text.height + 1 };
      taken.add(box, box);
      placed.push({ text, x: spot.x, y: spot.y });
      break;
    }
  }
  return placed;
}

/** The best spot, moved so that the window does not cut it. */
function pushedIn(text: Wanted, rect: (spot: Spot) => Rect, window: Rect | undefined): Spot | undefined {
  const spot = text.spots[0];
  if (!spot || !window || !overlap(rect(spot), window)) return spot;
  return {
    x: Math.max(window.left + 3, Math.min(spot.x, window.right - text.width - 3)),
    y: Math.max(window.top + 2, Math.min(spot.y, window.bottom - text.height - 2)),
  };
}

/** Where a name may stand: below its shape, above, at its sides, at its corners. */
export function nameSpots({ x, y, radius }: Round, width: number, height: number): Spot[] {
  const gap = radius + 3;
  const slant = radius * 0.7 + 2;
  const [left, right] = [x - gap - 2 - width, x + gap + 2];
  return [
    { x: x - width / 2, y: y + gap }, { x: x - width / 2, y: y - gap - height }, { x: right, y: y - height / 2 }, { x: left, y: y - height / 2 },
    { x: x + slant, y: y + slant }, { x: x - slant - width, y: y + slant }, { x: x + slant, y: y - slant - height }, { x: x - slant - width, y: y - slant - height },
  ];
}

/** The same, those that lie this way from the shape first. */
export function towards(spots: readonly Spot[], { x, y }: Spot, width: number, height: number, angle: number): Spot[] {
  const turned = (spot: Spot): number => Math.cos(Math.atan2(spot.y + height / 2 - y, spot.x + width / 2 - x) - angle);
  return [...spots].sort((a, b) => turned(b) - turned(a));
}

/** Farther places for a name, the nearest first: a line leads from there to its shape. */
export function farSpots({ x, y, radius }: Round, width: number, height: number, most = Infinity): Spot[] {
  return FAR.filter((far) => far <= most).flatMap((far) => Array.from({ length: WAYS }, (_, n) => {
    const [dx, dy] = [Math.cos((n * 2 * Math.PI) / WAYS), Math.sin((n * 2 * Math.PI) / WAYS)];
    const [middleX, middleY] = [x + dx * (radius + far + width / 2), y + dy * (radius + far + height / 2)];
    return { x: middleX - width / 2, y: middleY - height / 2 };
  }));
}

/** The line from a shape to its name, where that is too far away to be taken for its name. */
export function leader(box: Rect, { x, y, radius }: Round): readonly [Spot, Spot] | null {
  const end = { x: Math.max(box.left, Math.min(x, box.right)), y: Math.max(box.top, Math.min(y, box.bottom)) };
  const away = Math.hypot(end.x - x, end.y - y);
  if (away < radius + FAR_ENOUGH) return null;
  return [{ x: x + ((end.x - x) / away) * (radius + 1), y: y + ((end.y - y) / away) * (radius + 1) }, end];
}

/** A name in one line; what is too long ends in an ellipsis. */
export function shortened(text: string, most = 14): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("").trimEnd()}…`;
}

/** Breaks a name into lines at spaces; what is too long ends in an ellipsis. */
export function wrap(text: string, columns = 18, lines = 3): string[] {
  const wrapped: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const short = word.length > columns * 1.4 ? `${word.slice(0, columns)}…` : word;
    if (line && line.length + 1 + short.length > columns) {
      wrapped.push(line);
      line = short;
    } else line = line ? `${line} ${short}` : short;
  }
  if (line) wrapped.push(line);
  if (wrapped.length <= lines) return wrapped;
  return [...wrapped.slice(0, lines - 1), `${wrapped[lines - 1] ?? ""}…`];
}
