"""A training elsewhere as if it were here: handed in, its messages shown, its weights put where they belong."""

import json
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from sunmao.cluster.content_store import ContentStore
from sunmao.cluster.file_tree import list_files, load_tree, write_files
from sunmao.cluster.gateway_client import GatewayClient
from sunmao.cluster.job import Limits, TrainingJob
from sunmao.cluster.pack_training import HANDED_IN, PackedTraining, pack_training
from sunmao.core.atomic_files import cache_folder, write_with_parents
from sunmao.core.regular_files import read_regular
from sunmao.errors import ClusterError, ClusterUnreachable, SunmaoError, error_from_dict
from sunmao.protocol.codec import from_json, to_json
from sunmao.protocol.messages import Output, from_dict
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.training.checkpoints.checkpointing import LATEST, MARKER
from sunmao.vision.run_config import RunConfig

RETRY = 1.0  # seconds
MAX_RECORD = 64 * 1024  # bytes


def train_elsewhere(config: RunConfig, client: GatewayClient, limits: Limits, where: str) -> None:
    """Train as a `config.yaml` says, by the cluster of `client`: as `RunConfig.train`, whose weights it leaves.

    A training that was handed in from the same folder and has not come back is followed instead. where: what the
    cluster is called.

    Raises:
        KeyboardInterrupt: it was stopped, here or there. ClusterError, ClusterUnreachable; what the training raises.
    """
    packed = pack_training(config, limits)
    record = Path(config.save_fold) / HANDED_IN
    job = find_handed_in(client, record, packed, where)
    if job is None:
        packed.send(client, ContentStore(cache_folder() / "cluster" / "made"))
        # First the record: after a kill in between the same command hands in the same job.
        write_with_parents(record, json.dumps({"id": packed.job.id, "where": client.address.fingerprint}).encode())
        job = from_json(TrainingJob, client.ask("/jobs", to_json(packed.job)))
        show_notice("cluster_handed_in", where=where, id=job.id)
    else:
        show_notice("cluster_found_again", where=where, id=job.id)
    job = follow_job(client, job.id, where)
    land_results(client, job, packed)
    record.unlink(missing_ok=True)
    raise_outcome(job)


def find_handed_in(client: GatewayClient, record: Path, packed: PackedTraining, where: str) -> TrainingJob | None:
    """The job that was handed in from this folder before and has not come back; None where there is none. Raises
    ClusterError where it is another training that still goes on.
    """
    try:
        said = json.loads(read_regular(record, MAX_RECORD))
        id, cluster = said["id"], said["where"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    if cluster != client.address.fingerprint:
        raise ClusterError("cluster_elsewhere", path=record.as_posix())
    found = client.ask("/jobs")["jobs"]
    job = next((from_json(TrainingJob, row) for row in found if row["id"] == id), None)
    if job is not None and job.files != packed.job.files and not job.has_ended:
        raise ClusterError("cluster_other_goes", id=id, where=where)
    return job if job is not None and job.files == packed.job.files else None


def follow_job(client: GatewayClient, id: str, where: str) -> TrainingJob:
    """Show what a job says until it has ended. Ctrl+C asks it to stop; twice: leaves it alone. Returns the job."""
    first, silent = 0, False
    stopping = False
    while True:
        try:
            if stopping:
                client.ask(f"/jobs/{id}/stop", {})
            answer = client.ask(f"/jobs/{id}/events?after={first}")
        except ClusterUnreachable:
            if not silent:
                show_notice("cluster_link_lost", level="warn", where=where)
            silent = True
            time.sleep(RETRY)
            continue
        except KeyboardInterrupt:
            if stopping or silent:
                show_notice("cluster_left", level="warn", where=where)
                raise
            stopping = True
            continue
        if silent:
            show_notice("cluster_link_back", where=where)
        silent = False
        for row in (row for batch in answer["batches"] for row in batch):
            show_message(row)
        first = answer["next"]
        job = from_json(TrainingJob, answer["job"])
        if job.has_ended and not answer["batches"]:
            return job


def show_message(row: dict) -> None:
    """Show one message as the training would have here: its text is printed, the rest told to who watches."""
    try:
        event = from_dict(row)
    except ValueError:  # of a newer version
        return
    if isinstance(event, Output):
        with suppress(UnicodeEncodeError):
            print(event.text, end="", flush=True, file=sys.stdout if event.stream == "stdout" else sys.stderr)
    else:
        session.emit(event)


def land_results(client: GatewayClient, job: TrainingJob, packed: PackedTraining) -> None:
    """Put what the job has left where its training would have written it here; the latest weights last, and what the
    training has removed goes. Raises ClusterError, OSError.
    """
    if not job.results:
        return
    output, place = packed.base / packed.job.output, f"/jobs/{job.id}/results"
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".arriving", suffix=".tmp", dir=output) as folder:
        store = ContentStore(Path(folder))
        client.fetch([job.results], store, place)
        tree = load_tree(store.read(job.results))
        inside = f"{packed.job.output}/"
        if not all(name.startswith(inside) for name in tree):
            raise ClusterError("cluster_bad_path", path=packed.job.output)
        client.fetch(tree.values(), store, place)
        last = (LATEST, MARKER)
        ordered = sorted(tree, key=lambda name: last.index(Path(name).name) if Path(name).name in last else -1)
        write_files({name: tree[name] for name in ordered}, packed.base, store)
    for path in list_files(output):
        name = path.relative_to(packed.base).as_posix()
        if name in packed.tree and name not in tree:
            path.unlink()


def raise_outcome(job: TrainingJob) -> None:
    """Raises what the training raised: nothing when it finished."""
    if job.state == "stopped":
        raise KeyboardInterrupt
    if job.state == "lost":
        raise ClusterError("cluster_lost")
    if job.state == "error":
        try:
            error: SunmaoError = error_from_dict(job.error)
        except ValueError:
            error = ClusterError("cluster_lost")
        raise error
