// Puts the page together.

import "./page.css";
import { Changes } from "./changes.ts";
import { h } from "./dom.ts";
import { Finder } from "./finder.ts";
import { Header } from "./header.ts";
import { help, type Keys, Letters, listen } from "./keys.ts";
import { Legend } from "./legend.ts";
import { List } from "./list/list.ts";
import { Model } from "./model.ts";
import { Panel } from "./panel.ts";
import { Picture } from "./picture/picture.ts";
import { Speaker } from "./say.ts";
import type { Theme } from "./style.ts";
import { preparePrint } from "./take/print.ts";
import { TakeAlong } from "./take/menu.ts";
import { isDated, Timeline } from "./timeline.ts";
import { Toolbar } from "./toolbar.ts";
import { dataOf, textsIn } from "./unpack.ts";
import { read, type Wire } from "./wire.ts";
import { digits, plural } from "./words.ts";

/** Until the next frame is on its way to the screen; in a page that nobody sees there is none to wait for. */
const handedOver = (): Promise<void> => new Promise((done) => {
  if (document.hidden) done();
  else requestAnimationFrame(() => setTimeout(done));
});

async function start(): Promise<void> {
  const data = read((await dataOf("data")) as Wire);
  const model = new Model(data, await textsIn());
  model.fromAddress(location.hash);
  const system = (): Theme => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  let theme: Theme = model.theme ?? system();

  const legendBox = h("aside", { id: "legend", "aria-label": "Legend and filters" });
  const graph = h("div", { id: "graph", role: "application", "aria-roledescription": "picture" });
  const listBox = h("section", { id: "list", hidden: true, tabindex: -1, "aria-label": "List of what the picture shows" });
  const timelineBox = h("div", { class: "time", role: "group", "aria-label": "Time" });
  const panelBox = h("aside", { id: "panel", "aria-label": "Details", tabindex: -1 });
  const status = h("p", { id: "status", class: "status" });

  const button = (id: string, label: string, act: () => void): HTMLButtonElement => h("button", { type: "button", id, "aria-label": label, title: label, onclick: act });
  const zooms: [string, HTMLButtonElement][] = [
    ["+", button("zoom-in", "Zoom in", () => picture.zoom(1.4))],
    ["−", button("zoom-out", "Zoom out", () => picture.zoom(1 / 1.4))],
    ["⤢", button("fit", "Show everything", () => picture.fit())],
  ];
  const [headerPlace, toolbarPlace] = [h("header"), h("div", { class: "toolbar" })];
  const canvas = h("div", { class: "canvas" }, graph, h("div", { class: "tools" }, ...zooms.map(([, one]) => one)), status, listBox);
  const stage = h("main", { id: "stage", tabindex: -1 }, toolbarPlace, canvas, h("div", { class: "timeline" }, timelineBox));
  const app = document.getElementById("app") as HTMLElement;
  app.append(headerPlace, legendBox, stage, panelBox);
  document.documentElement.dataset["theme"] = theme;

  const speaker = new Speaker();
  app.append(speaker.element);
  const frame = timelineBox.parentElement as HTMLElement;
  frame.hidden = !isDated(data);
  const picture = new Picture(model, graph, theme);
  picture.open();
  picture.centre();
  model.onChange((changed) => picture.update(changed));
  // What matters stands there before the rest is worked out: first the picture without a word, then its names and what
  // is written above it; fonts take as long as all shapes.
  await handedOver();

  const finder = new Finder(model, () => theme, () => picture.centre());
  const toolbar = new Toolbar(model, () => theme, () => picture.fit());
  const take = new TakeAlong(model, () => picture);
  const header = new Header(model, { search: finder.element, take: take.element }, { list: () => toggleList(), help: () => showHelp() });
  headerPlace.replaceWith(header.element);
  toolbarPlace.replaceWith(toolbar.element);
  for (const [sign, one] of zooms) one.append(sign);
  const skip = (to: HTMLElement, text: string, open: () => void): HTMLElement =>
    h("a", { class: "skip", href: `#${to.id}`, onclick: (event: MouseEvent) => { event.preventDefault(); open(); to.focus(); } }, text);
  app.prepend(h("nav", { "aria-label": "Short cuts" },
    skip(listBox, "To the list of what the picture shows", () => { if (listBox.hidden) toggleList(); }),
    skip(panelBox, "To the details", () => undefined),
    skip(stage, "To the picture", () => { if (!listBox.hidden) toggleList(); })));
  await handedOver();

  const timeline = new Timeline(model, timelineBox);
  frame.hidden = timelineBox.hidden;
  const changes = new Changes(model);
  const legend = new Legend(model, legendBox, theme);
  const panel = new Panel(model, panelBox, theme, speaker.say);
  const list = new List(model, listBox);

  let shown = model.selection;
  let due = 0;
  let told = -Infinity;
  model.onChange((changed) => {
    if (changed.has("theme")) setTheme(model.theme ?? system());
    panel.update(changed);
    if ([...changed].every((part) => part === "light")) return;
    if (changed.has("shown") || changed.has("filter") || changed.has("selection")) {
      legend.update();
      timeline.update();
      list.update(changed);
    }
    toolbar.update();
    header.update();
    speaker.say(changes.tell(changed));
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
    const communities = model.shown.state.overview ? model.shown.rest().filter((count) => count > 0).length : 0;
    const groups = communities ? `${plural(communities, "community", "communities")}${things ? ", " : " of "}` : "";
    const words = `${groups}${things > 0 && things < all ? `${digits(things)} of ` : ""}${things || groups ? plural(all, "thing") : `none of ${plural(all, "thing")}`} in the picture, ${plural(model.filters.counts().passing, "claim")} in the list`;
    status.textContent = words;
    graph.setAttribute("aria-label", `Picture of the graph: ${words}. Arrow keys walk from thing to thing, Enter selects, plus and minus zoom. The button List shows the same as a table.`);
  }

  /** The address leads back here: it can be kept or sent to somebody who has the file. Browsers refuse more than some changes a second. */
  function remember(): void {
    // In a notebook the page is in a frame that has no address of its own.
    if (due || location.protocol === "about:") return;
    const wait = Math.max(0, 150 - (performance.now() - told));
    const tell = (): void => {
      due = 0;
      told = performance.now();
      const address = `#${model.toAddress()}`;
      if (address !== location.hash) history.replaceState(null, "", address);
    };
    if (wait) due = window.setTimeout(tell, wait);
    else tell();
  }

  function setTheme(next: Theme): void {
    theme = next;
    document.documentElement.dataset["theme"] = theme;
    for (const part of [legend, panel, picture]) part.setTheme(theme);
  }

  function toggleList(): void {
    listBox.hidden = !listBox.hidden;
    header.setList(!listBox.hidden);
    list.update();
    if (!listBox.hidden) listBox.focus();
  }

  const keys: Keys[] = [
    {
      title: "Everywhere", keys: [
        { keys: "/", does: "search", act: () => finder.focus() },
        { keys: "l", does: "list or picture", act: () => toggleList() },
        { keys: "f", does: "filters, on a small screen", act: () => header.toggleFilters() },
        { keys: "?", does: "these keys", act: () => showHelp() },
        { keys: "Escape", does: "leave what is open, then what is selected", act: () => { if (!header.closeFilters()) model.select({ kind: "nothing" }); } },
      ],
    },
    {
      title: "What is shown", keys: [
        { keys: "u", does: "undo", act: () => model.undo() },
        { keys: "r", does: "redo", act: () => model.redo() },
        { keys: "1 or 2 or 3", does: "around the selected thing, so many links", act: (key) => toolbar.around(Number(key)) },
        { keys: "w", does: "the way between two things", act: () => toolbar.path() },
        { keys: "s", does: "start over", act: () => toolbar.startOver() },
      ],
    },
    {
      title: "In the picture", keys: [
        { keys: "← or → or ↑ or ↓", does: "from thing to thing along the lines; with Shift, move the picture" },
        { keys: "+ or −", does: "zoom" },
        { keys: "0", does: "show everything" },
        { keys: "Enter", does: "select; with Shift, open or expand" },
      ],
    },
    {
      title: "Claims", keys: [
        { keys: "n", does: "next claim of those chosen together", act: () => { panel.step(1); } },
        { keys: "p", does: "the one before", act: () => { panel.step(-1); } },
      ],
    },
    {
      title: "Search and filters", keys: [
        { keys: "↑ or ↓", does: "from one to the next" },
        { keys: "Enter", does: "go there" },
        { keys: "Space", does: "switch a filter on or off" },
        { keys: "← or →", does: "open or close the kinds of a relation; move an end of a range, with Shift by one" },
        { keys: "Home or End", does: "the end of a range, or of the tools" },
      ],
    },
  ];
  const letters = new Letters();
  const showHelp = help(keys, letters);
  listen(keys, letters);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTheme(model.theme ?? system()));
  addEventListener("hashchange", () => {
    if (location.hash !== `#${model.toAddress()}`) model.fromAddress(location.hash);
  });
  preparePrint(model, () => picture.paper());

  setTheme(theme);
  describe();
  const prepare = (): void => { if (!model.prepareSearch()) setTimeout(prepare, 5); };
  setTimeout(prepare, 500);
  model.onChange((changed) => { if (changed.has("texts")) prepare(); });
  // For tests: where things are on the canvas, which has no elements to ask.
  Object.defineProperty(window, "kgraph", { value: Object.freeze({ model, picture }) });
}

start().catch((error: unknown) => {
  document.getElementById("app")?.append(h("p", { class: "problem", role: "alert" }, error instanceof Error ? error.message : String(error)));
  throw error;
});
