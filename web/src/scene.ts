// What is drawn now: things, markers for nobody, closed communities, and the lines between them.

import { at, NONE } from "./data.ts";
import type { Filters } from "./filters.ts";
import type { Graph } from "./graph.ts";
import type { Places } from "./places.ts";
import type { Shown } from "./shown.ts";
import { howAt } from "./wire.ts";

export interface SceneNode {
  /** Of a thing its number; of a marker that of its thing plus the count of things; of a community its number plus twice that. */
  id: number;
  kind: "thing" | "unnamed" | "community";
  x: number;
  y: number;
  size: number;
  label: string;
  /** The type of a thing; "Unnamed" or "Community". */
  type: string;
  /** Claims that a thing has; of a community, how many things it stands for. */
  count: number;
  /** The thing that a marker stands beside. */
  of?: number;
  community?: number;
  /** Of things in rings around one: which way is outwards, as an angle. */
  outwards?: number;
  /** And by way of which they are linked to the middle, NONE for that itself. */
  hangs?: number;
  /** The radius of the circle that holds a community's things. */
  r?: number;
  color?: string;
}

export interface SceneEdge {
  /** Of a bundle its number; of a link to or from a closed community below zero. */
  id: number;
  kind: "bundle" | "link";
  from: number;
  to: number;
  how: string;
  polarity: string;
  /** Those that the filters let through; of a link none, `claimsOfLink` gives them. */
  claims: number[];
  count: number;
  /** One of the claims is in a conflict. */
  contested: boolean;
  /** All claims are somebody's words. */
  quoted: boolean;
  /** Between things in rings: from the middle outwards, or anywhere else. */
  way?: "along" | "across";
  color?: string;
}

export interface Scene {
  nodes: Map<number, SceneNode>;
  edges: Map<number, SceneEdge>;
}

export function sceneOf(graph: Graph, filters: Filters, shown: Shown, places: Places): Scene {
  const { data, edgeFrom, edgeTo } = graph;
  const nodes = new Map<number, SceneNode>();
  const edges = new Map<number, SceneEdge>();
  const links = new Map<number, SceneEdge>();
  const local = places.of(shown);
  for (const thing of shown.things()) nodes.set(thing, { ...thingNode(graph, thing), ...local.get(thing) });
  if (shown.state.overview) {
    shown.rest().forEach((count, n) => { if (count) nodes.set(2 * data.things.length + n, communityNode(graph, n, count)); });
  }
  const standIns = standInsOf(graph, nodes);
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const [from, to] = [edgeFrom[edge] ?? 0, edgeTo[edge] ?? 0];
    const marker = from >= data.things.length;
    const end = standIns[to] ?? NONE;
    const start = marker ? from : (standIns[from] ?? NONE);
    if (start === NONE || end === NONE || (start === end && start !== from) || (marker && end !== to)) continue;
    if (start === from && end === to) {
      const claims = through(graph, filters, edge);
      if (!claims.length) continue;
      if (marker) nodes.set(from, beside(graph, markerNode(graph, from), nodes.get(to)));
      edges.set(edge, { ...bundle(graph, edge, claims), ...wayOf(nodes.get(from), nodes.get(to)) });
    } else link(graph, filters, links, edge, start, end);
  }
  for (const [id, one] of links) edges.set(id, one);
  return { nodes, edges };
}

/** Whether things stand in rings around one. */
export function inRings(scene: Scene): boolean {
  for (const { hangs } of scene.nodes.values()) return hangs !== undefined;
  return false;
}

/** The claims that a link to or from a closed community stands for. */
export function claimsOfLink(graph: Graph, filters: Filters, scene: Scene, link: SceneEdge): number[] {
  const standIns = standInsOf(graph, scene.nodes);
  const found: number[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const ends = [standIns[at(graph.edgeFrom, edge)] ?? NONE, standIns[at(graph.edgeTo, edge)] ?? NONE];
    if (Math.min(...ends) === link.from && Math.max(...ends) === link.to) found.push(...through(graph, filters, edge));
  }
  return found.sort((a, b) => a - b);
}

