// Decides which names are written where, so that none covers another: the most important first, the rest when there is room.

export interface Wanted {
  id: number;
  x: number;
  y: number;
  /** Half the size of the shape. */
  radius: number;
  width: number;
  height: number;
  /** Written even where it covers something. */
  must: boolean;
}

export interface Placed {
  id: number;
  /** The middle of the top edge of the text. */
  x: number;
  y: number;
}

interface Rect { left: number; top: number; right: number; bottom: number }

const CELL = 120;

class Grid {
  private readonly cells = new Map<string, Rect[]>();

  add(rect: Rect): void {
    this.each(rect, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push(rect);
      else this.cells.set(key, [rect]);
    });
  }

  free(rect: Rect, own: Rect): boolean {
    let free = true;
    this.each(rect, (key) => {
      for (const other of this.cells.get(key) ?? []) {
        if (other !== own && rect.left < other.right && rect.right > other.left && rect.top < other.bottom && rect.bottom > other.top) free = false;
      }
    });
    return free;
  }

  private each(rect: Rect, act: (key: string) => void): void {
    for (let column = Math.floor(rect.left / CELL); column <= Math.floor(rect.right / CELL); column++) {
      for (let row = Math.floor(rect.top / CELL); row <= Math.floor(rect.bottom / CELL); row++) act(`${column},${row}`);
    }
  }
}

/** Places labels below, above, right or left of their shape, in the order given. All in screen pixels. */
export function placeLabels(wanted: readonly Wanted[], others: readonly { x: number; y: number; radius: number }[] = []): Placed[] {
  const grid = new Grid();
  const shapes = new Map<number, Rect>();
  for (const w of wanted) {
    const shape = around(w);
    shapes.set(w.id, shape);
    grid.add(shape);
  }
  for (const other of others) grid.add(around(other));
  const placed: Placed[] = [];
  for (const w of wanted) {
    const own = shapes.get(w.id) as Rect;
    const side = w.radius + 5 + w.width / 2;
    const spots = [
      [w.x, w.y + w.radius + 3],
      [w.x, w.y - w.radius - 3 - w.height],
      [w.x + side, w.y - w.height / 2],
      [w.x - side, w.y - w.height / 2],
    ] as const;
    const rects = spots.map(([x, y]) => ({ left: x - w.width / 2 - 2, top: y - 1, right: x + w.width / 2 + 2, bottom: y + w.height + 1 }));
    const found = rects.findIndex((rect) => grid.free(rect, own));
    if (found < 0 && !w.must) continue;
    const index = Math.max(found, 0);
    const spot = spots[index];
    const rect = rects[index];
    if (!spot || !rect) continue;
    grid.add(rect);
    placed.push({ id: w.id, x: spot[0], y: spot[1] });
  }
  return placed;
}

function around(shape: { x: number; y: number; radius: number }): Rect {
  const r = shape.radius;
  return { left: shape.x - r, top: shape.y - r, right: shape.x + r, bottom: shape.y + r };
}

/** Breaks a name into lines at spaces; a longer one ends in an ellipsis. */
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
