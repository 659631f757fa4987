"""The log of a data set's edits: `.edits.jsonl` in its folder, one line an entry, only ever written at its end.

No edit touches a picture or a file of labels; whatever lists the data set applies the log (`apply_edits`). The state is
the fold of all entries that were not taken back, in their order, so that one in the middle can be taken back alone.
"""

import errno
import json
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from sunmao.core.atomic_files import sync_folder
from sunmao.core.regular_files import open_for_append, open_regular, read_regular
from sunmao.data.edits.class_edits import CLASSES, ClassEdits, read_class_edit, rename_in_edit
from sunmao.data.edits.object_splice import WrittenList, read_list, write_list
from sunmao.data.edits.picture_edit import HALF, LONGEST, MOST_OBJECTS, PictureEdit, read_edit, write_edit
from sunmao.data.listing import SPLITS

FILE, LOCK = ".edits.jsonl", ".edits.lock"
MOST = 256 * 1024 * 1024  # bytes
TAIL = 64  # bytes by which a file is known again
LATEST = 1e11  # seconds since 1970, a time that every page can say
PATIENCE = 10  # seconds for another process that writes just now
# What follows what was done to the files, so that nobody takes it back here.
RENAME = "rename"  # of a class: its folders were moved
FORGET = "forget"  # pictures that are gone for good: others may get their names
DIVIDE = "divide"  # the whole data set was divided anew: parts that were chosen before no longer hold
FOLLOWING = (RENAME, FORGET, DIVIDE)


class EditConflict(Exception):
    """Someone else has edited the same pictures meanwhile. paths: these."""

    def __init__(self, paths: list[str]):
        self.paths = paths
        super().__init__(f"{len(paths)} pictures were edited meanwhile")


@dataclass
class Edit:
    """One entry of the log.

    kind: what was done, such as 'relabel', 'annotate', 'delete', 'move', 'mend', 'classes'. at: seconds since 1970.
    detail: what the page says of it. changes: path of each picture below the data set's folder, with '/', and what was
    decided of it. active: whether it was not taken back.
    """

    id: str
    at: float
    kind: str
    detail: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, PictureEdit] = field(default_factory=dict)
    active: bool = True


