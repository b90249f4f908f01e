// What Yasgui leaves out for those who hear a page or use the keyboard alone.

/** Tabs: what is no tab is none of the list of tabs; what can be done is named. */
export function mendTabs(root: HTMLElement): void {
  const list = root.querySelector(".tabsList");
  list?.setAttribute("aria-label", "Queries");
  for (const input of root.querySelectorAll(".tabsList input")) {
    input.setAttribute("aria-label", "Name of the tab");
    input.setAttribute("tabindex", "-1");
  }
  const add = root.querySelector<HTMLElement>(".addTab")?.parentElement;
  if (!list || add?.parentElement !== list) return;
  const row = document.createElement("div");
  row.className = "tabRow";
  list.replaceWith(row);
  row.append(list, add);
  // New tabs are put before the button, which was in the list.
  const put = list.insertBefore.bind(list);
  list.insertBefore = <T extends Node>(node: T, before: Node | null): T => put(node, before?.parentNode === list ? before : null);
}

/** The editor: a name, and a way out for the keyboard. */
export function mendEditor(wrapper: HTMLElement, input: HTMLElement): void {
  input.setAttribute("aria-label", "Query in SPARQL. Control and Enter asks; Escape leaves the editor");
  const buttons = wrapper.querySelector(".yasqe_buttons");
  if (buttons) wrapper.before(buttons); // on a phone they would lie on the query
  for (const scroll of wrapper.querySelectorAll(".CodeMirror-scroll")) scroll.setAttribute("tabindex", "-1");
}

/** The answer: said aloud, in words that fit. */
export function mendResults(
  yasr: { rootEl: HTMLElement; resultsEl: HTMLElement; results?: Answer; on(event: "drawn", listener: () => void): void },
  told: HTMLElement,
): void {
  yasr.on("drawn", () => {
    const root = yasr.rootEl;
    root.querySelector(".yasr_plugin_control")?.removeAttribute("id"); // one for each tab: they would be the same
    for (const select of root.querySelectorAll(".tableSizer")) select.setAttribute("aria-label", "Rows of a page");
    const result = yasr.results;
    const rows = result?.getBindings();
    const truth = result?.getBoolean();
    if (result?.hasError()) told.textContent = yasr.resultsEl.textContent ?? "";
    else if (truth !== undefined) told.textContent = truth ? "Yes" : "No";
    else told.textContent = rows ? `${rows.length} ${rows.length === 1 ? "row" : "rows"}` : "Answered";
  });
}

interface Answer {
  getBindings(): object[] | null;
  getBoolean(): boolean | undefined;
  hasError(): boolean;
}
