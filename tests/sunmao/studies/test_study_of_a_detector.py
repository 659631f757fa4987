"""A study of a model that finds things: from its blocks to the table with means and spreads."""

import json
import re
from pathlib import Path

import pytest

from sunmao.codegen import compile_workspace
from sunmao.codegen.reading.read_program import read_python
from sunmao.data.builtin.samples import make_sample
from sunmao.vision import Detection

pytestmark = [pytest.mark.training, pytest.mark.long]

PROGRAM = """from sunmao import show
from sunmao.data import sample_dataset
from sunmao.studies import study
from sunmao.vision import Detection

model = Detection(backbone='RTMDet-Lite0', image_size=96)
model.load_dataset(path=sample_dataset(name='shapes'))
found = study(model=model, argument='lr', values=[0.000001, 0.004], epochs=2, seeds=2)
show(found)
"""
KEPT = {"train": 8, "valid": 4, "test": 2}  # pictures of the sample


def keep_few(folder: Path) -> None:
    """Leave the first pictures of each part: an epoch of all 240 takes minutes."""
    for part, count in KEPT.items():
        path = folder / "annotations" / f"{part}.json"
        said = json.loads(path.read_text(encoding="utf-8"))
        said["images"] = said["images"][:count]
        kept, names = ({image[key] for image in said["images"]} for key in ("id", "file_name"))
        said["annotations"] = [each for each in said["annotations"] if each["image_id"] in kept]
        path.write_text(json.dumps(said), encoding="utf-8")
        for image in (folder / "images" / part).iterdir():
            if image.name not in names:
                image.unlink()


def test_a_detector_is_studied_from_blocks_to_the_table(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    keep_few(Path(make_sample("shapes")))
    workspace = read_python(PROGRAM).workspace
    assert "program_python" not in json.dumps(workspace)  # all of it is blocks
    compiled = compile_workspace(workspace)
    assert not compiled.problems
    made: dict = {}
    exec(compile(compiled.python, "main.py", "exec"), made)
    found = made["found"]
    best, stopped = sorted(found.outcomes, key=lambda outcome: outcome.state)
    assert (best.state, best.epochs, stopped.state, stopped.epochs) == ("best", 2, "stopped_early", 1)
    for outcome in found.outcomes:
        assert len(outcome.marks) == 2 and 0 <= outcome.mean <= 1 and 0 <= outcome.spread <= 1
    said = capsys.readouterr().out
    assert "Study: mAP" in said
    assert len(re.findall(r"^(?:1e-06|0\.004) +\d\.\d+ +\d\.\d+ ", said, re.M)) == 2  # mean and spread of each
    again = Detection(backbone="RTMDet-Lite0", image_size=96)
    again.load_checkpoint(found.checkpoint)
    assert again.inference(image="data/shapes/images/test/271.jpg").things is not None
