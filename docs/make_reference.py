"""Makes what is derived: from the ontology the shapes of the relations and its page, from the profiles that of stores.

python docs/make_reference.py            write them
python docs/make_reference.py --check    say whether they are up to date; exit status 1 if not
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rdflib import RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import OWL
from rdflib.term import Node

from kgraph.model import EntityType
from kgraph.ontology import KG, Relation, class_types, read_ontology, read_relations, shapes_file
from kgraph.plover import MODE_COLUMNS, TYPE_COLUMNS
from kgraph.resources import ontology_dir
from kgraph.tables import rows
from kgraph.targets import LOADERS, PROFILES, Loader, Profile

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "ontology.md"
STORES = ROOT / "docs" / "reference" / "stores.md"
MARK = "# Everything below this line is made from kgraph.ttl by `python docs/make_reference.py`.\n"
MATCHES = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.exactMatch, SKOS.closeMatch, SKOS.relatedMatch)
WIDTH = 118
PLOVER_TABLES = ontology_dir() / "plover"
MADE = "Made by `python docs/make_reference.py` from `ontology/`; change it there."
MADE_OF_PROFILES = (
    "Made by `python docs/make_reference.py` from `src/kgraph/targets/profiles.py` and `loaders.py`; change it there."
)
STORES_INTRODUCTION = """\
What `kgraph load` and `kgraph query --endpoint` know of each ([how to](../how-to/load-into-a-store.md)). Tests run on
{tried}; the others follow what is known of them, and nobody has tried them with kgraph yet. The address may be
that of the server where it has one dataset only, of a dataset, or of any endpoint. Which bulk loader is meant stands
[below](#bulk-loaders).
"""
BULK_INTRODUCTION = """\
What `kgraph export --for NAME -o FOLDER` prints ([how to](../how-to/load-into-a-store.md#bulk)); `load.sh` has it too.
Tests run the printed command on the loaders of {tried}; the others follow their documentation, and nobody has tried
them with kgraph yet. Names in capitals are taken from the environment; what stands behind `:-` is taken where they are
not set.
"""
PLOVER = """\
A claim that is positive and asserted has the type of its relation. This is what modality and polarity make of it; what
is not here keeps its type. The code is derived (`kgraph.plover`), never stored; `kgraph export --format plover` writes
it ([how to](../how-to/political-events.md))."""


MODES = """\
The mode is that of the line that fits with the longest pattern of words; none where two lines fit alike. An empty cell
asks for nothing; `*` stands for any ending."""


def main(arguments: list[str]) -> int:
    """Writes or checks the derived files; returns the exit status."""
    graph = read_ontology()
    relations = read_relations(graph)
    shapes = shapes_file()
    written_by_hand = shapes.read_text(encoding="utf-8").partition(MARK)[0]
    made = {
        shapes: written_by_hand + MARK + shapes_of(graph, relations),
        PAGE: page_of(graph, relations),
        STORES: stores_page(),
    }
    stale = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if arguments == ["--check"]:
            print(f"{path.relative_to(ROOT)} is not up to date; run python docs/make_reference.py", file=sys.stderr)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
            print(path.relative_to(ROOT))
    return 1 if stale and arguments == ["--check"] else 0


# --- shapes


def shapes_of(graph: Graph, relations: Mapping[str, Relation]) -> str:
    """The shapes of the relations, as Turtle.

    The shape of a relation looks back from its IRI to the claims that use it, so that each claim is looked at once and
    not once a relation; what is wrong is reported with the claim as focus.
    """
    roles = _roles(graph)
    ends: dict[str, str] = {}
    blocks = []
    for name, relation in relations.items():
        subject = _end(ends, roles, "subject", relation.domain)
        object_ = _end(ends, roles, "object", relation.range)
        blocks.append(
            f"kg:{name}-shape a sh:NodeShape ;\n    sh:targetNode kg:{name} ;\n"
            f"    sh:property [ sh:path [ sh:inversePath rdf:predicate ] ; sh:property {subject} , {object_} ] .\n"
        )
    names = "\n".join(_wrapped((f"kg:{name}" for name in relations), indent=" " * 14))
    predicates = (
        "kg:PredicateShape a sh:NodeShape ;\n    sh:targetClass kg:Claim ;\n"
        f"    sh:property [ sh:path rdf:predicate ;\n        sh:in (\n{names} ) ;\n"
        '        sh:message "the rdf:predicate of a claim is a relation of the ontology" ] .\n'
    )
    return "\n" + "\n".join([predicates, *(ends[key] for key in sorted(ends)), *blocks])


def _roles(graph: Graph) -> dict[frozenset[EntityType], str]:
    """The named class for each set of entity types that has one."""
    classes = sorted(str(node) for node in graph.subjects(RDF.type, OWL.Class) if str(node).startswith(KG))
    roles: dict[frozenset[EntityType], str] = {}
    for iri in classes:
        if types := class_types(graph, URIRef(iri)):
            roles.setdefault(types, iri.removeprefix(KG))
    return roles


def _end(
    ends: dict[str, str], roles: Mapping[frozenset[EntityType], str], side: str, types: frozenset[EntityType]
) -> str:
    role = roles.get(types) or "Or".join(sorted(types))
    name = f"kg:{side}Is{role}"
    members = f" ({_listed(types)})" if len(types) > 1 else ""
    allowed = " ".join(f"kg:{type_}" for type_ in EntityType if type_ in types)
    ends[name] = (
        f"{name} a sh:PropertyShape ;\n    sh:path ( rdf:{side} rdf:type ) ;\n    sh:in ( {allowed} ) ;\n"
        f'    sh:message "the {side} of this relation is a {role}{members}" .\n'
    )
    return name


def _wrapped(words: Iterable[str], *, indent: str) -> Iterator[str]:
    line = indent
    for word in words:
        if len(line) + len(word) + 1 > WIDTH:
            yield line.rstrip()
            line = indent
        line += f"{word} "
    yield line.rstrip()


def _listed(types: frozenset[EntityType]) -> str:
    return ", ".join(type_ for type_ in EntityType if type_ in types)


# --- stores


def stores_page() -> str:
    """The reference page of triple stores, as Markdown."""
    tried = [profile.title for profile in PROFILES if profile.tried]
    table = [
        "| store | `--profile`, `--for` | address | log in | tried | bulk loader tried |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| {profile.title} | `{profile.name}` | `{profile.example}` | {', '.join(profile.auth) or 'not at all'} | "
            f"{'yes' if profile.tried else 'no'} | {_bulk_tried(profile)} |"
            for profile in PROFILES
        ),
    ]
    details = [f"### {profile.title}\n\n{_store_details(profile)}" for profile in PROFILES]
    return "\n".join(
        (
            f"# Triple stores\n\n{MADE_OF_PROFILES}\n",
            STORES_INTRODUCTION.format(tried=" and ".join(tried)),
            *table,
            "",
            *details,
            f"## Bulk loaders\n\n{BULK_INTRODUCTION.format(tried=', '.join(_title(x) for x in LOADERS if x.tried))}",
            *(f"### {_title(loader)}: bulk\n\n{_loader_details(loader)}" for loader in LOADERS),
        )
    )


def _bulk_tried(profile: Profile) -> str:
    tried = [loader.tried for loader in LOADERS if loader.store == profile.name]
    return "yes" if tried == [True] else "no" if tried else "none is known"


def _title(loader: Loader) -> str:
    return next(profile.title for profile in PROFILES if profile.name == loader.store)


def _loader_details(loader: Loader) -> str:
    folder = Path("/FOLDER")
    lines = [f"```bash\n{loader.command_for(folder)}```\n", f"It reads `{loader.data}`."]
    for name, text in loader.files_for(folder).items():
        lines.append(f"Beside it, `{name}`:\n\n```text\n{text.strip()}\n```")
    return "\n".join(lines) + "\n"


def _store_details(profile: Profile) -> str:
    def at(path: str | None) -> str:
        return "none" if path is None else f"`{path}`" if path else "the address itself"

    new = "together, as quads" if profile.quads is not None else "one by one"
    changed = "PUT" if profile.graphs is not None else "DROP, then INSERT DATA"
    default = {"none": "there is none; queries see all graphs", "native": "one of its own", "union": "all graphs"}
    told = f"; all graphs by `{'='.join(profile.union[0]).rstrip('=')}`, which kgraph sends" if profile.union else ""
    logged_in = f" (logged in {at(profile.query_as_user)})" if profile.query_as_user else ""
    zipped = ", compressed unless it is on this machine" if profile.gzip else ""
    formats = f"`{profile.triples_format}`{f' and `{profile.quads_format}`' if profile.quads is not None else ''}"
    lines = [
        (
            f"- Endpoints behind the address: queries {at(profile.query)}{logged_in}, updates {at(profile.update)}, "
            f"graphs {at(profile.graphs)}, quads {at(profile.quads)}."
        ),
        f"- Default graph: {default[profile.default_graph]}{told}.",
        (
            f"- New graphs go {new}; a changed one by {changed}. "
            f"At most {profile.max_bytes // 1024**2} MiB a request{zipped}; "
            f"{profile.max_triples:,} triples an INSERT DATA."
        ),
        (
            f"- Queries are sent as {profile.queries}, updates as {profile.updates}. "
            f"It takes {', '.join(profile.formats)}; kgraph sends {formats}."
        ),
    ]
    if profile.name == "generic":
        lines[0] = "- Endpoints: one that answers a query takes updates too (`…/query` has them at `…/update`); any "
        lines[0] += "other is taken for a Graph Store endpoint."
        lines[2] = f"- A changed graph: by PUT, or DROP and INSERT DATA of {profile.max_triples:,} triples at a time."
        lines[3] = (
            f"- Queries are sent as {profile.queries}, updates as {profile.updates}; blank nodes as IRIs in updates."
        )
    if profile.note:
        lines.append(f"- {profile.note}")
    return "\n".join(lines) + "\n"


# --- the page


def page_of(graph: Graph, relations: Mapping[str, Relation]) -> str:
    """The reference page, as Markdown."""
    version = _text(graph, URIRef(KG), OWL.versionInfo)
    sections = [
        f"# The ontology\n\n{MADE}\n\nNamespace `kg: <{KG}>`, version {version}.\n",
        _relations_section(graph, relations),
        _plover_section(),
        _terms_section(graph, "Classes", OWL.Class),
        _terms_section(graph, "Properties", OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty),
        *_schemes(graph),
        _alignments(graph),
    ]
    return "\n".join(sections)


def _relations_section(graph: Graph, relations: Mapping[str, Relation]) -> str:
    roles = _roles(graph)
    rows = [
        "| relation | subject → object | PLOVER | narrower than |",
        "| --- | --- | --- | --- |",
        *(_relation_row(relation, roles) for relation in relations.values()),
    ]
    details = [_relation_detail(relation) for relation in relations.values()]
    return (
        f"## Relations\n\n{len(relations)} properties that a claim can have as its `rdf:predicate`. ↔ holds in both "
        "directions. What `Party`, `Voice`, `People` and `Participant` take in stands under Classes.\n\n"
        + "\n".join(rows)
        + "\n\n"
        + "\n".join(details)
    )


def _plover_section() -> str:
    types = [
        f"| {code} | {polarity} | {modalities.replace(' ', ', ')} | {made} | {note} |"
        for _, (code, polarity, modalities, made, note) in rows(PLOVER_TABLES / "types.tsv", TYPE_COLUMNS)
    ]
    modes = [
        f"| {code} | {mode} | {names.replace(' ', ', ')} | {types.replace(' ', ', ')} | {words.replace('|', ', ')} |"
        for _, (code, mode, names, types, words, _) in rows(PLOVER_TABLES / "modes.tsv", MODE_COLUMNS)
    ]
    return "\n".join(
        (
            f"## PLOVER codes\n\n{PLOVER}\n",
            "| type | polarity | modality | becomes | why |\n| --- | --- | --- | --- | --- |",
            *types,
            f"\n{MODES}\n",
            "| type | mode | of the relations | to a | by the words |\n| --- | --- | --- | --- | --- |",
            *modes,
            "",
        )
    )


def _relation_row(relation: Relation, roles: Mapping[frozenset[EntityType], str]) -> str:
    arrow = "↔" if relation.symmetric else "→"
    ends = (roles.get(types) or _listed(types) for types in (relation.domain, relation.range))
    plover = f"{relation.plover} ({relation.quadrant})" if relation.plover else ""
    broader = f"[`{relation.broader}`](#{relation.broader.lower()})" if relation.broader else ""
    return f"| [`{relation.name}`](#{relation.name.lower()}) | {f' {arrow} '.join(ends)} | {plover} | {broader} |"


def _relation_detail(relation: Relation) -> str:
    return f"### {relation.name}\n\n{relation.definition}\n\n> {relation.example}\n"


def _terms_section(graph: Graph, title: str, *kinds: URIRef) -> str:
    relations = set(graph.subjects(RDF.type, URIRef(f"{KG}Relation")))
    nodes = {node for kind in kinds for node in graph.subjects(RDF.type, kind) if isinstance(node, URIRef)} - relations
    rows = [_term_row(graph, node) for node in sorted(nodes) if node.startswith(KG)]
    return f"## {title}\n\n| term | what it is |\n| --- | --- |\n" + "\n".join(rows) + "\n"


def _term_row(graph: Graph, node: URIRef) -> str:
    definition = _text(graph, node, SKOS.definition)
    example = _text(graph, node, SKOS.example)
    types = class_types(graph, node) if graph.value(node, OWL.unionOf) else frozenset()
    taken_in = f" Takes in {_listed(types)}." if types else ""
    return f"| `kg:{node.removeprefix(KG)}` | {definition}{taken_in}{f' *{example}*' if example else ''} |"


def _schemes(graph: Graph) -> Iterator[str]:
    for scheme in _iris(graph.subjects(RDF.type, SKOS.ConceptScheme)):
        label = _text(graph, scheme, RDFS.label)
        title = label if label.isupper() else label[0].upper() + label[1:]
        rows = [_term_row(graph, concept) for concept in _iris(graph.subjects(SKOS.inScheme, scheme))]
        yield (
            f"## {title}\n\n{_text(graph, scheme, SKOS.definition)}\n\n"
            "| concept | what it means |\n| --- | --- |\n" + "\n".join(rows) + "\n"
        )


def _alignments(graph: Graph) -> str:
    rows = [
        f"| `kg:{str(subject).removeprefix(KG)}` | {_short(graph, predicate)} | {_short(graph, object_)} |"
        for predicate in MATCHES
        for subject, object_ in sorted(graph.subject_objects(predicate))
        if str(subject).startswith(KG) and isinstance(object_, URIRef) and not object_.startswith(KG)
    ]
    return "## Alignments\n\n| term | how | with |\n| --- | --- | --- |\n" + "\n".join(sorted(rows)) + "\n"


def _short(graph: Graph, node: URIRef) -> str:
    return f"`{graph.namespace_manager.normalizeUri(node)}`"


def _iris(nodes: Iterable[Node]) -> list[URIRef]:
    return sorted(node for node in nodes if isinstance(node, URIRef))


def _text(graph: Graph, node: URIRef, property_: URIRef) -> str:
    value = graph.value(node, property_)
    return str(value) if isinstance(value, Literal) else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