class EditLog:
    """The edits of the data set in a folder, as they are on the disk just now.

    edits: every edit, in order. version: how many entries there are; undoing and doing again count as well.
    damaged: how many lines cannot be read; they are passed over.
    Raises OSError where the log is no regular file or too large.
    """

    def __init__(self, folder: Path):
        self.file = Path(folder) / FILE
        self.edits: list[Edit] = []
        self.version = self.damaged = 0
        self._touched: list[list[str]] = []  # the pictures of each entry
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._state: dict[str, PictureEdit] | None = None
        self._classes = ClassEdits()
        self._lists: dict[str, WrittenList] = {}  # the last list of things that each picture was given
        self._renamed: list[tuple[int, Edit]] = []  # the version before each new name of a class
        self._inode, self._offset, self._tail = -1, 0, b""  # what was read of the file
        self.refresh()

    @property
    def next_undo(self) -> Edit | None:
        """What `undo` would take back."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Edit | None:
        """What `redo` would do again."""
        return self._undone[-1] if self._undone else None

    def append(
        self,
        kind: str,
        changes: Mapping[str, PictureEdit],
        detail: dict[str, Any] | None = None,
        seen: int | None = None,
    ) -> Edit:
        """Edit pictures; on return it is on the disk.

        seen: the version that whoever edits has seen; None for whatever there is. Paths that lead out of the data set
        are left out. Raises EditConflict where one of these pictures was edited since, ValueError for a label with half
        a character, and OSError.
        """
        with self._lock():
            if seen is not None:
                since = {path for touched in self._touched[max(seen, 0) :] for path in touched}
                if met := sorted(since & changes.keys()):
                    raise EditConflict(met)
                changes = self._follow_renames(changes, seen)
            said = {path: self._write_change(path, each) for path, each in changes.items() if _is_inside(path)}
            entry = {"id": secrets.token_hex(8), "at": round(time.time(), 3), "kind": kind, "detail": detail or {}}
            self._write(entry | {"changes": said})
            return self.edits[-1]

    def edit_classes(self, detail: dict[str, Any]) -> Edit:
        """Edit the classes of things and tags; on return it is on the disk. detail: as `read_class_edit` takes it.
        Raises ValueError and OSError.
        """
        return self.append(CLASSES, {}, read_class_edit(detail))

    def _write_change(self, path: str, edit: PictureEdit) -> dict[str, Any]:
        labels = (*(edit.labels or ()), *(each.label for each in edit.objects or ()))
        if any(map(HALF.search, labels)):
            raise ValueError("half a character")  # nobody would read it again
        said = write_edit(edit)
        return said if edit.objects is None else said | {"objects": write_list(edit.objects, self._lists.get(path))}

    def _follow_renames(self, changes: Mapping[str, PictureEdit], seen: int) -> Mapping[str, PictureEdit]:
        """The edits of someone who has not heard yet that classes got other names."""
        for version, edit in self._renamed:
            if version >= seen and edit.active:
                changes = {
                    path: rename_in_edit(each, edit.detail["rename"], edit.detail["to"])
                    for path, each in changes.items()
                }
        return changes

    def undo(self, edit_id: str | None = None) -> Edit | None:
        """Take back an edit, the last one where none is named; None where there is none to take back."""
        return self._turn("undo", edit_id, self._done)

    def redo(self) -> Edit | None:
        """Do again what was taken back last; None where nothing was, or something was done since."""
        return self._turn("redo", None, self._undone)

    def _turn(self, word: str, edit_id: str | None, stack: list[Edit]) -> Edit | None:
        with self._lock():
            found = [each for each in stack if edit_id in (None, each.id)]
            if found:
                self._write({word: found[-1].id})
            return found[-1] if found else None

    def rename_class(self, folders: list[tuple[str, str]], label: str, to: str) -> None:
        """Note that the folders of a class were moved and that it has another name: what the log says follows."""
        self._note(RENAME, {"folders": [list(each) for each in folders], "label": label, "to": to})

    def forget(self, paths: list[str]) -> None:
        """Note that pictures are gone for good: a new one may get the name of one of them."""
        if paths:
            self._note(FORGET, {"paths": paths})

    def note_division(self) -> None:
        """Note that the data set was divided anew: the parts that pictures were given before are in its own files."""
        self._note(DIVIDE, {})

    def _note(self, kind: str, detail: dict[str, Any]) -> None:
        if self.edits:
            with self._lock():
                self._write({"id": secrets.token_hex(8), "at": round(time.time(), 3), "kind": kind, "detail": detail})

    def compute_state(self) -> dict[str, PictureEdit]:
        """What is decided of each picture that was edited, by its path below the data set's folder. Not to be changed."""
        if self._state is None:
            self._state, self._classes = {}, ClassEdits()
            for edit in self.edits:
                self._apply(edit)
        return self._state

    def compute_classes(self) -> ClassEdits:
        """What is decided of the classes of things and tags."""
        self.compute_state()
        return self._classes

    def _apply(self, edit: Edit) -> None:
        """Bring the state to what it is after an entry."""
        state = self._state
        if state is None:
            return
        if edit.kind == RENAME:
            self._state = _rename(state, edit.detail)
        elif edit.kind == FORGET:
            for path in edit.detail["paths"]:
                state.pop(path, None)
        elif edit.kind == DIVIDE:
            self._state = {path: replace(change, split=None) for path, change in state.items()}
        elif edit.kind == CLASSES and edit.active:
            self._classes = self._classes.apply(edit.detail)
            if "rename" in edit.detail:
                label, to = edit.detail["rename"], edit.detail["to"]
                self._state = {path: rename_in_edit(change, label, to) for path, change in state.items()}
        elif edit.active:
            for path, change in edit.changes.items():
                state[path] = state[path].merge(change) if path in state else change

    def refresh(self) -> None:
        """Read what others have written meanwhile. Raises OSError."""
        try:
            with open_regular(self.file, MOST) as file:
                if not self._is_continued(file):
                    self._forget_all()
                    self._inode = os.fstat(file.fileno()).st_ino
                file.seek(self._offset)
                data = file.read()
        except FileNotFoundError:
            return self._forget_all()
        *lines, rest = data.split(b"\n")  # what no line ends was never acknowledged
        for line in lines:
            try:
                self._take(json.loads(line, parse_constant=_refuse_constant))
            except (ValueError, TypeError, KeyError, RecursionError):
                self.damaged += 1
                self._take_nothing()
        if lines:
            self._offset += len(data) - len(rest)
            self._tail = (self._tail + data[: len(data) - len(rest)])[-TAIL:]

    def _is_continued(self, file: BinaryIO) -> bool:
        """Whether a file begins with what was read already."""
        if os.fstat(file.fileno()).st_ino != self._inode:
            return False
        file.seek(self._offset - len(self._tail))
        return file.read(len(self._tail)) == self._tail

    def _forget_all(self) -> None:
        """Nothing was read yet."""
        self.edits, self.version, self.damaged, self._state = [], 0, 0, None
        self._touched, self._done, self._undone = [], [], []
        self._classes, self._lists, self._renamed = ClassEdits(), {}, []
        self._inode, self._offset, self._tail = -1, 0, b""

    def _take(self, said: Any) -> None:
        """Follow one entry. Raises ValueError, TypeError and KeyError for what is none."""
        if not isinstance(said, dict):
            raise ValueError("no entry")
        if "undo" in said or "redo" in said:
            source, goal = (self._done, self._undone) if "undo" in said else (self._undone, self._done)
            wanted = said.get("undo", said.get("redo"))
            [edit] = [each for each in source if each.id == wanted]
            source.remove(edit)
            goal.append(edit)
            edit.active = goal is self._done
            self._state = None
        else:
            edit = self._read_entry(said)
            self.edits.append(edit)
            if edit.kind == CLASSES and "rename" in edit.detail:
                self._renamed.append((self.version, edit))
            if edit.kind not in FOLLOWING:
                self._done.append(edit)
                self._undone.clear()
            self._apply(edit)
        self.version += 1
        self._touched.append(list(edit.changes))

    def _read_entry(self, said: dict) -> Edit:
        """An entry, its lists of things whole. Raises ValueError, TypeError and KeyError for what is none."""
        edit, changes = _read_head(said), {}
        lists: dict[str, WrittenList] = {}
        for path, each in said.get("changes", {}).items():
            partly = isinstance(each, dict) and isinstance(each.get("objects"), dict)
            change = read_edit({**each, "objects": None} if partly else each)
            if partly:
                things, depth = read_list(each["objects"], self._lists.get(path))
                if len(things) > MOST_OBJECTS:
                    raise ValueError("too many things")
                change = replace(change, objects=things)
                lists[path] = WrittenList(edit.id, things, depth)
            elif change.objects is not None:
                lists[path] = WrittenList(edit.id, change.objects)
            changes[path] = change
        self._lists |= lists
        return replace(edit, changes=changes)

    def _take_nothing(self) -> None:
        self.version += 1
        self._touched.append([])

    def _write(self, entry: dict) -> None:
        line = json.dumps(entry, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"
        begun = not self.file.exists()
        self._cut_torn_line()
        with open_for_append(self.file) as file:
            start = file.seek(0, os.SEEK_END)
            if start + len(line) > MOST:  # nobody could read it any more
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
            try:
                left = memoryview(line)
                while left:
                    left = left[file.write(left) :]
                os.fsync(file.fileno())
            except OSError:
                file.truncate(start)  # nothing of what was not acknowledged
                raise
        if begun:
            sync_folder(self.file.parent)
        self.refresh()

    def _cut_torn_line(self) -> None:
        """Cut off what a killed process left of a line."""
        try:
            with open_regular(self.file, MOST) as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - 1))
                if size == 0 or file.read(1) == b"\n":
                    return
        except FileNotFoundError:
            return
        whole = read_regular(self.file, MOST).rpartition(b"\n")
        with open_for_append(self.file) as file:
            file.truncate(len(whole[0]) + len(whole[1]))

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Nobody else writes meanwhile; what others have written is known."""
        from filelock import FileLock, Timeout

        try:
            with FileLock(self.file.with_name(LOCK), timeout=PATIENCE):
                self.refresh()
                yield
        except Timeout as error:
            raise OSError(str(error)) from None


def _read_head(said: dict) -> Edit:
    """An entry without its changes."""
    number, at, kind = said["id"], said["at"], said["kind"]
    detail, changes = said.get("detail", {}), said.get("changes", {})
    right = isinstance(number, str) and isinstance(kind, str) and isinstance(at, (int, float)) and 0 <= at < LATEST
    if not right or not isinstance(detail, dict) or not isinstance(changes, dict):
        raise ValueError("no edit")
    if kind == RENAME:
        _rename({}, detail)
    if kind == FORGET and not all(isinstance(path, str) for path in detail["paths"]):
        raise ValueError("no paths")
    if kind == CLASSES:
        read_class_edit(detail)
    if not all(map(_is_inside, changes)):
        raise ValueError("no path")
    _check_detail(detail)
    return Edit(number, at, kind, detail)


def _is_inside(path: str) -> bool:
    """Whether a path stays below the data set's folder: a log may come from elsewhere."""
    return 0 < len(path) <= LONGEST and not path.startswith("/") and ".." not in path.split("/") and "\0" not in path


