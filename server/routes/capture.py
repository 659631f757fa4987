"""Collecting: pictures of a camera, of files or of a film become pictures of one class of a data set."""

import shutil
from pathlib import Path
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.datasets import (
    CapturedPicture,
    ClassesChanged,
    ClassRow,
    TakenBack,
    TestsChosen,
    UnlabeledKept,
    UnlabeledLabeled,
    UnlabeledPaths,
)
from sunmao.server.answers.jobs import JobStarted
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.classes import capture, class_edits, unlabeled
from sunmao.server.datasets.classes.contributors import Contributor
from sunmao.server.datasets.classes.same_file import find_same_file
from sunmao.server.datasets.classes.test_pictures import choose_tests
from sunmao.server.errors import HttpProblem
from sunmao.server.http.auth_middleware import SESSION
from sunmao.server.http.request_parsing import (
    parse_flag,
    parse_number,
    parse_whole,
    read_json,
    receive_file,
    take_texts,
    take_value,
)
from sunmao.server.jobs.jobs import JobSpec
from sunmao.server.routes.datasets import hold_dataset, require_editable
from sunmao.server.routes.inference import read_picture
from sunmao.server.storage.files import PIECE, make_stray_name, open_below, require_space
from sunmao.server.studio import get_studio

routes = Blueprint("collecting", __name__)

PICTURE_BYTES, FILM_BYTES = 64 * 1024**2, 4 * 1024**3
KINDS = ("image/jpeg", "image/png", "image/webp", "image/bmp", "image/gif", "image/tiff")
MAX_NEWEST = 20  # pictures that stand for a class
MAX_BACK = 10_000  # pictures that are taken back at once
SELDOM, OFTEN = 3600, 0.04  # seconds between two pictures of a film


@routes.get("/api/projects/<project>/datasets/<name>/classes")
@answers(list[ClassRow])
def classes(project: str, name: str) -> ResponseReturnValue:
    """The classes of which pictures can be collected, also empty ones: [{name, count, tests, newest, contributors}], as
    they are on the disk just now; `?newest=` says how many paths of pictures stand in `newest`. In a data set for
    things or tags: one without a name.
    """
    newest = min(parse_whole("newest", 0), MAX_NEWEST)
    return jsonify(capture.list_classes(require_editable(project, name), newest))


@routes.post("/api/projects/<project>/datasets/<name>/pictures")
@answers(CapturedPicture)
def add(project: str, name: str) -> ResponseReturnValue:
    """Keep the picture in the body as one more of the class `?label=`, with `&mirror=1` and `&square=1` as they say,
    and `&split=test` for the test; with `&once=1` only where the data set does not have it yet.

    Answers 201 {path, label, count} when it is on the disk, not before; 200 {path, label, known: true} of the picture
    that the data set has already.
    """
    data = read_picture(KINDS, PICTURE_BYTES)
    with hold_dataset(project, name) as place:
        if parse_flag("once") and (known := find_same_file(place, data)):
            return jsonify({**known, "known": True})
        kept = capture.save_captured(
            place,
            request.args.get("label", ""),
            data,
            parse_flag("mirror"),
            parse_flag("square"),
            parse_split(),
            _note_contribution(place),
        )
        get_studio().datasets.mark_changed(place)
    return jsonify(kept), 201


@routes.delete("/api/projects/<project>/datasets/<name>/pictures")
@answers(TakenBack)
def take_back(project: str, name: str) -> ResponseReturnValue:
    """Delete the collected pictures {paths}; answers how many there were: {taken_back}."""
    paths = take_texts(read_json(), "paths", MAX_BACK)
    with hold_dataset(project, name) as place:
        count = capture.take_back(place, paths)
        get_studio().datasets.mark_changed(place)
    return jsonify(taken_back=count)


@routes.post("/api/projects/<project>/datasets/<name>/classes")
@answers(ClassesChanged)
def change_classes(project: str, name: str) -> ResponseReturnValue:
    """Change one class: {do: 'add', label}, {do: 'rename', label, to}, {do: 'remove', label}, {do: 'empty', label} or
    {do: 'restore', removed}; answers {classes}, and after 'remove' and 'empty' {removed}, which brings back what was
    there.
    """
    data, removed = read_json(), None
    label = take_value(data, "label", str, "")
    with hold_dataset(project, name) as place:
        match take_value(data, "do", str):
            case "add":
                class_edits.add_class(place, label)
            case "rename":
                class_edits.rename_class(place, label, take_value(data, "to", str))
            case "remove":
                removed = class_edits.remove_class(place, label)
            case "empty":
                removed = class_edits.empty_class(place, label)
            case "restore":
                class_edits.restore_class(place, take_value(data, "removed", str))
            case _:
                raise HttpProblem(400, "bad_value", name="do")
        get_studio().datasets.mark_changed(place)
    return jsonify(classes=capture.list_classes(place, MAX_NEWEST), removed=removed)


