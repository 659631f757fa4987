"""Names of the classes of idx files: what EMNIST's list, MNIST's habit or the numbers themselves say."""

import numpy as np
import pytest

from sunmao.data.sources.detect_format import read_listing
from tests.support.dataset_shapes.public_arrays import idx_bytes, make_digits
from tests.support.growing.data_sets import make_tree

LETTERS = "1 65 97\n2 66 98\n3 67 99\n"


def read_labels(numbers: list[int], start: str = "", **more: str) -> list[str]:
    """The labels of pictures, in the order of the file, by the numbers that the file says."""
    pictures, _ = make_digits(len(numbers))
    files = {f"{start}{name}.txt": text for name, text in more.items()}
    files[f"{start}train-images-idx3-ubyte"] = idx_bytes(pictures)
    files[f"{start}train-labels-idx1-ubyte"] = idx_bytes(np.array(numbers, np.uint8))
    return [item.label for item in sorted(read_listing(make_tree(files)).items, key=lambda item: item.path)]


@pytest.mark.parametrize(
    ("mapping", "numbers", "labels"),
    [
        (LETTERS, [1, 2, 3, 1], ["A", "B", "C", "A"]),
        (LETTERS, [1, 1, 2], ["A", "A", "B"]),
        ("0 48\n1 49\n2 65\n", [0, 2, 1], ["0", "A", "1"]),
        ("2 65\n3 66\n", [2, 3], ["2", "3"]),
        ("nothing of it", [1, 2], ["1", "2"]),
        (LETTERS, [1, 4], ["1", "4"]),
    ],
    ids=["letters", "some letters", "from zero on", "begins too late", "no list", "too short"],
)
def test_the_list_of_emnist_names_the_characters(mapping, numbers, labels):
    assert read_labels(numbers, "emnist-letters-", mapping=mapping) == labels


def test_a_list_beside_the_file_says_more_than_a_habit():
    assert read_labels([0, 9]) == ["0", "9"]
    assert read_labels([0, 1], "fashion-", classes="shirt\nshoe\n") == ["0", "1"], "it is called otherwise"
    assert read_labels([0, 1], classes="shirt\nshoe\n") == ["shirt", "shoe"]
