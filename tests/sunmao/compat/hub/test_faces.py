"""The textbook's points of a face and a whole body: as many as printed, and left is the mirror of right."""

import numpy as np
import pytest

from sunmao.compat.hub import faces as hub_faces
from sunmao.compat.hub.faces import compose_whole_body, resample_edge, select_face68, select_face106
from sunmao.compat.hub.points import select_body17
from sunmao.compat.hub.workflow import Workflow
from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.targets.registry import TARGETS

EMPTY = np.full((240, 320, 3), 120, np.uint8)
# Which of LaPa's points of a mirrored face is which, where they are not the same.
LAPA_PAIRS = {
    **{place: 32 - place for place in range(16)},
    **dict(zip(range(33, 38), range(46, 41, -1), strict=True)),
    **dict(zip(range(38, 42), range(50, 46, -1), strict=True)),
    **dict(zip(range(55, 60), range(65, 60, -1), strict=True)),
    **dict(zip(range(66, 71), range(79, 74, -1), strict=True)),
    **dict(zip(range(71, 74), range(82, 79, -1), strict=True)),
    74: 83,
    84: 90,
    85: 89,
    86: 88,
    91: 95,
    92: 94,
    96: 100,
    97: 99,
    101: 103,
    104: 105,
}
# The same points of the mesh on both sides of a face, of those that are used.
MESH_PAIRS = {
    **dict(zip(hub_faces.RIGHT_EDGE[:-1], hub_faces.LEFT_EDGE[:-1], strict=True)),
    **dict(zip((70, 63, 105, 66, 107, 55, 65, 52, 53), (300, 293, 334, 296, 336, 285, 295, 282, 283), strict=True)),
    **dict(zip((193, 126, 129, 98, 97), (417, 355, 358, 327, 326), strict=True)),
    **dict(zip((33, 160, 159, 158, 133, 153, 145, 144), (263, 387, 386, 385, 362, 380, 374, 373), strict=True)),
    **dict(
        zip(
            (61, 40, 37, 39, 91, 84, 181, 78, 81, 82, 178, 87),
            (291, 270, 267, 269, 321, 314, 405, 308, 311, 312, 402, 317),
            strict=True,
        )
    ),
}


def make_face() -> Landmarks:
    """A mesh whose left half is the mirror of its right one, about x = 100."""
    points = np.random.default_rng(0).uniform(10, 90, (468, 3)).astype(np.float32)
    points[152, 0] = 100  # the chin
    for right, left in MESH_PAIRS.items():
        points[left] = points[right] * [-1, 1, 1] + [200, 0, 0]
    return Landmarks(TARGETS["face"], points, np.ones(468, np.float32), 0.9)


def test_left_is_the_mirror_of_right():
    points, scores = select_face106(make_face())
    assert points.shape == (106, 2) and scores.shape == (106,) and scores[0] == np.float32(0.9)
    for right, left in LAPA_PAIRS.items():
        assert np.allclose(points[left], points[right] * [-1, 1] + [200, 0], atol=1e-3), (right, left)
    points, _ = select_face68(make_face())
    for right, left in [
        *((place, 16 - place) for place in range(8)),
        *zip(range(17, 22), range(26, 21, -1), strict=True),
    ]:
        assert np.allclose(points[left], points[right] * [-1, 1] + [200, 0], atol=1e-3), (right, left)
    assert points.shape == (68, 2)


def test_the_edge_has_equal_steps_and_the_chin_in_its_middle():
    face = make_face()
    edge = resample_edge(face.points[:, :2], 33)
    assert np.allclose(edge[16], face.points[152, :2]) and np.allclose(edge[0], face.points[127, :2])


def test_a_body_without_face_and_hands_has_all_133():
    points = np.full((33, 3), 100, np.float32)
    points[11, 0], points[12, 0] = 140, 100
    body = Landmarks(TARGETS["body"], points, np.full(33, 0.8, np.float32), 0.9)
    found, scores = compose_whole_body(body, EMPTY, select_body17(body, EMPTY))
    assert found.shape == (133, 2) and scores.shape == (133,)
    assert (scores[:23] == np.float32(0.8)).all() and (scores[23:] == 0).all() and (found[23:] == 100).all()


@pytest.mark.parametrize("task", "face face106 pose_face pose_face106 wholebody wholebody133 pose_wholebody".split())
def test_where_nobody_is_the_answer_is_empty(task, capsys):
    model = Workflow(task=task, checkpoint="checkpoint/file.onnx")
    points, drawn = model.inference(data=EMPTY, img_type="pil")
    assert points.shape == (0, 2) and (drawn == EMPTY).all()
    assert model.format_output(lang="zh") == {"关键点坐标": [], "分数": []} and "关键点坐标" in capsys.readouterr().out
