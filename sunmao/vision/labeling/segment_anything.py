"""Outlines by a model that was made for them: the two ONNX files of a Segment Anything model (Kirillov and others,
2023), or of one with the same ends, such as MobileSAM (Zhang and others, 2023).

The encoder looks at a picture once; the decoder then answers each click in some milliseconds. The ends are those of
Segment Anything's own export of the decoder, and for the encoder the two that are in use: a square, normalized picture,
or a picture of any shape, which the file itself prepares.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.errors import BadModelFile, BadValue

SIDE = 1024  # pixels of the longer side that the encoder sees
MEAN, SPREAD = (123.675, 116.28, 103.53), (58.395, 57.12, 57.375)  # of ImageNet's pixels
INSIDE, BESIDE, CORNERS, NOTHING = 1.0, 0.0, (2.0, 3.0), -1.0  # the decoder's words for kinds of points
WANTED = {"image_embeddings", "point_coords", "point_labels", "mask_input", "has_mask_input", "orig_im_size"}
COARSE = 256  # pixels of the side of a mask that the decoder could begin with


@dataclass(frozen=True)
class EncodedImage:
    """A picture as the encoder sees it. features: (1, C, h, w) float32. size: (width, height) of the picture."""

    features: np.ndarray
    size: tuple[int, int]

    @property
    def scale(self) -> float:
        """Pixels that the encoder sees for one of the picture."""
        return SIDE / max(self.size)


class SegmentAnything:
    """A model that outlines what is clicked at.

    Args:
        encoder, decoder: its ONNX files. They are opened when they are first needed.
    """

    def __init__(self, encoder: str | Path, decoder: str | Path) -> None:
        self._encoder_path, self._decoder_path = Path(encoder), Path(decoder)

    @cached_property
    def _encoder(self) -> Any:
        return _open(self._encoder_path, lambda session: len(session.get_inputs()) == 1)

    @cached_property
    def _decoder(self) -> Any:
        return _open(self._decoder_path, lambda session: WANTED >= {each.name for each in session.get_inputs()})

    def encode(self, image: np.ndarray) -> EncodedImage:
        """Look at a picture, (H, W, 3) uint8 RGB. Raises BadModelFile."""
        import cv2

        height, width = image.shape[:2]
        [taken] = self._encoder.get_inputs()
        scale = SIDE / max(height, width)
        small = cv2.resize(image, (max(1, round(width * scale)), max(1, round(height * scale)))).astype(np.float32)
        if len(taken.shape) == 4:
            square = np.zeros((SIDE, SIDE, 3), np.float32)
            square[: small.shape[0], : small.shape[1]] = (small - MEAN) / SPREAD
            small = square.transpose(2, 0, 1)[None]
        features = _run(self._encoder, {taken.name: small}, self._encoder_path)[0]
        return EncodedImage(features, (width, height))

    def outline(
        self, seen: EncodedImage, box: Sequence[float] | None = None, points: Sequence[Sequence[float]] = ()
    ) -> np.ndarray | None:
        """Find which pixels belong to a thing; arguments, answer and errors as of `outline_object`."""
        if box is None and not any(kind for *_, kind in points):
            raise BadValue("outline_nothing")
        rows = [(x, y, INSIDE if kind else BESIDE) for x, y, kind in points]
        if box is None:
            rows.append((0.0, 0.0, NOTHING))
        else:
            x1, x2 = sorted((box[0], box[2]))
            y1, y2 = sorted((box[1], box[3]))
            rows += [(x1, y1, CORNERS[0]), (x2, y2, CORNERS[1])]
        marks = np.asarray(rows, np.float32)[None]
        width, height = seen.size
        asked = {
            "image_embeddings": seen.features,
            "point_coords": marks[..., :2] * np.float32(seen.scale),
            "point_labels": marks[..., 2],
            "mask_input": np.zeros((1, 1, COARSE, COARSE), np.float32),
            "has_mask_input": np.zeros(1, np.float32),
            "orig_im_size": np.array((height, width), np.float32),
        }
        known = {each.name for each in self._decoder.get_inputs()}
        names = [each.name for each in self._decoder.get_outputs()]
        given = {name: value for name, value in asked.items() if name in known}
        said = dict(zip(names, _run(self._decoder, given, self._decoder_path), strict=True))
        masks = said.get("masks", next(iter(said.values())))[0]
        best = int(np.argmax(said["iou_predictions"][0])) if "iou_predictions" in said else 0
        if masks.shape[-2:] != (height, width):
            raise BadModelFile("bad_model_file", path=self._decoder_path.as_posix())
        mask = (masks[best] > 0).astype(np.uint8)
        return mask if mask.any() else None


def _open(path: Path, fits: Callable) -> Any:
    from sunmao.deploy.onnx_session import open_session

    session = open_session(path, None, None)
    if not fits(session):
        raise BadModelFile("bad_model_file", path=path.as_posix())
    return session


def _run(session: Any, given: dict, path: Path) -> list[np.ndarray]:
    try:
        return session.run(None, given)
    except Exception:  # onnxruntime's own exceptions have no common base
        raise BadModelFile("bad_model_file", path=path.as_posix()) from None
