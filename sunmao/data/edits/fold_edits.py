"""Sum of all entries of the log of edits: one decision for each picture, under the names of now.

Pictures and classes were called otherwise when the older entries were written. Going back from the last entry, what
each name became is known when it is met, so that an entry costs the same however many names came after it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sunmao.data.edits.class_edits import CLASSES, ClassEdits
from sunmao.data.edits.edit_entry import DIVIDE, FOLLOWING, FORGET, RENAME, Edit
from sunmao.data.edits.picture_edit import PictureEdit

State = dict[str, PictureEdit]


def fold_edits(edits: Sequence[Edit]) -> tuple[State, ClassEdits]:
    """Decisions about each picture, by its path of now, and about the classes."""
    state: State = {}
    classes = ClassEdits()
    for edit, changes in zip(edits, _list_changes(edits), strict=True):
        classes = fold_edit(state, classes, edit, changes)
    return state, classes


def fold_edit(state: State, classes: ClassEdits, edit: Edit, changes: Mapping[str, PictureEdit]) -> ClassEdits:
    """Bring the state to what it is after an entry that gives nothing another name; returns the classes as they are
    then. changes: of the entry, under the names of now.
    """
    if edit.kind == FORGET:
        for path in changes:
            state.pop(path, None)
    elif edit.kind == CLASSES and edit.active:
        return classes.apply(edit.detail)
    elif edit.active and edit.kind not in FOLLOWING:
        for path, change in changes.items():
            state[path] = state[path].merge(change) if path in state else change
    return classes


def get_changes(edit: Edit) -> Mapping[str, PictureEdit]:
    """The pictures of an entry, as they were called then."""
    return dict.fromkeys(edit.detail["paths"], PictureEdit()) if edit.kind == FORGET else edit.changes


def changes_names(edit: Edit) -> bool:
    """Whether what older entries say is to be read otherwise after this one."""
    return edit.kind in (RENAME, DIVIDE) or (edit.kind == CLASSES and edit.active and "rename" in edit.detail)


def _list_changes(edits: Sequence[Edit]) -> list[Mapping[str, PictureEdit]]:
    """The pictures of each entry under the names of now."""
    later, found = _LaterNames(), []
    for edit in reversed(edits):
        found.append(later.translate(get_changes(edit)))
        if changes_names(edit):
            later.precede(edit)
    return found[::-1]


class _LaterNames:
    """Changes of the names in an entry by those after it."""

    def __init__(self) -> None:
        self._labels: dict[str, str] = {}  # of whole pictures
        self._things: dict[str, str] = {}  # of things in them
        self._folders: dict[str, str] = {}  # of the folders above a picture, the longest that is here counts
        self._divided = False

    def precede(self, edit: Edit) -> None:
        """Count an entry in that comes before all that were counted."""
        detail = edit.detail
        if edit.kind == DIVIDE:
            self._divided = True
        elif edit.kind == RENAME:
            self._labels[detail["label"]] = self._labels.get(detail["to"], detail["to"])
            self._move(detail["folders"])
        else:
            for names in (self._labels, self._things):
                names[detail["rename"]] = names.get(detail["to"], detail["to"])

    def translate(self, changes: Mapping[str, PictureEdit]) -> Mapping[str, PictureEdit]:
        """Changes under the names of now."""
        if not (self._labels or self._things or self._folders or self._divided):
            return changes
        return {self._find_path(path): self._translate_edit(each) for path, each in changes.items()}

    def _translate_edit(self, edit: PictureEdit) -> PictureEdit:
        labels, objects = edit.labels, edit.objects
        if labels is not None and not self._labels.keys().isdisjoint(labels):
            labels = tuple(dict.fromkeys(self._labels.get(label, label) for label in labels))
        if objects is not None and any(each.label in self._things for each in objects):
            objects = tuple(replace(each, label=self._things.get(each.label, each.label)) for each in objects)
        split = None if self._divided else edit.split
        if labels is edit.labels and objects is edit.objects and split is edit.split:
            return edit
        return replace(edit, labels=labels, objects=objects, split=split)

    def _move(self, folders: Iterable[Sequence[str]]) -> None:
        """Count in folders that were moved at one time; of two that fit a path the first holds."""
        known, moved = self._folders, {}
        folders = list(folders)
        for old, new in reversed(folders):
            inside = {old + folder[len(new) :]: to for folder, to in known.items() if folder.startswith(f"{new}/")}
            moved = {**_leave_out(moved, (f"{old}/",)), old: self._find_folder(new), **inside}
        self._folders = {**_leave_out(known, tuple(f"{old}/" for old, _ in folders)), **moved}

    def _find_path(self, path: str) -> str:
        folder, _, name = path.rpartition("/")
        return f"{self._find_folder(folder)}/{name}" if folder and self._folders else path

    def _find_folder(self, folder: str) -> str:
        place = len(folder)
        while place > 0:
            if (to := self._folders.get(folder[:place])) is not None:
                return to + folder[place:]
            place = folder.rfind("/", 0, place)
        return folder


def _leave_out(folders: dict[str, str], starts: tuple[str, ...]) -> dict[str, str]:
    return {folder: to for folder, to in folders.items() if not f"{folder}/".startswith(starts)}
