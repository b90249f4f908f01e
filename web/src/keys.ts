// All keys of the page, and the window that tells them.

import { dialog } from "./dialog.ts";
import { h } from "./dom.ts";

export interface Key { keys: string; does: string; act?: (key: string) => void }
export interface Keys { title: string; keys: Key[] }

/** Keys that work wherever the focus is, but not while somebody types. */
export function listen(all: readonly Keys[]): void {
  const acts = new Map(all.flatMap(({ keys }) => keys).flatMap(({ keys, act }) => (act ? keys.split(" or ").map((key) => [key, act] as const) : [])));
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.metaKey || event.ctrlKey || typing(event.target)) return;
    const act = acts.get(event.key);
    if (!act) return;
    event.preventDefault();
    act(event.key);
  });
}

function typing(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "range", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

export function help(groups: readonly Keys[]): () => void {
  const tables = groups.map(({ title, keys }) => h("section", {}, h("h3", {}, title), h("dl", { class: "keys" },
    ...keys.flatMap(({ keys: names, does }) => [
      h("dt", {}, ...names.split(" or ").flatMap((name, n) => [n ? " or " : "", h("kbd", {}, name)])),
      h("dd", {}, does),
    ]))));
  const { open } = dialog("help", "Keys", h("div", { class: "key-tables" }, ...tables));
  return open;
}
