"""Description of somebody's files before they are taken: nothing is converted, and no picture opened but those that are
shown.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from sunmao.data.files.file_tree import FileTree
from sunmao.data.issue import Issue
from sunmao.data.listing import SPLITS, DatasetListing, Sample
from sunmao.data.sources.dataset_source import list_source, open_source
from sunmao.data.sources.readings import describe_reading, list_readings, read_as
from sunmao.errors import BadData

SHOWN = 12  # pictures
IMPORTED = ("picture", "sound", "motion")  # kinds of samples of which files become a data set of a project


@dataclass(frozen=True)
class SourceDescription:
    """Description of what was found.

    reading: how the files were taken, as in `list_readings`. sample_kind: of which kind its samples are, 'picture',
    'sound' or 'motion'; what is said of pictures here holds for those. task: one of TASKS or the task of such samples,
    None for pictures without labels. pictures: how many. classes: name → pictures with it. parts: how many pictures are
    for training, validation and test, where the files say so. objects: boxes and outlines. findings: what was left out,
    guessed or joined. refusal: why it cannot be taken in this way, or None. readings: every way in which it may be
    taken. samples: up to SHOWN pictures, of all classes. listing, tree: where they lie.
    """

    reading: str
    sample_kind: str
    task: str | None
    pictures: int
    classes: dict[str, int]
    parts: dict[str, int]
    objects: int
    findings: list[Issue]
    refusal: Issue | None
    readings: list[str]
    samples: list[Sample] = field(repr=False)
    listing: DatasetListing = field(repr=False)
    tree: FileTree = field(repr=False)

    def as_dict(self) -> dict:
        """For JSON: the fields but the last two, with titles and sentences as {'zh', 'en'}; task: None for what
        holds no pictures.
        """
        return {
            **describe_reading(self.reading),
            "reading": self.reading,
            "sample_kind": self.sample_kind,
            "task": self.task if self.sample_kind == "picture" else None,
            "pictures": self.pictures,
            "classes": [{"name": name, "count": count} for name, count in self.classes.items()],
            "parts": self.parts,
            "objects": self.objects,
            "findings": [{"key": each.key, "level": each.level, **each.text} for each in self.findings],
            "refusal": self.refusal and self.refusal.text,
            "readings": [describe_reading(each) for each in self.readings],
            "samples": [
                {"path": self.tree.name(each.path), "labels": list(each.labels), "split": each.split}
                for each in self.samples
            ],
        }


def describe_source(source: str | Path | FileTree, reading: str | None = None) -> SourceDescription:
    """Say what a data set is.

    Args:
        source: a folder, a zip or a single file of labels; or its tree.
        reading: one of `list_readings`; None: as it is recognized.

    Raises: BadData for what holds no picture or cannot be opened, BadValue for an unknown reading, DataNotFound. Labels
    that cannot be used are no error, but the description's `refusal`.
    """
    try:
        listed = list_source(source, reading, IMPORTED)
    except BadData as error:
        return _describe_refused(open_source(source), reading, error)
    if listed is None:
        raise BadData("one_picture", name=Path(str(source)).name)
    tree, found = listed
    taken = reading or found.format
    readings = list_readings(tree)
    plain = taken == "bare" and not found.classes and found.task == "classification"
    findings = [each for each in found.findings if not (plain and each.key == "pictures_without_classes")]
    refusal = next((each for each in findings if each.level == "reject" and not plain), None)
    classes = dict.fromkeys(found.classes, 0)
    classes.update(Counter(label for item in found.items for label in item.labels))
    parts = Counter(item.split for item in found.items) if found.divided else {}
    return SourceDescription(
        taken,
        found.sample_kind,
        None if plain else found.task,
        len(found.items),
        classes,
        {split: parts[split] for split in SPLITS} if parts else {},
        sum(len(item.things) for item in found.items),
        [each for each in findings if each is not refusal],
        refusal,
        readings,
        choose_samples(found),
        found,
        tree,
    )


def _describe_refused(tree: FileTree, reading: str | None, error: BadData) -> SourceDescription:
    """Preview of a set whose labels cannot be used. Raises the error where that is nothing."""
    readings = list_readings(tree)
    if not readings:
        raise error
    found, refusal = read_as(tree, "bare"), Issue(error.key, error.params, "reject")
    samples = choose_samples(found)
    name = reading or "bare"
    return SourceDescription(
        name, found.sample_kind, None, len(found.items), {}, {}, 0, [], refusal, readings, samples, found, tree
    )


def choose_samples(found: DatasetListing, most: int = SHOWN) -> list[Sample]:
    """A few pictures, in turn of each class; those of which nothing is said come last."""
    by_class: dict[str, list[Sample]] = {label: [] for label in found.classes}
    for item in found.items:
        for label in item.labels[:1] or ("",):
            by_class.setdefault(label, []).append(item)
    plain = by_class.pop("", [])
    rounds = zip_longest(*(items[:most] for items in by_class.values()))
    return [*(item for each in rounds for item in each if item is not None), *plain][:most]
