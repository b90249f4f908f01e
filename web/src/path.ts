// The window that asks between which two things a way is wanted.

import { Combobox } from "./combobox.ts";
import { dialog } from "./dialog.ts";
import { h } from "./dom.ts";
import { thingOptions } from "./finder.ts";
import type { Model } from "./model.ts";
import type { Theme } from "./style.ts";
import { plural } from "./words.ts";

const EACH = 8;

interface Picker { element: HTMLElement; thing: () => number | null; set: (thing: number | null) => void }

function picker(model: Model, theme: () => Theme, id: string, label: string, changed: () => void): Picker {
  let chosen: number | null = null;
  const set = (thing: number | null): void => {
    chosen = thing;
    box.input.value = thing === null ? "" : model.thing(thing).label;
    changed();
  };
  const box = new Combobox({
    id, label, keep: true,
    find: (text) => {
      if (chosen !== null && text === model.thing(chosen).label) return [];
      const { hits, total } = model.search(text, EACH).things;
      return hits.length ? [{ title: `Things ${total}`, options: thingOptions(model, theme(), hits.filter((hit) => model.graph.isNode(hit)), set) }] : [];
    },
  });
  return { element: h("div", { class: "picker" }, h("label", { for: id }, label), box.element), thing: () => chosen, set };
}

/** Gives what opens it. */
export function pathDialog(model: Model, theme: () => Theme, done: () => void): () => void {
  const result = h("p", { role: "status", class: "muted" });
  const button = h("button", { type: "submit", class: "primary" }, "Show the way");
  const enable = (): void => {
    const [one, other] = [from.thing(), to.thing()];
    button.disabled = one === null || other === null || one === other;
    result.textContent = one !== null && one === other ? "These are one and the same." : "";
  };
  const from = picker(model, theme, "path-from", "From", () => enable());
  const to = picker(model, theme, "path-to", "To", () => enable());
  const form = h("form", {
    method: "dialog",
    onsubmit: (event: SubmitEvent) => {
      event.preventDefault();
      const [one, other] = [from.thing(), to.thing()];
      if (one === null || other === null) return;
      const path = model.path(one, other);
      if (!path) result.textContent = `No way from ${model.thing(one).label} to ${model.thing(other).label}${model.filters.open ? "" : " under the filters that are on"}.`;
      else {
        result.textContent = plural(path.length - 1, "link");
        close();
        done();
      }
    },
  }, from.element, to.element, result, h("div", { class: "dialog-foot" }, button));
  const { open, close } = dialog("path-dialog", "The shortest way between two things", form);
  return () => {
    const { selection } = model;
    const focus = selection.kind === "thing" || selection.kind === "things" || selection.kind === "claims" ? model.inFocus() : [];
    from.set(focus[0] ?? null);
    to.set(focus.length > 1 ? (focus[focus.length - 1] ?? null) : null);
    open();
    document.getElementById(focus.length ? "path-to" : "path-from")?.focus();
  };
}
