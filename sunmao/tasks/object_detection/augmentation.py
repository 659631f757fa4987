"""Changing pictures at random together with what is in them: boxes and masks go exactly along."""

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from sunmao.models.model_spec import Augmentation
from sunmao.tasks.object_detection.dataset import DetectionSample, MaskCrop

LEFT = 0.25  # of a thing's area: with less of it in the picture nobody could tell what it is
THINNEST = 2.0  # pixels
GROUND = (114, 114, 114)  # where no picture is
TRIES = 4  # to move a picture so that something of what is in it stays
MEETING = (0.3, 0.7)  # where four pictures meet, as shares of the side
QUARTER = (0.5, 1.0)  # how large each of the four is before the recipe's scale
STRETCH = 0.25  # of the scale: by so much may width and height differ
GRID, COARSE, LARGE = 4, 2, 128  # steps of a pixel in which outlines are filled; those of large ones, in pixels
FINE = 4  # bits behind the point of such a step
# Red, green, blue to light and two numbers of color (NTSC's YIQ): these two turned around each other are another hue.
TO_YIQ = np.array([[0.299, 0.587, 0.114], [0.596, -0.274, -0.322], [0.211, -0.523, 0.312]])
FROM_YIQ = np.linalg.inv(TO_YIQ)


@dataclass(frozen=True)
class AugmentedSample:
    """A picture as it is learned from.

    image: (S, S, 3) uint8 RGB. boxes: (n, 4) float32 in its pixels; labels: (n,) int64; masks: (n, S, S) uint8, 0 or 1,
    or None.
    """

    image: np.ndarray
    boxes: np.ndarray
    labels: np.ndarray
    masks: np.ndarray | None


@dataclass(frozen=True)
class Cell:
    """The part of the new picture that shows one picture: corners in whole pixels of the new picture, whose side is
    `size`.
    """

    x1: int
    y1: int
    x2: int
    y2: int
    size: int

    @property
    def sides(self) -> np.ndarray:
        """Width and height."""
        return np.array([self.x2 - self.x1, self.y2 - self.y1])

    @property
    def middle(self) -> np.ndarray:
        """Its middle."""
        return np.array([self.x1 + self.x2, self.y1 + self.y2]) / 2


def augment_samples(
    scenes: list[DetectionSample], how: Augmentation, random: np.random.Generator, size: int, outlined: bool = False
) -> list[AugmentedSample]:
    """Each picture, changed differently; four of the list are put together where the recipe says so.

    Args:
        size: side of what comes out, in pixels; the pictures' proportions are ignored, as they are in use.
        outlined: whether masks are made.
    """
    return [_augment_sample(place, scenes, how, random, size, outlined) for place in range(len(scenes))]


def _augment_sample(
    place: int, scenes: list[DetectionSample], how: Augmentation, random: np.random.Generator, size: int, outlined: bool
) -> AugmentedSample:
    chosen, cells = [scenes[place]], [Cell(0, 0, size, size, size)]
    if how.mosaic and len(scenes) >= 4 and random.random() < how.mosaic:
        others = random.permutation([other for other in range(len(scenes)) if other != place])[:3]
        chosen, cells = chosen + [scenes[other] for other in others], _split_mosaic(random, size)
    image, found = np.empty((size, size, 3), np.uint8), []
    for scene, cell in zip(chosen, cells, strict=True):
        matrix, things = _place_in_cell(scene, how, random, cell, outlined)
        _paint(image, scene.image, matrix, cell)
        found.append(things)
    boxes, labels, masks = (np.concatenate(each) for each in zip(*found, strict=True))
    return AugmentedSample(_jitter_color(image, how, random), boxes, labels, masks if outlined else None)


def _split_mosaic(random: np.random.Generator, size: int) -> list[Cell]:
    x, y = (int(round(part)) for part in random.uniform(*MEETING, 2) * size)
    return [Cell(0, 0, x, y, size), Cell(x, 0, size, y, size), Cell(0, y, x, size, size), Cell(x, y, size, size, size)]


