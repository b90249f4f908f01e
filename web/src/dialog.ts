// A window over the page, with the browser's own dialog: it holds the focus, and Escape closes it.

import { h } from "./dom.ts";

export interface Dialog { element: HTMLDialogElement; open: () => void; close: () => void }

export function dialog(id: string, title: string, ...content: (Node | string | false)[]): Dialog {
  const heading = `${id}-title`;
  const element = h("dialog", { id, "aria-labelledby": heading },
    h("div", { class: "dialog-head" }, h("h2", { id: heading }, title), h("button", { type: "button", class: "quiet", "aria-label": "Close", onclick: () => element.close() }, "✕")),
    ...content);
  // Outside of the box, a click means the page below.
  element.addEventListener("click", (event) => { if (event.target === element) element.close(); });
  // The page has keys of its own.
  element.addEventListener("keydown", (event) => event.stopPropagation());
  document.body.append(element);
  return { element, open: () => { if (!element.open) element.showModal(); }, close: () => element.close() };
}
