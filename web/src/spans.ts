// When claims were published, said, or what they tell of happened: from the first to the last day.

import { at, type Data } from "./data.ts";
import { span, UNDATED } from "./days.ts";
import type { Axis } from "./facets.ts";

const NEVER = [UNDATED, UNDATED] as const;

export function spansOf({ claims, articles }: Data, axis: Axis): { from: Int32Array; to: Int32Array } {
  const published = articles.map((article) => span(article.published));
  const from = new Int32Array(claims.count);
  const to = new Int32Array(claims.count);
  for (let n = 0; n < claims.count; n++) {
    const day = axis === "published" ? undefined : axis === "happened" ? (claims.when.get(n) ?? "") : claims.said.get(n);
    const told = day === undefined ? at(published, at(claims.article, n)) : day === "" ? NEVER : span(day);
    from[n] = told[0];
    to[n] = told[1];
  }
  return { from, to };
}
