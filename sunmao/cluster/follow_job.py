"""A training elsewhere as if it were here: handed in, its messages shown, its weights put where they belong."""

import json
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sunmao.cluster.content_store import ContentStore
from sunmao.cluster.file_tree import list_files, load_tree, write_files
from sunmao.cluster.gateway_client import GatewayClient
from sunmao.cluster.job import Limits, TrainingJob
from sunmao.cluster.pack_training import HANDED_IN, PackedTraining, pack_training
from sunmao.core.atomic_files import cache_folder, write_with_parents
from sunmao.core.regular_files import read_regular
from sunmao.errors import ClusterError, ClusterUnreachable, SunmaoError, error_from_dict
from sunmao.inference.training_place import StudyPart
from sunmao.protocol.codec import from_json, to_json
from sunmao.protocol.learning_messages import PlaceState, TrainingEnded, TrainingPlace
from sunmao.protocol.messages import FileWritten, Metric, Notice, Output, RunState, from_dict
from sunmao.runtime import session
from sunmao.runtime.notices import print_safely, show_notice
from sunmao.texts import language
from sunmao.training.checkpoints.checkpointing import LATEST, MARKER
from sunmao.vision.run_config import RunConfig

RETRY = 1.0  # seconds
PAUSE = 0.5  # seconds between two looks at several jobs
WAIT = (
    0.4  # seconds of one question for messages: a studio that stops a program hears within one whether it takes longer
)
MAX_RECORD = 64 * 1024  # bytes
LAST = (TrainingEnded, FileWritten)  # told when the files are here


def train_elsewhere(config: RunConfig, client: GatewayClient, limits: Limits, where: str) -> str:
    """Train as a `config.yaml` says, by the cluster of `client`: as `RunConfig.train`, whose weights it leaves.

    A training that was handed in from the same folder and has not come back is followed instead; in a studio another
    one of that folder is stopped, as the new one takes its place. where: what the cluster is called.

    Returns: the path of the weights to use, as the training said it; empty where it left none.

    Raises:
        KeyboardInterrupt: it was stopped, here or there. ClusterError, ClusterUnreachable; what the training raises.
    """
    session.emit(TrainingPlace(where, "sending"))
    training = send_training(config, client, limits, where)
    with ignore_interrupts_in_studio():
        follower = JobFollower(client, [training.hand_in(client, where)], where)
        [job] = follower.follow()
        training.land(client, job)
        weights = follower.tell_last()
    session.check_stop()
    raise_outcome(job)
    return weights


@dataclass(frozen=True)
class SentTraining:
    """A training whose files are on the cluster. record: the file that says so while it is there; job: as it was handed
    in before, and has not come back, or None.
    """

    packed: PackedTraining
    record: Path
    job: TrainingJob | None

    def hand_in(self, client: GatewayClient, where: str) -> str:
        """Hand it in, where it was not before. Returns its id. Raises ClusterError, ClusterUnreachable, OSError."""
        if self.job is not None:
            show_notice("cluster_found_again", where=where, id=self.job.id)
            return self.job.id
        # First the record: after a kill in between the same command hands in the same job.
        said = {"id": self.packed.job.id, "where": client.address.fingerprint}
        write_with_parents(self.record, json.dumps(said).encode())
        job = from_json(TrainingJob, client.ask("/jobs", to_json(self.packed.job)))
        show_notice("cluster_given" if session.is_in_studio() else "cluster_handed_in", where=where, id=job.id)
        return job.id

    def land(self, client: GatewayClient, job: TrainingJob) -> None:
        """Bring what it has left, as `land_results`. job: as it ended."""
        land_results(client, job, self.packed)
        self.record.unlink(missing_ok=True)


def send_training(
    config: RunConfig, client: GatewayClient, limits: Limits, where: str, part: StudyPart | None = None
) -> SentTraining:
    """Send what a training needs and the cluster does not have. Raises ClusterError, ClusterUnreachable, OSError."""
    packed = pack_training(config, limits, part)
    record = Path(config.save_fold) / HANDED_IN
    job = find_handed_in(client, record, packed, where)
    if job is None:
        packed.send(client, ContentStore(cache_folder() / "cluster" / "made"))
    return SentTraining(packed, record, job)


@contextmanager
def ignore_interrupts_in_studio() -> Iterator[None]:
    """Meanwhile a studio's wish to stop is only what `session.stop_requested` says: its interrupt would cut the landing
    of the weights in two. Outside of a studio, and in other threads than the main one, nothing changes.
    """
    if not session.is_in_studio() or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def find_handed_in(client: GatewayClient, record: Path, packed: PackedTraining, where: str) -> TrainingJob | None:
    """The job that was handed in from this folder before and has not come back; None where there is none. Raises
    ClusterError where it is another training that still goes on.
    """
    id, cluster = read_record(record)
    if not id:
        return None
    if cluster != client.address.fingerprint:
        raise ClusterError("cluster_elsewhere", path=record.as_posix())
    found = client.ask("/jobs")["jobs"]
    job = next((from_json(TrainingJob, row) for row in found if row["id"] == id), None)
    same = job is not None and (job.files, job.part) == (packed.job.files, packed.job.part)
    if job is not None and not same and not job.has_ended:
        if not session.is_in_studio():
            raise ClusterError("cluster_other_goes", id=id, where=where)
        client.ask(f"/jobs/{id}/stop", {})
        show_notice("cluster_replaced", where=where, id=id)
    return job if same else None


