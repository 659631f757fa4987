"""The gateway: what the cluster lets others do, each request with a token. Behind TLS (`serve_cluster.py`).

Three kinds of tokens: of those who hand in, of nodes that join, and of each attempt of a job, which may do no more than
tell of itself.
"""

import logging
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from hmac import digest
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request

from sunmao.cluster.content_store import ContentStore, measure_pack, read_pack, write_pack
from sunmao.cluster.event_log import JobEventLog
from sunmao.cluster.file_tree import load_tree, require_inside
from sunmao.cluster.job import Limits, TrainingJob, compare_versions, list_versions
from sunmao.cluster.job_list import JobList
from sunmao.cluster.ray_jobs import RayJobs
from sunmao.core.atomic_files import FULL
from sunmao.errors import ClusterError, ClusterUnreachable, error_to_dict
from sunmao.locks.lock_order import make_lock
from sunmao.protocol.codec import from_json, to_json
from sunmao.server.http.sessions import compare_secret
from sunmao.texts import get_both

log = logging.getLogger(__name__)

JSON_BYTES = 64 * 1024 * 1024  # of a question
WAITING = 5.0  # seconds for which a question for messages waits for some
GB = 2**30
KEPT_DAYS = 90  # for which contents stay that no job asks for
OUTCOMES = ("finished", "stopped", "error")
PLAIN_ID = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class Tokens:
    """submit: of those who hand in; join: of nodes; secret: of which those of the attempts are made; ray: Ray's own."""

    submit: str
    join: str
    secret: str
    ray: str

    def make_attempt_token(self, id: str, attempt: int) -> str:
        """The token of one attempt of a job (HMAC, RFC 2104)."""
        return digest(self.secret.encode(), f"{id} {attempt}".encode(), "sha256").hex()


