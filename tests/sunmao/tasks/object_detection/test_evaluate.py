"""A model that finds things is tested on a data set of files, without torch: the model here knows the answers."""

import json

import numpy as np
import pytest

from sunmao.errors import BadData
from sunmao.images.image_files import save_image_file
from sunmao.inference.predictor import Predictor
from sunmao.protocol.messages import DetectionEvaluation
from sunmao.runtime import session
from tests.support.detections import found

BOXES = {
    "wide.png": [(1, (10, 10, 30, 20)), (2, (100, 20, 140, 60))],
    "tall.png": [(1, (5, 90, 45, 150))],
    "empty.png": [],
}


@pytest.fixture
def cells(tmp_path, monkeypatch):
    """Three pictures of different sides in COCO's format, one of them without things; the file tells no sizes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    sides = {"wide.png": (80, 160), "tall.png": (160, 50), "empty.png": (64, 64)}
    for number, (name, side) in enumerate(sides.items()):
        save_image_file(tmp_path / "cells" / "images" / "test" / name, np.full((*side, 3), number, np.uint8))
    images = [{"id": number, "file_name": name} for number, name in enumerate(BOXES)]
    rows = [(picture, label, box) for picture, name in enumerate(BOXES) for label, box in BOXES[name]]
    annotations = [
        {
            "id": id,
            "image_id": picture,
            "category_id": label,
            "iscrowd": 0,
            "area": 1,
            "bbox": [x1, y1, x2 - x1, y2 - y1],
        }
        for id, (picture, label, (x1, y1, x2, y2)) in enumerate(rows, 1)
    ]
    about = {
        "images": images,
        "annotations": annotations,
        "categories": [{"id": 1, "name": "RBC"}, {"id": 2, "name": "WBC"}],
    }
    (tmp_path / "cells" / "annotations").mkdir()
    (tmp_path / "cells" / "annotations" / "test.json").write_text(json.dumps(about))
    return "cells"


class Knowing(Predictor):
    """Finds what is there; knows a picture by its color."""

    def __init__(self, labels):
        super().__init__("detection")
        self._own = labels

    def _labels(self):
        return self._own

    def _look(self, pictures):
        rows = [list(BOXES.values())[picture[0, 0, 0]] for picture in pictures]
        return [found(*((0.9, label - 1, box) for label, box in row if label <= len(self._own))) for row in rows]


def test_what_is_found_in_files_is_marked_in_pixels_of_the_files(cells, monkeypatch):
    sent = []
    monkeypatch.setattr(session, "is_in_studio", lambda: True)
    monkeypatch.setattr(session, "emit", sent.append)
    report = Knowing(["RBC", "WBC"]).evaluate(split="test", path=cells)
    assert (report.total, report.things, report.map, report.mistakes) == (3, 3, 1, [])
    (event,) = [each for each in sent if isinstance(each, DetectionEvaluation)]
    rows = {row[0]: row[1:] for row in event.pictures}
    assert rows["cells/images/test/wide.png"] == [
        160,
        80,
        [[0, 10, 10, 30, 20, "right", []], [1, 100, 20, 140, 60, "right", []]],
        [[0, 0.9, 10, 10, 30, 20, "right", []], [1, 0.9, 100, 20, 140, 60, "right", []]],
    ]
    assert rows["cells/images/test/tall.png"][:2] == [50, 160] and rows["cells/images/test/empty.png"] == [
        64,
        64,
        [],
        [],
    ]


def test_what_the_model_does_not_know_is_not_asked(cells, capsys):
    report = Knowing(["RBC"]).evaluate(split="test", path=cells)
    assert (report.things, report.map50) == (2, 1) and "WBC. Things that do not count: 1." in capsys.readouterr().err
    with pytest.raises(BadData, match="WBC"):
        Knowing(["dog"]).evaluate(split="test", path=cells)
