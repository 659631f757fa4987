"""Mending from a program: what was done is said, the data set shows it, and it can be taken back."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from sunmao.data import Dataset, sample_dataset
from sunmao.data.edits.edit_log import EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.mend import mend_dataset
from sunmao.errors import BadData, BadValue, DataNotFound
from sunmao.images.image_files import save_image_file
from sunmao.protocol.messages import Notice, Progress
from tests.support.photographs import write_photographs
from tests.support.prepared_dataset import prepare

PICTURE = np.random.default_rng(0).integers(0, 256, (64, 64, 3)).astype(np.uint8)


@pytest.fixture(autouse=True)
def english(monkeypatch, tmp_path):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def pets(tmp_path) -> Dataset:
    """Six good pictures of two classes, one of them three times, and a file that is no picture."""
    write_photographs(tmp_path / "pets", ["cat", "dog"], 3)
    for number in (1, 2):
        shutil.copy("pets/cat/00.jpg", f"pets/cat/again {number}.jpg")
    Path("pets/dog/bad.png").write_bytes(b"no picture")
    return Dataset("pets")


def test_what_was_done_is_said_and_shown(pets, capsys):
    assert pets.count_pictures() == 9
    report = pets.mend()
    assert [(each.kind, each.before, each.after) for each in report.mended] == [("broken", 1, 0), ("duplicates", 3, 0)]
    said = capsys.readouterr()
    assert "Mended in 'pets': broken pictures 1 → 0, duplicates 3 → 0. Files stay" in said.out
    assert "Findings left in 'pets'" in said.err
    assert pets.count_pictures() == Dataset("pets").count_pictures() == 6
    assert len(list(pets.samples())) == 6 and Path("pets/cat/again 1.jpg").exists()


def test_each_edit_is_taken_back_alone(pets):
    pets.mend()
    for left in (8, 9):
        EditLog(Path("pets")).undo()
        assert Dataset("pets").count_pictures() == left


def test_only_what_is_named_is_mended(pets, capsys):
    assert [each.kind for each in pets.mend(findings="duplicates").mended] == ["duplicates"]
    assert pets.count_pictures() == 7
    assert not pets.mend(findings=["duplicates", "leaks"]).mended
    assert "There is nothing to mend in 'pets'." in capsys.readouterr().out


def test_what_a_check_found_damaged_stays_out(pets):
    pets.check()
    pets.mend(findings="duplicates")
    assert pets.count_pictures() == 6


def test_the_studio_is_told_in_both_languages(pets, events):
    pets.mend()
    first, second = [each for each in events if isinstance(each, Notice)]
    assert "修好了“pets”：坏图 1 → 0、重复 3 → 0。文件都没动" in first.zh and "Mended in 'pets'" in first.en
    assert second.level == "warn" and "没修" in second.zh
    assert [each for each in events if isinstance(each, Progress)] == []


@pytest.mark.slow
@pytest.mark.long
def test_a_sample_is_as_it_should_be(capsys):
    dataset = sample_dataset("shapes")
    assert dataset.mend().mended == () and dataset.count_pictures() == 300
    assert "nothing to mend in 'data/shapes'" in capsys.readouterr().out


@pytest.mark.parametrize("findings", ["duplicate", "", 5, None, ["leaks", 5], {"leaks": 1}])
def test_another_word_is_told(pets, findings):
    with pytest.raises(BadValue, match="Nothing to mend is called"):
        pets.mend(findings=findings)
    assert not EditLog(Path("pets")).edits


def test_a_choice_of_pictures_is_not_mended_alone(pets):
    with pytest.raises(BadValue, match="Mend the whole data set first"):
        pets.filter(label="cat").mend()


def test_what_is_packed_or_missing_is_told(pets):
    shutil.make_archive("pets", "zip", "pets")
    with pytest.raises(BadData, match="Import it"):
        Dataset("pets.zip").mend()
    Path("machine").mkdir()
    shutil.make_archive("machine/cat-samples", "zip", "pets/cat")
    with pytest.raises(BadData, match="still packed in archives"):
        Dataset("machine").mend()
    with pytest.raises(DataNotFound, match="Did you mean 'pets'"):
        Dataset("pet").mend()
    Path("empty").mkdir()
    with pytest.raises(BadData, match="no pictures|No pictures"):
        Dataset("empty").mend()


def test_who_edits_meanwhile_is_not_overruled(pets, monkeypatch):
    scan = mend_dataset.scan_dataset

    def scan_and_meddle(folder, **watching):
        scanned = scan(folder, **watching)
        EditLog(folder).append("relabel", {"dog/bad.png": PictureEdit(labels=("cat",))})
        return scanned

    monkeypatch.setattr(mend_dataset, "scan_dataset", scan_and_meddle)
    with pytest.raises(BadData, match="somebody else edited 1 of these pictures"):
        pets.mend()


def test_a_mended_data_set_is_learned_from(pets):
    pets.mend()
    save_image_file("pets/cat/new.png", PICTURE)
    assert prepare(pets).count_pictures() == 7
