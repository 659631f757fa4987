"""`sunmao data mend`: a table of what was done, and an exit status."""

import json
import shutil
from pathlib import Path

import pytest

from sunmao.data import Dataset
from sunmao.data.edits.edit_log import EditLog
from sunmao.server.cli.main import main
from tests.support.photographs import write_photographs


@pytest.fixture
def pets(tmp_path, monkeypatch) -> Path:
    """Pictures of two classes, one of them twice, and a file that is no picture."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    write_photographs(tmp_path / "pets", ["cat", "dog"], 20)
    shutil.copy("pets/cat/00.jpg", "pets/cat/again.jpg")
    Path("pets/dog/bad.png").write_bytes(b"no picture")
    return tmp_path / "pets"


def test_a_table_says_what_was_done(pets, capsys):
    assert main(["data", "mend", "pets"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[:3]] == [
        ["finding", "before", "now", "pictures", "edited"],
        ["broken", "pictures", "1", "0", "1"],
        ["duplicates", "2", "0", "1"],
    ]
    assert "undo it on the Data page" in lines[3] and lines[-1] in ("good", "usable; see what is said above")
    assert Dataset(pets).count_pictures() == 40
    assert main(["data", "mend", "pets"]) == 0
    assert capsys.readouterr().out.startswith("There is nothing to mend in 'pets'.")


def test_only_what_is_named_is_mended(pets, capsys, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "zh")
    assert main(["data", "mend", "pets", "duplicates", "leaks"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("毛病  原来  现在  改了几张图片\n重复  2     0     1\n文件都没动")
    assert "! 有 1 个文件不是图片" in said
    assert len(EditLog(pets).edits) == 1


def test_programs_are_answered_in_json(pets, capsys):
    assert main(["data", "mend", "pets", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [each["kind"] for each in said["mended"]] == ["broken", "duplicates"]
    assert said["answer"] in ("accept", "warn") and {each["level"] for each in said["left"]} <= {"warn"}


def test_what_cannot_be_used_after_all_is_status_1(pets, capsys):
    shutil.rmtree("pets/dog")
    assert main(["data", "mend", "pets"]) == 1
    assert "✗" in (said := capsys.readouterr().out) and said.endswith("cannot be used\n")


def test_wrong_words_are_status_2(pets, capsys):
    assert main(["data", "mend", "pets", "duplicats"]) == 2
    assert "Did you mean 'duplicates'" in capsys.readouterr().err
    assert main(["data", "mend", "nowhere"]) == 2
    assert "nothing called 'nowhere'" in capsys.readouterr().err
    assert not EditLog(pets).edits


def test_an_archive_is_told(pets, capsys):
    shutil.make_archive("packed", "zip", "pets")
    assert main(["data", "mend", "packed.zip"]) == 1
    assert "Import it" in capsys.readouterr().err
    assert main(["data", "mend", "packed.zip", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["answer"] == "reject"
