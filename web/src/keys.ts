// All keys of the page, and the window that tells them.

import { dialog } from "./dialog.ts";
import { h } from "./dom.ts";

export interface Key { keys: string; does: string; act?: (key: string) => void }
export interface Keys { title: string; keys: Key[] }

const STORED = "kgraph-keys";

/** Whether keys of one character work wherever the focus is: those who speak to their computer, or hit keys unintended, switch them off. */
export class Letters {
  on = read() !== "off";

  set(on: boolean): void {
    this.on = on;
    try {
      if (on) localStorage.removeItem(STORED);
      else localStorage.setItem(STORED, "off");
    } catch {
      // A page in a frame of a notebook may keep nothing: then it is for this time.
    }
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

/** Keys that work wherever the focus is, but not while somebody types. */
export function listen(all: readonly Keys[], letters: Letters): void {
  const acts = new Map(all.flatMap(({ keys }) => keys).flatMap(({ keys, act }) => (act ? keys.split(" or ").map((key) => [key, act] as const) : [])));
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.metaKey || event.ctrlKey || typing(event.target)) return;
    const act = acts.get(event.key);
    if (!act || (!letters.on && event.key.length === 1)) return;
    event.preventDefault();
    act(event.key);
  });
}

function typing(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "range", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

export function help(groups: readonly Keys[], letters: Letters): () => void {
  const tables = groups.map(({ title, keys }) => h("section", {}, h("h3", {}, title), h("dl", { class: "keys" },
    ...keys.flatMap(({ keys: names, does }) => [
      h("dt", {}, ...names.split(" or ").flatMap((name, n) => [n ? " or " : "", h("kbd", {}, name)])),
      h("dd", {}, does),
    ]))));
  const box = h("input", { type: "checkbox", id: "letters", checked: letters.on, onchange: () => letters.set(box.checked) });
  const { open } = dialog("help", "Keys", h("label", { class: "letters" }, box, " Keys of one letter, figure or sign work everywhere, not only where the focus is"), h("div", { class: "key-tables" }, ...tables));
  return open;
}
