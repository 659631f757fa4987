"""Metadata of an ONNX file of Ultralytics that its exporter writes. No onnxruntime, no NumPy."""

import ast
from dataclasses import dataclass
from typing import Any

LONGEST = 256 * 1024  # characters of a text that is read as a value of Python
MAX_CLASSES = 10_000  # classes
SIDES = range(16, 8193)  # pixels
TASKS = ("detect", "classify", "segment", "pose", "obb")
OURS = {"detect": "detection", "classify": "classification"}  # the tasks that are answered here, by our words


@dataclass(frozen=True)
class YoloMetadata:
    """classes: in the order of their numbers. task: one of `TASKS`, or '' where the file does not say it (YOLOv5).
    size: (height, width) of its picture in pixels, or None. name: what the file calls itself.
    """

    classes: tuple[str, ...]
    task: str
    size: tuple[int, int] | None
    name: str


def parse_yolo_metadata(said: dict[str, str]) -> YoloMetadata | None:
    """Statements of the exporter, as far as they can be believed; None for files of others. said: the file's metadata."""
    classes = _parse_names(said.get("names", ""))
    if "MODEL_INFO" in said or not classes or not {"stride", "task"} & set(said):
        return None
    size = _parse_value(said.get("imgsz", ""))
    good = isinstance(size, list) and len(size) == 2 and all(type(side) is int and side in SIDES for side in size)
    name = said.get("description", "").removeprefix("Ultralytics ").partition(" model")[0][:100].strip()
    return YoloMetadata(classes, said.get("task", ""), (size[0], size[1]) if good else None, name or "YOLO")


def _parse_names(text: str) -> tuple[str, ...]:
    """The labels of {0: 'cat', 1: 'dog'} or ['cat', 'dog']; none where it is neither."""
    names = _parse_value(text)
    if isinstance(names, dict) and set(names) == set(range(len(names))):
        names = [names[number] for number in range(len(names))]
    good = isinstance(names, list) and len(names) <= MAX_CLASSES and all(isinstance(name, (str, int)) for name in names)
    return tuple(str(name)[:200] for name in names) if good else ()


def _parse_value(text: str) -> Any:
    """A value that is written as Python writes it, and holds nothing but numbers, texts, lists and dicts; else None."""
    if len(text) > LONGEST:
        return None
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return None
