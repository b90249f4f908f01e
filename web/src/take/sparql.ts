// The SPARQL query that gives the claims that are shown, from the store that the page was made from.

import { dayOf } from "../days.ts";
import { type Axis, type Facet, type Model, NO_SPEAKER, UNKNOWN } from "../model.ts";
import { iri, PREFIXES, relationName, text } from "./names.ts";
import { divided, shownClaims } from "./shown.ts";

/** Naming more things than this one by one makes a query that nobody reads: then the claims themselves are named. */
const MANY = 2000;

/** A facet's values, whichever are fewer: those that are on, or those that are off. */
interface Choice { on: boolean; values: string[] }

function choice(model: Model, facet: Facet): Choice | null {
  const off = model.filters.offValues(facet);
  if (!off.size) return null;
  const on = model.filters.all(facet).filter((value) => !off.has(value));
  return on.length < off.size ? { on: true, values: on } : { on: false, values: [...off] };
}

function among(variable: string, { on, values }: Choice, write: (value: string) => string): string {
  return `${variable} ${on ? "IN" : "NOT IN"} (${values.map(write).join(", ")})`;
}

/** The parts of the query that the filters ask for. */
function filtered(model: Model): string[] {
  const lines: string[] = [];
  const when = (facet: Facet, write: (choice: Choice) => string): void => {
    const chosen = choice(model, facet);
    if (chosen) lines.push(write(chosen));
  };
  when("relation", (chosen) => `FILTER(${among("?relation", chosen, relationName)})`);
  when("polarity", (chosen) => `FILTER(${among("?polarity", chosen, (value) => `kg:${value}`)})`);
  when("how", (chosen) => `BIND(IF(?modality != kg:asserted, STRAFTER(STR(?modality), "#"), IF(EXISTS { GRAPH ?document { ?claim kg:attributedTo ?anybody } }, "reported", "fact")) AS ?how)
  FILTER(${among("?how", chosen, text)})`);
  when("conflict", ({ on, values }) => {
    const contested = on === values.includes("contradicted");
    return `FILTER ${contested ? "" : "NOT "}EXISTS { GRAPH ?conflicts { ?claim kg:conflictsWith|^kg:conflictsWith ?other } }`;
  });
  when("publisher", (chosen) => `FILTER(${among(`COALESCE(STR(?publisher), "")`, chosen, (value) => text(value === UNKNOWN ? "" : value))})`);
  when("speaker", speaker);
  const off = [...model.filters.offValues("type")];
  if (off.length) lines.push(`FILTER NOT EXISTS { VALUES ?type { ${off.map((type) => `kg:${type}`).join(" ")} } GRAPH ?document { ?claim rdf:subject|rdf:object ?end } GRAPH ?entities { ?end a ?type } }`);
  const [low, high] = model.filters.confidence;
  if (low > 0 || high < 100) lines.push(`FILTER(COALESCE(?confidence, 1) >= ${low / 100} && COALESCE(?confidence, 1) <= ${high / 100})`);
  return lines;
}

/** Of several speakers one is enough. */
function speaker({ on, values }: Choice): string {
  const people = values.filter((value) => value !== NO_SPEAKER);
  const own = on === values.includes(NO_SPEAKER);
  const nobody = "NOT EXISTS { GRAPH ?document { ?claim kg:attributedTo ?anybody } }";
  const chosen = people.length ? `FILTER(${among("?who", { on, values: people }, iri)}) ` : "";
  const somebody = on && !people.length ? "" : `EXISTS { GRAPH ?document { ?claim kg:attributedTo ?who } ${chosen}}`;
  return `FILTER(${[own ? nobody : "", somebody].filter(Boolean).join(" || ")})`;
}

const DAY = "[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[^/]*)?)?)?";
const DATES: Record<Axis, string> = {
  happened: `COALESCE(?when, "")`,
  said: `COALESCE(STR(?said), STR(?published), "")`,
  published: `COALESCE(STR(?published), "")`,
};

/** Days, months, years and intervals of them that touch the range: as text they sort as they follow each other. */
function timed(model: Model): string[] {
  const range = model.filters.time;
  if (!range) return [];
  const touches = `?from <= ${text(dayOf(range.to))} && CONCAT(?to, "~") >= ${text(dayOf(range.from))}`;
  return [
    `BIND(${DATES[range.axis]} AS ?date)`,
    `BIND(REGEX(?date, "^${DAY}(/${DAY})?$") AS ?dated)`,
    `BIND(SUBSTR(IF(CONTAINS(?date, "/"), STRBEFORE(?date, "/"), ?date), 1, 10) AS ?from)`,
    `BIND(SUBSTR(IF(CONTAINS(?date, "/"), STRAFTER(?date, "/"), ?date), 1, 10) AS ?to)`,
    `FILTER(${range.unknown ? "!?dated || " : "?dated && "}${range.unknown ? `(${touches})` : touches})`,
  ];
}

/** What the picture leaves out although the filters let it through. */
function pictured(model: Model): string[] {
  const { inside, outside } = divided(model);
  if (!outside.length) return [];
  const on = inside.length < outside.length;
  const things = on ? inside : outside;
  const name = (thing: number): string => iri(model.thing(thing).iri);
  if (things.length > MANY) return [`VALUES ?claim { ${shownClaims(model).map((id) => iri(model.data.claims.iri(id))).join(" ")} }`];
  const list = things.map(name).join(", ");
  const word = on ? "IN" : "NOT IN";
  return [`FILTER(?object ${word} (${list}))`, `FILTER(!BOUND(?subject) || ?subject ${word} (${list}))`];
}

export function sparql(model: Model): string {
  const prefixes = (["kg", "rdf", "schema"] as const).map((name) => `PREFIX ${name}: <${PREFIXES[name]}>`).join("\n");
  const conditions = [...filtered(model), ...timed(model), ...pictured(model)].map((one) => `\n  ${one}`).join("");
  return `${prefixes}
# The claims that the page shows
SELECT DISTINCT ?claim ?subject ?relation ?object ?modality ?polarity ?confidence ?document
WHERE {
  GRAPH ?document {
    ?document a kg:Document .
    ?claim a kg:Claim ; rdf:predicate ?relation ; rdf:object ?object .
    OPTIONAL { ?claim rdf:subject ?subject }
    OPTIONAL { ?claim kg:modality ?modality }
    OPTIONAL { ?claim kg:polarity ?polarity }
    OPTIONAL { ?claim kg:confidence ?confidence }
    OPTIONAL { ?claim kg:when ?when }
    OPTIONAL { ?claim kg:said ?said }
    OPTIONAL { ?document schema:publisher ?publisher }
    OPTIONAL { ?document schema:datePublished ?published }
  }${conditions}
}
ORDER BY ?document ?claim
`;
}
