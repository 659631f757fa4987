"""Numbers as labels: tables of them, how they are divided, checked and written again."""

from pathlib import Path

import pytest

from sunmao.data.check_dataset import check
from sunmao.data.convert import convert_dataset
from sunmao.data.dataset import Dataset
from sunmao.data.number_labels import make_strata, parse_number
from sunmao.errors import BadData
from tests.support.drawn_pointers import draw_pointer_folders, draw_pointer_table

SAID = {"45": 45, "-12.5": -12.5, "+3": 3, ".5": 0.5, "1e3": 1000, " 7 ": 7}


@pytest.mark.parametrize("text", [*SAID, "", "12 cm", "1e999", "nan", "inf", "1,5", "0x10", "--1", "１２"])
def test_texts_that_are_numbers(text):
    assert parse_number(text) == SAID.get(text)


@pytest.mark.slow
def test_all_of_the_range_is_in_every_part(project):
    draw_pointer_table(Path("data/table"), count=100)
    found = Dataset("data/table")
    parts = {split: sorted(item.number for item in found.items(split)) for split in ("train", "val", "test")}
    assert [len(each) for each in parts.values()] == [80, 10, 10] and not found.divided
    for numbers in parts.values():
        assert numbers[0] < 36 and numbers[-1] > 144
    found.split(ratio="6:2:2", seed=3)
    again = {split: sorted(item.number for item in found.items(split)) for split in ("train", "val", "test")}
    assert 45 <= len(again["train"]) <= 75 and again["test"][0] < 36 and again["test"][-1] > 144


def test_strata_hold_equal_numbers_together():
    strata = make_strata([1.0] * 30 + [float(number) for number in range(2, 72)])
    assert len(set(strata[:30])) == 1 and len(set(strata)) == 8
    assert make_strata([3.0, 1.0]) == ["1–3", "1–3"]


@pytest.mark.slow
@pytest.mark.parametrize("head", ["filename,角度", "picture,value", "filename,size"])
def test_what_a_column_is_called_says_that_it_holds_numbers(project, head):
    table = Path(draw_pointer_table(Path("data/table"), head=head), "labels.csv")
    name, *rows = table.read_text().splitlines()
    whole = [f"{row.split(',')[0]},{number % 10}" for number, row in enumerate(rows)]
    table.write_text("\n".join([name, *whole]) + "\n")
    assert Dataset("data/table").task == "regression"
    table.write_text("\n".join(["filename,label", *whole]) + "\n")
    assert Dataset("data/table").task == "classification"


def test_numbers_with_decimals_are_no_classes_whatever_they_are_called(project):
    draw_pointer_table(Path("data/table"), head="filename,label")
    assert Dataset("data/table").task == "regression"


def test_rows_without_a_number_are_left_out_and_said(project):
    table = Path(draw_pointer_table(Path("data/table")), "labels.csv")
    head, *rows = table.read_text().splitlines()
    table.write_text("\n".join([head, *rows[:-3], "57.png,", "58.png,nan", "59.png,1e400"]) + "\n")
    found = Dataset("data/table")
    assert found.count_pictures() == 57
    assert {each.key: each.count for each in found._require_listing().findings}["odd_lines"] == 3


def test_several_numbers_a_picture_are_refused(project):
    table = Path(draw_pointer_table(Path("data/table")), "labels.csv")
    rows = table.read_text().splitlines()[1:]
    table.write_text("\n".join(["filename,x,y", *(f"{row},{row.split(',')[1]}" for row in rows)]) + "\n")
    with pytest.raises(BadData) as caught:
        Dataset("data/table").items()
    assert caught.value.key == "table_of_numbers" and "x, y" in str(caught.value)


@pytest.mark.parametrize(
    ("numbers", "key", "answer"),
    [
        (["5"] * 60, "numbers_alike", "reject"),
        ([f"{number / 10:.1f}" for number in range(59)] + ["9000.5"], "numbers_far_off", "warn"),
        ([f"{number / 7:.2f}" for number in range(12)], "few_numbers", "warn"),
    ],
    ids=["alike", "far off", "few"],
)
def test_numbers_are_checked(project, numbers, key, answer):
    folder = Path(draw_pointer_table(Path("data/table"), count=len(numbers)))
    rows = [f"{place}.png,{number}" for place, number in enumerate(numbers)]
    Path(folder, "labels.csv").write_text("\n".join(["filename,angle", *rows]) + "\n")
    found = check(folder)
    assert found.answer == answer and key in {each.key for each in found.findings}


def test_a_table_of_numbers_is_written_and_read_again(project):
    draw_pointer_table(Path("data/table"))
    done = convert_dataset("data/table", "data/again")
    assert done.format == "csv_labels" and done.pictures == 60
    first, again = Dataset("data/table"), Dataset("data/again")
    assert again.task == "regression"
    for split in ("train", "val", "test"):
        before, after = (sorted(item.number for item in each.items(split)) for each in (first, again))
        assert before == after


def test_another_number_is_another_data_set(project):
    table = Path(draw_pointer_table(Path("data/table"), count=4), "labels.csv")
    before = Dataset("data/table").content_hash()
    table.write_text(table.read_text().replace("3.png,", "3.png,1"))
    assert Dataset("data/table").content_hash() != before


def test_folders_called_as_numbers_stay_classes(project):
    found = Dataset(draw_pointer_folders(Path("data/pointers"), step=90, each=4))
    assert found.task == "classification" and found.classes == ["0", "180", "90"]


def test_its_pictures_come_with_their_numbers(project):
    found = Dataset(draw_pointer_table(Path("data/table"), count=12))
    numbers = [number for _, number in found.samples()]
    assert numbers == [item.number for item in found.items()] and found.count_pictures() == 12
    assert found.describe().rows == [["total", 10, 1, 1, 12]] and found.classes == []
