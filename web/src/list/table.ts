// A table that is sorted by a click on a column's head and read page by page: a hundred thousand rows would stop any browser.

import { at } from "../data.ts";
import { h } from "../dom.ts";
import { digits } from "../words.ts";

const PAGE = 100;

export interface Column<Row> {
  title: string;
  /** What rows are sorted by; small comes first. */
  rank: (row: Row) => number;
  cell: (row: Row) => Node | string;
  /** Numbers: the most come first, and stand at the end of their cells. */
  number?: boolean;
}

export interface Kind<Row> {
  /** The first one holds the head of each row. */
  columns: readonly Column<Row>[];
  /** The column by which it is sorted at first. */
  sorted: number;
  key: (row: Row) => string;
  select: (row: Row) => void;
  selected: (row: Row) => boolean;
  class?: (row: Row) => string | null;
}

export class Table<Row> {
  readonly element: HTMLElement;
  private readonly kind: Kind<Row>;
  private readonly table = h("table");
  private readonly pager: HTMLElement;
  private readonly place = h("span", { role: "status" });
  private readonly steps: { button: HTMLButtonElement; to: () => number }[] = [];
  private rows: Row[] = [];
  private title = "";
  private sorting: { column: number; down: boolean };
  private page = 0;

  constructor(name: string, kind: Kind<Row>) {
    this.kind = kind;
    this.sorting = { column: kind.sorted, down: kind.columns[kind.sorted]?.number ?? false };
    this.pager = h("div", { class: "pager", role: "group", "aria-label": `Pages of ${name}` },
      this.step("First", () => 0), this.step("Previous", () => this.page - 1), this.place, this.step("Next", () => this.page + 1), this.step("Last", () => this.last()));
    // What is wider than the window has to be scrolled by keys too.
    this.element = h("div", { class: "table" }, this.pager, h("div", { class: "scroll", role: "region", "aria-label": name, tabindex: 0 }, this.table));
    this.table.addEventListener("keydown", (event) => this.walk(event));
  }

  /** Other rows, or the same after something about them changed. */
  show(rows: readonly Row[], title: string): void {
    this.rows = [...rows];
    this.title = title;
    this.page = Math.min(this.page, this.last());
    this.sort();
  }

  /** Which rows are selected changed, nothing else. */
  mark(): void {
    const rows = this.visible();
    this.table.querySelectorAll("tbody tr").forEach((element, n) => {
      const row = rows[n];
      if (row !== undefined && this.kind.selected(row)) element.setAttribute("aria-current", "true");
      else element.removeAttribute("aria-current");
    });
  }

  private last(): number {
    return Math.max(0, Math.ceil(this.rows.length / PAGE) - 1);
  }

  private visible(): Row[] {
    return this.rows.slice(this.page * PAGE, (this.page + 1) * PAGE);
  }

  private step(text: string, to: () => number): HTMLButtonElement {
    const button = h("button", { type: "button", onclick: () => {
      const page = Math.max(0, Math.min(this.last(), to()));
      if (page === this.page) return;
      this.page = page;
      this.draw();
    } }, text);
    this.steps.push({ button, to });
    return button;
  }

  private sort(): void {
    const { column, down } = this.sorting;
    const { rank } = at(this.kind.columns, column);
    const keyed = this.rows.map((row, n) => ({ row, n, key: rank(row) }));
    keyed.sort((a, b) => (down ? b.key - a.key : a.key - b.key) || a.n - b.n);
    this.rows = keyed.map(({ row }) => row);
    this.draw();
  }

  private draw(): void {
    const { columns } = this.kind;
    const focused = this.table.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["key"] : undefined;
    const heads = columns.map((column, n) => {
      const { down } = this.sorting;
      const sorted = n === this.sorting.column;
      return h("th", { scope: "col", class: column.number ? "number" : null, "aria-sort": sorted ? (down ? "descending" : "ascending") : null },
        h("button", { type: "button", class: "sort", "data-key": `head-${n}`, onclick: () => this.sortBy(n) }, column.title, h("span", { "aria-hidden": "true", class: "arrow" }, sorted ? (down ? "▾" : "▴") : "")));
    });
    this.table.replaceChildren(
      h("caption", {}, this.title),
      h("thead", {}, h("tr", {}, ...heads)),
      h("tbody", {}, ...this.visible().map((row) => this.row(row))));
    this.drawPager();
    if (focused) this.table.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  private row(row: Row): HTMLElement {
    const { class: classOf, columns, key, select, selected } = this.kind;
    const cells = columns.map(({ cell, number }, n) => n === 0
      ? h("th", { scope: "row" }, h("button", { type: "button", class: "as-text", "data-key": key(row), onclick: () => select(row) }, cell(row)))
      : h("td", { class: number ? "number" : null }, cell(row)));
    return h("tr", { class: classOf?.(row) ?? null, "aria-current": selected(row) ? "true" : null }, ...cells);
  }

  private drawPager(): void {
    this.pager.hidden = this.rows.length <= PAGE;
    const first = this.page * PAGE;
    this.place.textContent = `${digits(first + 1)} to ${digits(Math.min(first + PAGE, this.rows.length))} of ${digits(this.rows.length)}`;
    // Not `disabled`, which would take the focus away from whoever presses the button.
    for (const { button, to } of this.steps) button.setAttribute("aria-disabled", String(to() < 0 || to() > this.last() || to() === this.page));
  }

  private sortBy(column: number): void {
    const again = this.sorting.column === column;
    this.sorting = { column, down: again ? !this.sorting.down : (at(this.kind.columns, column).number ?? false) };
    this.page = 0;
    this.sort();
  }

  /** From row to row. */
  private walk(event: KeyboardEvent): void {
    const buttons = [...this.table.querySelectorAll<HTMLElement>("tbody th button")];
    const now = buttons.indexOf(event.target as HTMLElement);
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (now < 0 || next === undefined || !buttons[next]) return;
    event.preventDefault();
    buttons[next].focus();
  }
}
