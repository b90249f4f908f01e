// Several things: what is claimed between them, and what links them.

import { at } from "../data.ts";
import { h } from "../dom.ts";
import { plural } from "../words.ts";
import { neighbours, together } from "./explore.ts";
import { button, nodes, type Parts } from "./parts.ts";

export function things(parts: Parts, chosen: readonly number[]): Node[] {
  const { model } = parts;
  const { claims } = model.data;
  const among = new Set(chosen);
  const between = [...new Set(chosen.flatMap((id) => model.claimsOf(id)))]
    .filter((id) => model.passes(id) && among.has(at(claims.object, id)) && among.has(at(claims.subject, id)))
    .sort((a, b) => a - b);
  const links = new Map<number, number>();
  for (const id of chosen) for (const other of neighbours(parts, id)) if (!among.has(other)) links.set(other, (links.get(other) ?? 0) + 1);
  const common = [...links].filter(([, count]) => count > 1).sort((a, b) => b[1] - a[1] || at(model.graph.rank, a[0]) - at(model.graph.rank, b[0]));
  return nodes([
    h("p", { class: "muted" }, `${plural(chosen.length, "thing")} selected`),
    h("h2", { class: "title" }, "What is between them"),
    h("ul", { class: "plain-list chosen" }, ...parts.some(chosen, 12, (id) => h("li", {}, parts.entry(id, ""),
      button("✕", () => drop(parts, chosen, id), { class: "quiet", "aria-label": `Leave out ${at(model.data.things, id).label}` })))),
    h("div", { class: "actions", role: "group", "aria-label": "In the picture" },
      button("Only these", () => model.only([...chosen]), { id: "only-these" }),
      button("Hide them", () => { model.change(() => { model.select({ kind: "nothing" }); model.hide(chosen); }); }, { id: "hide" })),
    together(parts, chosen),
    ...parts.disputes(between).slice(0, 3).map((dispute) => parts.dispute(dispute)),
    h("h3", {}, between.length ? `${plural(between.length, "claim")} between them` : "No claim joins any two of them"),
    between.length > 0 && parts.claimList(between),
    ...(common.length ? [h("h3", {}, "Linked with more than one of them"), h("ul", { class: "plain-list" }, ...parts.some(common, 8, ([id, count]) => h("li", {}, parts.entry(id, `with ${count}`))))] : []),
  ]);
}

function drop({ model }: Parts, chosen: readonly number[], id: number): void {
  const rest = chosen.filter((one) => one !== id);
  const [last] = rest;
  model.select(rest.length === 1 && last !== undefined ? { kind: "thing", thing: last } : { kind: "things", things: rest });
}
