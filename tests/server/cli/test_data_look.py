"""`sunmao data look`: what a data set is, and what else its files could be; `convert --as` takes it so."""

import json

import pytest

from sunmao.server.cli.main import main
from tests.support.dataset_shapes.registry import SHAPES


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")


@pytest.fixture
def pets(tmp_path):
    SHAPES["page/YOLO"].build(tmp_path / "pets")
    return tmp_path / "pets"


def test_one_line_and_the_other_readings(pets, capsys):
    assert main(["data", "look", str(pets)]) == 0
    said = capsys.readouterr().out
    assert "YOLO · object detection · pictures: 12 · boxes or outlines: 24" in said
    assert "training / validation / test: 8 / 2 / 2 · apple 12, pear 12" in said
    assert "--as yolo" in said and "--as detection" in said


def test_programs_are_answered_in_json(pets, capsys):
    assert main(["data", "look", str(pets), "--as", "semantic", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["reading"], said["task"], said["pictures"], said["classes"]) == ("semantic", "semantic", 12, [])


def test_what_cannot_be_taken_so_is_status_1(pets, capsys):
    (pets / "annotations.json").write_text('{"images": [{"id": 1, "file_name": "gone.jpg"}], "annotations": []}')
    assert main(["data", "look", str(pets), "--as", "coco"]) == 1
    assert "✗" in capsys.readouterr().out


def test_an_unknown_reading_is_status_2(pets, tmp_path, capsys):
    assert main(["data", "look", str(pets), "--as", "yollo"]) == 2
    assert "yolo" in capsys.readouterr().err
    assert main(["data", "convert", str(pets), str(tmp_path / "made"), "--as", "yollo"]) == 2


def test_a_set_is_converted_as_something_else(pets, tmp_path, capsys):
    assert main(["data", "convert", str(pets), str(tmp_path / "made"), "--as", "detection"]) == 0
    assert "12 pictures in bare format" in capsys.readouterr().out
