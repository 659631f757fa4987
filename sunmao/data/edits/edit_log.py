"""The log of a data set's edits: `.edits.jsonl` in its folder, one line an entry, only ever written at its end.

No edit touches a picture or a file of labels; whatever lists the data set applies the log (`apply_edits`). The state is
the fold of all entries that were not taken back, in their order, so that one in the middle can be taken back alone.
"""

import json
import os
import secrets
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from sunmao.core.atomic_files import sync_folder
from sunmao.core.regular_files import IrregularFile, open_for_append, open_regular, read_regular
from sunmao.data.edits.class_edits import CLASSES, ClassEdits, read_class_edit, rename_in_edit
from sunmao.data.edits.edit_entry import DIVIDE, FOLLOWING, FORGET, RENAME, Edit, is_inside, read_head
from sunmao.data.edits.fold_edits import changes_names, fold_edit, fold_edits, get_changes
from sunmao.data.edits.log_extent import MAX_BYTES, MAX_ENTRIES, EditLogTooLong, LogExtent
from sunmao.data.edits.object_splice import WrittenList, read_list, write_list
from sunmao.data.edits.picture_edit import HALF, MAX_OBJECTS, PictureEdit, read_edit, write_edit
from sunmao.locks.lock_order import make_lock

FILE, LOCK = ".edits.jsonl", ".edits.lock"
TAIL = 64  # bytes by which a file is known again
PATIENCE = 10  # seconds for another process that writes just now


class EditConflict(Exception):
    """Someone else has edited the same pictures meanwhile. paths: these."""

    def __init__(self, paths: list[str]) -> None:
        self.paths = paths
        super().__init__(f"{len(paths)} pictures were edited meanwhile")


