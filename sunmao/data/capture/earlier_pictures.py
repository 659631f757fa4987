"""Pictures of a class that were there before this run: a program in the studio asks once what is to become of them."""

import contextlib
import os
from collections import defaultdict
from pathlib import Path

from sunmao.data.edits.edit_log import EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.errors import BadData, BadModelFile
from sunmao.models.weight_metadata import read_metadata
from sunmao.runtime import session
from sunmao.texts import get_both, get_text, language

KIND = "delete"  # of the edit in the log
GO_ON, USE, TRAIN, ANEW, ADD = "go_on", "use", "train", "anew", "add"
KEEP = (GO_ON, USE, TRAIN)
MODELS = ("models/*/latest.pth", "checkpoints/*/latest.pth")  # in the project: what its trainings have left

_answers: dict[Path, str] = {}  # data set → what was answered in this run
_captured_classes: set[tuple[Path, str]] = set()  # classes that this run has begun to take itself


def plan_captures(folder: Path, labels: list[str], n: int) -> dict[str, int]:
    """Number of pictures that are to be taken of each class.

    Without a studio, and of classes that were not there before this run, that is `n`. Else the pupil is asked, once for
    each data set: to go on with what is there (what lacks to `n` is taken), to take all anew (what was there goes into
    the bin of the data set, from which it can be taken again), or to add `n`. Where a model has learned from all that
    is there, the same question asks whether it is used or trained again (see `use_trained`).

    Args:
        folder: of the data set.

    Returns: class → pictures to take, in the order of `labels`. Raises StopProgram and OSError.
    """
    if not session.is_in_studio():
        return dict.fromkeys(labels, n)
    new = [label for label in labels if (folder, label) not in _captured_classes]
    _captured_classes.update((folder, label) for label in new)
    there = _list_pictures(folder) if new else {}
    earlier = {label: there[label] for label in new if label in there}
    if not earlier:
        return dict.fromkeys(labels, n)
    if folder not in _answers:
        _answers[folder] = _ask(folder, {label: len(earlier.get(label, ())) for label in new}, n)
    if _answers[folder] == ANEW:
        deleted = [path for paths in earlier.values() for path in paths]
        EditLog(folder).append(KIND, dict.fromkeys(deleted, PictureEdit(deleted=True)))
    kept = earlier if _answers[folder] in KEEP else {}
    return {label: max(0, n - len(kept.get(label, ()))) for label in labels}


def use_trained(folder: Path) -> bool | None:
    """Whether the model that has learned from a data set is used in this run, as the pupil said when its pictures were
    asked about; None: nothing was said.
    """
    said = next((answer for asked, answer in _answers.items() if asked.absolute() == folder.absolute()), None)
    return {USE: True, TRAIN: False}.get(said or "")


def _is_trained(folder: Path) -> bool:
    """Whether a training with these pictures has ended, in a program that may use it in place of another."""
    if os.environ.get("SUNMAO_TRAINED") != "ask":
        return False
    for path in (path for pattern in MODELS for path in Path().glob(pattern)):
        with contextlib.suppress(OSError, BadModelFile, KeyError, TypeError):
            data = read_metadata(path)
            if data["ended"] and Path(data["data"]["path"]).absolute() == folder.absolute():
                return True
    return False


def _list_pictures(folder: Path) -> dict[str, list[str]]:
    """The pictures of each class, by their paths below the data set's folder, in all its parts."""
    found: dict[str, list[str]] = defaultdict(list)
    try:
        tree = open_file_tree(folder)
        for item in read_listing(tree).items:
            for label in item.labels:
                found[label].append(tree.name(item.path))
    except (BadData, FileNotFoundError):
        return {}
    return found


def _ask(folder: Path, counts: dict[str, int], n: int) -> str:
    """Ask what is to become of the pictures that are there, as the pupil says. counts: of each class."""
    count, missing = sum(counts.values()), sum(max(0, n - each) for each in counts.values())
    trained = not missing and _is_trained(folder)
    if trained:
        options = {get_text("collect_use"): USE, get_text("collect_train", count=count): TRAIN}
    else:
        more = "collect_go_on_more" if missing else "collect_go_on"
        options = {get_text(more, count=count, missing=missing): GO_ON}
    usual = "" if missing else next(iter(options))
    options |= {get_text("collect_anew"): ANEW, get_text("collect_add", count=n * len(counts)): ADD}
    question = get_both("collect_trained" if trained else "collect_again", path=folder.as_posix(), count=count)
    return options[session.ask(question[language()], "choice", list(options), question, usual)]
