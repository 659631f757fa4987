"""Hands and bodies by XEdu.hub, in the words of the printed lessons."""

from pathlib import Path

import numpy as np
import pytest

from sunmao.compat.hub.workflow import Workflow
from sunmao.errors import BadValue, FileMissing
from sunmao.images.image_files import read_image_file

EMPTY = np.full((80, 100, 3), 120, np.uint8)
TASKS = """det_hand handdetect det_body det_body_l bodydetect det_face facedetect pose_hand21 hand hand21 pose_hand
pose_body17 body body17 pose_body pose_body17_l pose_body26 body26""".split()


@pytest.fixture(scope="module")
def hand_file(shared) -> str:
    return str(sorted((shared / "data" / "sign-digits" / "test_set" / "5").iterdir())[0])


@pytest.mark.slow
def test_a_hand_as_the_lessons_print_it(hand_file, tmp_path, capsys):
    detect = Workflow(task="det_hand")
    boxes, drawn = detect.inference(data=hand_file, img_type="cv2")
    assert boxes.shape == (1, 4) and boxes.dtype == np.float32
    told = detect.format_output(lang="zh")
    assert list(told) == ["检测框", "分数"] and len(told["分数"]) == 1 and "检测框" in capsys.readouterr().out

    pose = Workflow("pose_hand21", checkpoint="pose_hand21.onnx")
    points = pose.inference(data=hand_file, bbox=boxes)
    [x1, y1, x2, y2] = boxes[0]
    assert points.shape == (21, 2) and points.dtype == np.float32
    assert ((points > [x1 - 3, y1 - 3]) & (points < [x2 + 3, y2 + 3])).all()
    assert list(pose.format_output(lang="en", isprint=False)) == ["keypoints", "scores"]
    assert sum(pose.format_output(isprint=False)["分数"]) / 21 > 0.5

    red = read_image_file(hand_file)
    assert np.abs(pose.inference(data=red[..., ::-1]) - pose.inference(data=hand_file)).max() < 1e-3, "blue first"
    _, painted = pose.inference(data=hand_file, img_type="pil")
    assert painted.shape == red.shape and (painted != red).any()
    assert (pose.inference(data=Path(hand_file)) == pose.inference(data=hand_file)).all()
    pose.save(painted, str(tmp_path / "hand.png"))
    assert (read_image_file(str(tmp_path / "hand.png")) == painted).all()
    detect.save(drawn, str(tmp_path / "box.png"))
    pixels = read_image_file(str(tmp_path / "box.png")).reshape(-1, 3)
    assert (pixels == (255, 0, 0)).all(axis=1).any(), "the box is red, also where the picture was blue first"


@pytest.mark.slow
@pytest.mark.parametrize("task", TASKS)
def test_where_nothing_is_the_answer_is_empty(task):
    model = Workflow(task=task.upper())
    answer = model.inference(data=EMPTY, thr=0.5)
    assert answer.shape[0] == 0 and list(model.format_output(isprint=False).values()) == [[], []]


def test_what_does_not_fit_is_said():
    model = Workflow(task="pose_hand21")
    for box in ([5], "left", [90, 70, 20, 10], [200, 200, 300, 300]):
        with pytest.raises(BadValue, match="x1, y1, x2, y2"):
            model.inference(data=EMPTY, bbox=box)
    with pytest.raises(BadValue):
        model.inference(data=EMPTY, thr=2)
    with pytest.raises(BadValue):
        model.inference(data=EMPTY, img_type="png")
    with pytest.raises(FileMissing):
        model.inference(data="none.jpg")
