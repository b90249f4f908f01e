// One line of the legend: a box, what it stands for, how many, and "only".

import { h, name } from "../dom.ts";
import { digits } from "../words.ts";

export interface RowOptions {
  value: string;
  label: string;
  icon?: SVGElement | undefined;
  toggle: (on: boolean) => void;
  only: () => void;
  /** Opens what is below; undefined where nothing is. */
  expand?: HTMLElement | undefined;
}

export interface RowView { element: HTMLElement; set: (on: boolean | "mixed", count: number) => void }

export function rowView({ value, label, icon, toggle, only, expand }: RowOptions): RowView {
  const count = h("span", { class: "count" });
  const input = h("input", { type: "checkbox", value, onchange: () => toggle(input.checked) });
  const button = h("button", { type: "button", class: "quiet only", "aria-label": `Only ${label}`, title: `Only ${label}`, onclick: only }, "only");
  const element = h("div", { class: "row" }, expand, h("label", {}, input, icon, h("span", { class: "label" }, name(label)), count), button);
  return {
    element,
    set: (on, number) => {
      input.checked = on === true;
      input.indeterminate = on === "mixed";
      count.textContent = digits(number);
      element.classList.toggle("none", number === 0);
    },
  };
}

/** Up and down go from box to box within a group, besides the tab key. */
export function walkable(box: HTMLElement): HTMLElement {
  box.addEventListener("keydown", (event) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!by || !(event.target instanceof HTMLInputElement) || event.target.type !== "checkbox") return;
    const boxes = [...box.querySelectorAll<HTMLInputElement>("input[type=checkbox]")].filter((one) => one.offsetParent !== null);
    const next = boxes[boxes.indexOf(event.target) + by];
    event.preventDefault();
    next?.focus();
  });
  return box;
}
