"""Older entries under the names of now: the same as if every entry had been followed one after the other."""

import random
from dataclasses import replace

from sunmao.data.edits.class_edits import CLASSES, ClassEdits, rename_in_edit
from sunmao.data.edits.edit_entry import DIVIDE, FORGET, RENAME, Edit
from sunmao.data.edits.fold_edits import fold_edits
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.listing import ObjectAnnotation

LABELS = ("cat", "dog", "fox")


def follow(edits: list[Edit]) -> tuple[dict[str, PictureEdit], ClassEdits]:
    """The state, entry by entry: every picture looked at again for every new name."""
    state, classes = {}, ClassEdits()
    for edit in edits:
        if edit.kind == RENAME:
            state = rename(state, edit.detail)
        elif edit.kind == FORGET:
            for path in edit.detail["paths"]:
                state.pop(path, None)
        elif edit.kind == DIVIDE:
            state = {path: replace(change, split=None) for path, change in state.items()}
        elif edit.kind == CLASSES and edit.active:
            classes = classes.apply(edit.detail)
            if "rename" in edit.detail:
                old, new = edit.detail["rename"], edit.detail["to"]
                state = {path: rename_in_edit(change, old, new) for path, change in state.items()}
        elif edit.active:
            for path, change in edit.changes.items():
                state[path] = state[path].merge(change) if path in state else change
    return state, classes


def rename(state: dict[str, PictureEdit], detail: dict) -> dict[str, PictureEdit]:
    found = {}
    for path, edit in state.items():
        old, new = next(((f"{a}/", f"{b}/") for a, b in detail["folders"] if path.startswith(f"{a}/")), ("", ""))
        if edit.labels is not None and detail["label"] in edit.labels:
            names = dict.fromkeys(detail["to"] if each == detail["label"] else each for each in edit.labels)
            edit = replace(edit, labels=tuple(names))
        found[new + path[len(old) :]] = edit
    return found


def make_log(draw: random.Random) -> list[Edit]:
    """Entries of all kinds. A folder is only given a name that none has had, as a studio makes sure of."""
    folders, edits, taken = ["part/cat", "part/cat/deep", "dog"], [], 0
    for number in range(draw.randrange(2, 40)):
        kind = draw.choice(["relabel", "relabel", "annotate", "move", FORGET, DIVIDE, RENAME, CLASSES])
        paths = [f"{draw.choice(folders)}/{draw.randrange(3)}.jpg" for _ in range(3)]
        detail, change = {}, PictureEdit(split="val")
        if kind == RENAME:
            old, taken = draw.choice(folders), taken + 1
            new = f"new{taken}"
            detail = {"folders": [[old, new]], "label": draw.choice(LABELS), "to": draw.choice(LABELS)}
            folders = [new + each[len(old) :] if f"{each}/".startswith(f"{old}/") else each for each in folders]
        elif kind == FORGET:
            detail = {"paths": paths}
        elif kind == CLASSES:
            detail = draw.choice([{"rename": draw.choice(LABELS), "to": draw.choice(LABELS)}, {"add": "owl"}])
        elif kind == "relabel":
            change = PictureEdit(labels=tuple(draw.sample(LABELS, 2)))
        elif kind == "annotate":
            change = PictureEdit(objects=(ObjectAnnotation(draw.choice(LABELS), (0, 0, 1, 1)),))
        changes = dict.fromkeys(paths, change) if kind in ("relabel", "annotate", "move") else {}
        edits.append(
            Edit(str(number), 1, kind, detail, changes, draw.random() > 0.2 or kind in (RENAME, FORGET, DIVIDE))
        )
    return edits


def test_names_of_now_are_those_of_every_entry_followed():
    for seed in range(300):
        draw = random.Random(seed)
        edits = make_log(draw)
        if draw.random() < 0.5:  # things and folders that are classes do not meet in one data set
            edits = [each for each in edits if each.kind != "annotate"]
        else:
            edits = [each for each in edits if each.kind != RENAME]
        assert fold_edits(edits) == follow(edits), seed


def test_of_two_folders_that_fit_the_first_holds():
    changes = {"a/b/1.jpg": PictureEdit(split="val")}
    for folders, path in (([["a", "x"], ["a/b", "y"]], "x/b/1.jpg"), ([["a/b", "y"], ["a", "x"]], "y/1.jpg")):
        edits = [
            Edit("1", 1, "move", {}, changes),
            Edit("2", 1, RENAME, {"folders": folders, "label": "a", "to": "x"}),
        ]
        assert list(fold_edits(edits)[0]) == list(follow(edits)[0]) == [path]