@routes.post("/api/projects/<project>/datasets/<name>/tests")
@answers(TestsChosen)
def change_tests(project: str, name: str) -> ResponseReturnValue:
    """Let pictures be all with which their classes are tested: {pictures: {class: their paths}}; the others go to the
    bin. Answers {classes, put_away: these others, as `pictures`}.
    """
    chosen = take_value(read_json(), "pictures", dict)
    paths = [path for each in chosen.values() if isinstance(each, list) for path in each]
    if not all(isinstance(each, list) for each in chosen.values()) or not all(isinstance(path, str) for path in paths):
        raise HttpProblem(400, "bad_value", name="pictures")
    with hold_dataset(project, name) as place:
        put_away = choose_tests(place, chosen)
        get_studio().datasets.mark_changed(place)
        return jsonify(classes=capture.list_classes(place, MAX_NEWEST), put_away=put_away)


@routes.get("/api/projects/<project>/datasets/<name>/unlabeled")
@answers(UnlabeledPaths)
def list_waiting(project: str, name: str) -> ResponseReturnValue:
    """Pictures of which the model was unsure, and of which nobody has said yet what they are: {paths, most}."""
    return jsonify(unlabeled.list_unlabeled(require_editable(project, name)))


@routes.post("/api/projects/<project>/datasets/<name>/unlabeled")
@answers(UnlabeledKept)
def keep_waiting(project: str, name: str) -> ResponseReturnValue:
    """Keep the picture in the body for that, unless enough wait or one is nearly the same: {kept, paths, most}."""
    data = read_picture(KINDS, PICTURE_BYTES)
    with hold_dataset(project, name) as place:
        kept = unlabeled.keep_unlabeled(place, data)
        if kept:
            get_studio().datasets.mark_changed(place)
        return jsonify(kept=kept, **unlabeled.list_unlabeled(place))


@routes.post("/api/projects/<project>/datasets/<name>/unlabeled/labels")
@answers(UnlabeledLabeled)
def label_waiting(project: str, name: str) -> ResponseReturnValue:
    """{labels: {path: its class, or null to throw it away}}; answers {classes, paths, most}."""
    labels = take_value(read_json(), "labels", dict)
    if len(labels) > unlabeled.MAX_WAITING or not all(
        label is None or isinstance(label, str) for label in labels.values()
    ):
        raise HttpProblem(400, "bad_value", name="labels")
    with hold_dataset(project, name) as place:
        unlabeled.label_unlabeled(place, labels)
        get_studio().datasets.mark_changed(place)
        return jsonify(classes=capture.list_classes(place, MAX_NEWEST), **unlabeled.list_unlabeled(place))


@routes.post("/api/projects/<project>/datasets/<name>/film")
@answers(JobStarted)
def film(project: str, name: str) -> ResponseReturnValue:
    """Keep pictures of a film as a class: the form's `film`, or `{path}` of one in the project; `?label=`, `&every=`
    seconds, `&mirror=1`, `&square=1`.

    Answers 202 {job}; its result is {taken, paths}. What was taken before it is stopped stays.
    """
    place, label = require_editable(project, name), request.args.get("label", "")
    capture.find_target(place, label)
    every = parse_number("every", float, OFTEN, SELDOM, "1")
    file = place.data / make_stray_name("film")
    try:
        said = (
            receive_video(file)
            if request.mimetype == "multipart/form-data"
            else copy_video(place.data.parent, take_value(read_json(), "path", str), file)
        )
        # It may be gone: a film takes long to arrive.
        root = capture.find_target(require_editable(project, name), label)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    changed = get_studio().datasets.mark_changed
    given = {
        "file": str(file),
        "name": said,
        "root": str(root),
        "label": label,
        "every": every,
        "mirror": parse_flag("mirror"),
        "square": parse_flag("square"),
    }

    def finish(result: dict) -> dict:
        start = root.relative_to(place.folder)
        changed(place)
        return {**result, "paths": [(start / path).as_posix() for path in result["paths"]]}

    task = JobSpec(project, name, "film", "extract_frames", given, finish, lambda: file.unlink(missing_ok=True))
    return jsonify(job=get_studio().datasets.jobs.start(task).id), 202


def receive_video(file: Path) -> str:
    """Write the form's film into `file`; returns what it is called. Raises HttpProblem 400 and 507."""
    sent = receive_file("film", FILM_BYTES)
    return write_video(sent.stream, file, request.content_length or 0, sent.filename or "")


def copy_video(project: Path, path: str, file: Path) -> str:
    """As `received`, of a film that lies in the project: it may be recorded anew meanwhile. Raises HttpProblem 404."""
    film = open_below(project, path)
    if film is None:
        raise HttpProblem(404, "no_file")
    with film:
        return write_video(film, file, (project / path).stat().st_size, Path(path).name)


def write_video(stream: Any, file: Path, size: int, name: str) -> str:
    """Copy a film; returns its name."""
    require_space(file.parent, size)
    with open(file, "xb") as target:
        shutil.copyfileobj(stream, target, PIECE)
    return name


def parse_split() -> str:
    """'train' or 'test', as the query says. Raises HttpProblem 400."""
    split = request.args.get("split", "train")
    if split not in ("train", "test"):
        raise HttpProblem(400, "bad_value", name="split")
    return split


def _note_contribution(place: DatasetLocation) -> Contributor:
    """The device that asks, which brings something to a data set: it counts there by any name that it gets later."""
    session = request.environ.get(SESSION)
    if session is None:
        return Contributor()
    session.brought.add(place)
    return Contributor(session.name, session.id)
