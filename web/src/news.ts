// What is new: the last day of publication, and what nobody had spoken of, or said, before.

import { at, type Data, NONE } from "./data.ts";
import { dayOf, span, UNDATED } from "./days.ts";

export interface News {
  /** An ISO 8601 date. */
  day: string;
  articles: number[];
  /** Things that no earlier article speaks of. */
  things: number[];
  /** Claims whose subject, relation, object and polarity no earlier claim has. */
  claims: number[];
}

/** Null where nothing is older: then nothing is news. */
export function newsOf({ articles, claims }: Data): News | null {
  const days = articles.map(({ published }) => span(published)[0]);
  const last = days.reduce((most, day) => Math.max(most, day), UNDATED);
  if (last === UNDATED || days.every((day) => day === last || day === UNDATED)) return null;
  const known = new Set<number>();
  const facts = new Set<string>();
  const [things, fresh] = [new Set<number>(), new Map<string, number>()];
  // What has no date may be old.
  for (const isNew of [false, true]) {
    for (let n = 0; n < claims.count; n++) {
      if ((days[at(claims.article, n)] === last) !== isNew) continue;
      const [subject, object] = [at(claims.subject, n), at(claims.object, n)];
      for (const thing of [subject, object]) if (thing !== NONE) (isNew && !known.has(thing) ? things : known).add(thing);
      const fact = `${subject} ${at(claims.relation, n)} ${object} ${claims.negative[n] ?? 0}`;
      if (!isNew) facts.add(fact);
      else if (!facts.has(fact) && !fresh.has(fact)) fresh.set(fact, n);
    }
  }
  return { day: dayOf(last), articles: days.flatMap((day, n) => (day === last ? [n] : [])), things: [...things].sort((a, b) => a - b), claims: [...fresh.values()] };
}