def _check_detail(detail: dict[str, Any]) -> None:
    """Raises ValueError where the page could not say what was done."""
    label, before, split, on = detail.get("label", ""), detail.get("from", []), detail.get("split"), detail.get("on")
    classes, own = detail.get("classes", []), detail.get("class", "")
    words = [label, own, *before, *classes] if isinstance(before, list) and isinstance(classes, list) else [None]
    if not all(isinstance(word, str) and len(word) <= LONGEST for word in words):
        raise ValueError("no words")
    if split not in (None, *SPLITS) or not isinstance(on, (bool, type(None))):
        raise ValueError("no such part, neither true nor false")


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _rename(state: dict[str, PictureEdit], detail: dict) -> dict[str, PictureEdit]:
    """The state after a class got another name."""
    moved = [(f"{old}/", f"{new}/") for old, new in detail["folders"]]
    label, to = detail["label"], detail["to"]
    renamed = {}
    for path, edit in state.items():
        old, new = next(((old, new) for old, new in moved if path.startswith(old)), ("", ""))
        if edit.labels is not None and label in edit.labels:
            names = dict.fromkeys(to if each == label else each for each in edit.labels)
            edit = PictureEdit(tuple(names), edit.split, edit.deleted, edit.objects, edit.confirmed)
        renamed[new + path[len(old) :]] = edit
    return renamed
