"""A dropped zip or folder becomes a data set of the project: whole, or not at all.

Every picture is opened and copied into a folder that nothing else looks at (`data/.<name>.<random>.tmp`), which gets its
name when all are there.
"""

import errno
import os
import shutil
import threading
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path, PurePosixPath

from ..disk import replace, sync_folder
from . import names
from .archives import Entry
from .errors import Problem
from .files import stray, sync_tree
from .findings import Copied, findings
from .planning import LISTS, Plan, make_plan, renamed

PICTURE_BYTES = 64 * 1024 * 1024
LIST_BYTES = 4 * 1024 * 1024
TOTAL_BYTES = 2 * 1024**3
SPARE = 200 * 1024 * 1024  # bytes that stay free on the disk
AT_ONCE = 4
HEIC = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1")
WHY = {"empty_file": "left_empty", "damaged_picture": "left_damaged", "picture_size": "left_size"}

_naming = threading.Lock()


def import_dataset(project: Path, name: str, entries: list[Entry]) -> dict:
    """Make `data/<name>` of the project; returns what the page is told.

    Returns: {'path', 'classes': [{'name', 'count'}], 'pictures', 'left_out', 'renamed', 'findings': [{'zh', 'en'}]}.
    Raises: Problem 400 with a sentence when nothing useful would be left; then the project is as it was.
    """
    plan = make_plan(entries)
    data = project / "data"
    data.mkdir(exist_ok=True)
    stage = data / stray(names.slug(name, "pictures"))
    stage.mkdir()
    try:
        copied = copy(plan, stage)
        answer = describe(plan, stage, copied)
        return {"path": f"data/{settle(stage, name)}", **answer}
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def copy(plan: Plan, stage: Path) -> Copied:
    """Copy every good picture of the plan; what is none is left out. Raises Problem 400 when it is too much."""
    copied, total, waiting = Copied(), 0, iter(plan.files.items())
    with ThreadPoolExecutor(2) as pool:
        while batch := list(islice(waiting, AT_ONCE)):
            contents = [(path, entry, read(entry, path)) for path, entry in batch]
            checked = pool.map(lambda row: fault(row[2], is_list=row[0] in LISTS), contents)
            for (path, entry, content), why in zip(contents, checked, strict=True):
                if why:
                    plan.leave(entry.path, why)
                    continue
                total += len(content)
                if total > TOTAL_BYTES:
                    raise Problem(400, "too_much", limit=TOTAL_BYTES // 1024**3)
                write(stage, path, content, plan, copied)
    return copied


def read(entry: Entry, path: str) -> bytes | str:
    """An entry's bytes, or the sentence's key that says why it is left out. Reads no more than a picture's start of others."""
    from ..data.pictures import kind_of

    limit = LIST_BYTES if path in LISTS else PICTURE_BYTES
    try:
        start = entry.read(64)
        if path not in LISTS and kind_of(start) is None:
            return stranger(start)
        content = entry.read(limit + 1)
    except (OSError, zipfile.BadZipFile):
        return "left_damaged"
    return content if len(content) <= limit else "left_size"


def stranger(start: bytes) -> str:
    """What a file is that is no picture, by its first bytes: a sentence's key."""
    if not start:
        return "left_empty"
    if start[4:12] in HEIC:
        return "left_heic"
    return "left_archive" if start.startswith((b"PK\3\4", b"Rar!", b"7z")) else "left_not_picture"


def fault(content: bytes | str, is_list: bool) -> str | None:
    """Why a file is left out, as a sentence's key; None for a good one. Opens the picture completely."""
    from ..data.pictures import decode
    from ..errors import NotAPicture

    if isinstance(content, str) or is_list:
        return content if isinstance(content, str) else None
    try:
        decode(content)
    except NotAPicture as error:
        return WHY.get(error.key, "left_not_picture")
    return None


def write(stage: Path, path: str, content: bytes, plan: Plan, copied: Copied) -> None:
    """Write one file of the data set; a picture without a picture's ending gets one, a list of classes the new names."""
    from ..data.metadata import without_place
    from ..data.pictures import ENDINGS, kind_of

    if path == "classes.txt":
        content = class_list(content, plan)
    elif path not in LISTS:
        kind = kind_of(content)
        path = path if PurePosixPath(path).suffix.lower() in ENDINGS else f"{path}.{kind}"
        copied.see(path, content, kind)
        content, told = without_place(content)
        copied.places += told
    if shutil.disk_usage(stage).free < SPARE + len(content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    target = stage / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def class_list(content: bytes, plan: Plan) -> bytes:
    """`classes.txt` with each class called as its folder."""
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        lines = content.decode("gbk", "replace").splitlines()
    return "".join(f"{plan.classes.get(line.strip(), line.strip())}\n" for line in lines).encode()


def describe(plan: Plan, stage: Path, copied: Copied) -> dict:
    """What the data set holds and what had to be left out. Raises Problem 400 when a classifier could not learn from it."""
    from ..data.reading import open_tree, read
    from ..errors import BadData

    left = {"left_out": plan.said()}
    try:
        found = read(open_tree(stage))
    except BadData:
        raise Problem(400, "no_classes" if plan.flat else "no_pictures", more=left) from None
    if len(found.classes) < 2 and not plan.left_out:
        raise Problem(400, "one_class", name=found.classes[0])
    counts = Counter(item.label for item in found.items)
    return {
        "classes": [{"name": name, "count": counts[name]} for name in found.classes],
        "pictures": len(found.items),
        **left,
        "renamed": renamed(plan, copied.classes),
        "findings": findings(copied, plan, found),
    }


def settle(stage: Path, name: str) -> str:
    """Give the finished folder its name, which is returned: none that the project or a built-in sample has."""
    from ..data.samples import SAMPLES

    sync_tree(stage)
    with _naming:
        folder = names.free(names.slug(name, "pictures"), [*os.listdir(stage.parent), *SAMPLES])
        replace(stage, stage.parent / folder)
    sync_folder(stage.parent)
    return folder
