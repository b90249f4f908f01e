// Decides what is written where, so that no text covers another or a shape: first come, first placed; the rest where there is room.

export type Spot = readonly [x: number, y: number];

/** A text to place; each spot is the middle of its top edge, the best first. */
export interface Wanted {
  key: string;
  spots: readonly Spot[];
  width: number;
  height: number;
  /** Written at its first spot even where it covers something. */
  must?: boolean;
}

export interface Placed {
  key: string;
  x: number;
  y: number;
}

export interface Round { x: number; y: number; radius: number }

interface Rect { left: number; top: number; right: number; bottom: number }

const CELL = 120;

class Grid {
  private readonly cells = new Map<string, Rect[]>();

  add(rect: Rect): void {
    for (const key of keys(rect)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(rect);
      else this.cells.set(key, [rect]);
    }
  }

  isFree(rect: Rect): boolean {
    for (const key of keys(rect)) {
      for (const other of this.cells.get(key) ?? []) {
        if (rect.left < other.right && rect.right > other.left && rect.top < other.bottom && rect.bottom > other.top) return false;
      }
    }
    return true;
  }
}

function* keys(rect: Rect): Generator<string> {
  for (let column = Math.floor(rect.left / CELL); column <= Math.floor(rect.right / CELL); column++) {
    for (let row = Math.floor(rect.top / CELL); row <= Math.floor(rect.bottom / CELL); row++) yield `${column},${row}`;
  }
}

/** Places texts in the order given, around shapes that are there already. All in pixels of the screen. */
export function placeLabels(wanted: readonly Wanted[], shapes: readonly Round[] = []): Placed[] {
  const grid = new Grid();
  for (const { x, y, radius } of shapes) grid.add({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
  const placed: Placed[] = [];
  for (const text of wanted) {
    const rect = ([x, y]: Spot): Rect => ({ left: x - text.width / 2 - 2, top: y - 1, right: x + text.width / 2 + 2, bottom: y + text.height + 1 });
    const spot = text.spots.find((candidate) => grid.isFree(rect(candidate))) ?? (text.must ? text.spots[0] : undefined);
    if (!spot) continue;
    grid.add(rect(spot));
    placed.push({ key: text.key, x: spot[0], y: spot[1] });
  }
  return placed;
}

/** Where a name may stand: below its shape, above, right, left. */
export function nameSpots({ x, y, radius }: Round, width: number, height: number): Spot[] {
  const side = radius + 5 + width / 2;
  return [[x, y + radius + 3], [x, y - radius - 3 - height], [x + side, y - height / 2], [x - side, y - height / 2]];
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