def _place_in_cell(
    scene: DetectionSample, how: Augmentation, random: np.random.Generator, cell: Cell, outlined: bool
) -> tuple:
    """Transform of a picture into its cell, (2, 3) from its pixels to the new one's, and what is then in the cell."""
    for _ in range(TRIES):
        matrix = _make_affine(scene.image.shape[1::-1], how, random, cell, outlined)
        things = _move_objects(scene, matrix, cell, outlined)
        if len(things[0]) or not len(scene.boxes):
            break
    return matrix, things


def _make_affine(
    sides: tuple, how: Augmentation, random: np.random.Generator, cell: Cell, outlined: bool
) -> np.ndarray:
    """Flip, turns, scale and shift about the middle in one step, so that a picture is interpolated once."""
    zoom = math.log1p(how.scale) * np.append(random.uniform(-1, 1), random.uniform(-STRETCH, STRETCH, 2))
    large = np.exp(zoom[0] + zoom[1:])
    if cell.sides.min() < cell.size:
        large = np.maximum(large * random.uniform(*QUARTER), cell.sides / cell.size)
    angle = np.deg2rad(random.uniform(-how.rotate, how.rotate)) if outlined else 0.0
    quarter = int(random.integers(4)) if how.turn else 0
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    turn = turn @ np.linalg.matrix_power([[0, -1], [1, 0]], quarter)
    if how.flip and random.random() < 0.5:
        turn[:, 0] *= -1
    matrix = large[:, None] * turn * cell.size / np.array(sides)
    reach = np.abs(matrix) @ np.array(sides) / 2
    free = np.abs(reach - cell.sides / 2) + how.shift * cell.size * (cell.sides.min() == cell.size)
    middle = cell.middle + random.uniform(-1, 1, 2) * free
    return np.column_stack([matrix, middle - matrix @ np.array(sides) / 2])


def _paint(image: np.ndarray, picture: np.ndarray, matrix: np.ndarray, cell: Cell) -> None:
    width, height = cell.sides.tolist()
    # A picture that fills its cell goes on at its edges as resizing does it, else a rim of ground would shine in.
    border = cv2.BORDER_REPLICATE if _covers_cell(picture.shape[1::-1], matrix, cell) else cv2.BORDER_CONSTANT
    place = _to_opencv_affine(matrix, (cell.x1, cell.y1))
    piece = cv2.warpAffine(picture, place, (width, height), borderMode=border, borderValue=GROUND)
    image[cell.y1 : cell.y2, cell.x1 : cell.x2] = piece


def _covers_cell(sides: tuple, matrix: np.ndarray, cell: Cell) -> bool:
    """Whether a picture, unless it is turned by less than a quarter, covers all of its cell."""
    [[x1, y1, x2, y2]] = _move_boxes(np.array([[0.0, 0.0, *sides]]), matrix)
    straight = np.isclose(matrix[:, :2], 0).sum() == 2
    return bool(straight and min(cell.x1 - x1, cell.y1 - y1, x2 - cell.x2, y2 - cell.y2) > -1e-6)


def _to_opencv_affine(matrix: np.ndarray, corner: Any) -> np.ndarray:
    """A movement for OpenCV, to which (0, 0) is the middle of the first pixel; corner: of the part that is painted."""
    offset = matrix @ (0.5, 0.5, 1) - 0.5 - np.asarray(corner)
    return np.column_stack([matrix[:, :2], offset])


