// What follows from the data alone: which claims a thing has, which edge draws a claim, who is linked with whom.

import { at, type Bundle, type Claim, type Data, NONE, type PlacedNode } from "./data.ts";
import { Lists } from "./lists.ts";
import { Triples } from "./triples.ts";
import { howAt } from "./wire.ts";

export class Graph {
  readonly data: Data;
  /** Nodes by number: of a thing its own, of a marker for nobody that of the thing beside it plus the count of things. */
  readonly nodes = new Map<number, PlacedNode>();
  /** Things that are nodes, the most connected first. */
  readonly ranked: number[];
  /** The place of each thing among them; NONE of one that is no node. */
  readonly rank: Uint32Array;
  /** The edge that draws a claim; NONE for figures. */
  readonly edgeOf: Uint32Array;
  readonly edgeCount: number;
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  readonly edgeClaims: Lists;
  private readonly bundles = new Map<number, Bundle>();
  // Not needed for the overview that a big page opens on.
  private parts: Lists | null = null;
  private inside: Lists | null = null;
  private ends: Lists | null = null;

  constructor(data: Data) {
    this.data = data;
    const { claims, things } = data;
    for (const node of data.nodes) this.nodes.set(node.id, node);
    this.ranked = data.nodes.filter((node) => node.of === undefined).sort((a, b) => b.weight - a.weight || a.id - b.id).map((node) => node.id);
    this.rank = new Uint32Array(things.length).fill(NONE);
    this.ranked.forEach((thing, rank) => { this.rank[thing] = rank; });

    this.edgeOf = new Uint32Array(claims.count).fill(NONE);
    const ids = new Triples(claims.count);
    for (let n = 0; n < claims.count; n++) {
      const object = at(claims.object, n);
      const subject = at(claims.subject, n);
      const source = subject === NONE ? things.length + object : subject;
      if (this.rank[object] === NONE || (source < things.length ? this.rank[source] === NONE : !this.nodes.has(source)) || data.undrawn.has(n)) continue;
      this.edgeOf[n] = ids.number(source, object, 2 * at(claims.how, n) + at(claims.negative, n));
    }
    this.edgeCount = ids.count;
    this.edgeFrom = ids.first.slice(0, ids.count);
    this.edgeTo = ids.second.slice(0, ids.count);
    this.edgeClaims = Lists.byColumn(this.edgeCount, this.edgeOf);
  }

  /** Claims in which a thing has any part, as speaker too. */
  get claimsOf(): Lists {
    this.parts ??= partsOf(this.data);
    return this.parts;
  }

  get claimsIn(): Lists {
    this.inside ??= Lists.byColumn(this.data.articles.length, this.data.claims.article);
    return this.inside;
  }

  /** The edges that begin or end at a thing. */
  get edgesOf(): Lists {
    const count = this.data.things.length;
    this.ends ??= Lists.grouped(count, (put) => {
      for (let edge = 0; edge < this.edgeCount; edge++) {
        const [source, target] = [at(this.edgeFrom, edge), at(this.edgeTo, edge)];
        if (source < count) put(source, edge);
        if (source !== target) put(target, edge);
      }
    });
    return this.ends;
  }

  isNode(thing: number): boolean {
    return this.rank[thing] !== NONE;
  }

  /** One edge with all its claims, whatever the filters say. */
  bundle(id: number): Bundle {
    const known = this.bundles.get(id);
    if (known) return known;
    const claims = [...this.edgeClaims.get(id)];
    const first = at(claims, 0);
    const color = claims.map((claim) => this.data.edgeColours.get(claim)).find((colour) => colour !== undefined);
    const bundle: Bundle = {
      id, from: at(this.edgeFrom, id), to: at(this.edgeTo, id),
      how: howAt(at(this.data.claims.how, first)), polarity: this.data.claims.negative[first] ? "negative" : "positive",
      claims, ...(color === undefined ? {} : { color }),
    };
    this.bundles.set(id, bundle);
    return bundle;
  }

  /** The other end of an edge; NONE where that is nobody. */
  across(edge: number, thing: number): number {
    const [source, target] = [at(this.edgeFrom, edge), at(this.edgeTo, edge)];
    if (source >= this.data.things.length) return NONE;
    return source === thing ? target : source;
  }

  claim(id: number): Claim {
    const { claims, relations } = this.data;
    const some = (column: Uint32Array): number | undefined => (column[id] === NONE ? undefined : column[id]);
    const how = howAt(at(claims.how, id));
    const filled = {
      subject: some(claims.subject), theme: some(claims.theme), place: some(claims.place),
      speakers: claims.speakers.size(id) ? [...claims.speakers.get(id)] : undefined,
      modality: how === "fact" || how === "reported" ? undefined : how,
      negative: claims.negative[id] ? true : undefined, alleged: claims.alleged[id] ? true : undefined,
      when: claims.when.get(id), said: claims.said.get(id), figure: claims.figure.get(id), quote: claims.quote.get(id),
      conflicts: claims.conflicts.size(id) ? [...claims.conflicts.get(id)] : undefined,
    };
    return {
      iri: claims.iri(id), article: at(claims.article, id), relation: at(relations, at(claims.relation, id)).name, object: at(claims.object, id),
      start: at(claims.start, id), end: at(claims.end, id), confidence: at(claims.confidence, id) / 100, sources: at(claims.sources, id),
      ...Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== undefined)),
    };
  }
}

/** For each thing the claims in which it has any part, each once. */
function partsOf({ claims, things }: Data): Lists {
  return Lists.grouped(things.length, (put) => {
    const last = new Uint32Array(things.length).fill(NONE);
    for (let n = 0; n < claims.count; n++) {
      const part = (thing: number): void => {
        if (thing === NONE || last[thing] === n) return;
        last[thing] = n;
        put(thing, n);
      };
      for (const column of [claims.subject, claims.object, claims.theme, claims.place]) part(column[n] ?? NONE);
      for (let k = claims.speakers.starts[n] ?? 0; k < (claims.speakers.starts[n + 1] ?? 0); k++) part(claims.speakers.values[k] ?? NONE);
    }
  });
}
