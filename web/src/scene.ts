// What is drawn now: things, markers for nobody, closed communities, and the lines between them.

import { at, NONE } from "./data.ts";
import type { Filters } from "./filters.ts";
import type { Graph } from "./graph.ts";
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
  color?: string;
}

export interface Scene {
  nodes: Map<number, SceneNode>;
  edges: Map<number, SceneEdge>;
}

export function sceneOf(graph: Graph, filters: Filters, shown: Shown): Scene {
  const { data } = graph;
  const nodes = new Map<number, SceneNode>();
  const edges = new Map<number, SceneEdge>();
  for (const thing of shown.things()) nodes.set(thing, thingNode(graph, thing));
  if (shown.state.overview) {
    shown.rest().forEach((count, n) => { if (count) nodes.set(2 * data.things.length + n, communityNode(graph, n, count)); });
  }
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const to = at(graph.edgeTo, edge);
    const from = at(graph.edgeFrom, edge);
    const marker = from >= data.things.length;
    const start = marker ? from : standIn(graph, nodes, from);
    const end = standIn(graph, nodes, to);
    if (start === NONE || end === NONE || (start === end && start !== from) || (marker && end !== to)) continue;
    if (start === from && end === to) {
      const claims = [...graph.edgeClaims.get(edge)].filter((claim) => filters.passes(claim));
      if (!claims.length) continue;
      if (marker) nodes.set(from, markerNode(graph, from));
      edges.set(edge, bundle(graph, edge, claims));
    } else {
      let count = 0;
      for (const claim of graph.edgeClaims.get(edge)) if (filters.passes(claim)) count++;
      if (count) link(graph, edges, start, end, count);
    }
  }
  return { nodes, edges };
}

/** The claims that a link to or from a closed community stands for. */
export function claimsOfLink(graph: Graph, filters: Filters, scene: Scene, link: SceneEdge): number[] {
  const found: number[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const from = at(graph.edgeFrom, edge);
    if (from >= graph.data.things.length) continue;
    const ends = [standIn(graph, scene.nodes, from), standIn(graph, scene.nodes, at(graph.edgeTo, edge))];
    if (Math.min(...ends) !== link.from || Math.max(...ends) !== link.to) continue;
    found.push(...[...graph.edgeClaims.get(edge)].filter((claim) => filters.passes(claim)));
  }
  return found.sort((a, b) => a - b);
}

/** The node that shows a thing: its own, its community's, or none. */
function standIn(graph: Graph, nodes: ReadonlyMap<number, SceneNode>, thing: number): number {
  if (nodes.has(thing)) return thing;
  const community = graph.data.things[thing]?.community;
  const id = community === undefined ? NONE : 2 * graph.data.things.length + community;
  return nodes.has(id) ? id : NONE;
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

function link({ data }: Graph, edges: Map<number, SceneEdge>, one: number, other: number, count: number): void {
  const [from, to] = one < other ? [one, other] : [other, one];
  const id = -1 - (from * (2 * data.things.length + data.communities.length) + to);
  const known = edges.get(id);
  if (known) known.count += count;
  else edges.set(id, { id, kind: "link", from, to, how: "fact", polarity: "positive", claims: [], count, contested: false, quoted: false });
}
