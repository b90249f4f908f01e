// Which view shows all, the selection, or what is new.

import type { View } from "../model.ts";
import type { SceneNode } from "../scene.ts";
import { boundsOf, fitted, type Rect, type Size, type Spot, toWindow } from "./camera.ts";

/** Nodes, and where they stand. */
export interface Standing { nodes: readonly SceneNode[]; placeOf: (node: SceneNode) => Spot }

/** Below this zoom a whole picture of things says nothing: better the middle of it. */
const READABLE = 0.42;
const OPENING = 0.62;
const NARROW = 500;
/** A community of the middle size has at least such a radius at first, in pixels. */
const NAMED = 24;
/** So few have room for their names even where they are smaller. */
const FEW = 20;
const SMALLER = 9;
/** Room for names around what is fitted in, in pixels. */
const ROOM: Rect = { left: 66, top: 34, right: 70, bottom: 62 };
const LITTLE: Rect = { left: 44, top: 26, right: 48, bottom: 44 };
/** Of what stands in rings names stand outside. */
const WIDE: Rect = { left: 104, top: 44, right: 104, bottom: 66 };
const LOOSE: Rect = { left: 90, top: 70, right: 90, bottom: 90 };
const EDGE: Rect = { left: 40, top: 40, right: 40, bottom: 50 };
/** So many new things at once that take less than this part of the window are gone to. */
const SOME = 4;
const SMALL = 0.25;

export function extentOf({ nodes, placeOf }: Standing): Rect | null {
  return boundsOf(nodes.flatMap((node) => {
    const { x, y } = placeOf(node);
    const reach = node.kind === "community" ? (node.r ?? 0) : 0;
    return [{ x: x - reach, y: y - reach }, { x: x + reach, y: y + reach }];
  }));
}

export function inSight(view: View, size: Size, spot: Spot): boolean {
  const { x, y } = toWindow(view, size, spot);
  return x > EDGE.left && y > EDGE.top && x < size.width - EDGE.right && y < size.height - EDGE.bottom;
}

/** Everything, names too. */
export function viewOfAll(all: Standing, size: Size): View | null {
  const bounds = extentOf(all);
  const room = all.nodes.some(({ outwards }) => outwards !== undefined) ? WIDE : ROOM;
  return bounds && fitted(bounds, size, size.width < NARROW ? LITTLE : room, 1.25);
}

/** Where to begin: everything where that can be read, else the most connected in the middle. */
export function firstView(all: Standing, size: Size): View | null {
  const view = viewOfAll(all, size);
  const [first] = all.nodes;
  if (!view || !first) return view;
  const groups = all.nodes.filter(({ kind }) => kind === "community").sort((a, b) => (b.r ?? 0) - (a.r ?? 0));
  const [biggest] = groups;
  if (biggest) {
    const zoom = (groups.length > FEW ? NAMED : SMALLER) / (groups[groups.length >> 1]?.r ?? NAMED);
    // Where names would have no room, rather fewer and bigger ones.
    return view.zoom >= zoom ? view : filling({ ...all.placeOf(biggest), zoom }, extentOf(all) ?? { left: 0, top: 0, right: 0, bottom: 0 }, size);
  }
  if (view.zoom >= READABLE) return view;
  return { ...all.placeOf(first), zoom: OPENING };
}

/** Not more of the empty ground around than is needed. */
function filling(view: View, bounds: Rect, size: Size): View {
  const kept = (middle: number, from: number, to: number, extent: number): number => {
    const half = (extent / 2 - LITTLE.left) / view.zoom;
    return to - from <= 2 * half ? (from + to) / 2 : Math.max(from + half, Math.min(to - half, middle));
  };
  return { ...view, x: kept(view.x, bounds.left, bounds.right, size.width), y: kept(view.y, bounds.top, bounds.bottom, size.height) };
}

/** Some in the middle, at a size that can be read. */
export function viewOfSome(some: Standing, size: Size, now: View): View | null {
  const bounds = extentOf(some);
  const [first] = some.nodes;
  if (!bounds || !first) return null;
  if (some.nodes.length === 1 && first.kind !== "community") return { ...some.placeOf(first), zoom: Math.max(now.zoom, 1.05) };
  return fitted(bounds, size, LOOSE, 1.4);
}

/** New things, where they cannot be seen or are too small to be told apart; null where the reader can stay. */
export function viewOfNew(fresh: Standing, size: Size, now: View): View | null {
  const bounds = extentOf(fresh);
  if (!bounds) return null;
  const wide = Math.max((bounds.right - bounds.left) / size.width, (bounds.bottom - bounds.top) / size.height) * now.zoom;
  const seen = fresh.nodes.every((node) => inSight(now, size, fresh.placeOf(node)));
  return seen && (wide > SMALL || fresh.nodes.length < SOME) ? null : fitted(bounds, size, LOOSE, Math.max(1, now.zoom));
}
