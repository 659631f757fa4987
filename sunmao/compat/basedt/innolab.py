"""Data sets of INNOLAB's annotation tool: pictures, a JSON file of rectangles for each, and two lists beside them."""

import json
import shutil
from pathlib import Path
from typing import Any

from sunmao.core.regular_files import read_regular
from sunmao.errors import BadData

LABELS, USED = "labels.json", "used_labels.json"
MAX_BYTES = 64 * 2**20  # bytes of a JSON file
ENDINGS = (".jpg", ".jpeg", ".png", ".bmp")


def write_coco(source: Path, target: Path) -> None:
    """Write a folder of INNOLAB as a COCO folder whose pictures are all in one part. Raises BadData."""
    try:
        labels = {label["id"]: (number, str(label["name"])) for number, label in enumerate(_read(source / LABELS), 1)}
        listed = [str(each["filePath"]) for each in _read(source / USED)]
        images, boxes = [], []
        (target / "images").mkdir(parents=True)
        for path in listed:
            found = _find_picture(source, path)
            marked = source / f"{path.lstrip('/').partition('.')[0]}.json"
            if found is None or not marked.is_file():
                continue
            tool = json.loads(_read(marked)["rectTool"])
            number = len(images) + 1
            name = f"{number:05d}{found.suffix.lower()}"
            shutil.copyfile(found, target / "images" / name)
            images.append({"id": number, "file_name": name, "height": int(tool["height"]), "width": int(tool["width"])})
            for box in tool["step_1"]["result"]:
                size = [round(float(box[key])) for key in ("x", "y", "width", "height")]
                category = labels[box["attribute"]][0]
                about = {"image_id": number, "category_id": category, "bbox": size, "area": size[2] * size[3]}
                boxes.append({"id": len(boxes) + 1, "iscrowd": 0, **about})
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise BadData("dt_bad_innolab", path=source.as_posix()) from None
    if not images:
        raise BadData("dt_bad_innolab", path=source.as_posix())
    told = {
        "images": images,
        "annotations": boxes,
        "categories": [{"id": n, "name": name} for n, name in labels.values()],
    }
    (target / "annotations").mkdir()
    (target / "annotations" / "train.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _read(path: Path) -> Any:
    try:
        return json.loads(read_regular(path, MAX_BYTES, follow_link=True))
    except OSError:
        raise ValueError("missing") from None


def _find_picture(source: Path, path: str) -> Path | None:
    """The picture that a list names, if it lies in the folder."""
    found = (source / path.lstrip("/")).resolve()
    inside = source.resolve() in found.parents and found.suffix.lower() in ENDINGS and found.is_file()
    return found if inside else None