def read_record(record: Path) -> tuple[str, str]:
    """(the id of the job that a record names, the fingerprint of its cluster); empty where there is none."""
    try:
        said = json.loads(read_regular(record, MAX_RECORD))
        return str(said["id"]), str(said["where"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return "", ""


class JobFollower:
    """Shows what jobs say until they have ended.

    Args:
        ids: of the jobs, in the order in which they were handed in. where: what the cluster is called.
        take_metric: is given the points of curves in place of whoever watches, with the id of the job.
    """

    def __init__(
        self,
        client: GatewayClient,
        ids: Iterable[str],
        where: str,
        take_metric: Callable[[str, Metric], None] | None = None,
    ) -> None:
        self._client, self._where, self._take_metric = client, where, take_metric
        self._next = dict.fromkeys(ids, 0)  # the first batch of messages that was not shown
        self._wait = WAIT if len(self._next) == 1 else 0
        self._ended: list[TrainingJob] = []
        self._silent = self._stopping = False
        self._told_to_stop: set[str] = set()
        self._place: TrainingPlace | None = None
        self._last: list[TrainingEnded | FileWritten] = []

    def follow(self) -> Iterator[TrainingJob]:
        """Show what they say. Ctrl+C, or a studio's wish to stop, asks them to stop; Ctrl+C twice leaves them alone.
        Yields each job as it ended. Raises KeyboardInterrupt where they were left, ClusterError.
        """
        while self._next:
            try:
                self._stop_where_wanted()
                self._look()
            except ClusterUnreachable:
                self._note_silence()
                continue
            except KeyboardInterrupt:
                if self._stopping or self._silent:
                    self._leave()
                self._stopping = True
                continue
            if self._silent:
                show_notice("cluster_link_back", where=self._where)
            self._silent = False
            while self._ended:
                yield self._ended.pop(0)

    def tell_last(self) -> str:
        """Tell of the end and of the files, which are here now. Returns the path of the weights to use."""
        session.emit_all(self._last)
        self._tell("ended")
        return next((each.path for each in reversed(self._last) if isinstance(each, TrainingEnded)), "")

    def _stop_where_wanted(self) -> None:
        if session.stop_requested() and not self._stopping:
            self._stopping = True
            session.emit(RunState("stopping"))  # that takes longer than a program may take otherwise
        if self._stopping:
            for id in reversed([*self._next]):  # so that none begins in the place of one that ends
                if id not in self._told_to_stop:
                    self._client.ask(f"/jobs/{id}/stop", {})
                    self._told_to_stop.add(id)

    def _look(self) -> None:
        """Show what is new, of those that have begun: they begin in order."""
        for number, id in enumerate([*self._next]):
            answer = self._client.ask(f"/jobs/{id}/events?after={self._next[id]}&wait={self._wait}")
            job = from_json(TrainingJob, answer["job"])
            self._tell_place(job, answer["before"], is_first=number == 0)
            for row in (row for batch in answer["batches"] for row in batch):
                self._show(id, row)
            self._next[id] = answer["next"]
            if job.has_ended and not answer["batches"]:
                del self._next[id]
                self._ended.append(job)
            elif job.state == "waiting" and not self._stopping:
                break
        if not self._wait and not self._ended:
            self._pause(PAUSE)

    def _pause(self, seconds: float) -> None:
        if session.is_in_studio() and not self._stopping:
            session.wait_for_stop(seconds)
        else:
            time.sleep(seconds)

    def _note_silence(self) -> None:
        if session.stop_requested():
            self._leave()
        if not self._silent:
            show_notice("cluster_link_lost", level="warn", where=self._where)
            self._tell("silent")
        self._silent = True
        self._pause(RETRY)

    def _leave(self) -> None:
        show_notice("cluster_goes_on" if session.is_in_studio() else "cluster_left", level="warn", where=self._where)
        raise KeyboardInterrupt

    def _tell_place(self, job: TrainingJob, before: int, is_first: bool) -> None:
        begun = self._next[job.id] or job.has_ended or (job.state == "handed" and is_first and not before)
        if begun or is_first:
            self._tell("running" if begun else "waiting", 0 if begun else before)

    def _tell(self, state: PlaceState, before: int = 0) -> None:
        place = TrainingPlace(self._where, state, before)
        if place != self._place:
            self._place = place
            session.emit(place)

    def _show(self, id: str, row: dict) -> None:
        """Show one message as the training would have here: its text is printed, the rest told to who watches."""
        try:
            event = from_dict(row)
        except ValueError:  # of a newer version
            return
        if isinstance(event, Output):
            with suppress(UnicodeEncodeError):
                print(event.text, end="", flush=True, file=sys.stdout if event.stream == "stdout" else sys.stderr)
        elif isinstance(event, Notice) and not session.is_in_studio():
            print_safely(getattr(event, language()), to=sys.stderr if event.level == "warn" else None)
        elif isinstance(event, LAST):
            self._last.append(event)
        elif isinstance(event, Metric) and self._take_metric is not None:
            self._take_metric(id, event)
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
