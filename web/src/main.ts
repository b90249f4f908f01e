// Puts the page together.

import "./page.css";
import { h, name } from "./dom.ts";
import { Finder } from "./finder.ts";
import { Legend } from "./legend.ts";
import { List } from "./list.ts";
import { Model } from "./model.ts";
import { Panel } from "./panel.ts";
import { Picture } from "./picture/picture.ts";
import type { Theme } from "./style.ts";
import { Timeline } from "./timeline.ts";
import { dataOf, textsIn } from "./unpack.ts";
import { read, type Wire } from "./wire.ts";
import { dateRange, plural } from "./words.ts";

async function start(): Promise<void> {
  const data = read((await dataOf("data")) as Wire);
  const model = new Model(data, await textsIn());
  model.fromAddress(location.hash);
  const system = (): Theme => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  let theme: Theme = model.theme ?? system();

  const legendBox = h("aside", { id: "legend", "aria-label": "Legend and filters" });
  const graph = h("div", { id: "graph", role: "application", "aria-roledescription": "picture" });
  const listBox = h("div", { id: "list", hidden: true, tabindex: -1 });
  const timelineBox = h("div", { class: "bars", role: "group", "aria-label": "Claims by date of publication" });
  const panelBox = h("aside", { id: "panel", "aria-label": "Details", tabindex: -1 });
  const status = h("p", { id: "status", class: "status", role: "status" });

  const button = (id: string, text: string, label: string, act: () => void): HTMLButtonElement => h("button", { type: "button", id, "aria-label": label, title: label, onclick: act }, text);
  const themeButton = h("button", { type: "button", id: "theme", onclick: () => model.setTheme(theme === "dark" ? "light" : "dark") });
  const listButton = h("button", { type: "button", id: "show-list", "aria-pressed": "false", onclick: () => toggleList() }, "List");
  const filterButton = h("button", { type: "button", id: "show-filter", "aria-expanded": "false", "aria-controls": "legend", onclick: () => toggleFilter() }, "Filter");
  const finder = new Finder(model, () => theme, (hit) => {
    model.select(hit.kind === "thing" ? { kind: "thing", thing: hit.id } : { kind: "claims", claims: [hit.id], index: 0 });
    picture.centre();
  });

  const days = data.articles.map((article) => article.published ?? "").filter(Boolean);
  const header = h("header", {},
    h("div", { class: "heading" }, h("h1", {}, name(data.title)), h("p", { class: "muted" }, [plural(data.articles.length, "article"), dateRange(days)].filter(Boolean).join(", "))),
    finder.element,
    filterButton,
    listButton,
    h("button", { type: "button", id: "save-png", onclick: () => void save() }, "Save PNG"),
    themeButton);
  const tools = h("div", { class: "tools" },
    button("zoom-in", "+", "Zoom in", () => picture.zoom(1.4)),
    button("zoom-out", "−", "Zoom out", () => picture.zoom(1 / 1.4)),
    button("fit", "⤢", "Show everything", () => picture.fit()));
  const stage = h("main", { id: "stage" }, h("div", { class: "canvas" }, graph, tools, status, listBox), h("div", { class: "timeline" }, timelineBox));
  const app = document.getElementById("app") as HTMLElement;
  app.append(header, legendBox, stage, panelBox);
  document.documentElement.dataset["theme"] = theme;

  const legend = new Legend(model, legendBox, theme);
  const panel = new Panel(model, panelBox, theme);
  const timeline = new Timeline(model, timelineBox);
  (timelineBox.parentElement as HTMLElement).hidden = timelineBox.hidden;
  const picture = new Picture(model, graph, theme);
  const list = new List(model, listBox);

  let shown = model.selection;
  model.onChange((changed) => {
    if (changed.has("theme")) setTheme(model.theme ?? system());
    picture.update(changed);
    if (changed.has("shown") || changed.has("filter") || changed.has("selection")) {
      legend.update();
      timeline.update();
      list.update();
    }
    panel.update(changed);
    describe();
    document.body.dataset["selected"] = model.selection.kind;
    // On a phone the panel has just covered some of the picture.
    if (model.selection !== shown) requestAnimationFrame(() => picture.show());
    shown = model.selection;
    remember();
  });

  function describe(): void {
    const things = model.shown.things().size;
    const all = model.ranked.length;
    const words = `${things < all ? `${things} of ` : ""}${plural(all, "thing")} in the picture, ${plural(model.filters.counts().passing, "claim")} in the list`;
    status.textContent = words;
    graph.setAttribute("aria-label", `Picture of the graph: ${words}. Arrow keys walk from thing to thing, Enter selects, plus and minus zoom. The button List shows the same as a table.`);
  }

  /** The address leads back here: it can be kept or sent to somebody who has the file. */
  function remember(): void {
    history.replaceState(null, "", `#${model.toAddress()}`);
  }

  function setTheme(next: Theme): void {
    theme = next;
    document.documentElement.dataset["theme"] = theme;
    themeButton.textContent = theme === "dark" ? "Light" : "Dark";
    for (const part of [legend, panel, picture]) part.setTheme(theme);
  }

  function toggleList(): void {
    listBox.hidden = !listBox.hidden;
    listButton.setAttribute("aria-pressed", String(!listBox.hidden));
    list.update();
    if (!listBox.hidden) listBox.focus();
  }

  function toggleFilter(): void {
    const open = document.body.classList.toggle("filtering");
    filterButton.setAttribute("aria-expanded", String(open));
  }

  async function save(): Promise<void> {
    const blob = await picture.png();
    if (!blob) return;
    const address = URL.createObjectURL(blob);
    h("a", { href: address, download: "graph.png" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === "/" && !typing) {
      event.preventDefault();
      finder.focus();
    } else if (event.key === "Escape") model.select({ kind: "nothing" });
    else if (event.key === "n" && !typing) panel.step(1);
    else if (event.key === "p" && !typing) panel.step(-1);
  });

  setTheme(theme);
  describe();
  picture.open();
  picture.centre();
  // For tests: where things are on the canvas, which has no elements to ask.
  Object.defineProperty(window, "kgraph", { value: Object.freeze({ model, picture }) });
}

start().catch((error: unknown) => {
  document.getElementById("app")?.append(h("p", { class: "problem", role: "alert" }, error instanceof Error ? error.message : String(error)));
  throw error;
});
