"""Pictures with several labels, drawn: a bar above is the sky, a bar below the sea, a disc between them the sun."""

from pathlib import Path

import cv2
import numpy as np

CLASSES = ("sky", "sea", "sun")
PARTS = {"train": 64, "valid": 24, "test": 24}


def draw_tagged(folder: Path, parts: dict[str, int] | None = None) -> str:
    """Write such a data set with CSV tables, the same each time; all kinds of pictures, also without a label."""
    random = np.random.default_rng(0)
    for part, count in (parts or PARTS).items():
        (folder / "images" / part).mkdir(parents=True)
        rows = [",".join(("filename", *CLASSES))]
        for number in range(count):
            tags = [number >> bit & 1 for bit in range(3)]
            cv2.imwrite(str(folder / "images" / part / f"{part}_{number}.png"), draw(tags, random))
            rows.append(",".join(map(str, (f"{part}_{number}.png", *tags))))
        (folder / f"{part}.csv").write_text("\n".join(rows) + "\n")
    return folder.as_posix()


def draw(tags: list[int], random: np.random.Generator) -> np.ndarray:
    """One picture, (32, 32, 3) uint8."""
    image = random.integers(0, 40, (32, 32, 3)).astype(np.uint8)
    shift = int(random.integers(-2, 3))
    if tags[0]:
        image[3:6] = 220
    if tags[1]:
        image[26:29] = 220
    if tags[2]:
        cv2.circle(image, (16 + shift, 16), 4, (220, 220, 220), -1)
    return image
