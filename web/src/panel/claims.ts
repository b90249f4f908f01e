// The claims behind an edge: one of them in full, with its sentence in the article, and all of them as a list.

import { at, type Claim } from "../data.ts";
import { h, name } from "../dom.ts";
import { lineIcon } from "../icons.ts";
import type { Selection } from "../model.ts";
import { articleHead } from "../reader/article.ts";
import type { Reader } from "../reader/text.ts";
import { lineStyle } from "../style.ts";
import { date, figure, how, plural } from "../words.ts";
import { button, join, nodes, type Parts, percent } from "./parts.ts";

const SURE: Record<string, string> = {
  asserted: "stated as so",
  expected: "expected or planned",
  possible: "possible, no more",
  conditional: "only under a condition",
  requested: "asked for, not done",
};

export function claims(parts: Parts, selection: Extract<Selection, { kind: "claims" }>, reader: Reader): Node[] {
  const { model } = parts;
  const { claims: among, index } = selection;
  const id = at(among, index);
  const claim = model.claim(id);
  const title = h("h3", { class: "headline", dir: "auto" }, button(at(model.data.articles, claim.article).title, () => model.select({ kind: "article", article: claim.article }), { class: "as-text" }));
  return nodes([
    among.length > 1 && stepper(parts, index, among.length),
    h("p", { class: "muted kind" }, lineIcon(how(claim), claim.negative ?? false, parts.theme), ` ${saidHow(claim)}`),
    h("h2", { class: "title" }, ...parts.words(claim, true)),
    ...parts.disputes([id]).map((dispute) => parts.dispute(dispute, id)),
    title,
    articleHead(parts, claim.article),
    ...reader.elements,
    details(parts, claim),
    ...(among.length > 1 ? [h("h3", {}, `All ${plural(among.length, "claim")}`), list(parts, among, index)] : []),
  ]);
}

function stepper({ model }: Parts, index: number, count: number): HTMLElement {
  return h("div", { class: "stepper", role: "group", "aria-label": "Evidence" },
    button("‹", () => model.step(-1), { "aria-label": "Previous claim", disabled: index === 0 }),
    h("span", {}, `${index + 1} of ${count}`),
    button("›", () => model.step(1), { "aria-label": "Next claim", disabled: index === count - 1 }),
    h("span", { class: "muted key-hint" }, h("kbd", {}, "n"), " next, ", h("kbd", {}, "p"), " previous, or ", h("kbd", {}, "←"), " ", h("kbd", {}, "→")));
}

/** All of them, from the page on which the chosen one is. */
function list(parts: Parts, among: readonly number[], index: number): HTMLElement {
  const first = Math.max(0, index - 5);
  const before = first > 0 && h("li", { class: "muted more" }, `${plural(first, "claim")} before these`);
  return h("ul", { class: "claims" }, before, ...parts.some(among.slice(first), 20, (id) => parts.row(id, among, among[index] === id)));
}

function saidHow(claim: Claim): string {
  const said = lineStyle(how(claim)).label;
  return [said, claim.modality && claim.speakers?.length && "reported speech", claim.negative && "said not to be so", claim.alleged && "alleged"].filter(Boolean).join(", ");
}

function details(parts: Parts, claim: Claim): HTMLElement {
  const thing = (id: number): HTMLElement => parts.inline(id);
  const article = at(parts.model.data.articles, claim.article);
  const rows: [string, (Node | string)[]][] = [
    ["Who says it", claim.speakers?.length ? join(claim.speakers.map(thing), ", quoting ") : ["the article itself"]],
    ["How sure", [SURE[claim.modality ?? "asserted"] ?? name(claim.modality ?? "")]],
    ["Yes or no", [claim.negative ? "no: said not to be so" : "yes: said to be so"]],
    ["What", claim.theme === undefined ? [] : [thing(claim.theme)]],
    ["How much", claim.figure ? [name(figure(claim.figure))] : []],
    ["When", claim.when ? [name(date(claim.when))] : []],
    ["Said", claim.said ? [name(date(claim.said))] : []],
    ["Where", claim.place === undefined ? [] : [thing(claim.place)]],
    ["Source", [name(article.publisher ?? "no publisher given"), ...(article.published ? [", ", name(date(article.published))] : [])]],
    ["Also said by", claim.sources > 1 ? [plural(claim.sources - 1, "other independent source")] : ["no other independent source"]],
    ["Confidence", [`${percent(claim)} sure that the sentence is read right`]],
  ];
  return h("dl", { class: "details" }, ...rows.filter(([, value]) => value.length).flatMap(([key, value]) => [h("dt", {}, key), h("dd", {}, ...value)]));
}
