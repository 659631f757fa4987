"""Logs of edits, zips and dropped files that grow."""

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sunmao.data.edits.edit_log import FILE, EditLog
from sunmao.data.files.zip_archive import list_zip_entries, open_zip_tree
from sunmao.server.datasets.imports.received_files import open_dropped_files
from sunmao.server.errors import HttpProblem
from sunmao.server.projects import import_zip
from tests.support.growing.cost import Growing, make_folder


def write_log(n: int, entry: Callable[[int, int], dict]) -> Path:
    """The folder of a data set with a log of n entries. entry: of a number, of so many."""
    folder = make_folder()
    lines = (json.dumps({"id": str(number), "at": 1, **entry(number, n)}) + "\n" for number in range(n))
    (folder / FILE).write_text("".join(lines))
    return folder


def relabel(number: int, label: str = "dog", folder: str = "cat") -> dict:
    return {"kind": "relabel", "changes": {f"{folder}/{number}.jpg": {"labels": [label]}}}


def undo(number: int, n: int, first: bool) -> dict:
    """The first half relabels, the second takes it back, from one end or the other."""
    if number < n // 2:
        return relabel(number)
    return {"undo": str(number - n // 2 if first else n - 1 - number)}


def alternate(number: int, n: int, other: dict) -> dict:
    return relabel(number, "cat") if number % 2 else other


def splice(number: int, n: int) -> dict:
    """A list of things that grows by one a time."""
    thing = {"label": "cat", "box": [0, 0, 1, 1]}
    if number % 20 == 0:
        return {"kind": "annotate", "changes": {"a.jpg": {"objects": [thing] * 20}}}
    rest = {"of": str(number - 1), "from": 3, "cut": 0, "put": [thing]}
    return {"kind": "annotate", "changes": {"a.jpg": {"objects": rest}}}


def read_log(folder: Path) -> None:
    log = EditLog(folder)
    assert not log.damaged
    log.compute_state()
    log.compute_classes()


def log(name: str, entry: Callable[[int, int], dict], size: int = 2000) -> Growing:
    return Growing("edit log", name, lambda n: write_log(n, entry), read_log, size)


def move(number: int) -> dict:
    return {"kind": "rename", "detail": {"folders": [["cat", f"c{number}"]], "label": "cat", "to": "dog"}}


def name_class(number: int) -> dict:
    return {"kind": "classes", "detail": {"rename": f"c{number % 50}", "to": f"c{(number + 1) % 50}"}}


LOGS = [
    log("taken back from the first on", lambda number, n: undo(number, n, first=True)),
    log("taken back from the last on", lambda number, n: undo(number, n, first=False)),
    log("edits of one picture", lambda number, n: relabel(0, f"c{number}")),
    log("divisions between edits", lambda number, n: alternate(number, n, {"kind": "divide"})),
    log("new names of classes between edits", lambda number, n: alternate(number, n, name_class(number))),
    log(
        "pictures that are gone", lambda number, n: alternate(number, n, {"kind": "forget", "detail": {"paths": ["x"]}})
    ),
    log("changes of a list of things", splice),
    log("orders of classes", lambda number, n: {"kind": "classes", "detail": {"add": f"c{number % 500}"}}, 1000),
    log("moved folders between edits", lambda number, n: move(number) if number < 300 else relabel(number)),
]


def make_zip(paths: list[str], content: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path in paths:
            archive.writestr(path, content)
    return data.getvalue()


def deepen(n: int) -> list[str]:
    """Few paths of ever more folders."""
    return [f"__MACOSX/{'d/' * (n + number)}a.png" for number in range(8)] + [f"{'d/' * n}a.png", "a/b.png"]


def sort_project(data: bytes) -> None:
    with suppress(HttpProblem):  # where there are several
        import_zip.sort_entries(list_zip_entries(io.BytesIO(data)))


def open_zip(data: bytes) -> None:
    open_zip_tree(io.BytesIO(data), Path("a.zip"))


def receive(parts: list[list]) -> None:
    open_dropped_files(Path("upload"), Path("name"), parts)


ARCHIVES = [
    Growing("upload zip", "entries", lambda n: make_zip([f"c{i}/{i}.png" for i in range(n)]), open_zip, 3000),
    Growing(
        "upload zip",
        "entries of one name",
        lambda n: make_zip(["a.PNG", *(f"{i}/a.png" for i in range(n))]),
        open_zip,
        3000,
    ),
    Growing("upload zip", "folders in folders", lambda n: make_zip(deepen(n)), open_zip, 4000),
    Growing(
        "project zip",
        "entries",
        lambda n: make_zip(["project.json", *(f"data/p/{i}.png" for i in range(n))]),
        sort_project,
        2000,
    ),
    Growing(
        "project zip", "projects in it", lambda n: make_zip([f"{i}/project.json" for i in range(n)]), sort_project, 2000
    ),
    Growing(
        "project zip",
        "folders in folders",
        lambda n: make_zip(["project.json", *(f"data/{p}" for p in deepen(n))]),
        sort_project,
        4000,
    ),
    Growing("dropped files", "files", lambda n: [[f"c{i}/{i}.png", 0, 1] for i in range(n)], receive, 5000),
    Growing(
        "dropped files", "folders in folders", lambda n: [[f"{'d/' * n}{i}.png", 0, 1] for i in range(9)], receive, 4000
    ),
]
