// How terms stand in a table of answers: as HTML in which nothing of theirs is markup.

export interface Term {
  type: string;
  value: string;
  datatype?: string;
  "xml:lang"?: string;
}

export interface Where {
  base: string;
  root: string;
  prefixes: Record<string, string>;
}

/** A cell: an IRI as a link to its page here or elsewhere, a literal with its language or type, unless that is plain. */
export function cell(term: Term, where: Where, compact: boolean): string {
  if (term.type === "uri") return `<div><span>${link(term.value, where)}</span></div>`;
  const { datatype, "xml:lang": language } = term;
  const kind = language ? `@${escaped(language)}` : datatype ? escaped(shortened(datatype, where.prefixes)) : "";
  const after = kind && !compact ? ` <sup>${kind}</sup>` : "";
  return `<div><span class="nonIri">${escaped(text(term))}${after}</span></div>`;
}

/** What is looked through when a table is filtered. */
export function sought(term: Term): string {
  return escaped(text(term));
}

/** A term's words; a triple as JSON. */
export function text({ value }: Term): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function link(iri: string, { base, root, prefixes }: Where): string {
  const own = base !== "" && iri.startsWith(base) && iri[base.length] !== "/"; // two slashes lead elsewhere
  const shown = escaped(own ? iri.slice(base.length) : shortened(iri, prefixes));
  const title = escaped(iri);
  if (own) return `<a class="iri" href="${escaped(`${root}/${iri.slice(base.length)}`)}" title="${title}">${shown}</a>`;
  if (!/^https?:\/\//i.test(iri)) return `<span class="iri" title="${title}">${shown}</span>`;
  return `<a class="iri" href="${title}" title="${title}" rel="noreferrer">${shown}</a>`;
}

function shortened(iri: string, prefixes: Record<string, string>): string {
  for (const [prefix, start] of Object.entries(prefixes)) {
    if (start && iri.startsWith(start)) return `${prefix}:${iri.slice(start.length)}`;
  }
  return iri;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