class Gateway:
    """Operations behind the gateway's routes. folder: where the cluster keeps everything; ray: asked for what its nodes
    have.
    """

    def __init__(
        self, folder: Path, jobs: JobList, ray: RayJobs, tokens: Tokens, join: dict[str, str] | None = None
    ) -> None:
        self.jobs, self.tokens, self.join = jobs, tokens, join
        self.contents = ContentStore(folder / "contents")
        self._folder, self._ray = folder, ray
        self._logs: dict[str, JobEventLog] = {}
        self._nodes: list[Limits] = []
        self._lock = make_lock()

    def get_results(self, id: str) -> ContentStore:
        """The contents that are one job's results. Raises ClusterError where there is no such job."""
        return ContentStore(self._folder / "jobs" / self.get_job(id).id / "results")

    def get_log(self, id: str) -> JobEventLog:
        """The messages of a job. Raises ClusterError where there is no such job."""
        self.get_job(id)
        with self._lock:
            if id not in self._logs:
                self._logs[id] = JobEventLog(self._folder / "jobs" / id / "events.jsonl")
            return self._logs[id]

    def get_job(self, id: str) -> TrainingJob:
        """A job. Raises ClusterError where there is none."""
        job = self.jobs.get(id)
        if job is None:
            raise ClusterError("cluster_no_such_thing")
        return job

    def take_job(self, said: Any) -> TrainingJob:
        """Take a job into the list. Raises ClusterError, which says why not, and ValueError for what is none."""
        asked = from_json(TrainingJob, said)
        if not 8 <= len(asked.id) <= 64 or not PLAIN_ID.issuperset(asked.id):
            raise ValueError("id")
        if known := self.jobs.get(asked.id):
            return known
        job = TrainingJob(**{name: getattr(asked, name) for name in SUBMITTED})
        if difference := compare_versions(job.versions, list_versions()):
            raise ClusterError("cluster_other_versions", difference=difference)
        self._require_files(job)
        return self.jobs.add(replace(job, limits=self._fit_limits(job.limits)))

    def _require_files(self, job: TrainingJob) -> None:
        """Raises ClusterError where the contents of a job are not all here, or a path leads out of its folder."""
        if not self.contents.has(job.files):
            raise ClusterError("cluster_files_missing")
        tree = load_tree(self.contents.read(job.files))
        for path in {job.folder, job.output} - {"."}:
            require_inside(path)
        if job.config not in tree:
            raise ClusterError("cluster_bad_path", path=job.config[:100])
        if self.contents.find_missing(tree.values()):
            raise ClusterError("cluster_files_missing")
        self.contents.mark_used([job.files, *tree.values()])

    def remove_unused(self) -> int:
        """Remove the contents that no job used for `KEPT_DAYS` days, but for those of jobs that have not ended, and the
        results of jobs that are no longer in the list. Returns the bytes of the contents.
        """
        jobs = self.jobs.list_jobs()
        waiting = {job.files for job in jobs if not job.has_ended and self.contents.has(job.files)}
        trees = [load_tree(self.contents.read(files)) for files in waiting]
        in_use = waiting.union(*(tree.values() for tree in trees))
        listed = {job.id for job in jobs}
        for folder in self._folder.glob("jobs/*"):
            if folder.name not in listed:
                shutil.rmtree(folder, ignore_errors=True)
        return self.contents.remove_unused(time.time() - KEPT_DAYS * 24 * 3600, in_use)

    def _fit_limits(self, wanted: Limits) -> Limits:
        """The limits, with no more cores than the largest node has. Raises ClusterError where no node can have them."""
        if not (nodes := self._look_at_nodes()):
            return wanted
        best = max(nodes, key=lambda node: (node.cards, node.processors, node.memory))
        fits = [node for node in nodes if node.cards >= wanted.cards and node.memory >= wanted.memory]
        if not fits or min(wanted.processors, wanted.cards + 1, wanted.memory + 1) < 1:
            rows = {name: getattr(best, name) for name in ("processors", "cards")}
            has = get_both("cluster_node_size", **rows, memory=round(best.memory / GB, 1))
            asked = {"processors": wanted.processors, "cards": wanted.cards, "memory": round(wanted.memory / GB, 1)}
            raise ClusterError("cluster_too_large", **asked, has=has)
        return replace(wanted, processors=min(wanted.processors, max(node.processors for node in fits)))

    def _look_at_nodes(self) -> list[Limits]:
        """List what each node has, or had before where its head is dead just now."""
        with suppress(ClusterUnreachable):
            self._nodes = [*self._ray.list_nodes().values()]
        return self._nodes

    def describe_room(self) -> dict[str, Any]:
        """Return what the nodes have, and how many trainings have not ended."""
        nodes = [to_json(node) for node in self._look_at_nodes()]
        return {"nodes": nodes, "jobs": sum(not job.has_ended for job in self.jobs.list_jobs())}

    def read_events(self, id: str, first: int, wait: float = WAITING) -> dict[str, Any]:
        """The messages of a job from batch `first` on, as soon as there are some, the job as it is then, and how many
        that have not ended were handed in before it. wait: seconds, at most `WAITING`.
        """
        events = self.get_log(id)
        with self.jobs.changed:
            self.jobs.changed.wait_for(lambda: len(events) > first or self.get_job(id).has_ended, min(wait, WAITING))
            job = self.get_job(id)
            listed = self.jobs.list_jobs()
        batches = events.read(first)
        before = sum(not each.has_ended for each in listed[: [each.id for each in listed].index(id)])
        return {"job": to_json(job), "batches": batches, "next": first + len(batches), "before": before}

    def require_attempt(self, id: str, attempt: int) -> TrainingJob:
        """The job, when it is in this attempt. Raises ClusterError: another one goes on with it, or it has ended."""
        job = self.get_job(id)
        if job.attempt != attempt or job.has_ended:
            raise ClusterError("cluster_stale")
        return job

    def take_events(self, id: str, attempt: int, said: dict) -> dict[str, bool]:
        """Keep messages of an attempt. Returns whether it shall stop."""
        job = self.require_attempt(id, attempt)
        if said["events"]:
            self.get_log(id).append(attempt, int(said["number"]), list(said["events"]))
            with self.jobs.changed:
                self.jobs.changed.notify_all()
        return {"stop": job.stop}

    def take_results(self, id: str, attempt: int, address: str) -> dict:
        """From now on what `address` lists is what an attempt has learned. Raises ClusterError where it is not here."""
        store = self.get_results(id)
        self.require_attempt(id, attempt)
        tree = load_tree(store.read(address)) if store.has(address) else {}
        if store.find_missing([address, *tree.values()]):
            raise ClusterError("cluster_files_missing")
        if self.jobs.update(id, attempt, results=address) is None:
            raise ClusterError("cluster_stale")
        store.keep_only({address, *tree.values()})
        return {}

    def take_outcome(self, id: str, attempt: int, said: dict) -> dict:
        """An attempt has ended; told twice, it has ended once."""
        if said["state"] not in OUTCOMES:
            raise ValueError("state")
        job = self.get_job(id)
        if not (job.has_ended and job.attempt == attempt):
            self.require_attempt(id, attempt)
            self.jobs.update(id, attempt, state=said["state"], error=said.get("error") or {})
        return {}

    def stop_job(self, id: str) -> dict:
        """Ask a job to stop."""
        self.get_job(id)
        self.jobs.update(id, stop=True)
        return {}


