"""Routes of all kinds of samples: classes are listed and changed, samples are listed."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import parse_whole, read_json, take_value
from sunmao.server.routes.datasets import hold_dataset, place
from sunmao.server.studio import get_studio

MAX_NEWEST = 20
MAX_SAMPLES = 500  # at once

# Change of a class: folder of the data set, label, the request's JSON → identity of what was removed.
ClassChange = Callable[[Path, str, dict[str, Any]], str | None]


class SampleClasses(Protocol):
    """Classes of the data sets of a kind: a module of `server/datasets` with these functions."""

    def list_classes(self, folder: Path, newest: int) -> list[dict]: ...

    def list_samples(self, folder: Path, label: str | None, offset: int, limit: int) -> dict: ...

    def empty_test(self, folder: Path, label: str) -> None: ...

    def restore(self, folder: Path, identity: str) -> None: ...


def show_classes(project: str, name: str, kind: SampleClasses) -> ResponseReturnValue:
    """Answer the classes of a data set, with the `?newest=` samples of each."""
    newest = min(parse_whole("newest", 0), MAX_NEWEST)
    return jsonify(kind.list_classes(place(project, name).folder, newest))


def show_samples(project: str, name: str, kind: SampleClasses) -> ResponseReturnValue:
    """Answer the samples of a class `?label=`, or of all, `&limit=` from `&offset=` on."""
    offset, limit = parse_whole("offset", 0), min(parse_whole("limit", MAX_SAMPLES), MAX_SAMPLES)
    return jsonify(kind.list_samples(place(project, name).folder, request.args.get("label"), offset, limit))


def change_classes(
    project: str, name: str, kind: SampleClasses, changes: Mapping[str, ClassChange]
) -> ResponseReturnValue:
    """Change a class as the JSON of the request has it: {do, label, …}, 'do' being one of `changes`, 'empty_test', or
    'restore' with `removed`. Answers {classes, removed}: the identity that 'restore' takes, or null.
    """
    data, removed = read_json(), None
    label, do = take_value(data, "label", str, ""), take_value(data, "do", str)
    with hold_dataset(project, name) as found:
        if do == "empty_test":
            kind.empty_test(found.folder, label)
        elif do == "restore":
            kind.restore(found.folder, take_value(data, "removed", str))
        elif do in changes:
            removed = changes[do](found.folder, label, data)
        else:
            raise HttpProblem(400, "bad_value", name="do")
        get_studio().datasets.mark_changed(found)
    return jsonify(classes=kind.list_classes(found.folder, MAX_NEWEST), removed=removed)
