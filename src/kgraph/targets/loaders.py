"""What the bulk loaders of the triple stores take, and the commands that run them: one visible list.

The commands are lines for bash. What differs from place to place they take from the environment, a password never: it
would stand in the list of processes. In them and in the files beside them these marks are replaced:

    @folder@ @data@ @load.sql@ …   the folder, its file of quads, a file beside it: absolute, quoted for the shell
    @sql:folder@ @sql:data@        the same inside of a string of SQL
    @iri:data@                     the file of quads as an IRI
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from urllib.parse import quote as percent_encoded

NQUADS = "graphs.nq"
ZIPPED = "graphs.nq.gz"
COMMAND = "load.sh"

_MARK = re.compile(r"@((?:sql:|iri:)?[A-Za-z.]+)@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loader:
    """The bulk loader of a store.

    Attributes:
        store: The name of the store's profile.
        command: What runs it, with marks.
        data: The file of quads: whether it reads compressed ones shows in the name.
        beside: Other files that it takes, with marks: name and content.
        tried: Whether kgraph is tested with it.
    """

    store: str
    command: str
    data: str = ZIPPED
    beside: tuple[tuple[str, str], ...] = ()
    tried: bool = False

    def command_for(self, folder: Path) -> str:
        """What runs it on the files in a folder."""
        return _filled(self.command, self._places(folder))

    def files_for(self, folder: Path) -> Mapping[str, str]:
        """The files that it takes besides the quads, by name."""
        return {name: _filled(text, self._places(folder)) for name, text in self.beside}

    def _places(self, folder: Path) -> dict[str, str]:
        data = folder / self.data
        return {
            "folder": quote(str(folder)),
            "data": quote(str(data)),
            "sql:folder": _in_sql(str(folder)),
            "sql:data": _in_sql(str(data)),
            "iri:data": f"file:{percent_encoded(str(data))}",
            **{name: quote(str(folder / name)) for name, _ in self.beside},
        }


def _filled(text: str, places: Mapping[str, str]) -> str:
    return _MARK.sub(lambda mark: places[mark[1]], text)


def _in_sql(text: str) -> str:
    """A text inside of a string of Virtuoso's SQL, where a backslash escapes and isql takes a dollar for a variable."""
    return text.replace("\\", "\\\\").replace("'", "''").replace("$", "' || chr (36) || '")