# What of a job is said by whoever hands it in.
SUBMITTED = ("id", "files", "folder", "config", "output", "versions", "limits", "language", "studio", "part")


def create_gateway_app(gateway: Gateway) -> Flask:
    """The gateway as a WSGI application. Every request needs its token; nothing else is told to anybody."""
    app = Flask("sunmao.cluster", static_folder=None)
    tokens = gateway.tokens

    def admit(*secrets: str) -> None:
        said = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not any(compare_secret(said, secret) for secret in secrets):
            raise ClusterError("cluster_refused")
        if mark := request.environ.get("sunmao.mark_authenticated"):
            mark()

    @app.before_request
    def check_token() -> None:
        """A token opens only its own paths, and no path is looked up for a stranger."""
        parts = request.path.split("/")
        if parts[1] == "join":
            admit(tokens.join)
        elif parts[1] == "work" and len(parts) > 3 and parts[3].isascii() and parts[3].isdigit():
            admit(tokens.make_attempt_token(parts[2], int(parts[3])))
        elif parts[1] in ("missing", "contents"):
            admit(tokens.submit, *list_attempt_tokens(gateway))
        else:
            admit(tokens.submit)

    add_content_routes(app, gateway)
    add_job_routes(app, gateway)
    add_work_routes(app, gateway)

    @app.get("/join")
    def tell_nodes() -> dict:
        if gateway.join is None:
            raise ClusterError("cluster_alone")
        return {**gateway.join, "versions": list_versions()}

    @app.errorhandler(Exception)
    def tell_error(error: Exception) -> Any:
        return make_error_answer(error)

    return app


def list_attempt_tokens(gateway: Gateway) -> list[str]:
    """The tokens of the attempts that go on."""
    return [
        gateway.tokens.make_attempt_token(job.id, job.attempt)
        for job in gateway.jobs.list_jobs()
        if job.state == "handed"
    ]


