// A graph of 100,000 things and 300,000 claims, the same one each time.

import { Model } from "../src/model.ts";
import { Texts } from "../src/texts.ts";
import { read, type Wire } from "../src/wire.ts";
import { type Parts, type Told, wireOf } from "./story.ts";

const HOWS = [undefined, undefined, undefined, "possible", "expected"];
const PER_ARTICLE = 20;

/** A generator of numbers that needs no seed from outside. */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

function parts(things: number, claims: number): Parts {
  const next = chance(7);
  const relations = Array.from({ length: 60 }, (_, n) => ({ name: `relation${n}`, label: `relates ${n}`, ...(n >= 20 ? { parent: n % 20 } : {}) }));
  const types = ["Person", "Country", "Organization", "Place", "Group"];
  const communities = Array.from({ length: Math.max(2, Math.round(Math.sqrt(things) / 3)) }, (_, id) => ({ id, label: `Community ${id}`, x: 100 * id, y: 0, r: 50, size: 20 }));
  const size = things / communities.length;
  const told: Told[] = Array.from({ length: claims }, (_, n) => {
    // A few hubs have most of the claims; most claims stay within a community.
    const subject = Math.floor((next(1000) / 1000) ** 3 * things * 0.999);
    const home = Math.floor(subject / size) * size;
    const object = next(5) ? Math.min(things - 1, Math.floor(home + next(size))) : next(things);
    const modality = HOWS[next(5)];
    const place = n % PER_ARTICLE;
    return {
      subject, object, article: Math.floor(n / PER_ARTICLE), relation: `relation${next(60)}`, start: place * 60, end: place * 60 + 59,
      confidence: next(101) / 100, ...(modality ? { modality } : {}), ...(next(10) ? {} : { negative: true as const }), ...(next(3) ? {} : { speakers: [next(things)] }),
    };
  });
  return {
    things: Array.from({ length: things }, (_, n) => ({
      iri: `person-number-${n}-${(n * 2_654_435_761 % 4_294_967_296).toString(16)}`, label: `Únique Name ${n}`, type: types[n % 5] ?? "Thing", community: Math.floor(n / size), ...(n % 3 ? {} : { names: [`Alias ${n}`] }),
    })),
    articles: Array.from({ length: Math.ceil(claims / PER_ARTICLE) }, (_, n) => ({ id: `article-${n}`, publisher: `Publisher ${n % 40}`, published: `2026-0${1 + (n % 9)}-1${n % 10}` })),
    claims: told, relations, communities,
  };
}

export const bigWire = (things = 100_000, claims = 300_000): Wire => wireOf(parts(things, claims));

export async function bigModel(wire: Wire): Promise<Model> {
  const text = (n: number): string => Array.from({ length: PER_ARTICLE }, (_, k) => `On that day the délégation of d${n} met its envoys ${k}.`.padEnd(60)).join("");
  const texts = new Texts([() => Promise.resolve(wire.articles.id.map((_, n) => text(n)))], [0]);
  await texts.load();
  return new Model(read(wire), texts);
}
