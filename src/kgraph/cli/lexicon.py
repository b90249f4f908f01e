"""``kgraph lexicon``."""

from pathlib import Path

import click

from kgraph.cli import options
from kgraph.cli.layout import command as make
from kgraph.cli.terminal import say, show_bytes
from kgraph.export.lemon import FORMATS, lexicon_rdf
from kgraph.lexicon import lexicon
from kgraph.store import place


@make("lexicon", example="kgraph lexicon -o lexicon.ttl")
@click.option("--format", "format_", type=click.Choice(tuple(FORMATS)), default="turtle", help="what to write")
@options.output
def command(*, format_: str, output: str) -> int:
    """Writes the lexicon in RDF, by the OntoLex-Lemon vocabulary.

    Which words express which relation of the ontology, in which frames, with a sentence that shows each.
    """
    data = lexicon_rdf(lexicon(), format_)
    if output == "-":
        show_bytes(data)
    else:
        place.write_bytes(Path(output), data)
        say(f"{format_} written to {output}")
    return 0
