// Out of the page without a request: files from Blobs, text to the clipboard.

import { h } from "../dom.ts";

export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  h("a", { href: address, download: name }).click();
  // The browser reads it after the click returns.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** False where the browser doesn't allow it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not every browser has a clipboard for pages from disk: the old way then.
    const box = h("textarea", { class: "offscreen", readonly: true, "aria-hidden": "true" });
    box.value = text;
    const top = document.querySelector("dialog[open]") ?? document.body;
    const focused = document.activeElement;
    top.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return done;
  }
}

/** A name for a file from the page's title. */
export function fileName(title: string, ending: string): string {
  const plain = title.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60).toLowerCase();
  return `${plain || "graph"}.${ending}`;
}