LOADERS = (
    Loader(
        store="oxigraph",
        command="""\
# No server may be running on LOCATION, the folder of its data.
oxigraph load --location "${LOCATION:-database}" --file @data@
""",
        tried=True,
    ),
    Loader(
        store="virtuoso",
        # isql ends with 0 whatever happens, and the loader writes its errors into a table.
        command="""\
# The server reads the files itself: DirsAllowed in virtuoso.ini must name their folder. Asks for the password of
# KGRAPH_USER unless that is dba, the one that Virtuoso comes with.
"${ISQL:-isql-vt}" "${SERVER:-localhost:1111}" "${KGRAPH_USER:-dba}" \\
  BANNER=OFF PROMPT=OFF VERBOSE=OFF ERRORS=STDOUT < @load.sql@ |
  awk '{ print } /^loaded/ { loaded = 1 } END { exit !loaded }'
""",
        beside=(
            (
                "load.sql",
                """\

-- A file that was loaded once is not loaded again until it is forgotten.
delete from DB.DBA.load_list where ll_file = '@sql:data@';
ld_dir ('@sql:folder@', 'graphs.nq.gz', 'urn:unused');
rdf_loader_run ();
checkpoint;
select ll_error from DB.DBA.load_list where ll_file = '@sql:data@' and ll_error is not null;
select 'loaded' from DB.DBA.load_list where ll_file = '@sql:data@' and ll_state = 2 and ll_error is null;
""",
            ),
        ),
        tried=True,
    ),
    Loader(
        store="fuseki",
        command="""\
# No server may be running on LOCATION. Then: fuseki-server --tdb2 --loc "$LOCATION" /news
tdb2.tdbloader --loc "${LOCATION:-database}" @data@
""",
    ),
    Loader(
        store="graphdb",
        command="""\
# The repository must exist, what it holds is replaced; no server may be running on it.
importrdf preload --force --id "${REPOSITORY:-news}" @data@
""",
    ),
    Loader(
        store="rdf4j",
        data=NQUADS,
        command="""\
# RDF4J has no bulk loader; this sends all at once. Asks for the password of KGRAPH_USER where that is set.
curl --fail-with-body ${KGRAPH_USER:+--user "$KGRAPH_USER"} --request POST \\
  --header 'Content-Type: application/n-quads' --upload-file - \\
  "${REPOSITORY:-http://localhost:8080/rdf4j-server/repositories/news}/statements" < @data@
""",
    ),
    Loader(
        store="qlever",
        command="""\
# Makes a new index. Then, in the same folder: qlever start
cd @folder@ && qlever index
""",
        beside=(
            (
                "Qleverfile",
                """\
[data]
NAME        = kgraph
DESCRIPTION = Claims of news articles, by kgraph
FORMAT      = nq

[index]
INPUT_FILES      = graphs.nq.gz
CAT_INPUT_FILES  = zcat graphs.nq.gz
PARALLEL_PARSING = true
SETTINGS_JSON    = { "num-triples-per-batch": 1000000 }

[server]
PORT               = 7001
MEMORY_FOR_QUERIES = 5G

[runtime]
SYSTEM = docker
""",
            ),
        ),
    ),
    Loader(
        store="stardog",
        command="""\
# Makes a new database. Asks for the password of KGRAPH_USER where that is set.
# Into one that is there: stardog data add "$DATABASE" FILE
stardog-admin --server "${SERVER:-http://localhost:5820}" db create --name "${DATABASE:-news}" \\
  ${KGRAPH_USER:+--username "$KGRAPH_USER" --ask-password} --copy-server-side -- @data@
""",
    ),
    Loader(
        store="neptune",
        command="""\
# BUCKET lies in the cluster's region AWS_REGION, ROLE_ARN names the role by which the cluster may read it. Requests are
# signed with the keys that AWS's tools find. The second command names the load, whose state is at SERVER/loader/ID.
: "${BUCKET:?}" "${AWS_REGION:?}" "${ROLE_ARN:?}" "${SERVER:?such as https://CLUSTER.neptune.amazonaws.com:8182}" &&
  aws s3 cp @data@ "s3://$BUCKET/graphs.nq.gz" &&
  aws neptunedata start-loader-job --endpoint-url "$SERVER" --region "$AWS_REGION" --format nquads \\
    --source "s3://$BUCKET/graphs.nq.gz" --s3-bucket-region "$AWS_REGION" --iam-role-arn "$ROLE_ARN" --fail-on-error
""",
    ),
    Loader(
        store="blazegraph",
        command="""\
# No server may be running on the journal that PROPERTIES names; run it in the folder of that.
java -Xmx4g -cp "${BLAZEGRAPH_JAR:-blazegraph.jar}" com.bigdata.rdf.store.DataLoader \\
  -namespace "${NAMESPACE:-news}" -defaultGraph urn:unused "${PROPERTIES:-$(printf %s @quads.properties@)}" @data@
""",
        beside=(
            (
                "quads.properties",
                """\
com.bigdata.journal.AbstractJournal.file=blazegraph.jnl
com.bigdata.journal.AbstractJournal.bufferMode=DiskRW
com.bigdata.rdf.store.AbstractTripleStore.quads=true
com.bigdata.rdf.store.AbstractTripleStore.statementIdentifiers=false
com.bigdata.rdf.store.AbstractTripleStore.textIndex=false
com.bigdata.rdf.store.AbstractTripleStore.axiomsClass=com.bigdata.rdf.axioms.NoAxioms
com.bigdata.rdf.sail.truthMaintenance=false
""",
            ),
        ),
    ),
    Loader(
        store="allegrograph",
        data=NQUADS,
        command="""\
# As the user who runs the server, on its machine.
agtool load --port "${PORT:-10035}" --input nquads "${REPOSITORY:-news}" @data@
""",
    ),
    Loader(
        store="marklogic",
        data=NQUADS,
        command="""\
# The name and the password in KGRAPH_USER and KGRAPH_PASSWORD; bash hands them over where nobody else sees them.
# Into an empty database: loaded twice, everything is there twice.
mlcp.sh import -options_file <(printf '%s\\n' -username "${KGRAPH_USER:?}" -password "${KGRAPH_PASSWORD:?}") \\
  -host "${HOST:-localhost}" -port "${PORT:-8000}" -mode local -input_file_type rdf -input_file_path @data@
""",
    ),
    Loader(
        store="anzograph",
        command="""\
# The server's leader reads the file itself. Asks for the password of KGRAPH_USER where that is set.
curl --fail-with-body ${KGRAPH_USER:+--user "$KGRAPH_USER"} --data-urlencode update@- \\
  "${SERVER:-http://localhost:7070}/sparql" < @load.rq@
""",
        beside=(("load.rq", "LOAD WITH 'leader' <@iri:data@>\n"),),
    ),
)
"""In the order of the profiles."""


def loader_of(store: str) -> Loader:
    """The bulk loader of a kind of store.

    Raises:
        KeyError: If it has none.
    """
    return {loader.store: loader for loader in LOADERS}[store]
