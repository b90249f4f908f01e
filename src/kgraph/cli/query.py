"""``kgraph query``, as click reads it."""

import click

from kgraph.cli import login, options
from kgraph.cli.answer import answer, write
from kgraph.cli.layout import command as make
from kgraph.cli.question import Question, parameter
from kgraph.cli.terminal import say
from kgraph.query import FORMATS, resolve


def _parameters(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:  # noqa: ARG001 - click's interface
    pairs = []
    for text in given:
        pair = parameter(text)
        if pair is None:
            msg = f"{text!r} is no NAME=VALUE"
            raise click.BadParameter(msg)
        pairs.append(pair)
    return tuple(pairs)


@make("query", example="kgraph query -s out/store what-is-said -p who='Ukraine'")
@click.argument("query", required=False, metavar="[QUERY]", help="a name (see --list), a file, - or SPARQL")
@options.store
@click.option(
    "-p",
    "parameters",
    multiple=True,
    callback=_parameters,
    metavar="NAME=VALUE",
    help="a value of a named query: an IRI, or any name of an entity; may be repeated",
)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="of the answer (default: table, or turtle for a graph)"
)
@click.option("--list", "listing", is_flag=True, help="say what the named queries answer")
@click.option("--allow-network", is_flag=True, help="let SERVICE call out")
@click.option(
    "--endpoint",
    callback=login.address,
    metavar="URL",
    help="ask a store elsewhere: its root, a dataset or any endpoint",
)
@login.options
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    context: click.Context,
    *,
    query: str | None,
    store: str,
    parameters: tuple[tuple[str, str], ...],
    format_: str | None,
    listing: bool,
    allow_network: bool,
    endpoint: str | None,
    profile: str | None,
    user: str | None,
    auth: str,
    timeout: float,
) -> int:
    """Asks a store: by the name of a query that comes with kgraph, by a file, or in SPARQL.

    SELECT, ASK, CONSTRUCT and DESCRIBE; kg, prov, oa, schema, skos, rdf, rdfs, owl and xsd are declared; the default
    graph is the union of all, on a store elsewhere if it can be told so.
    """
    if query is None and not listing:
        msg = "give a QUERY, or --list to see those that there are"
        raise click.UsageError(msg)
    question = Question(
        query or "",
        store=store,
        format=format_,
        parameters=parameters,
        allow_network=allow_network,
        listing=listing,
    )
    if endpoint is None or listing:
        return answer(question)
    if context.get_parameter_source("store") is click.core.ParameterSource.COMMANDLINE:
        msg = "--store is a store here, --endpoint one elsewhere; give one of them"
        raise click.UsageError(msg)
    from kgraph.targets import Options, Patience, remote  # noqa: PLC0415 - slow to load

    chosen = Options(
        access=login.access(endpoint, user=user, scheme=auth),
        profile=profile,
        patience=Patience(timeout_s=timeout),
        tell=say,
    )
    with remote(endpoint, chosen, doubtful=login.say_doubtful) as asked:
        write(asked, resolve(question.query), question)
    return 0
