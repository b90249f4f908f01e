// What the selection lets shine in the picture; the rest fades.

import type { Model } from "../model.ts";
import type { SceneEdge } from "../scene.ts";

export interface Light {
  /** What the selection itself is. */
  focus: ReadonlySet<number>;
  nodes: ReadonlySet<number>;
  edges: ReadonlySet<number>;
}

/** Null when nothing is selected. */
export function lightOf(model: Model): Light | null {
  const { selection } = model;
  if (selection.kind === "nothing") return null;
  const scene = model.scene();
  const focus = new Set(model.inFocus().filter((id) => scene.nodes.has(id)));
  if (selection.kind === "community") {
    for (const node of scene.nodes.values()) if (node.kind === "community" && node.community === selection.community) focus.add(node.id);
  }
  const shines = shining(model, focus);
  const nodes = new Set(selection.kind === "article" ? [] : focus);
  const edges = new Set<number>();
  for (const edge of scene.edges.values()) {
    if (!shines(edge)) continue;
    edges.add(edge.id);
    nodes.add(edge.from).add(edge.to);
  }
  return { focus: selection.kind === "article" ? new Set() : focus, nodes, edges };
}

function shining(model: Model, focus: ReadonlySet<number>): (edge: SceneEdge) => boolean {
  const { selection } = model;
  const ends = ({ from, to }: SceneEdge): [boolean, boolean] => [focus.has(from), focus.has(to)];
  switch (selection.kind) {
    case "claims": {
      const edge = model.edgeOf(selection.claims[selection.index] ?? -1);
      return ({ id }) => id === edge;
    }
    case "article":
      return ({ claims }) => claims.some((claim) => model.data.claims.article[claim] === selection.article);
    case "things":
      return selection.things.length > 1 ? (edge) => ends(edge).every(Boolean) : (edge) => ends(edge).some(Boolean);
    case "thing": {
      // What it says too, not only what is said of it.
      const part = new Set(model.claimsOf(selection.thing));
      return (edge) => ends(edge).some(Boolean) || edge.claims.some((claim) => part.has(claim));
    }
    default:
      return (edge) => ends(edge).some(Boolean);
  }
}

/** Things about which sources contradict each other, in claims that the filters let through. */
export function contestedIn(model: Model): Set<number> {
  const { subject } = model.data.claims;
  const found = new Set<number>();
  for (const { pair } of model.conflicts) {
    for (const claim of pair) {
      const thing = model.passes(claim) ? subject[claim] : undefined;
      if (thing !== undefined) found.add(thing);
    }
  }
  return found;
}
