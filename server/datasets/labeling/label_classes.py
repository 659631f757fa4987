"""The classes of things and tags: added, renamed, merged, put in order, colored, by edits; what a data set is for."""

from typing import Any

from sunmao.data.dataset_metadata import read_metadata, write_metadata
from sunmao.data.edits.class_edits import COLOR, MAX_CLASSES
from sunmao.data.listing import DECLARED
from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.dataset_store import DatasetStore
from sunmao.server.datasets.edits import edit_dataset
from sunmao.server.datasets.labeling.object_json import parse_label
from sunmao.server.datasets.labeling.work_order import list_classes
from sunmao.server.errors import HttpProblem

PLAIN = ("bare", "class_folders", "imagenet", "teachable", "")  # formats without labels of things


def declare_task(sets: DatasetStore, place: DatasetLocation, task: str, classes: list) -> dict[str, Any]:
    """Say what a data set is for whose files hold no other labels than names of folders; answers its row. Raises
    HttpProblem 400, and 409 where they do.
    """
    if task not in DECLARED:
        raise HttpProblem(400, "bad_value", name="task")
    names = list(dict.fromkeys(parse_label(each, "classes") for each in classes))
    if len(names) > MAX_CLASSES:
        raise HttpProblem(400, "bad_value", name="classes")
    about = sets.get_summary(place)
    if about.get("format", "") not in PLAIN and about.get("task") != task:
        raise HttpProblem(409, "set_has_labels")
    known = read_metadata(place.folder)
    if task != known.get("task") or names != known.get("classes"):
        write_metadata(place.folder, task, names or (known.get("classes", []) if known.get("task") == task else []))
        sets.mark_changed(place)
    return {**sets.make_row(place), "task": task}  # its index may still be on its way


def edit_classes(sets: DatasetStore, place: DatasetLocation, said: dict) -> dict[str, Any]:
    """Edit the classes as a page says: {'add': name}, {'rename': name, 'to', 'merge'}, {'color': name, 'value'},
    {'order': names} or {'remove': name}; answers {'version', 'edit', 'undo', 'redo', 'classes'}.

    Raises HttpProblem 400, 404 for a class that is not there, 409 for one that is there already, or still used.
    """
    about = index_db.read_about(place.index)
    if about.get("task") == "classification":
        raise HttpProblem(409, "classes_are_folders")
    counts = {each["name"]: each["count"] for each in about.get("classes", [])}
    detail = _read_detail(said, counts)
    answer = edit_dataset.change_log(sets, place, lambda log: log.edit_classes(detail))
    classes = list_classes(index_db.read_about(place.index))
    return {**{name: answer[name] for name in ("version", "edit", "undo", "redo")}, "classes": classes}


def _read_detail(said: dict, counts: dict[str, int]) -> dict[str, Any]:
    if "add" in said:
        name = parse_label(said["add"], "add")
        if name in counts:
            raise HttpProblem(409, "set_taken", name=name)
        return {"add": name}
    if "order" in said:
        order = said["order"]
        if not isinstance(order, list) or sorted(map(str, order)) != sorted(counts):
            raise HttpProblem(400, "bad_value", name="order")
        return {"order": order}
    for action in ("rename", "color", "remove"):
        if action in said:
            name = parse_label(said[action], action)
            if name not in counts:
                raise HttpProblem(404, "no_file")
            return {action: name, **_read_rest(action, said, name, counts)}
    raise HttpProblem(400, "bad_value", name="add")


def _read_rest(action: str, said: dict, name: str, counts: dict[str, int]) -> dict[str, Any]:
    """Read the further fields of an edit of the class `name`."""
    if action == "remove":
        if counts[name]:
            raise HttpProblem(409, "class_used", name=name)
        return {}
    if action == "color":
        if not isinstance(said.get("value"), str) or not COLOR.fullmatch(said["value"]):
            raise HttpProblem(400, "bad_value", name="value")
        return {"value": said["value"]}
    to = parse_label(said.get("to"), "to")
    if to in counts and to != name and said.get("merge") is not True:
        raise HttpProblem(409, "set_taken", name=to)
    return {"to": to}
