// Makes data by hand for the tests, in the form in which Python writes it, and a big one by chance that is no chance.

import type { Claim, Data, Figure, Thing } from "../src/data.ts";
import type { Block } from "../src/texts.ts";
import { Texts } from "../src/texts.ts";
import { HOW } from "../src/style.ts";
import { read, type Sparse, type Wire } from "../src/wire.ts";

export interface Told extends Partial<Omit<Claim, "subject" | "relation">> { subject?: number | undefined; relation?: string }

export interface Parts {
  things: Thing[];
  claims: Told[];
  articles?: { id: string; title?: string; publisher?: string; published?: string }[];
  relations?: Wire["relations"];
  communities?: Wire["communities"];
}

const steps = (places: number[]): number[] => places.map((place, n) => place - (places[n - 1] ?? 0));

function sparse<T>(values: (T | undefined)[]): Sparse<T> {
  const filled = values.flatMap((value, n) => (value === undefined ? [] : [{ n, value }]));
  return { at: steps(filled.map(({ n }) => n)), of: filled.map(({ value }) => value) };
}

/** Claims have to come in order of article. */
export function wireOf({ things, claims, articles = [{ id: "0" }], relations, communities = [] }: Parts): Wire {
  const names = relations ?? [...new Set(claims.map((c) => c.relation ?? "meets"))].map((name) => ({ name, label: name }));
  const places = new Map(names.map(({ name }, n) => [name, n]));
  const types = [...new Set(things.map(({ type }) => type))];
  const claimed = new Set(claims.flatMap((c) => [c.subject, c.object ?? 1]).filter((n) => n !== undefined && things[n]?.type !== "Number") as number[]);
  const nodes = [...claimed].sort((a, b) => a - b);
  const unnamed = [...new Set(claims.filter((c) => c.subject === undefined).map((c) => c.object ?? 1))];
  const perArticle = articles.map(() => 0);
  for (const c of claims) perArticle[c.article ?? 0] = (perArticle[c.article ?? 0] ?? 0) + 1;
  const conflicts = claims.flatMap((c, a) => (c.conflicts ?? []).filter((b) => a < b).map((b): [number, number, number] => [a, b, 0]));
  const flags = (on: (c: Told) => unknown): number[] => steps(claims.flatMap((c, n) => (on(c) ? [n] : [])));
  let before = 0;
  const starts = claims.map((c, n) => {
    if (n === 0 || (claims[n - 1]?.article ?? 0) !== (c.article ?? 0)) before = 0;
    const distance = (c.start ?? 0) - before;
    before = c.start ?? 0;
    return distance;
  });
  return {
    version: 2, title: "",
    articles: {
      iri: { base: "d:/", rest: articles.map(({ id }) => id) }, id: articles.map(({ id }) => id), title: articles.map(({ id, title }) => title ?? id), claims: perArticle,
      publisher: sparse(articles.map((a) => a.publisher)), published: sparse(articles.map((a) => a.published)), url: sparse([]), language: sparse([]),
    },
    things: {
      iri: { base: "e:/", rest: things.map(({ iri }) => iri.replace("e:/", "")) }, label: things.map(({ label }) => label), type: { values: types, codes: things.map(({ type }) => types.indexOf(type)) },
      names: sparse(things.map(({ names: others }) => others)), same: sparse(things.map(({ same }) => same)), merges: sparse([]),
    },
    relations: names,
    claims: {
      iri: { base: "c:/", rest: claims.map((c, n) => c.iri ?? String(n)) },
      relation: claims.map((c) => places.get(c.relation ?? "meets") ?? 0),
      subject: claims.map((c) => (c.subject === undefined ? 0 : c.subject + 1)), object: claims.map((c) => c.object ?? 1),
      start: starts, length: claims.map((c) => (c.end ?? 4) - (c.start ?? 0)),
      how: claims.map((c) => HOW.indexOf(c.modality ?? (c.speakers?.length ? "reported" : "fact"))), confidence: claims.map((c) => Math.round(100 * (c.confidence ?? 1))),
      negative: flags((c) => c.negative), alleged: flags((c) => c.alleged),
      theme: sparse(claims.map((c) => c.theme)), place: sparse(claims.map((c) => c.place)), sources: sparse(claims.map((c) => c.sources)),
      speakers: sparse(claims.map((c) => c.speakers)), when: sparse(claims.map((c) => c.when)), said: sparse(claims.map((c) => c.said)),
      figure: sparse<Figure>(claims.map((c) => c.figure)), quote: sparse(claims.map((c) => c.quote)),
    },
    conflicts, communities,
    nodes: { id: nodes, x: nodes.map((n) => n * 10), y: nodes.map(() => 0), size: nodes.map(() => 9), community: nodes.map((n) => things[n]?.community ?? -1), color: sparse([]) },
    unnamed: { of: unnamed, x: unnamed.map(() => 0), y: unnamed.map(() => 50), size: unnamed.map(() => 4) },
    edgeColours: sparse([]), undrawn: [],
  };
}

export const dataOf = (parts: Parts): Data => read(wireOf(parts));

export async function textsOf(texts: string[]): Promise<Texts> {
  const block: Block = () => Promise.resolve(texts);
  const made = new Texts([block], [0]);
  await made.load();
  return made;
}

/** Two who meet or not, crews, a figure, somebody unnamed; in two articles. */
export function small(): Parts {
  return {
    articles: [{ id: "0", title: "First", publisher: "Wire", published: "2026-03-02" }, { id: "1", title: "Second" }],
    relations: [{ name: "meets", label: "meets" }, { name: "visits", label: "visits", parent: 0 }, { name: "hasStrength", label: "has strength" }],
    things: [
      { iri: "ana", label: "Ana", type: "Person" },
      { iri: "bela", label: "Béla", type: "Person", names: ["the mayor"] },
      { iri: "crews", label: "Rescue crews", type: "Group" },
      { iri: "n31", label: "31", type: "Number" },
    ],
    claims: [
      { subject: 0, object: 1, conflicts: [4], end: 13, confidence: 0.6 },
      { subject: 2, object: 1, modality: "possible", relation: "visits", when: "2026-02" },
      { subject: 2, object: 3, relation: "hasStrength", figure: { value: "31", bound: "exact" } },
      { subject: undefined, object: 2 },
      { subject: 0, object: 1, article: 1, end: 20, negative: true, speakers: [2, 1], conflicts: [0] },
    ],
  };
}

export const SMALL_TEXTS = ["Ana met Béla. Crews may visit Béla.", "Ana never met Béla."];
