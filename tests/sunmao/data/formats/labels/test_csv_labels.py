"""Tables of labels: classes that are numbers get the names of a list, where one fits."""

import pytest

from sunmao.data.sources.detect_format import read_listing
from tests.support.growing.data_sets import make_tree, pictures


def read_classes(numbers: list[str], **lists: str) -> list[str]:
    """The classes of a table of pictures with these labels, beside these lists."""
    names = [f"{n}.jpg" for n in range(2 * len(numbers))]
    table = "\n".join(["filename,label", *(f"{name},{label}" for name, label in zip(names, numbers * 2, strict=True))])
    files = {f"{name}.txt": text for name, text in lists.items()}
    found = read_listing(make_tree({"train.csv": table, **files, **pictures(names)}))
    assert found.format == "csv_labels" and {item.label for item in found.items} == set(found.classes)
    return found.classes


@pytest.mark.parametrize("name", ["classes", "labels", "class_names"])
def test_numbers_are_called_as_a_list_says(name):
    assert read_classes(["1", "0"], **{name: "dog\ncat\n"}) == ["dog", "cat"]


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["0", "1"], ""),
        (["0", "2"], "dog\ncat\n"),
        (["0", "1"], "dog\ndog\n"),
        (["1", "2"], "dog\ncat\nbird\n"),
        (["0", "b"], "dog\ncat\n"),
        (["0", "1234567"], "dog\ncat\n"),
    ],
    ids=["no list", "too short", "a name twice", "from one on", "a word", "no number of a class"],
)
def test_a_list_that_does_not_fit_names_nothing(labels, names):
    assert read_classes(labels, **({"classes": names} if names else {})) == labels
