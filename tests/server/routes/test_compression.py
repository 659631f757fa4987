"""Files of one model compared over HTTP: in steps until all is done, and what is refused."""

from contextlib import closing

import cv2
import numpy as np
import pytest

from tests.support.app_client import Page
from tests.support.onnx_files import SUNMAO_INFO, sides

HALVES = {**SUNMAO_INFO, "data": {"path": "data/halves"}}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with closing(Page(tmp_path_factory.mktemp("projects"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def project(page):
    """Two files that learned from halves, of which one is always wrong; and one without a data set."""
    made = page.make()
    folder = page.studio.projects.get(made).folder
    bright, dark = np.full((40, 30, 3), 250, np.uint8), np.zeros((40, 30, 3), np.uint8)
    for label, halves in (("left", (bright, dark)), ("right", (dark, bright))):
        for part, count in (("training_set", 2), ("test_set", 4)):
            place = folder / "data/halves" / part / label
            place.mkdir(parents=True)
            for number in range(count):
                (place / f"{number}.png").write_bytes(cv2.imencode(".png", np.hstack(halves))[1].tobytes())
    small = {**HALVES, "quantization": {"method": "int8"}, "widths": {"conv": 1}}
    (folder / "models/a.onnx").write_bytes(sides(sunmao_info=HALVES))
    (folder / "models/b.onnx").write_bytes(sides(sunmao_info=small, last="Neg"))
    (folder / "models/alone.onnx").write_bytes(sides())
    return made


def compare(page, project, *files, **more):
    return page.ask("POST", f"/api/projects/{project}/models/compression", json={"files": list(files)}, **more)


@pytest.mark.long
@pytest.mark.process
def test_files_are_compared_in_steps(page, project):
    answer = {"done": 0, "total": 1}
    while answer["done"] < answer["total"]:
        answer = compare(page, project, "models/a.onnx", "models/b.onnx").json
    assert answer["dataset"] == "halves" and answer["total"] == 8 + 2
    whole, small = answer["rows"]
    assert (whole["path"], whole["method"], whole["correct"], whole["labeled"]) == ("models/a.onnx", None, 8, 8)
    assert (small["path"], small["method"], small["correct"]) == ("models/b.onnx", "int8", 0)
    assert (whole["pruned"], small["pruned"]) == (False, True)
    left, right = sorted(small["changed"])[:4], sorted(small["changed"])[4:]
    assert left == [[f"test_set/left/{number}.png", "left", "right"] for number in range(4)]
    assert right == [[f"test_set/right/{number}.png", "right", "left"] for number in range(4)]
    assert whole["best"] and whole["memory"] > 0 and whole["ms"] > 0


@pytest.mark.process
def test_what_cannot_be_compared(page, project):
    assert compare(page, project, "models/alone.onnx", "models/a.onnx").json["dataset"] is None
    for files in ([], ["models/a.onnx"], ["models/a.onnx", 5], ["models/a.onnx", "models/b.pth"]):
        assert compare(page, project, *files).status_code == 400
    for other in ("models/gone.onnx", "../a.onnx"):
        assert compare(page, project, "models/a.onnx", other).status_code == 404


@pytest.mark.process
def test_a_file_is_tested_where_no_run_has(page, project):
    answer = page.ask("POST", f"/api/projects/{project}/models/test", json={"model": "models/a.onnx"}).json
    said = answer["evaluation"]
    assert (said["kind"], said["split"], said["correct"], said["total"]) == ("marks", "test", 8, 8)
    assert {picture["path"] for picture in said["pictures"]} == {
        f"data/halves/test_set/{label}/{number}.png" for label in ("left", "right") for number in range(4)
    }
    alone = page.ask("POST", f"/api/projects/{project}/models/test", json={"model": "models/alone.onnx"})
    assert alone.json == {"evaluation": None}
    [kept] = page.ask("GET", f"/api/projects/{project}/runs").json
    assert kept["state"] == "finished" and kept["marks"][0]["model"] == "models/a.onnx"
    history = page.ask("GET", f"/api/projects/{project}/runs/{kept['id']}/learning").json
    assert history["marks"][0]["pictures"] == said["pictures"], "its mistakes can be looked at later"
