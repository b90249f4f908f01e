// Takes the data out of the file: small data lies there as JSON, big data packed (src/kgraph/render/html.py).

import { Texts } from "./texts.ts";

/** Told to the reader as it is. */
export class TooOld extends Error {}

/** Not in the library of TypeScript yet, nor in every browser. */
const fromBase64 = (Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64;

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  if (fromBase64) return fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let n = 0; n < binary.length; n++) bytes[n] = binary.charCodeAt(n);
  return bytes;
}

async function unpacked(element: Element): Promise<unknown> {
  const content = element.textContent ?? "";
  if (element.getAttribute("type") === "application/json") return JSON.parse(content);
  if (typeof DecompressionStream === "undefined") throw new TooOld("This page needs a newer browser: one that has DecompressionStream (Chrome 80, Firefox 113, Safari 16.4).");
  const stream = new Blob([bytesOf(content)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/** What lies in the element of this name. */
export async function dataOf(id: string): Promise<unknown> {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no data: ${id}`);
  return unpacked(element);
}

/** The texts, those that are not packed read already. */
export async function textsIn(): Promise<Texts> {
  const elements = [...document.querySelectorAll("script[data-texts]")];
  const starts = elements.map((element) => Number(element.getAttribute("data-texts")));
  const texts = new Texts(elements.map((element) => async () => (await unpacked(element)) as string[]), starts);
  if (elements.length === 1 && elements[0]?.getAttribute("type") === "application/json") await texts.load();
  return texts;
}