/** For each thing the node that shows it: its own, its community's, or NONE. */
function standInsOf({ data }: Graph, nodes: ReadonlyMap<number, SceneNode>): Uint32Array {
  return Uint32Array.from(data.things, ({ community }, thing) => {
    if (nodes.has(thing)) return thing;
    const id = community === undefined ? NONE : 2 * data.things.length + community;
    return nodes.has(id) ? id : NONE;
  });
}

function through({ edgeClaims }: Graph, { rejects }: Filters, edge: number): number[] {
  const claims: number[] = [];
  for (let k = edgeClaims.starts[edge] ?? 0; k < (edgeClaims.starts[edge + 1] ?? 0); k++) {
    const claim = edgeClaims.values[k] ?? 0;
    if (rejects[claim] === 0) claims.push(claim);
  }
  return claims;
}

function thingNode({ data, nodes }: Graph, id: number): SceneNode {
  const { x, y, size, weight, color } = nodes.get(id) ?? { x: 0, y: 0, size: 0, weight: 0 };
  const { label, type, community } = at(data.things, id);
  return { id, kind: "thing", x, y, size, label, type, count: weight, ...(community === undefined ? {} : { community }), ...(color === undefined ? {} : { color }) };
}

function markerNode({ nodes }: Graph, id: number): SceneNode {
  const { x, y, size, of, color } = nodes.get(id) ?? { x: 0, y: 0, size: 0 };
  return { id, kind: "unnamed", x, y, size, label: "", type: "Unnamed", count: 0, ...(of === undefined ? {} : { of }), ...(color === undefined ? {} : { color }) };
}

/** As far from its thing as where all stand. */
function beside({ nodes }: Graph, marker: SceneNode, thing: SceneNode | undefined): SceneNode {
  const was = thing && nodes.get(thing.id);
  return was ? { ...marker, x: marker.x + thing.x - was.x, y: marker.y + thing.y - was.y } : marker;
}

function communityNode({ data }: Graph, community: number, count: number): SceneNode {
  const { x, y, r, size, label } = at(data.communities, community);
  return { id: 2 * data.things.length + community, kind: "community", x, y, r, size, label, type: "Community", count, community };
}

function bundle(graph: Graph, id: number, claims: number[]): SceneEdge {
  const { conflicts, speakers, how, negative } = graph.data.claims;
  const first = at(claims, 0);
  let color: string | undefined;
  if (graph.data.edgeColours.size) color = graph.bundle(id).color;
  return {
    id, kind: "bundle", from: at(graph.edgeFrom, id), to: at(graph.edgeTo, id), how: howAt(at(how, first)), polarity: negative[first] ? "negative" : "positive",
    claims, count: claims.length, contested: claims.some((claim) => conflicts.size(claim) > 0), quoted: claims.every((claim) => speakers.size(claim) > 0),
    ...(color === undefined ? {} : { color }),
  };
}

function wayOf(from: SceneNode | undefined, to: SceneNode | undefined): Pick<SceneEdge, "way"> {
  if (from?.hangs === undefined || to?.hangs === undefined) return {};
  return { way: from.hangs === to.id || to.hangs === from.id ? "along" : "across" };
}

function link({ data, edgeClaims }: Graph, { rejects }: Filters, links: Map<number, SceneEdge>, edge: number, one: number, other: number): void {
  let count = 0;
  for (let k = edgeClaims.starts[edge] ?? 0; k < (edgeClaims.starts[edge + 1] ?? 0); k++) if (rejects[edgeClaims.values[k] ?? 0] === 0) count++;
  if (!count) return;
  const [from, to] = one < other ? [one, other] : [other, one];
  const id = -1 - (from * (2 * data.things.length + data.communities.length) + to);
  const known = links.get(id);
  if (known) known.count += count;
  else links.set(id, { id, kind: "link", from, to, how: "fact", polarity: "positive", claims: [], count, contested: false, quoted: false });
}
