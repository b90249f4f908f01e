// Builds elements. Text becomes text nodes only: there is no way from here to markup.

type Child = Node | string | number | null | undefined | false;
type Props = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

const SVG = "http://www.w3.org/2000/svg";

function fill(element: Element, props: Props, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) element.append(typeof child === "number" ? String(child) : child);
  }
}

/** An element. Properties that begin with `on` are listeners; the others attributes, absent where null or false. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, props, children);
  return element;
}

export function svg(tag: string, props: Props = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  fill(element, props, children);
  return element;
}

/** Text of unknown direction: kept from turning what stands beside it. */
export function name(text: string): HTMLElement {
  return h("bdi", {}, text);
}

/** Only addresses of the web become links; anything else (`javascript:`, `http://` alone) is text. */
export function link(address: string, text: string): HTMLElement {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return h("span", {}, text);
  return h("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text);
}
