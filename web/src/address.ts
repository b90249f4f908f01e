// The state of the page in its address: by the names that things have in IRIs, which stay when the graph is built again.

import { at } from "./data.ts";
import { AXES, FACETS } from "./facets.ts";
import { dayOf, span, UNDATED } from "./days.ts";
import type { Model, Selection } from "./model.ts";

/** So many things or claims are named one by one; of more, only the first ones. */
const MANY = 100;
const name = (iri: string): string => iri.slice(iri.lastIndexOf("/") + 1);

/** Without the `#`. */
export function toAddress(model: Model): string {
  const parts: [string, string][] = [...selected(model), ...shown(model), ...filtered(model)];
  if (model.theme) parts.push(["theme", model.theme]);
  if (model.view) parts.push(["view", [Math.round(model.view.x), Math.round(model.view.y), Number(model.view.zoom.toPrecision(3))].join()]);
  return parts.map(([key, value]) => `${key}=${value}`).join("&");
}

/** Sets what the address tells; what it tells of things that are not there, or in a way unknown, is left out. */
export function fromAddress(model: Model, hash: string): void {
  const parts = new Map<string, string>();
  for (const part of hash.replace(/^#/, "").split("&")) {
    const cut = part.indexOf("=");
    if (cut > 0) parts.set(part.slice(0, cut), part.slice(cut + 1));
  }
  model.change(() => {
    readFilters(model, parts);
    readShown(model, parts);
    readSelection(model, parts);
    const theme = parts.get("theme");
    model.setTheme(theme === "dark" || theme === "light" ? theme : null);
    const [x, y, zoom] = (parts.get("view") ?? "").split(",").map(Number);
    model.setView(x !== undefined && y !== undefined && zoom !== undefined && [x, y, zoom].every(Number.isFinite) && zoom > 0 ? { x, y, zoom } : null);
  });
}

const joined = (values: Iterable<string>): string => [...values].slice(0, MANY).map(encodeURIComponent).join();

function split(text: string | undefined): string[] {
  return (text ?? "").split(",").filter(Boolean).flatMap((value) => {
    try {
      return [decodeURIComponent(value)];
    } catch {
      return []; // cut off in the middle
    }
  });
}

function selected({ data, selection }: Model): [string, string][] {
  const thing = (id: number): string => name(at(data.things, id).iri);
  switch (selection.kind) {
    case "thing":
      return [["thing", joined([thing(selection.thing)])]];
    case "things":
      return [["things", joined(selection.things.map(thing))]];
    case "community":
      return [["community", joined([name(at(data.communities, selection.community).key)])]];
    case "article":
      return [["article", joined([at(data.articles, selection.article).id])]];
    case "claims": {
      const first = Math.max(0, Math.min(selection.index - MANY / 2, selection.claims.length - MANY));
      const claims = selection.claims.slice(first, first + MANY);
      const found: [string, string][] = [["claims", joined(claims.map((id) => name(data.claims.iri(id))))]];
      return selection.index > first ? [...found, ["at", String(selection.index - first)]] : found;
    }
    default:
      return [];
  }
}

function shown({ data, shown: { state, start } }: Model): [string, string][] {
  if (state === start) return [];
  const parts: [string, string][] = [];
  if (state.overview !== start.overview || state.top !== start.top) parts.push(["top", state.overview ? "overview" : String(state.top)]);
  const things = (set: ReadonlySet<number>): string => joined([...set].map((id) => name(at(data.things, id).iri)));
  if (state.opened.size) parts.push(["open", joined([...state.opened].map(([id, count]) => `${name(at(data.communities, id).key)}*${count}`))]);
  if (state.around) parts.push(["around", `${things(new Set([state.around.thing]))}*${state.around.depth}`]);
  if (state.things.size) parts.push(["with", things(state.things)]);
  if (state.gone.size) parts.push(["without", things(state.gone)]);
  return parts;
}

function filtered({ filters }: Model): [string, string][] {
  const parts: [string, string][] = FACETS.filter((facet) => filters.offValues(facet).size).map((facet) => {
    const off = filters.offValues(facet);
    // What is on, where that is shorter.
    const on = filters.all(facet).filter((value) => !off.has(value));
    const key = (value: string): string => (facet === "speaker" ? name(value) : value);
    return on.length < off.size ? [`only-${facet}`, joined(on.map(key))] : [`no-${facet}`, joined([...off].map(key))];
  });
  const [low, high] = filters.confidence;
  if (low > 0 || high < 100) parts.push(["confidence", `${low}-${high}`]);
  if (filters.time) {
    const { axis, from, to, unknown } = filters.time;
    parts.push(["time", [axis, dayOf(from), dayOf(to), ...(unknown ? ["?"] : [])].join()]);
  } else if (filters.axis) parts.push(["time", filters.axis]);
  return parts;
}

function numbers(iris: Iterable<string>): Map<string, number> {
  return new Map([...iris].map((iri, n) => [name(iri), n] as const).reverse());
}

function readSelection(model: Model, parts: ReadonlyMap<string, string>): void {
  const { data } = model;
  const among = (key: string, iris: () => Iterable<string>): number[] => {
    const wanted = split(parts.get(key));
    if (!wanted.length) return [];
    const known = numbers(iris());
    return wanted.map((one) => known.get(one)).filter((id) => id !== undefined);
  };
  const things = among("things", () => data.things.map(({ iri }) => iri));
  const [thing] = among("thing", () => data.things.map(({ iri }) => iri));
  const [community] = among("community", () => data.communities.map(({ key }) => key));
  const [wanted] = split(parts.get("article"));
  const article = data.articles.findIndex(({ id }) => id === wanted);
  const claims = among("claims", () => Array.from({ length: data.claims.count }, (_, id) => data.claims.iri(id)));
  const index = Number(parts.get("at") ?? 0);
  const selection: Selection =
    thing !== undefined ? { kind: "thing", thing }
    : things.length ? { kind: "things", things }
    : community !== undefined ? { kind: "community", community }
    : article >= 0 ? { kind: "article", article }
    : claims.length ? { kind: "claims", claims, index: Number.isInteger(index) && index > 0 && index < claims.length ? index : 0 }
    : { kind: "nothing" };
  model.select(selection);
}

function readShown({ data, shown }: Model, parts: ReadonlyMap<string, string>): void {
  const { start } = shown;
  if (!["top", "open", "around", "with", "without"].some((key) => parts.has(key))) {
    if (shown.state !== start) shown.go(start);
    return;
  }
  const known = numbers(data.things.map(({ iri }) => iri));
  const things = (key: string): Set<number> => new Set(split(parts.get(key)).map((one) => known.get(one)).filter((id) => id !== undefined));
  const [, key = "", far = ""] = /^(.*)\*([1-9])$/.exec(split(parts.get("around"))[0] ?? "") ?? [];
  const middle = known.get(key);
  const around = middle === undefined ? undefined : { thing: middle, depth: Number(far) };
  const wanted = things("with");
  // Of more than can be named the rest is what was asked for.
  if (around && wanted.size >= MANY) for (const thing of shown.within(around.thing, around.depth)) wanted.add(thing);
  const communities = numbers(data.communities.map(({ key }) => key));
  const opened = new Map<number, number>();
  for (const one of split(parts.get("open"))) {
    const [, key = "", count = ""] = /^(.*)\*(\d+)$/.exec(one) ?? [];
    const community = communities.get(key);
    if (community !== undefined) opened.set(community, Number(count));
  }
  const told = parts.get("top");
  const overview = (told === undefined ? start.overview : told === "overview") && data.communities.length > 1;
  const top = told === undefined || !/^\d+$/.test(told) ? start.top : Number(told);
  shown.go({ overview, top: overview ? 0 : top, opened, things: wanted, gone: things("without"), ...(around ? { around } : {}) });
}

function readFilters({ filters }: Model, parts: ReadonlyMap<string, string>): void {
  filters.clear();
  for (const facet of FACETS) {
    if (!parts.has(`only-${facet}`) && !parts.has(`no-${facet}`)) continue;
    const all = filters.all(facet);
    const known = new Map(all.map((value) => [facet === "speaker" ? name(value) : value, value]));
    const values = (key: string): string[] => split(parts.get(key)).map((one) => known.get(one)).filter((value) => value !== undefined);
    const on = values(`only-${facet}`);
    if (on.length) filters.set(facet, all.filter((value) => !on.includes(value)), false);
    else filters.set(facet, values(`no-${facet}`), false);
  }
  const [, low, high] = /^(\d+)-(\d+)$/.exec(parts.get("confidence") ?? "") ?? [];
  if (low !== undefined && high !== undefined) filters.setConfidence(Number(low), Number(high));
  const [axis, from, to, unknown] = (parts.get("time") ?? "").split(",");
  const known = AXES.find((one) => one === axis);
  const [first, last] = [span(from)[0], span(to)[1]];
  filters.setAxis(known ?? null);
  if (known && first !== UNDATED && last >= first) filters.setTime({ axis: known, from: first, to: last, unknown: unknown === "?" });
}
