"""What is wrong with a file of labels is said as it is."""

import pytest

from sunmao.data.formats.reading.text_encoding import parse_json
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
