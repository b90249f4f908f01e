"""External triple stores: loaded, kept in step and asked, by SPARQL 1.1 over HTTP."""

from kgraph.targets.access import SCHEMES, Access, check_scheme, find_access, needs_password, read_address
from kgraph.targets.bulk import Bulk, write_bulk
from kgraph.targets.connection import TIMEOUT_S, Patience
from kgraph.targets.loaders import LOADERS, Loader
from kgraph.targets.loading import Action, Loaded, Options, Step, load
from kgraph.targets.profile import Profile
from kgraph.targets.profiles import NAMES, PROFILES
from kgraph.targets.remote import Remote, remote

__all__ = [
    "LOADERS",
    "NAMES",
    "PROFILES",
    "SCHEMES",
    "TIMEOUT_S",
    "Access",
    "Action",
    "Bulk",
    "Loaded",
    "Loader",
    "Options",
    "Patience",
    "Profile",
    "Remote",
    "Step",
    "check_scheme",
    "find_access",
    "load",
    "needs_password",
    "read_address",
    "remote",
    "write_bulk",
]
