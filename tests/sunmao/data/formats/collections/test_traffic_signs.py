"""Tables of GTSRB: the signs in the order of their numbers, and rows that are none."""

import pytest

from sunmao.data.sources.detect_format import read_listing
from tests.support.growing.data_sets import make_tree, pictures

HEAD = "Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId"


@pytest.mark.parametrize("signs", [(14, 2, 0), (9, 10, 100)])
def test_signs_are_in_the_order_of_their_numbers(signs):
    files = {}
    for sign in signs:
        folder = f"GTSRB/Final_Training/Images/{sign:05}"
        rows = [f"{n}.png;8;8;1;1;7;7;{sign}" for n in range(2)]
        files |= {
            f"{folder}/GT-{sign:05}.csv": "\n".join([HEAD, *rows]),
            **pictures([f"{folder}/{n}.png" for n in (0, 1)]),
        }
    found = read_listing(make_tree(files))
    assert found.format == "gtsrb" and found.classes == [str(sign) for sign in sorted(signs)]
    assert {(int(item.path.parent.name), item.label) for item in found.items} == {(sign, str(sign)) for sign in signs}


def test_a_row_without_a_sign_is_said():
    rows = ["a.png;8;8;1;1;7;7;3", "b.png;8;8;1;1;7;7;stop", ";8;8;1;1;7;7;3", "c.png"]
    found = read_listing(make_tree({"Train.csv": "\n".join([HEAD, *rows]), **pictures(["a.png", "b.png", "c.png"])}))
    assert [(item.path.name, item.label) for item in found.items] == [("a.png", "3")]
    assert {each.key: each.count for each in found.findings}["table_odd_rows"] == 3
