// A community: its members, and how many of them the picture shows.

import { at } from "../data.ts";
import { h, name } from "../dom.ts";
import { MOST, STEP } from "../model.ts";
import { digits, plural } from "../words.ts";
import { button, nodes, type Parts } from "./parts.ts";

export function community(parts: Parts, id: number): Node[] {
  const { model } = parts;
  const { label, things } = at(model.data.communities, id);
  const members = [...things].sort((a, b) => at(model.graph.rank, a) - at(model.graph.rank, b));
  const shown = members.filter((thing) => model.shown.things().has(thing)).length;
  const left = members.length - shown;
  const open = (limit: number): void => {
    const step = model.open(id, limit);
    parts.say(`${plural(step.added.length, "thing")} shown${step.left ? `, ${digits(step.left)} left` : ""}.`);
  };
  return nodes([
    h("p", { class: "muted" }, `Things that have more to do with each other than with others; ${digits(shown)} of ${plural(members.length, "thing")} in the picture`),
    h("h2", { class: "title" }, name(label)),
    h("div", { class: "actions", role: "group", "aria-label": "In the picture" },
      button(left > STEP ? `Show ${STEP} more` : "Open", () => open(STEP), { id: "open", disabled: left === 0 }),
      left > STEP && button(left > MOST ? `Show ${MOST} more` : "Show all", () => open(MOST), { id: "open-all" }),
      button("Close", () => model.close(id), { id: "close-community", disabled: shown === 0 })),
    h("h3", {}, "Most connected first"),
    h("ul", { class: "plain-list" }, ...parts.some(members, 30, (thing) => h("li", {}, parts.entry(thing, plural(model.nodes.get(thing)?.weight ?? 0, "claim"))))),
  ]);
}
