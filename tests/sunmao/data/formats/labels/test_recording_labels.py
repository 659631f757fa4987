"""Labels of recordings in exports of Edge Impulse: lists, names and folders, and where nothing says any."""

import numpy as np
import pytest

from sunmao.data import Dataset
from sunmao.errors import BadData
from tests.support.acquisitions import encode_motion, list_labels, write_motion_export
from tests.support.drawn_motions import KINDS, make_motion


def test_the_list_of_labels_says_more_than_a_name(tmp_path):
    export = write_motion_export(tmp_path / "export")
    names = sorted(path.name for path in (export / "training").iterdir())
    said = [(f"training/{name}", "" if number == 0 else "all") for number, name in enumerate(names)]
    (export / "info.labels").write_text(list_labels(said))
    dataset = Dataset(export)
    assert dataset.classes == ["all", *KINDS]  # of those for the test, the list says nothing
    assert {each.key: each.count for each in dataset.listing.findings} == {"recordings_unlabeled": 1}
    assert len(dataset.items()) == 19


def test_a_list_in_each_part_and_folders_of_classes_say_labels_too(tmp_path):
    export = write_motion_export(tmp_path / "parts", listed=False)
    for part in ("training", "testing"):
        names = [(path.name, "wave") for path in (export / part).iterdir()]
        (export / part / "info.labels").write_text(list_labels(names))
    assert Dataset(export).classes == ["wave"] and len(Dataset(export).items("test")) == 4
    for label in ("a", "b"):
        (tmp_path / "folders" / label).mkdir(parents=True)
        take = make_motion("swing", np.random.default_rng(1))
        (tmp_path / "folders" / label / "1.json").write_bytes(encode_motion(take, "json"))
    assert Dataset(tmp_path / "folders").classes == ["a", "b"]


def test_an_export_without_any_label_says_so(tmp_path):
    take = encode_motion(make_motion("swing", np.random.default_rng(0)), "json")
    for name in ("1.json", "2.json"):
        (tmp_path / name).write_bytes(take)
    with pytest.raises(BadData) as raised:
        Dataset(tmp_path).items()
    assert raised.value.key == "recordings_no_labels" and "info.labels" in str(raised.value)
