// What the legend lists: the values of each facet with their names, in an order that stays while counts change.

import { at } from "../data.ts";
import { conflictIcon, lineIcon, typeIcon } from "../icons.ts";
import { type Facet, type Model, NO_SPEAKER, UNKNOWN } from "../model.ts";
import { HOW, lineStyle, polarityLabel, type Theme, TYPES, typeStyle } from "../style.ts";

export interface Row { value: string; label: string; icon?: (theme: Theme) => SVGElement }
export interface Group { facet: Facet; title: string; open: boolean; rows: Row[] }

/** Those with the most claims first, before any filter. */
function mostFirst(model: Model, facet: Facet, label: (value: string) => string): Row[] {
  return [...model.filters.totals(facet)]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([value]) => ({ value, label: label(value) }));
}

function inOrder(model: Model, facet: Facet, order: readonly string[], row: (value: string) => Omit<Row, "value">): Row[] {
  const totals = model.filters.totals(facet);
  return order.filter((value) => totals.has(value)).map((value) => ({ value, ...row(value) }));
}

export function groupsOf(model: Model): Group[] {
  const label = (): ((iri: string) => string) => {
    const { claims, things } = model.data;
    const labels = new Map([...new Set(claims.speakers.values)].map((id) => at(things, id)).map(({ iri, label: called }) => [iri, called]));
    return (iri) => (iri === NO_SPEAKER ? "the article itself" : (labels.get(iri) ?? iri));
  };
  const all: Group[] = [
    { facet: "type", title: "Things", open: true, rows: inOrder(model, "type", TYPES, (type) => ({ label: typeStyle(type).label, icon: (theme) => typeIcon(type, theme) })) },
    { facet: "how", title: "How it is said", open: true, rows: inOrder(model, "how", HOW, (how) => ({ label: lineStyle(how).label, icon: (theme) => lineIcon(how, false, theme) })) },
    { facet: "polarity", title: "Yes or no", open: true, rows: inOrder(model, "polarity", ["positive", "negative"], (value) => ({ label: polarityLabel(value), icon: (theme) => lineIcon("fact", value === "negative", theme) })) },
    {
      facet: "conflict", title: "Disagreement", open: true,
      rows: inOrder(model, "conflict", ["contradicted", "uncontested"], (value) => (value === "contradicted" ? { label: "contradicted", icon: conflictIcon } : { label: "uncontested" })),
    },
    { facet: "relation", title: "Relation", open: false, rows: [] },
    { facet: "publisher", title: "Source", open: true, rows: mostFirst(model, "publisher", (value) => (value === UNKNOWN ? "no publisher given" : value)) },
    { facet: "speaker", title: "Who says it", open: false, rows: mostFirst(model, "speaker", label()) },
  ];
  return all.filter((group) => group.facet === "relation" || group.rows.length > 0);
}

/** The rows whose name holds all words. */
export function found<T extends { label: string }>(rows: readonly T[], query: string, fold: (text: string) => string): T[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return words.length ? rows.filter(({ label }) => words.every((word) => fold(label).includes(word))) : [...rows];
}
