"""The faults of a label file are reported as they are."""

import pytest

from sunmao.data.files.text_encoding import parse_json, split_names
from sunmao.errors import BadData


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"id": ' + "9" * 5000 + "}", "labels_number_too_long"),
        ("[" * 100_000, "labels_too_deep"),
        ('{"id": ', "labels_no_json"),
    ],
)
def test_each_fault_has_its_own_sentence(text, key):
    with pytest.raises(BadData) as wrong:
        parse_json(text.encode(), "labels.json")
    assert wrong.value.key == key


def test_chinese_names_that_are_also_utf8_are_told_by_what_they_name():
    data = "图 1.jpg\r\n图 2.jpg\r\n".encode("gbk")
    assert split_names(data, {"图 1.jpg", "图 2.jpg"}.__contains__) == ["图 1.jpg", "图 2.jpg"]
    assert split_names(data, {"ͼ 1.jpg"}.__contains__) == ["ͼ 1.jpg", "ͼ 2.jpg"]
    assert split_names("图\n".encode(), {"图"}.__contains__) == ["图"]
