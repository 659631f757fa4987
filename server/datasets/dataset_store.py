"""The data sets of a project, as the page lists, opens, makes, renames, copies and deletes them."""

import contextlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sunmao.core.atomic_files import replace, sync_folder
from sunmao.data.builtin.samples import SAMPLES
from sunmao.data.splits import test_is_locked
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.change_detection import compute_stamp
from sunmao.server.dataset_index.index_db import DatasetLocation, list_names
from sunmao.server.dataset_index.picker_options import is_small
from sunmao.server.datasets.copy_dataset import copy_dataset_folder
from sunmao.server.datasets.edits.open_logs import hold_dataset
from sunmao.server.errors import HttpProblem, LocalizedProblem
from sunmao.server.jobs.jobs import DatasetJob, JobRunner, JobSpec
from sunmao.server.projects.project_store import OWN
from sunmao.server.projects.sample_images import provide_sample_image
from sunmao.server.storage import file_names, files, safe_files

FRESH = 2.0  # seconds for which a folder is not looked at again
LISTED_WITHIN, OLD_WITHIN = 30.0, 3.0  # seconds to wait for the first index, and for a newer one
ALL_WITHIN = 10.0  # seconds to wait for the small ones of a whole project; a large one comes when it comes
SHOWN_WITHIN = 20.0  # seconds to wait for a thumbnail
POLL = 0.03
CRASHES = 50  # of the process that opens the pictures of one data set
KILLS = 3  # of that process with no picture in its hands: somebody ended it


