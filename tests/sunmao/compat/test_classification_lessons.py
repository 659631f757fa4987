"""Lessons as the textbooks print them, run by `sunmao run`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.training

TRAINING = """
from MMEdu import MMClassification as cls
import MMEdu
print(MMEdu.__path__, MMEdu.__version__)
model = cls(backbone='LeNet')
model.num_classes = 10
model.load_dataset(path='data/digits')
model.save_fold = 'checkpoints/cls_model/digits'
log = model.train(epochs=1, lr=0.05, validate=True, device='cuda')
print(sorted(log[-1]))
result = model.inference(image='data/digits/test_set/3/17.png', show=False, checkpoint='checkpoints/cls_model/digits/latest.pth')
print(model.print_result(result)[0].keys())
model.convert(checkpoint='checkpoints/cls_model/digits/latest.pth', out_file='digits.onnx')
"""
DEPLOYING = """
import BaseDeploy as bd
model = bd('digits.onnx')
result = model.inference('data/digits/test_set/3/17.png')
result = model.print_result(result)
print(type(result).__name__, result['预测结果'])
"""
HUB = """
from XEdu.hub import Workflow as wf
mm = wf(task='mmedu', checkpoint='digits.onnx')
result, img = mm.inference(data='data/digits/test_set/3/17.png', img_type='cv2')
print(sorted(mm.format_output(lang='zh')), img.shape[2])
mm.save(img, 'new.jpg')
print(mm.inference(data='data/digits/test_set/3/17.png')['预测结果'])
"""


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    """A folder with the digits and with what the training lesson made, and what that lesson printed."""
    from sunmao.data.builtin.samples import make_sample

    folder = tmp_path_factory.mktemp("lesson")
    make_sample("digits", folder / "data")
    return folder, run(folder, TRAINING)


def run(folder: Path, program: str) -> str:
    """Run a program by the command line and return its output."""
    Path(folder, "lesson.py").write_text(program, encoding="utf-8")
    environment = {**os.environ, "SUNMAO_LANG": "zh", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "sunmao.server", "run", "lesson.py"],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=HANG_TIMEOUT,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.mark.long
def test_a_training_lesson(lesson):
    folder, said = lesson
    assert "['accuracy_top-1'" in said
    assert "dict_keys(['标签', '置信度', '预测结果'])" in said
    assert (folder / "digits.onnx").is_file() and (folder / "checkpoints/cls_model/digits/latest.pth").is_file()
    assert "改用 CPU" in said  # many printed lessons ask for a graphics card


@pytest.mark.long
def test_a_deployment_lesson(lesson):
    assert run(lesson[0], DEPLOYING).splitlines()[-1].startswith("dict ")


@pytest.mark.long
def test_a_hub_lesson(lesson):
    folder = lesson[0]
    said = run(folder, HUB)
    assert "['标签', '置信度', '预测结果'] 3" in said
    assert (folder / "new.jpg").stat().st_size > 100


def test_a_real_package_wins(tmp_path):
    Path(tmp_path, "MMEdu.py").write_text("print('loaded')\nMMClassification = 'the real one'")
    assert (
        run(tmp_path, "import MMEdu\nfrom MMEdu import MMClassification\nprint(MMClassification)")
        == "loaded\nthe real one\n"
    )


def test_a_real_module_that_is_a_function_wins(tmp_path):
    """As the real BaseDeploy does: the module puts a function in its own place."""
    Path(tmp_path, "BaseDeploy.py").write_text("import sys\nsys.modules[__name__] = lambda path: f'real {path}'")
    assert run(tmp_path, "import BaseDeploy as bd\nprint(bd('x'))") == "real x\n"


def test_a_broken_package_is_passed_over_and_said(tmp_path):
    Path(tmp_path, "MMEdu").mkdir()
    Path(tmp_path, "MMEdu", "__init__.py").write_text("import mmcv_that_does_not_build")
    said = run(tmp_path, "from MMEdu import MMClassification\nprint(MMClassification('LeNet').backbone)\nimport MMEdu")
    assert said.startswith("LeNet\n")
    assert said.count("mmcv_that_does_not_build") == 1


def test_plain_python_does_not_know_the_names(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "import sunmao.vision, BaseDeploy"], cwd=tmp_path, capture_output=True, text=True
    )
    assert "No module named 'BaseDeploy'" in done.stderr
