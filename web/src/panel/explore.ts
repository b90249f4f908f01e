// What can be done with a thing in the picture: more or fewer of its neighbours, only it, the way to another.

import { at, NONE } from "../data.ts";
import { h, name } from "../dom.ts";
import type { Step } from "../model.ts";
import { digits, plural, relation } from "../words.ts";
import { button, type Parts } from "./parts.ts";

const AT_ONCE = [5, 20, 100];

export function explore(parts: Parts, id: number): HTMLElement {
  const { model } = parts;
  const { label } = at(model.data.things, id);
  const all = neighbours(parts, id);
  const shown = [...all].filter((one) => model.shown.things().has(one)).length;
  const limit = h("select", { id: "limit-at-once" }, ...AT_ONCE.map((count) => h("option", { value: count, selected: count === parts.atOnce }, String(count))));
  limit.addEventListener("change", () => { parts.atOnce = Number(limit.value); });
  const more = (by?: { relation: string; direction: "out" | "in" }): void => told(parts, model.expand(id, { ...by, limit: parts.atOnce }));
  const rows = model.neighbours(id).map((one) => {
    const words = relation(model.data, one.relation);
    const title = one.direction === "out" ? `${words} …` : `… ${words} it`;
    const hidden = one.total - one.shown;
    return h("li", {}, h("span", {}, title), h("span", { class: "count" }, hidden ? `${one.shown} of ${one.total}` : String(one.total)),
      button(hidden ? "More" : "All shown", () => more(one), { class: "quiet", disabled: !hidden, "aria-label": hidden ? `Show more: ${title}` : `All shown: ${title}` }));
  });
  return h("div", { class: "explore" },
    h("div", { class: "actions", role: "group", "aria-label": "In the picture" },
      button("Expand", () => more(), { id: "expand", disabled: shown === all.size }),
      button("Collapse", () => {
        const gone = model.collapse(id).length;
        parts.say(gone ? `${plural(gone, "thing")} that hang on it alone taken away.` : "Nothing hangs on it alone.");
      }, { id: "collapse" }),
      button("Hide", () => { model.change(() => { model.select({ kind: "nothing" }); model.hide([id]); }); }, { id: "hide" }),
      button("Only this", () => model.only([id]), { id: "only-this" })),
    h("div", { class: "actions", role: "group", "aria-label": "Only what is near" },
      h("span", { class: "muted", "aria-hidden": "true" }, "Around it"),
      ...[1, 2, 3].map((depth) => button(String(depth), () => told(parts, model.around(id, depth)), { "aria-label": `Only what is at most ${plural(depth, "link")} away`, title: `At most ${plural(depth, "link")} away` }))),
    h("details", { class: "group", "data-key": "neighbours" },
      h("summary", {}, "Neighbours ", h("span", { class: "count" }, `${shown} of ${all.size} in the picture`)),
      h("label", { class: "muted at-once" }, "How many at once ", limit),
      h("ul", { class: "neighbours" }, ...parts.some(rows, 30, (row) => row))),
    picker(parts, `Path from ${label} to`, "Path to another", [id], (other) => {
      const path = model.path(id, other);
      parts.say(path ? `A path of ${plural(path.length - 1, "link")}.` : "The filters leave no path between them.");
      return path !== null;
    }),
    together(parts, [id]));
}

/** Chooses one more thing, to look at them together. */
export function together(parts: Parts, chosen: readonly number[]): HTMLElement {
  return picker(parts, "Select also", "Select another too", chosen, (other) => {
    parts.model.select({ kind: "things", things: [...chosen, other] });
    return true;
  });
}

function told(parts: Parts, { added, left }: Step): void {
  parts.say(`${plural(added.length, "thing")} shown${left ? `, ${digits(left)} left` : ""}.`);
}

/** A field that finds a thing by its name, opened by a button. */
function picker(parts: Parts, label: string, title: string, without: readonly number[], choose: (id: number) => boolean): HTMLElement {
  const hits = h("ul", { class: "plain-list" });
  const note = h("p", { class: "muted", role: "status" });
  const field = h("input", { type: "search", "aria-label": label, placeholder: "Name of a thing", autocomplete: "off" });
  field.addEventListener("input", () => {
    const { hits: found, total } = parts.model.search(field.value, 8).things;
    const others = found.filter((id) => !without.includes(id) && parts.model.graph.isNode(id));
    hits.replaceChildren(...others.map((id) => h("li", {}, parts.entry(id, plural(parts.model.nodes.get(id)?.weight ?? 0, "claim"), () => {
      if (!choose(id)) note.replaceChildren("The filters leave no path to ", name(at(parts.model.data.things, id).label), ".");
    }))));
    note.textContent = field.value.trim() ? `${plural(others.length, "thing")}${total > found.length ? ` of ${total}` : ""} found` : "";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    hits.querySelector("button")?.click();
  });
  return h("details", { class: "group pick", "data-key": title }, h("summary", {}, title), field, note, hits);
}

/** All that it is linked with by claims that the filters let through. */
export function neighbours({ model }: Parts, id: number): Set<number> {
  const found = new Set<number>();
  for (const edge of model.graph.edgesOf.get(id)) {
    const other = model.graph.across(edge, id);
    if (other !== NONE && other !== id && model.graph.edgeClaims.get(edge).some((claim) => model.passes(claim))) found.add(other);
  }
  return found;
}