def _move_objects(scene: DetectionSample, matrix: np.ndarray, cell: Cell, outlined: bool) -> tuple:
    """Boxes, labels and masks (empty where none are learned) of the things that are still to be seen in a cell."""
    size, window = cell.size, np.array([cell.x1, cell.y1, cell.x2, cell.y2], np.float32)
    whole = (
        np.array([_get_bounds(outline, matrix) for outline in scene.outlines])
        if outlined
        else _move_boxes(scene.boxes, matrix)
    )
    whole = whole.astype(np.float32).reshape(-1, 4)
    boxes = np.clip(whole, np.tile(window[:2], 2), np.tile(window[2:], 2))
    seen = (_get_sides(boxes).min(1) >= THINNEST) & (_get_sides(boxes).prod(1) >= LEFT * _get_sides(whole).prod(1))
    if not outlined:
        return boxes[seen], scene.labels[seen], np.empty((0, 0, 0), np.uint8)
    masks = np.zeros((int(seen.sum()), size, size), np.uint8)
    for mask, place in zip(masks, np.flatnonzero(seen), strict=True):
        _draw_outline(mask, scene.outlines[place], matrix, boxes[place])
        if (boxes[place] != whole[place]).any() or isinstance(scene.outlines[place], MaskCrop):
            boxes[place] = _mask_bounds(mask)
    still = _get_sides(boxes[seen]).min(1, initial=THINNEST * size) >= THINNEST
    return boxes[seen][still], scene.labels[seen][still], masks[still]


def _move_boxes(boxes: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """The boxes around moved boxes, (n, 4)."""
    corners = boxes[:, [[0, 1], [2, 1], [0, 3], [2, 3]]] @ matrix[:, :2].T + matrix[:, 2]
    return np.concatenate([corners.min(1), corners.max(1)], axis=1)


def _get_bounds(outline: Any, matrix: np.ndarray) -> np.ndarray:
    """The box around a moved outline, (4,)."""
    points = np.concatenate(_to_points(outline)) @ matrix[:, :2].T + matrix[:, 2]
    return np.append(points.min(0), points.max(0))


def _to_points(outline: Any) -> list[np.ndarray]:
    if not isinstance(outline, MaskCrop):
        return outline
    (x, y), (height, width) = outline.corner, outline.pixels.shape
    return [np.array([[x, y], [x + width, y], [x, y + height], [x + width, y + height]])]


def _get_sides(boxes: np.ndarray) -> np.ndarray:
    return boxes[:, 2:] - boxes[:, :2]


def _mask_bounds(mask: np.ndarray) -> tuple:
    x, y, width, height = cv2.boundingRect(mask)
    return x, y, x + width, y + height


def _draw_outline(mask: np.ndarray, outline: Any, matrix: np.ndarray, box: np.ndarray) -> None:
    """Fill the part of a moved outline within a box, (4,), into a mask: the pixels of which it covers half or more."""
    x1, y1 = np.floor(box[:2]).astype(int)
    x2, y2 = np.ceil(box[2:]).astype(int)
    if isinstance(outline, MaskCrop):
        place = matrix + np.column_stack([np.zeros((2, 2)), matrix[:, :2] @ outline.corner])
        covered = cv2.warpAffine(outline.pixels, _to_opencv_affine(place, (x1, y1)), (int(x2 - x1), int(y2 - y1)))
    else:
        grid = GRID if max(x2 - x1, y2 - y1) <= LARGE else COARSE
        covered = np.zeros(((y2 - y1) * grid, (x2 - x1) * grid), np.uint8)
        for polygon in outline:
            points = polygon @ matrix[:, :2].T + matrix[:, 2] - (x1, y1)
            cv2.fillPoly(covered, [((points * grid - 0.5) * 2**FINE).round().astype(np.int32)], 255, shift=FINE)
        covered = cv2.resize(covered, (int(x2 - x1), int(y2 - y1)), interpolation=cv2.INTER_AREA)
    mask[y1:y2, x1:x2] = covered > 127


def _jitter_color(image: np.ndarray, how: Augmentation, random: np.random.Generator) -> np.ndarray:
    """Another light: contrast, brightness, saturation and hue in one step."""
    if not (how.color or how.hue):
        return image
    gain, light, full = 1 + random.uniform(-how.color, how.color, 3)
    turn = 2 * math.pi * random.uniform(-how.hue, how.hue)
    inner = np.eye(3)
    inner[1:, 1:] = full * np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    return cv2.transform(image, np.column_stack([gain * FROM_YIQ @ inner @ TO_YIQ, np.full(3, 128 * (light - 1))]))
