"""The textbook's points of a face and of a whole body, out of our models' points. The numbers of points of a face are
those of the mesh of 468. The textbook's models are others: places differ by a few hundredths of a face.
"""

import numpy as np

from sunmao.landmarks.find_landmarks import find_landmarks
from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.targets.registry import TARGETS

# The edge of the face from the temples, at the height of the eyes, to the chin: its owner's right half, and the left.
RIGHT_EDGE = (127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152)
LEFT_EDGE = (356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152)
# LaPa's 106 points behind the 33 of the edge: brows, nose, eyes with their middles, lips; pupils are the middles again.
BROWS_106 = (70, 63, 105, 66, 107, 55, 65, 52, 53, 336, 296, 334, 293, 300, 283, 282, 295, 285)
NOSE_106 = (168, 197, 5, 1, 193, 126, 129, 98, 97, 2, 326, 327, 358, 355, 417)
RIGHT_EYE, LEFT_EYE = (33, 160, 159, 158, 133, 153, 145, 144), (362, 385, 386, 387, 263, 373, 374, 380)
LIPS_106 = (61, 40, 37, 0, 267, 270, 291, 321, 314, 17, 84, 91, 78, 81, 13, 311, 308, 402, 14, 178)
# 300-W's 68 points behind the 17 of the edge.
INNER_68 = (
    *(70, 63, 105, 66, 107, 336, 296, 334, 293, 300),
    *(168, 197, 5, 1, 98, 97, 2, 326, 327),
    *(33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380),
    *(61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181, 78, 82, 13, 312, 308, 317, 14, 87),
)
# COCO-WholeBody: 17 of the body, toes and heels (left, right; the large toe is both toes), the face, left, right hand.
FEET = (31, 31, 29, 32, 32, 30)
NOSE, LEFT_WRIST, RIGHT_WRIST, SHOULDERS = 0, 15, 16, (11, 12)
FACE_PART, HAND_PART = 1.2, 0.9  # of the width of the shoulders: half the side of the square that is looked at


def select_face106(face: Landmarks) -> tuple[np.ndarray, np.ndarray]:
    """LaPa's 106 points, (106, 2); each has the face's score."""
    mesh = face.points[:, :2]
    middles = [mesh[list(eye)].mean(axis=0, keepdims=True) for eye in (RIGHT_EYE, LEFT_EYE)]
    points = np.concatenate(
        [
            resample_edge(mesh, 33),
            mesh[[*BROWS_106, *NOSE_106, *RIGHT_EYE]],
            middles[0],
            mesh[list(LEFT_EYE)],
            middles[1],
            mesh[list(LIPS_106)],
            *middles,
        ]
    )
    return points, np.full(106, face.score, np.float32)


def select_face68(face: Landmarks) -> tuple[np.ndarray, np.ndarray]:
    """300-W's 68 points, (68, 2); each has the face's score."""
    mesh = face.points[:, :2]
    return np.concatenate([resample_edge(mesh, 17), mesh[list(INNER_68)]]), np.full(68, face.score, np.float32)


def resample_edge(mesh: np.ndarray, count: int) -> np.ndarray:
    """Points at equal steps along the edge of a face, from its owner's right temple by the chin to the left one,
    (count, 2); the middle one is the chin.
    """
    half = count // 2 + 1
    right, left = _resample(mesh[list(RIGHT_EDGE)], half), _resample(mesh[list(LEFT_EDGE)], half)
    return np.concatenate([right, left[-2::-1]])


def _resample(line: np.ndarray, count: int) -> np.ndarray:
    lengths = np.append(0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1)))
    wanted = np.linspace(0, lengths[-1], count)
    return np.stack([np.interp(wanted, lengths, line[:, axis]) for axis in (0, 1)], axis=1)


def compose_whole_body(
    body: Landmarks, image: np.ndarray, body17: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """COCO-WholeBody's 133 points, (133, 2), and their scores: the face and the hands are looked for where the body has
    them; where one is not seen, its points lie at the nose or the wrist, and their scores are 0.

    image: (H, W, 3) uint8 RGB, in whose pixels the body's points are. body17: its COCO points and scores.
    """
    shoulders = body.points[list(SHOULDERS), :2]
    width = max(8.0, float(np.linalg.norm(shoulders[0] - shoulders[1])))
    parts = [body17, (body.points[list(FEET), :2], body.visibility[list(FEET)])]
    face = _find_at(image, "face", body.points[NOSE, :2], FACE_PART * width)
    parts.append(select_face68(face) if face else _make_placeholders(body.points[NOSE, :2], 68))
    for wrist in (LEFT_WRIST, RIGHT_WRIST):
        hand = _find_at(image, "hand", body.points[wrist, :2], HAND_PART * width)
        seen = hand and (hand.points[:, :2], np.full(21, hand.score, np.float32))
        parts.append(seen or _make_placeholders(body.points[wrist, :2], 21))
    return np.concatenate([points for points, _ in parts]), np.concatenate([scores for _, scores in parts])


def _make_placeholders(place: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    return np.repeat(place[None], count, axis=0), np.zeros(count, np.float32)


def _find_at(image: np.ndarray, target: str, place: np.ndarray, reach: float) -> Landmarks | None:
    """The nearest of what is in the square around a place, in the picture's pixels; None where there is nothing."""
    height, width = image.shape[:2]
    left, top = (max(0, int(each - reach)) for each in place)
    right, bottom = min(width, int(place[0] + reach)), min(height, int(place[1] + reach))
    if right - left < 8 or bottom - top < 8:
        return None
    found = find_landmarks(np.ascontiguousarray(image[top:bottom, left:right]), TARGETS[target], 2)
    if not found:
        return None
    shift = np.array([left, top, 0], np.float32)
    moved = [Landmarks(each.target, each.points + shift, each.visibility, each.score, each.side) for each in found]
    return min(moved, key=lambda each: float(np.linalg.norm(each.points[0, :2] - place)))
