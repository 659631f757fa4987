"""`sunmao data map`: a table of places, and an exit status."""

import csv
import json

import pytest

from sunmao.server.cli.main import main
from tests.support.photographs import write_photographs

pytestmark = pytest.mark.training


@pytest.fixture
def pets(tmp_path, monkeypatch):
    """Pictures of two classes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    write_photographs(tmp_path / "pets", ["cat", "dog"], 6)
    return tmp_path / "pets"


def test_places_are_written_beside_the_folder(pets, capsys):
    assert main(["data", "map", "pets"]) == 0
    assert capsys.readouterr().out == "Pictures: 12. Their places are in pets-map.csv.\n"
    with open("pets-map.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["path", "labels", "split", "x", "y"] and len(rows) == 12
    assert {(row["path"].split("/")[0], row["labels"]) for row in rows} == {("cat", "cat"), ("dog", "dog")}
    assert abs(sum(float(row["x"]) for row in rows)) < 0.1, "around the middle"


def test_programs_are_answered_in_json(pets, capsys):
    assert main(["data", "map", "pets", "--method", "tsne", "--out", "a.csv", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"pictures": 12, "method": "tsne", "file": "a.csv"}


@pytest.mark.parametrize("words", [["nowhere"], ["pets", "--method", "moon"]])
def test_what_makes_no_sense_is_status_2(pets, capsys, words):
    assert main(["data", "map", *words]) == 2
    assert capsys.readouterr().err