class EditLog:
    """The edits of the data set in a folder, as they are on the disk just now.

    edits: every edit, in order. version: how many entries there are; undoing and doing again count as well.
    damaged: how many lines cannot be read; they are passed over.
    Raises OSError where the log is no regular file, EditLogTooLong where it holds more than is read.
    """

    def __init__(self, folder: Path) -> None:
        self.file = Path(folder) / FILE
        self._reset()
        self.refresh()

    def _reset(self) -> None:
        """Nothing was read yet."""
        self.edits: list[Edit] = []
        self.version = self.damaged = 0
        self._extent = LogExtent()
        self._touched: list[Collection[str]] = []  # the pictures of each entry
        self._done: dict[str, Edit] = {}  # by their ids, in the order in which they are taken back
        self._undone: dict[str, Edit] = {}
        self._state: dict[str, PictureEdit] | None = None
        self._classes = ClassEdits()
        self._lists: dict[str, WrittenList] = {}  # the last list of things that each picture was given
        self._renamed: list[tuple[int, Edit]] = []  # the version before each new name of a class
        self._inode, self._offset, self._tail = -1, 0, b""  # what was read of the file

    @property
    def next_undo(self) -> Edit | None:
        """Edit that `undo` would take back."""
        return _find_last(self._done)

    @property
    def next_redo(self) -> Edit | None:
        """Edit that `redo` would do again."""
        return _find_last(self._undone)

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
            said = {path: self._write_change(path, each) for path, each in changes.items() if is_inside(path)}
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
        with self._lock():
            return self._turn("undo", self.next_undo if edit_id is None else self._done.get(edit_id))

    def redo(self) -> Edit | None:
        """Do again what was taken back last; None where nothing was, or something was done since."""
        with self._lock():
            return self._turn("redo", self.next_redo)

    def _turn(self, word: str, edit: Edit | None) -> Edit | None:
        if edit is not None:
            self._write({word: edit.id})
        return edit

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
                self._write(_make_note(kind, detail))

    def compute_state(self) -> dict[str, PictureEdit]:
        """Decisions about each picture that was edited, by its path below the data set's folder. Not to be changed."""
        if self._state is None:
            self._state, self._classes = fold_edits(self.edits)
        return self._state

    def compute_classes(self) -> ClassEdits:
        """Decisions about the classes of things and tags."""
        self.compute_state()
        return self._classes

    def _apply(self, edit: Edit) -> None:
        """Bring the state, where it is known, to what it is after an entry."""
        if changes_names(edit):
            self._state = None
        elif self._state is not None:
            self._classes = fold_edit(self._state, self._classes, edit, get_changes(edit))

    def refresh(self) -> None:
        """Read what others have written meanwhile. Raises OSError, EditLogTooLong."""
        try:
            with open_regular(self.file, MAX_BYTES) as file:
                if not self._is_continued(file):
                    self._reset()
                    self._inode = os.fstat(file.fileno()).st_ino
                file.seek(self._offset)
                data = file.read()
        except FileNotFoundError:
            return self._reset()
        except IrregularFile as error:
            raise EditLogTooLong if error.reason == "size" else error from None
        if data.count(b"\n") + self.version > MAX_ENTRIES:
            raise EditLogTooLong
        *lines, rest = data.split(b"\n")  # what no line ends was never acknowledged
        try:
            for line in lines:
                self._take_line(line)
        except EditLogTooLong:
            self._reset()
            raise
        if lines:
            self._offset += len(data) - len(rest)
            self._tail = (self._tail + data[: len(data) - len(rest)])[-TAIL:]

    def _is_continued(self, file: BinaryIO) -> bool:
        """Whether a file begins with what was read already."""
        if os.fstat(file.fileno()).st_ino != self._inode:
            return False
        file.seek(self._offset - len(self._tail))
        return file.read(len(self._tail)) == self._tail

    def _take_line(self, line: bytes) -> None:
        """Follow one line, or pass over it where it cannot be read."""
        said, touched = None, None
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            said = json.loads(line, parse_constant=_refuse_constant)
            touched = self._take(said)
        self.damaged += touched is None
        self.version += 1
        self._touched.append(touched or ())

    def _take(self, said: Any) -> Collection[str]:
        """Follow one entry; returns the pictures that it touches. Raises ValueError, TypeError and KeyError for what is
        none, EditLogTooLong.
        """
        if not isinstance(said, dict):
            raise ValueError("no entry")
        if "undo" in said or "redo" in said:
            source, goal = (self._done, self._undone) if "undo" in said else (self._undone, self._done)
            edit = source.pop(said["undo"] if "undo" in said else said["redo"])
            goal[edit.id] = edit
            edit.active = goal is self._done
            self._state = None
            return edit.changes
        edit = self._read_entry(said)
        if edit.id in self._done or edit.id in self._undone:
            raise ValueError("an id twice")
        self._extent.add(said)
        self.edits.append(edit)
        if edit.kind == CLASSES and "rename" in edit.detail:
            self._renamed.append((self.version, edit))
        if edit.kind not in FOLLOWING:
            self._done[edit.id] = edit
            self._undone.clear()
        self._apply(edit)
        return edit.changes

    def _read_entry(self, said: dict) -> Edit:
        """An entry, its lists of things whole. Raises ValueError, TypeError and KeyError for what is none."""
        edit, changes = read_head(said), {}
        lists: dict[str, WrittenList] = {}
        for path, each in said.get("changes", {}).items():
            partly = isinstance(each, dict) and isinstance(each.get("objects"), dict)
            change = read_edit({**each, "objects": None} if partly else each)
            if partly:
                things, depth = read_list(each["objects"], self._lists.get(path))
                if len(things) > MAX_OBJECTS:
                    raise ValueError("too many things")
                change = replace(change, objects=things)
                lists[path] = WrittenList(edit.id, things, depth)
            elif change.objects is not None:
                lists[path] = WrittenList(edit.id, change.objects)
            changes[path] = change
        self._lists |= lists
        return replace(edit, changes=changes)

    def _write(self, entry: dict) -> None:
        line = _make_line(entry)
        self._extent.require_room(entry)
        if self.version >= MAX_ENTRIES:
            raise EditLogTooLong
        begun = not self.file.exists()
        self._cut_torn_line()
        with open_for_append(self.file) as file:
            start = file.seek(0, os.SEEK_END)
            if start + len(line) > MAX_BYTES:  # nobody could read it any more
                raise EditLogTooLong
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
            with open_regular(self.file, MAX_BYTES) as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - 1))
                if size == 0 or file.read(1) == b"\n":
                    return
        except FileNotFoundError:
            return
        whole = read_regular(self.file, MAX_BYTES).rpartition(b"\n")
        with open_for_append(self.file) as file:
            file.truncate(len(whole[0]) + len(whole[1]))

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Nobody else writes meanwhile; what others have written is known."""
        from filelock import FileLock, Timeout

        try:
            # The first lock stands for that of the file in `LockOrder`.
            with make_lock(), FileLock(self.file.with_name(LOCK), timeout=PATIENCE):
                self.refresh()
                yield
        except Timeout as error:
            raise OSError(str(error)) from None


def _find_last(edits: dict[str, Edit]) -> Edit | None:
    return next(reversed(edits.values()), None)


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def make_forget_line(paths: list[str]) -> bytes:
    """The line at the end of a log that is copied without these pictures, see `EditLog.forget`."""
    return _make_line(_make_note(FORGET, {"paths": paths}))


def _make_note(kind: str, detail: dict[str, Any]) -> dict[str, Any]:
    return {"id": secrets.token_hex(8), "at": round(time.time(), 3), "kind": kind, "detail": detail}


def _make_line(entry: dict) -> bytes:
    return json.dumps(entry, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"
