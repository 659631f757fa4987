"""One attempt of a job, in a process that Ray starts: `python -m sunmao.cluster.worker JOB ATTEMPT`.

It brings the job's files, trains as its `config.yaml` says in a folder that mirrors where they came from, and says and
sends everything by its `WorkerLink`. A later attempt goes on from the last checkpoint that arrived.
"""

import _thread
import os
import shutil
import sys
import threading
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.cluster.cluster_address import parse_address
from sunmao.cluster.content_store import ContentStore
from sunmao.cluster.file_tree import load_tree, write_files
from sunmao.cluster.gateway_client import GatewayClient
from sunmao.cluster.job import EPOCH_MARK, TrainingJob
from sunmao.cluster.worker_link import IMPATIENT, CheckpointUpload, WorkerLink
from sunmao.core.atomic_files import cache_folder
from sunmao.errors import ClusterError, SunmaoError, error_to_dict
from sunmao.inference.training_place import StudyPart
from sunmao.protocol.codec import from_json
from sunmao.protocol.messages import Ask, Metric
from sunmao.runtime import session
from sunmao.runtime.notices import mute_notices
from sunmao.runtime.outbox import Outbox, replace_streams
from sunmao.runtime.signals import is_interrupted

if TYPE_CHECKING:
    from sunmao.vision.run_config import RunConfig

GATEWAY, STORE, STORE_ID = "SUNMAO_CLUSTER_GATEWAY", "SUNMAO_CLUSTER_STORE", "SUNMAO_CLUSTER_STORE_ID"
ID_FILE = "id"


class StudioOutbox(Outbox):
    """Sends what a training says in a studio: sentences as messages. Nobody is there who would answer a question."""

    def put(self, *events: Any, hurry: bool = False) -> None:
        """Add events. Raises ClusterError for a question."""
        if any(isinstance(event, Ask) for event in events):
            raise ClusterError("cluster_no_question")
        super().put(*events, hurry=hurry)


class EventForwarder:
    """Hands what a training says to the link; the training itself prints its log, as in a terminal."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    def show_event(self, event: Any) -> None:
        """Send an event."""
        self._outbox.put(event)

    def show_frame(self, picture: Any) -> None:
        """A training shows no video."""


def main() -> int:
    """Do the attempt. Returns the exit status, which nobody needs: the outcome is told by the link."""
    id, attempt = sys.argv[1:]
    client = GatewayClient(parse_address(os.environ.pop(GATEWAY)))
    job = from_json(TrainingJob, client.ask(f"/work/{id}/{attempt}"))
    folder = make_work_folder(job)
    link = WorkerLink(client, f"/work/{id}/{attempt}", ask_to_stop)
    outbox = StudioOutbox(link) if job.studio else Outbox(link)
    replace_streams(outbox)
    outbox.start(lambda: None)
    if job.studio:
        session.set_outbox(outbox)
    else:
        session.set_viewer(EventForwarder(outbox))
    link.start()
    outcome = run_job(job, client, link, folder)
    outbox.close()
    link.close()
    link.ask("outcome", outcome)
    shutil.rmtree(folder, ignore_errors=True)
    return 0


def run_job(job: TrainingJob, client: GatewayClient, link: WorkerLink, folder: Path) -> dict:
    """Bring the files, train, and bring what was learned. Returns how it ended."""
    files, path = folder / "files", f"/work/{job.id}/{job.attempt}"
    upload = CheckpointUpload(client, link, path, files / job.output, files, ContentStore(folder / "results"))
    try:
        goes_on = bring_files(job, client, files)
        upload.start()
        told = run_training(job, files, goes_on)
        return {**told, "results": upload.finish()}
    except BaseException as error:
        return tell_failure(error)


def make_work_folder(job: TrainingJob) -> Path:
    """An empty folder for this attempt; those of earlier ones go."""
    work = cache_folder() / "cluster" / "work"
    for old in work.glob(f"{job.id}-*"):
        shutil.rmtree(old, ignore_errors=True)
    folder = work / job.submission
    folder.mkdir(parents=True)
    return folder


def open_store() -> ContentStore:
    """The gateway's own contents where they lie on this computer, else those that this node has brought before."""
    shared, id = Path(os.environ.get(STORE, "")), os.environ.get(STORE_ID)
    try:
        if id and (shared / ID_FILE).read_text() == id:
            return ContentStore(shared)
    except OSError:
        pass
    return ContentStore(cache_folder() / "cluster" / "contents")


def bring_files(job: TrainingJob, client: GatewayClient, files: Path) -> bool:
    """Put the job's files below `files`, and in the folder of its weights what an earlier attempt had. Returns whether
    it had anything.
    """
    store = open_store()
    client.fetch([job.files], store)
    tree = load_tree(store.read(job.files))
    client.fetch(tree.values(), store)
    inside = f"{job.output}/"
    if not job.results:
        write_files(tree, files, store, durable=False)
        return False
    write_files({name: address for name, address in tree.items() if not name.startswith(inside)}, files, store, False)
    place, own = f"/work/{job.id}/{job.attempt}/results", ContentStore(files.parent / "results")
    client.fetch([job.results], own, place)
    left = load_tree(own.read(job.results))
    client.fetch(left.values(), own, place)
    write_files(left, files, own, durable=False)
    return True


def run_training(job: TrainingJob, files: Path, goes_on: bool) -> dict:
    """Train in the job's working folder."""
    from sunmao.vision.run_config import load_config

    working = files / job.folder
    working.mkdir(parents=True, exist_ok=True)
    os.chdir(working)
    config = load_config(os.path.relpath(files / job.config, working))  # what it says names paths as there
    if goes_on:
        config.resume_own()
    try:
        if job.part is None:
            config.train()
        else:
            train_part(config, job.part)
    except BaseException as error:
        if is_interrupted(error):
            return {"state": "stopped"}
        return tell_failure(error)
    return {"state": "stopped" if session.stop_requested() else "finished"}


def train_part(config: "RunConfig", part: StudyPart) -> None:
    """Train what a study asks for. The mark of each epoch is told as `EPOCH_MARK`; the study itself says the rest."""
    from sunmao.studies.variants import prepare_part

    def tell(epoch: int, value: float) -> None:
        session.emit(Metric({EPOCH_MARK: value if isfinite(value) else None}, epoch))

    with mute_notices():
        config.train(lambda model: prepare_part(model, part, tell))


def tell_failure(error: BaseException) -> dict:
    """A failed job's outcome: the sentence for whoever handed it in."""
    from sunmao.explain import explain_exception

    if not isinstance(error, SunmaoError):
        key, params = explain_exception(error, "")
        error = ClusterError(key, **params)
    return {"state": "error", "error": error_to_dict(error)}


def ask_to_stop() -> None:
    """Let the training stop between two batches; where it does not, interrupt it."""
    session.request_stop()
    patience = threading.Timer(IMPATIENT, _thread.interrupt_main)
    patience.daemon = True
    patience.start()


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)
