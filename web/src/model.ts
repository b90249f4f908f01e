// The one model that picture, legend, panel and list share: the data, its indices, what is filtered and selected.

import type { Bundle, Claim, Data, PlacedNode } from "./data.ts";
import { at } from "./data.ts";
import { how } from "./words.ts";

export const FACETS = ["type", "how", "polarity", "conflict", "publisher", "speaker", "relation", "day"] as const;
export type Facet = (typeof FACETS)[number];

export const NO_SPEAKER = "own";
export const UNKNOWN = "?";

export type Selection =
  | { kind: "nothing" }
  | { kind: "thing"; thing: number }
  | { kind: "claims"; claims: number[]; index: number; from?: number }
  | { kind: "article"; article: number };

export class Model {
  readonly data: Data;
  readonly nodes = new Map<number, PlacedNode>();
  /** Claims in which a thing has any part, as speaker too. */
  readonly claimsOf: number[][];
  readonly claimsIn: number[][];
  /** The edge that draws a claim; none for figures. */
  readonly edgeOf = new Map<number, Bundle>();
  readonly conflicts: [number, number][] = [];
  /** Values that are switched off. */
  readonly hidden: Record<Facet, Set<string>>;
  /** How many of the most connected things are shown. */
  limit: number;
  selection: Selection = { kind: "nothing" };
  readonly ranked: number[];
  private readonly rank = new Map<number, number>();
  /** Shown although they are below the limit: somebody asked for them. */
  private readonly asked = new Set<number>();
  private readonly listeners: (() => void)[] = [];

  /** How many things have a place for when they alone are shown; none where there are few anyway. */
  readonly core: number;

  constructor(data: Data) {
    this.data = data;
    this.hidden = Object.fromEntries(FACETS.map((facet) => [facet, new Set<string>()])) as Record<Facet, Set<string>>;
    this.claimsOf = data.things.map(() => []);
    this.claimsIn = data.articles.map(() => []);
    data.claims.forEach((claim, id) => {
      for (const thing of new Set(parts(claim))) at(this.claimsOf, thing).push(id);
      at(this.claimsIn, claim.article).push(id);
      for (const other of claim.conflicts ?? []) if (id < other) this.conflicts.push([id, other]);
    });
    for (const node of data.nodes) this.nodes.set(node.id, node);
    for (const edge of data.edges) for (const claim of edge.claims) this.edgeOf.set(claim, edge);
    this.ranked = data.nodes
      .filter((node) => node.of === undefined)
      .sort((a, b) => (b.weight ?? 0) - (a.weight ?? 0) || a.id - b.id)
      .map((node) => node.id);
    this.ranked.forEach((id, rank) => this.rank.set(id, rank));
    this.core = data.nodes.filter((node) => node.core).length;
    this.limit = this.core || this.ranked.length;
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  change(act: () => void): void {
    act();
    for (const listener of this.listeners) listener();
  }

  select(selection: Selection): void {
    this.change(() => {
      this.selection = selection;
      for (const thing of this.inFocus()) this.asked.add(thing);
    });
  }

  /** The things and edges that the selection is about. */
  inFocus(): number[] {
    const selection = this.selection;
    if (selection.kind === "thing") return [selection.thing];
    if (selection.kind !== "claims") return [];
    const edge = this.edgeOf.get(at(selection.claims, selection.index));
    if (edge) return [edge.from, edge.to];
    const claim = at(this.data.claims, at(selection.claims, selection.index));
    return claim.subject === undefined ? [] : [claim.subject];
  }

  claim(id: number): Claim {
    return at(this.data.claims, id);
  }

  /** The values that a claim has in a facet. */
  values(claim: Claim, facet: Facet): string[] {
    const { things, articles } = this.data;
    const article = at(articles, claim.article);
    switch (facet) {
      case "type":
        return [claim.subject, claim.object].filter((n) => n !== undefined && this.nodes.has(n)).map((n) => at(things, n as number).type);
      case "how":
        return [how(claim)];
      case "polarity":
        return [claim.negative ? "negative" : "positive"];
      case "conflict":
        return [claim.conflicts?.length ? "contradicted" : "uncontested"];
      case "publisher":
        return [article.publisher ?? UNKNOWN];
      case "speaker":
        return claim.speakers?.length ? claim.speakers.map((n) => at(things, n).iri) : [NO_SPEAKER];
      case "relation":
        return [claim.relation];
      case "day":
        return [article.published?.slice(0, 10) ?? UNKNOWN];
    }
  }

  /** Whether the filters let a claim through; one facet may be left out of account. */
  passes(claim: Claim, except?: Facet): boolean {
    for (const facet of FACETS) {
      const hidden = this.hidden[facet];
      if (facet === except || hidden.size === 0) continue;
      const values = this.values(claim, facet);
      // Both ends must be of a kind that is shown; of several speakers one is enough.
      const off = (value: string): boolean => hidden.has(value);
      if (facet === "speaker" ? values.every(off) : values.some(off)) return false;
    }
    return true;
  }

  /** How many claims (of a type: things) each value has among what the other filters let through. */
  counts(facet: Facet): Map<string, number> {
    const counts = new Map<string, number>();
    const seen = new Set<number>();
    for (const claim of this.data.claims) {
      const through = this.passes(claim, facet);
      if (facet === "type") {
        for (const n of [claim.subject, claim.object]) {
          if (n === undefined || !this.nodes.has(n) || (seen.has(n) && through)) continue;
          const type = at(this.data.things, n).type;
          counts.set(type, (counts.get(type) ?? 0) + (through ? 1 : 0));
          if (through) seen.add(n);
        }
        continue;
      }
      for (const value of new Set(this.values(claim, facet))) counts.set(value, (counts.get(value) ?? 0) + (through ? 1 : 0));
    }
    return counts;
  }

  /** What is drawn now. */
  visible(): { nodes: Set<number>; edges: Map<number, number[]>; claims: number[] } {
    const claims: number[] = [];
    const through = new Set<number>();
    const nodes = new Set<number>();
    const edges = new Map<number, number[]>();
    this.data.claims.forEach((claim, id) => {
      if (!this.passes(claim)) return;
      claims.push(id);
      through.add(id);
      for (const n of [claim.subject, claim.object]) if (n !== undefined && this.inReach(n)) nodes.add(n);
    });
    for (const edge of this.data.edges) {
      const ids = edge.claims.filter((id) => through.has(id));
      const source = this.nodes.get(edge.from)?.of;
      if (!ids.length || !nodes.has(edge.to) || !(source === undefined ? nodes.has(edge.from) : true)) continue;
      edges.set(edge.id, ids);
      nodes.add(edge.from);
    }
    return { nodes, edges, claims };
  }

  /** The claims of a thing that have figures and no edge of their own. */
  figures(thing: number): number[] {
    return at(this.claimsOf, thing).filter((id) => {
      const claim = this.claim(id);
      return claim.figure && claim.subject === thing && !this.edgeOf.has(id) && this.passes(claim);
    });
  }

  private inReach(thing: number): boolean {
    const rank = this.rank.get(thing);
    return rank !== undefined && (rank < this.limit || this.asked.has(thing));
  }
}

/** The things that have a part in a claim. */
export function parts(claim: Claim): number[] {
  return [claim.subject, claim.object, claim.theme, claim.place, ...(claim.speakers ?? [])].filter((n) => n !== undefined);
}
