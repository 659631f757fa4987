"""`sunmao cluster`: start a cluster for trainings, join one, name it, see and stop its jobs."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.errors import ClusterError, SunmaoError
from sunmao.server.cli.error_output import print_error
from sunmao.server.texts import get_local_text
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.cluster.gateway_client import GatewayClient


PORT = 8530
FAILED, MISUSED, INTERRUPTED = 1, 2, 130
# Words that make no sense, whatever the cluster is.
WRONG_WORDS = ("cluster_no_address", "cluster_unknown", "cluster_bad_name", "cluster_public_address")


def add_verb(verbs: Any) -> None:
    """Teach the command line the word `cluster`. verbs: its subparsers."""
    top = verbs.add_parser("cluster", help=get_local_text("cli_cluster"), description=get_local_text("cli_cluster"))
    words = top.add_subparsers(title=get_local_text("cli_verbs"), metavar="", required=True)
    starting = _add(words, "start", start)
    starting.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help=get_local_text("cli_cluster_host"))
    starting.add_argument("--port", type=int, default=PORT, help=get_local_text("cli_port"))
    starting.add_argument("--folder", type=Path, metavar="DIR", help=get_local_text("cli_cluster_folder"))
    joining = _add(words, "join", join)
    joining.add_argument("address", metavar="ADDRESS", help=get_local_text("cli_cluster_address"))
    for made in (starting, joining):
        made.add_argument("--nodes", metavar="ADDRESS", help=get_local_text("cli_cluster_nodes"))
        made.add_argument("--processors", type=int, metavar="N", help=get_local_text("cli_cluster_processors"))
    naming = _add(words, "name", name_cluster)
    naming.add_argument("name", metavar="NAME")
    naming.add_argument("address", metavar="ADDRESS", help=get_local_text("cli_cluster_address"))
    listing, stopping = _add(words, "jobs", list_jobs), _add(words, "stop", stop_job)
    for made in (listing, stopping):
        made.add_argument("where", metavar="NAME-OR-ADDRESS", help=get_local_text("cli_cluster_where"))
    listing.add_argument("--json", action="store_true", help=get_local_text("cli_json"))
    stopping.add_argument("id", metavar="JOB")


def _add(words: Any, name: str, action: Callable) -> ArgumentParser:
    about = get_local_text(f"cli_cluster_{name}")
    made = words.add_parser(name, help=about, description=about)
    made.set_defaults(verb=lambda options: _run_action(action, options), json=False)
    return made


def _run_action(action: Callable, options: Namespace) -> int:
    """Do it. Returns its exit status; what is wrong with the words has 2, what fails on the way 1."""
    try:
        return action(options) or 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except SunmaoError as error:
        print_error(get_both(error.key, **error.params), options.json)
        return MISUSED if error.key in WRONG_WORDS else FAILED


def start(options: Namespace) -> int:
    """Serve until told to end."""
    from sunmao.cluster.ray_jobs import require_ray

    require_ray()
    import platformdirs

    from sunmao.server.cluster.node_addresses import LOOPBACK
    from sunmao.server.cluster.serve_cluster import ClusterOptions, serve_cluster
    from sunmao.server.http.lan import list_own_addresses, parse_host

    host = parse_host(options.host)
    if host is None:
        raise ClusterError(
            "cluster_public_address", address=options.host[:60], addresses=", ".join(list_own_addresses())
        )
    folder = options.folder or Path(platformdirs.user_data_dir("sunmao", appauthor=False)) / "cluster"
    return serve_cluster(
        ClusterOptions(folder.absolute(), host, options.port, options.nodes or LOOPBACK, options.processors)
    )


def join(options: Namespace) -> int:
    """Be a node of a cluster until told to end."""
    from sunmao.cluster.ray_jobs import require_ray
    from sunmao.runtime.signals import exit_on_terminate

    require_ray()
    from sunmao.server.cluster.join_cluster import join_cluster

    exit_on_terminate()
    return join_cluster(options.address, options.nodes, options.processors)


def name_cluster(options: Namespace) -> None:
    """Call a cluster by a name from now on."""
    from sunmao.cluster.cluster_address import add_name

    add_name(options.name, options.address)


def _connect(where: str) -> "GatewayClient":
    from sunmao.cluster.cluster_address import find_cluster
    from sunmao.cluster.gateway_client import GatewayClient

    return GatewayClient(find_cluster(where))


def list_jobs(options: Namespace) -> None:
    """A line for each job: its id, how far it is, how often it was begun."""
    rows = _connect(options.where).ask("/jobs")["jobs"]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(row["id"], row["state"], row["attempt"], row["output"], sep="\t")


def stop_job(options: Namespace) -> None:
    """Ask a job to stop."""
    _connect(options.where).ask(f"/jobs/{options.id}/stop", {})
