"""A check with thumbnails against a bare loop of Pillow's `draft` and `thumbnail`, in as many threads, on photos of an old phone and of a webcam."""

import tempfile
import time
from pathlib import Path

from PIL import Image

from sunmao.data.checking import look_through
from sunmao.data.pictures import each_in_threads
from sunmao.data.reading import open_tree, read

from .rows import Row, spread

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
ROUNDS = 8
PHOTOS = 120
LARGE, SMALL = (2016, 1512), (1280, 960)  # as an old phone and as a webcam takes them


def photos(folder: Path, size: tuple[int, int]) -> Path:
    """Photos of this size, made of the shared ones, in two classes."""
    for number, source in enumerate(sorted((SHARED / "bccd" / "images").rglob("*.jpg"))[:PHOTOS]):
        target = folder / "ab"[number % 2] / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with Image.open(source) as image:
            image.resize(size, Image.Resampling.BICUBIC).save(target, quality=90)
    return folder


def bare(path: Path) -> tuple[int, int]:
    """What the loop does with one picture."""
    with Image.open(path) as image:
        image.draft("RGB", (128, 128))
        image.thumbnail((128, 128))
        return image.size


def rate(work, pictures: int) -> float:
    """Pictures a second."""
    began = time.perf_counter()
    work()
    return pictures / (time.perf_counter() - began)


def compared(name: str, folder: Path) -> list[Row]:
    """The rows of one folder, both sides in turn."""
    paths = [item.path for item in read(open_tree(folder)).items]

    def checked(alike: bool):
        tree = open_tree(folder)
        subject = look_through(tree, read(tree), thumbnails=True, alike=alike)
        assert len(subject.listing.items) == len(paths)

    kinds = {
        "bare": lambda: list(each_in_threads(bare, paths)),
        "ours": lambda: checked(alike=False),
        "alike": lambda: checked(alike=True),
    }
    found = {kind: [] for kind in kinds}
    for _ in range(ROUNDS):
        for kind, work in kinds.items():
            found[kind].append(rate(work, len(paths)))
    # The best of each: whatever else the computer does makes both slower, by chance.
    note = f"{len(paths)} pictures; {spread(found['ours'])}; with nearly equal pictures looked for {max(found['alike']):.0f}/s"
    return [Row(f"check with thumbnails, {name}", max(found["ours"]), "pictures/s", ">= 0.8", max(found["bare"]), "bare Pillow", note)]


def measure() -> list[Row]:
    """The rows of the table."""
    with tempfile.TemporaryDirectory() as name:
        sizes = {size: photos(Path(name, str(size[0])), size) for size in (LARGE, SMALL)}
        return [row for size, folder in sizes.items() for row in compared(f"photos of {size[0]} × {size[1]}", folder)]
