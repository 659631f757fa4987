"""The nearest rows of a table over a plane: what each place answers, and the rows that it comes from."""

from pathlib import Path

import numpy as np
import pytest

from sunmao.server.inference.neighbor_answers import ACROSS, SHADES, UP, answer_nearest, answer_plane
from tests.support.table_indexes import index_file

COUNT = 40


@pytest.fixture
def ask(tmp_path):
    """Ask `answer_plane` or `answer_nearest` about a table whose column `named` is 0, 1 or 2 by `x` and whose `size` is
    `x` itself.
    """
    rows = [(x, y) for x in range(COUNT // 4) for y in range(4)]
    file = Path(tmp_path, "plants.csv")
    lines = [f"{x},{y},{('low', 'mid', 'top')[min(x // 3, 2)]},{x}.5" for x, y in rows]
    file.write_text("\n".join(["x,y,named,size", *lines]), "utf-8")
    stamp = index_file(file)
    return lambda function, target, *more: function(str(file), stamp, target, COUNT, "x", "y", *more)


def test_the_cells_of_classes_are_their_places(ask):
    said = ask(answer_plane, "named", 1)
    cells = np.reshape(said["cells"], (UP, ACROSS))
    assert said["classes"] == ["low", "mid", "top"] and set(np.unique(cells)) == {0, 1, 2}
    assert (cells[:, 0] == 0).all() and (cells[:, -1] == 2).all() and (np.diff(cells.astype(int)) >= 0).all()


def test_the_cells_of_numbers_are_shades(ask):
    said = ask(answer_plane, "size", 1)
    cells = np.reshape(said["cells"], (UP, ACROSS))
    assert set(np.unique(cells)) == set(range(SHADES)) and (cells[:, 0] == 0).all()
    assert (cells[:, -1] == SHADES - 1).all() and said["points"] and not ask(answer_plane, "size", 1, True)["points"]


@pytest.mark.parametrize(("target", "answer", "counts"), [("named", "low", [3, 0, 0]), ("size", 0.5, [])])
def test_a_place_names_the_rows_it_comes_from(ask, target, answer, counts):
    said = ask(answer_nearest, target, 3, [-5.0, 1.5])
    assert len(said["points"]) == 3 and said["counts"] == counts
    assert said["answer"] == answer or target == "size" and said["low"] <= said["answer"] <= said["high"] < 3
