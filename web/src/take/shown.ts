// What is taken along: the claims that the picture shows, and what stands in the way of the others.

import { at, NONE } from "../data.ts";
import type { Model } from "../model.ts";

/** Whether a thing is in the picture, on its own or in its community; what is no node (a number) stands with its claim. */
function stands(model: Model, thing: number): boolean {
  if (thing === NONE || !model.graph.isNode(thing) || model.shown.things().has(thing)) return true;
  return model.shown.state.overview && model.thing(thing).community !== undefined;
}

/** The claims that the filters let through and whose ends are in the picture, in order of article and place. */
export function shownClaims(model: Model): number[] {
  const { subject, object } = model.data.claims;
  return model.passing().filter((claim) => stands(model, at(subject, claim)) && stands(model, at(object, claim)));
}

/** The ends of claims that the filters let through and the picture does not show: those that stand in it, and those that don't. */
export function divided(model: Model): { inside: number[]; outside: number[] } {
  const { subject, object } = model.data.claims;
  const ends = new Set<number>();
  for (const claim of model.passing()) {
    ends.add(at(object, claim));
    if (at(subject, claim) !== NONE) ends.add(at(subject, claim));
  }
  const [inside, outside]: [number[], number[]] = [[], []];
  for (const end of ends) (stands(model, end) ? inside : outside).push(end);
  return { inside, outside };
}

/** Offsets in code points, as the graph counts them: those of strings here count UTF-16 code units. */
export class CodePoints {
  /** Per article, where its text has a character of two units. */
  private readonly wide = new Map<number, number[]>();
  private readonly model: Model;

  constructor(model: Model) {
    this.model = model;
  }

  of(article: number, offset: number): number {
    let wide = this.wide.get(article);
    if (!wide) {
      wide = [...(this.model.text(article) ?? "").matchAll(/[\u{10000}-\u{10ffff}]/gu)].map(({ index }) => index);
      this.wide.set(article, wide);
    }
    let before = 0;
    while (before < wide.length && at(wide, before) < offset) before++;
    return offset - before;
  }
}