class DatasetStore:
    """The data sets of one studio's projects. Safe to use from several threads. root: the folder of all projects."""

    def __init__(self, root: Path, jobs: JobRunner) -> None:
        self._root, self.jobs = root, jobs
        self._lock, self._naming = make_lock(LockOrder.INDEX_JOBS), make_lock()
        self._stamps: dict[Path, tuple[float, str]] = {}
        self._index_jobs: dict[Path, DatasetJob] = {}
        self._failures: dict[Path, tuple[str, dict]] = {}  # the folder's stamp when its reading went wrong, and why
        self.on_change: Callable[[DatasetLocation], None] = lambda place: None

    def locate(self, project: str, folder: Path, name: str) -> DatasetLocation:
        """Locate a data set of the project in `folder`; a sample is made when it is missing. Raises HttpProblem 404."""
        if name in list_names(folder / "data"):
            return DatasetLocation(project, folder / "data", name)
        cache = self._root / OWN / "samples"
        if name in SAMPLES and provide_sample_image(f"data/{name}", cache):
            return DatasetLocation(project, cache / "data", name, sample=True)
        raise HttpProblem(404, "no_dataset")

    def require_editable(self, project: str, folder: Path, name: str) -> DatasetLocation:
        """As `locate`, for one that will be changed. Raises HttpProblem 404, and 409 for a sample that the project has
        not made.
        """
        place = self.locate(project, folder, name)
        if place.sample:
            raise HttpProblem(409, "set_builtin")
        return place

    def list_rows(self, project: str, folder: Path) -> list[dict]:
        """A row for each data set, by name, then the samples that the project has not made yet."""
        places = [DatasetLocation(project, folder / "data", name) for name in list_names(folder / "data")]
        for place in places:
            self._find_index_job(place)
        end = time.monotonic() + ALL_WITHIN
        found = [self.make_row(place, max(0.0, end - time.monotonic()) if is_small(place) else 0.0) for place in places]
        return found + [make_sample_row(name) for name in SAMPLES if name not in {place.name for place in places}]

    def prepare(self, project: str, folder: Path) -> None:
        """Begin to make the indexes of large data sets, out of which pickers are filled."""
        for name in list_names(folder / "data"):
            place = DatasetLocation(project, folder / "data", name)
            if not is_small(place):
                self._find_index_job(place)

    def make_row(self, place: DatasetLocation, within: float = LISTED_WITHIN) -> dict:
        """One data set for the list; 'coming': it is still being read, its counts are of before, or none."""
        about = self.get_summary(place, within)
        known = SAMPLES[place.name].title if place.name in SAMPLES else {"zh": place.name, "en": place.name}
        return {
            "name": place.name,
            "path": f"data/{place.name}",
            "title": known,
            "samples": (samples := about.get("samples", "picture")),
            "task": about.get("task", "classification") if samples == "picture" else None,
            "format": about.get("format", ""),
            "pictures": about.get("pictures", 0),
            "unlabeled": about.get("unlabeled", 0),
            "classes": about.get("classes", []),
            "bytes": about.get("bytes", 0),
            "bin_bytes": about.get("bin_bytes", 0),
            "divided": about.get("divided", False),
            "locked": test_is_locked(place.folder / about.get("root", "")),
            "builtin": place.sample,
            "findings": about.get("findings"),
            "answer": about.get("answer"),
            "problem": about.get("problem"),
            "coming": about.get("coming", False),
        }

    def get_summary(self, place: DatasetLocation, within: float = LISTED_WITHIN) -> dict:
        """Return the facts of the index, once it is made, or made anew after a change; wait for it at most so many
        seconds.
        """
        job, about = self._find_index_job(place), index_db.read_about(place.index)
        within = min(within, OLD_WITHIN) if about else within
        now, end = self._stamp(place), time.monotonic() + within
        while about.get("stamp") != now and job is not None and time.monotonic() < end:
            job.over.wait(POLL)
            job = self._index_jobs.get(place.folder, job)  # another one, where its process was ended
            if job.state == "done":  # it may have read the folder before its last change
                now, job = self._stamp(place), self._find_index_job(place)
            about = index_db.read_about(place.index)
            given_up = self._failures.get(place.folder, (None, None))[0] == now
            if job is not None and job.over.is_set() and (given_up or not job.crashed):
                break
        if about.get("stamp") == now:
            return about
        failed, why = self._failures.get(place.folder, (None, None))
        if job is not None and job.problem is not None:
            failed, why = now, job.problem.text
        return {**about, "problem": why} if failed == now else {**about, "coming": True}

    def require_ready(self, place: DatasetLocation) -> DatasetLocation:
        """A data set whose index can be asked. Raises HttpProblem with the reason why it cannot be read."""
        about = self.get_summary(place)
        if about.get("problem") and "stamp" not in about:
            raise LocalizedProblem(422, about["problem"])
        return place

    def get_thumbnail(self, place: DatasetLocation, path: str, thumbnail: Any) -> bytes | None:
        """The thumbnail of a picture: one that is not made yet is made next. None for a picture that cannot be opened.

        thumbnail: `browser.read_thumbnail`. Raises HttpProblem 404 and 503.
        """
        try:
            found, coming = thumbnail(place, path)
        except HttpProblem:  # it may be new
            found, coming = thumbnail(self.require_ready(place), path)
        if not coming:
            return found
        job, end = self._find_index_job(place, anew=True), time.monotonic() + SHOWN_WITHIN
        if job is not None:
            job.prioritize(path)
        while coming and job is not None and not job.over.wait(POLL) and time.monotonic() < end:
            found, coming = thumbnail(place, path)
        found, coming = thumbnail(place, path)
        if coming:
            raise HttpProblem(503, "set_coming")
        return found

    def _stamp(self, place: DatasetLocation) -> str:
        known = self._stamps.get(place.folder)
        if known is None or time.monotonic() - known[0] > FRESH:
            known = self._stamps[place.folder] = time.monotonic(), compute_stamp(place.folder)
        return known[1]

    def _find_index_job(self, place: DatasetLocation, anew: bool = False) -> DatasetJob | None:
        """The job that makes its index, begun when that is missing, old or not complete; None when there is nothing to
        do.
        """
        now = self._stamp(place)
        with self._lock:
            job = self._index_jobs.get(place.folder)
            if job is not None and not job.over.is_set():
                return job
            about = index_db.read_about(place.index)
            if about.get("stamp") == now and about.get("looked") and not anew:
                return None
            if self._failures.get(place.folder, (None, None))[0] == now:
                return None
            return self._start_index_job(place, now)

    def start_job(
        self,
        place: DatasetLocation,
        kind: str,
        work: str,
        given: Mapping = MappingProxyType({}),
        end: Callable[[], None] = lambda: None,
    ) -> DatasetJob:
        """Begin a job with one data set, see `JobSpec`: it is told which, and what is given beside."""
        where = {"project": place.project, "data": str(place.data), "name": place.name}
        return self.jobs.start(JobSpec(place.project, place.name, kind, work, {**where, **given}, end=end))

    def _start_index_job(
        self, place: DatasetLocation, now: str, careful: Sequence = (), bad: Sequence = (), crashes: int = 0
    ) -> DatasetJob:
        given = {"careful": list(careful), "bad": list(bad)}
        job = self._index_jobs[place.folder] = self.start_job(place, "look", "make_index", given)
        threading.Thread(
            target=self._retry_after_crash, args=(place, job, now, crashes), name="look", daemon=True
        ).start()
        return job

    def _retry_after_crash(self, place: DatasetLocation, job: DatasetJob, now: str, crashes: int) -> None:
        """A picture may end the process that opens it: the others are looked at all the same."""
        job.over.wait()
        if job.problem is None:
            return
        if (job.doing and crashes < CRASHES) or (job.crashed and crashes < KILLS):
            with self._lock, contextlib.suppress(HttpProblem):  # the studio ends
                if self._index_jobs.get(place.folder) is job:
                    self._start_index_job(place, now, job.doing, job.doing if len(job.doing) == 1 else (), crashes + 1)
        else:
            self._failures[place.folder] = now, job.problem.text

    def publish(self, stage: Path, place: DatasetLocation) -> str:
        """Give a finished folder a free name like `place.name`, which is returned: none that the project or a sample
        has.
        """
        with self._naming:
            name = file_names.find_free_name(place.name, [*os.listdir(place.data), *SAMPLES])
            index_db.remove_index(place.data / index_db.FOLDER / f"{name}.sqlite")
            replace(stage, place.data / name)
        sync_folder(place.data)
        return name

    def rename(self, place: DatasetLocation, name: str) -> DatasetLocation:
        """Give a data set another name. Raises HttpProblem 400 and 409."""
        new = DatasetLocation(place.project, place.data, make_folder_name(name))
        if new == place:
            return place
        self.jobs.end(place.project, place.name)
        with hold_dataset(place), self._naming:
            others = [each for each in (*os.listdir(place.data), *SAMPLES) if each != place.name]
            if new.name != file_names.find_free_name(new.name, others):
                raise HttpProblem(409, "set_taken", name=new.name)
            replace(place.folder, new.folder)
            index_db.rename_index(place.index, new.index)
        self._forget(place)
        sync_folder(place.data)
        return new

    def duplicate(self, place: DatasetLocation, data: Path, name: str) -> DatasetLocation:
        """A copy under another name, without links. Raises HttpProblem 400, 409 and 507."""
        new = DatasetLocation(place.project, data, make_folder_name(name))
        safe_files.make_folder_safely(data)
        if new.name != file_names.find_free_name(new.name, [*os.listdir(data), *SAMPLES]):
            raise HttpProblem(409, "set_taken", name=new.name)
        stage = data / files.make_stray_name(new.name)
        files.require_space(data, index_db.read_about(place.index).get("bytes", 0))
        try:
            copy_dataset_folder(place.folder, stage / "set")
            files.sync_tree(stage)
            return DatasetLocation(place.project, data, self.publish(stage / "set", new))
        finally:
            shutil.rmtree(stage, ignore_errors=True)

    def delete(self, place: DatasetLocation) -> None:
        """Delete a data set for good, with its index. Raises HttpProblem 503 where something is held: that goes at the
        next start.
        """
        self.jobs.end(place.project, place.name)
        gone = place.data / files.make_stray_name(file_names.make_slug(place.name, "set"))
        with hold_dataset(place):
            replace(place.folder, gone)
            index_db.remove_index(place.index)
        self._forget(place)
        try:
            files.remove_tree(gone)
        except OSError:
            raise HttpProblem(503, "not_erased") from None

    def mark_changed(self, place: DatasetLocation) -> None:
        """Something of it was just changed: the next who asks sees it."""
        self._stamps.pop(place.folder, None)
        self.on_change(place)

    def _forget(self, place: DatasetLocation) -> None:
        for known in (self._stamps, self._index_jobs, self._failures):
            known.pop(place.folder, None)


def make_folder_name(name: str) -> str:
    """The folder's name for what somebody typed. Raises HttpProblem 400 where nothing is left of it."""
    found = file_names.make_slug(name, "")
    if not found:
        raise HttpProblem(400, "set_name")
    return found


def make_sample_row(name: str) -> dict:
    """The row of a sample that the project has not made yet."""
    sample = SAMPLES[name]
    classes = [{"name": label, "count": None} for label in sample.classes]
    return {
        "name": name,
        "path": f"data/{name}",
        "title": sample.title,
        "samples": "picture",
        "task": getattr(sample, "task", "classification"),
        "format": "imagenet",
        "pictures": sample.pictures,
        "unlabeled": 0,
        "classes": classes,
        "bytes": 0,
        "bin_bytes": 0,
        "divided": True,
        "locked": False,
        "builtin": True,
        "findings": None,
        "answer": None,
        "problem": None,
        "coming": False,
    }
