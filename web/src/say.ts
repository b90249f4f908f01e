// Tells in words what changed, to those who hear the page instead of seeing it.

import { h } from "./dom.ts";

/** Screen readers lose what is said while something else changes: wait until all is quiet. */
const QUIET_MS = 300;

export class Speaker {
  readonly element = h("p", { id: "said", class: "unseen", role: "status" });
  private due = 0;
  private waiting: string[] = [];

  readonly say = (words: string): void => {
    if (!words) return;
    this.waiting.push(words);
    clearTimeout(this.due);
    this.due = window.setTimeout(() => {
      this.element.textContent = this.waiting.join(" ");
      this.waiting = [];
    }, QUIET_MS);
  };
}
