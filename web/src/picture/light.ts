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
  const things = new Set(model.inFocus().filter((id) => scene.nodes.has(id)));
  const homes = communitiesOf(model, things);
  const groups = [...scene.nodes.values()].filter(({ kind, community }) => kind === "community" && community !== undefined && homes.has(community)).map(({ id }) => id);
  const shines = shining(model, new Set([...things, ...groups]), things.size > 0);
  const nodes = new Set(selection.kind === "article" ? groups : [...things, ...groups]);
  const edges = new Set<number>();
  for (const edge of scene.edges.values()) {
    if (!shines(edge)) continue;
    edges.add(edge.id);
    nodes.add(edge.from).add(edge.to);
  }
  const focus = selection.kind === "community" ? new Set(groups) : selection.kind === "article" ? new Set<number>() : things;
  return { focus, nodes, edges };
}

/** The community that is selected, or those that hold what an article speaks of and the picture does not show. */
function communitiesOf(model: Model, shown: ReadonlySet<number>): Set<number | undefined> {
  const { selection } = model;
  if (selection.kind === "community") return new Set([selection.community]);
  if (selection.kind !== "article") return new Set();
  return new Set(model.inFocus().filter((thing) => !shown.has(thing)).map((thing) => model.thing(thing).community));
}

function shining(model: Model, focus: ReadonlySet<number>, opened: boolean): (edge: SceneEdge) => boolean {
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
      // Of a community that is open what is within it, of a closed one what leads to it.
      return (edge) => (opened ? ends(edge).every(Boolean) : ends(edge).some(Boolean));
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
