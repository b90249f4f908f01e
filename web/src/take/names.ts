// The names of the graph: prefixes, IRIs and literals as Turtle and SPARQL write them.

export const PREFIXES = {
  kg: "https://w3id.org/kgraph/ns#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  oa: "http://www.w3.org/ns/oa#",
  schema: "https://schema.org/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
} as const;

/** A relation of the ontology goes by its local name, any other by its IRI. */
export const relationIri = (name: string): string => (name.includes(":") ? name : PREFIXES.kg + name);

/** Between pointed brackets. What an IRI can't hold is percent-encoded, so that nothing ends it early. */
export function iri(value: string): string {
  return `<${value.replace(/[\x00-\x20<>"{}|^`\\]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`)}>`;
}

export function relationName(name: string): string {
  return /^[A-Za-z]\w*$/.test(name) ? `kg:${name}` : iri(relationIri(name));
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A string in quotes; half a surrogate pair, which no encoding can hold, becomes U+FFFD. */
export function text(value: string): string {
  const whole = value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  return `"${whole.replace(/[\x00-\x1f"\\\x7f]/g, (c) => ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`)}"`;
}

/** A day or a moment with its type, as kgraph writes it; anything else is a string. */
export function moment(value: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))) return `${text(value)}^^xsd:date`;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.test(value) && !Number.isNaN(Date.parse(value))) return `${text(value)}^^xsd:dateTime`;
  return text(value);
}
