"""A training's link with the gateway: its messages and checkpoints up, the wish to stop down.

Where the gateway does not answer, all waits and the training goes on; nothing is lost.
"""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sunmao.cluster.content_store import ContentStore
from sunmao.cluster.file_tree import dump_tree, snapshot_folder
from sunmao.cluster.gateway_client import GatewayClient
from sunmao.errors import ClusterError, ClusterUnreachable
from sunmao.locks.lock_order import make_condition
from sunmao.protocol.messages import to_dict

TICK, BEAT = 0.2, 1.0  # seconds: between two batches; between two questions whether to stop
RETRY = 1.0  # seconds
FULL = 200_000  # messages that wait here before the training has to wait
AT_ONCE = 2000  # messages of one batch
UPLOAD_PAUSE = 2.0  # seconds between two uploads of checkpoints,
SHARE_OF_TIME = 30  # they take at most a thirtieth of the processor time of one core
STALE = 3  # exit status of an attempt that has been taken over by another
IMPATIENT = 10.0  # seconds after which a training that was asked to stop is interrupted


class WorkerLink:
    """Link of one attempt. It stands where an outbox has its wire.

    Args:
        client: of the gateway. path: of the attempt, '/work/ab12/1'. on_stop: called once when the job shall stop.
    """

    def __init__(self, client: GatewayClient, path: str, on_stop: Callable[[], None]) -> None:
        self._client, self._path, self._on_stop = client, path, on_stop
        self._changed = make_condition()
        self._waiting: list[dict] = []
        self._number, self._ending, self._stopped = 0, False, False
        self._parent = os.getppid()
        self._thread = threading.Thread(target=self._send_always, name="cluster link", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def send(self, batch: list) -> None:
        """Take messages; they are on their way soon."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._waiting) < FULL)
            self._waiting += map(to_dict, batch)

    def close(self) -> None:
        """Send what waits, however long that takes, and end."""
        self._ending = True
        self._thread.join()

    def ask(self, name: str, data: Any) -> Any:
        """Post to a path of the attempt, until it is answered. Raises ClusterError; where another attempt goes on with
        the job, this process ends.
        """
        while True:
            try:
                return self._client.ask(f"{self._path}/{name}", data)
            except ClusterUnreachable:
                self._end_orphan()
                time.sleep(RETRY)
            except ClusterError as error:
                end_where_stale(error)
                raise

    def _end_orphan(self) -> None:
        """End with Ray's process that started this one: the job begins again elsewhere."""
        if os.getppid() != self._parent:
            os._exit(STALE)

    def _send_always(self) -> None:
        asked = 0.0
        while True:
            ending = self._ending
            with self._changed:
                batch, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
                self._changed.notify_all()
            if batch or time.monotonic() - asked > BEAT:
                asked = time.monotonic()
                self._number += bool(batch)
                answer = self.ask("events", {"number": self._number if batch else 0, "events": batch})
                self._handle_stop_request(answer["stop"])
            elif ending:
                return
            if not ending:
                self._end_orphan()
                time.sleep(TICK)

    def _handle_stop_request(self, stop: bool) -> None:
        if stop and not self._stopped:
            self._stopped = True
            self._on_stop()


class CheckpointUpload:
    """Brings the files of the folder `output`, below `base`, to the gateway whenever they have changed."""

    def __init__(
        self, client: GatewayClient, link: WorkerLink, path: str, output: Path, base: Path, store: ContentStore
    ) -> None:
        self._client, self._link, self._path = client, link, path
        self._output, self._base, self._store = output, base, store
        self._last = ""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._upload_always, name="cluster upload", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def finish(self) -> str:
        """Bring the last state. Returns its address; empty where there are no files."""
        self._ended.set()
        self._thread.join()
        while True:
            try:
                return self._upload()
            except ClusterUnreachable:
                time.sleep(RETRY)

    def _upload_always(self) -> None:
        cost = 0.0
        while not self._ended.wait(max(UPLOAD_PAUSE, SHARE_OF_TIME * cost)):
            since = time.thread_time()
            with suppress(ClusterUnreachable, OSError):  # the next look tries it again
                self._upload()
            cost = time.thread_time() - since

    def _upload(self) -> str:
        tree = snapshot_folder(self._output, self._base, self._store) if self._output.is_dir() else {}
        if not tree:
            return ""
        address = self._store.add_bytes(dump_tree(tree))
        if address != self._last:
            contents = {each: self._store.get_path(each) for each in (*tree.values(), address)}
            try:
                self._client.send_files(contents, f"{self._path}/results")
            except ClusterError as error:
                end_where_stale(error)
                raise
            self._link.ask("results", {"results": address})
            self._last = address
            self._store.keep_only(contents)
        return address


def end_where_stale(error: ClusterError) -> None:
    """End this process where another attempt goes on with its job."""
    if error.key == "cluster_stale":
        os._exit(STALE)
