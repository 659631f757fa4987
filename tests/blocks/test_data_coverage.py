"""Every public verb of the library's data part has a block, or there is a reason why not."""

from sunmao import data, pictures
from sunmao.data import Dataset
from sunmao.data.annotation_methods import AnnotationMethods
from tests.support.blocks.library_calls import spoken

DRAWERS = ("data", "image")
# Verb → the reason why no block says it.
WITHOUT_BLOCK = {
    "like_digits": "a tool for examples in Python; the studio's drawing paper does the same for every model that learned digits",
    "accept_labels": "an inner step of label_with, and of the command line",
    "rename_label": "done once, on the Data page, where it can be undone",
    "unlabeled_items": "the files behind list_unlabeled",
    "as_events": "how `show` shows a data set; show_content is the block",
    "classes": "the page lists them, and pick_label offers them wherever a label is asked for",
    "content_hash": "says by which data a model was trained; written into its card, read by nobody's program",
    "content_hashes": "an inner step of training",
    "divided": "asked by training and testing; the page shows it",
    "items": "files and labels for the library itself; data_each gives a program pictures",
    "find_picture": "the file and labels of a picture, for the library itself; data_annotations gives a program what is marked",
    "format": "the page shows it",
    "task": "the page shows it, and models compare it",
    "need_folder": "an inner step of reading",
    "open_class_masks": "an inner step of training",
    "path": "where it is, which data_open was told",
    "listing": "what its files say, for the library itself",
    "sample_kind": "what its samples are, for the library itself",
    "read_again": "an inner step of load_dataset",
    "drop_damaged": "an inner step of check",
    "say_findings": "an inner step of load_dataset(check=False)",
}


def public() -> set[str]:
    """The names that a program may say of data sets and pictures."""
    verbs = {*vars(Dataset), *vars(AnnotationMethods)}
    return {*pictures.__all__, *data.__all__} | {name for name in verbs if not name.startswith("_")}


def test_every_verb_has_a_block_or_a_reason():
    missing = public() - spoken(*DRAWERS) - {*WITHOUT_BLOCK}
    assert not missing, f"give each a block, or say here why it has none: {sorted(missing)}"


def test_no_reason_is_given_for_nothing():
    assert not {*WITHOUT_BLOCK} & spoken(*DRAWERS)
    assert {*WITHOUT_BLOCK} <= public(), sorted({*WITHOUT_BLOCK} - public())