def add_content_routes(app: Flask, gateway: Gateway) -> None:
    """Sending and reading contents: those that all jobs share, and the results of each."""

    def find_store(id: str | None, attempt: int | None) -> ContentStore:
        if id is None:
            return gateway.contents
        if attempt is not None:
            gateway.require_attempt(id, attempt)
        return gateway.get_results(id)

    def find_missing(id: str | None = None, attempt: int | None = None) -> dict:
        return {"missing": find_store(id, attempt).find_missing(read_addresses())}

    def take_contents(id: str | None = None, attempt: int | None = None) -> dict:
        stream: Any = request.stream
        return {"kept": len(read_pack(stream, find_store(id, attempt)))}

    def read_contents(id: str | None = None, attempt: int | None = None) -> Response:
        store = find_store(id, attempt)
        asked = read_addresses()
        if store.find_missing(asked):
            raise ClusterError("cluster_files_missing")
        files = [(address, store.get_path(address)) for address in dict.fromkeys(asked)]
        return Response(
            write_pack(files), mimetype="application/octet-stream", headers={"Content-Length": str(measure_pack(files))}
        )

    for name, view in (("missing", find_missing), ("contents", take_contents), ("contents/read", read_contents)):
        app.add_url_rule(f"/{name}", f"shared {name}", view, methods=["POST"])
        app.add_url_rule(f"/work/<id>/<int:attempt>/results/{name}", f"own {name}", view, methods=["POST"])
    app.add_url_rule("/jobs/<id>/results/contents/read", "results", read_contents, methods=["POST"])


def read_addresses() -> list[str]:
    """The list of addresses that a request says."""
    said = read_json()
    if not isinstance(said, list) or not all(isinstance(each, str) for each in said):
        raise ValueError("addresses")
    return said


def read_json() -> Any:
    """Read the JSON body of a request. Raises ValueError."""
    if (request.content_length or 0) > JSON_BYTES:
        abort(413)
    return request.get_json(force=True)


def add_job_routes(app: Flask, gateway: Gateway) -> None:
    """For those who hand in."""

    @app.get("/jobs")
    def list_jobs() -> dict:
        return {"jobs": [to_json(job) for job in gateway.jobs.list_jobs()]}

    @app.get("/room")
    def tell_room() -> dict:
        return gateway.describe_room()

    @app.post("/jobs")
    def take_job() -> dict:
        return to_json(gateway.take_job(read_json()))

    @app.get("/jobs/<id>/events")
    def read_events(id: str) -> dict:
        wait = max(0.0, request.args.get("wait", WAITING, float))
        return gateway.read_events(id, max(0, request.args.get("after", 0, int)), wait)

    @app.post("/jobs/<id>/stop")
    def stop_job(id: str) -> dict:
        return gateway.stop_job(id)


def add_work_routes(app: Flask, gateway: Gateway) -> None:
    """For one attempt of a job."""

    @app.get("/work/<id>/<int:attempt>")
    def tell_job(id: str, attempt: int) -> dict:
        return to_json(gateway.require_attempt(id, attempt))

    @app.post("/work/<id>/<int:attempt>/events")
    def take_events(id: str, attempt: int) -> dict:
        return gateway.take_events(id, attempt, read_json())

    @app.post("/work/<id>/<int:attempt>/results")
    def take_results(id: str, attempt: int) -> dict:
        return gateway.take_results(id, attempt, read_json()["results"])

    @app.post("/work/<id>/<int:attempt>/outcome")
    def take_outcome(id: str, attempt: int) -> dict:
        return gateway.take_outcome(id, attempt, read_json())


def make_error_answer(error: Exception) -> tuple[dict, int]:
    """An error as the other side reads it, and its status."""
    if isinstance(error, (ClusterError, ClusterUnreachable)):
        status = {"cluster_refused": 401, "cluster_no_such_thing": 404, "cluster_stale": 409}.get(error.key, 400)
        return error_to_dict(error), status
    if isinstance(error, OSError) and error.errno in FULL:
        return error_to_dict(ClusterError("cluster_disk_full")), 507
    code = getattr(error, "code", 400)
    if not isinstance(error, (ValueError, TypeError, KeyError)) and not hasattr(error, "code"):
        log.error("a request failed", exc_info=error)
        return error_to_dict(ClusterUnreachable("cluster_not_understood")), 500
    key = "cluster_no_such_thing" if code == 404 else "cluster_bad_request"
    return error_to_dict(ClusterError(key)), code if isinstance(code, int) else 400
