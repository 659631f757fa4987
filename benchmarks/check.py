"""A check with thumbnails against a bare loop of Pillow's `draft` and `thumbnail`, in as many threads.

Compared is the processor's time, which other work on the computer hardly changes; the notes say what the clock says.
The check reads the labels, looks for damage and copies and encodes the small picture, which the loop does not. Its row
is without the search for nearly equal pictures, which no loop over single pictures can do; the note says what it costs,
for data sets that are divided.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from benchmarks.rows import Row
from sunmao.data.checks.check_dataset import scan_listing
from sunmao.data.checks.image_scan import TOGETHER
from sunmao.data.images.image_files import map_in_threads
from sunmao.data.sources.detect_format import open_file_tree, read_listing

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
ROUNDS = 5
PHOTOS = 40
ALIKE = "with nearly equal pictures looked for"
SIZES = ((2016, 1512), (1280, 960))  # as an old phone and as a webcam takes them


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
        image.load()  # `thumbnail` decodes no picture that is small already
        return image.size


def rates(work: Callable[[], object], pictures: int) -> tuple[float, float]:
    """Pictures a second of the processor's time, and of the clock's."""
    used, began = time.process_time(), time.perf_counter()
    work()
    return pictures / (time.process_time() - used), pictures / (time.perf_counter() - began)


def compared(name: str, folder: Path) -> Row:
    """The row of one folder, both sides in turn."""
    paths = [item.path for item in read_listing(open_file_tree(folder)).items]

    def checked(alike: bool):
        tree = open_file_tree(folder)
        subject = scan_listing(tree, read_listing(tree), thumbnails=True, alike=alike)
        assert len(subject.listing.items) == len(paths)

    kinds = {
        "bare": lambda: list(map_in_threads(bare, paths, TOGETHER)),
        "ours": lambda: checked(alike=False),
        "alike": lambda: checked(alike=True),
    }
    found = {kind: [] for kind in kinds}
    for _ in range(ROUNDS):
        for kind, work in kinds.items():
            found[kind].append(rates(work, len(paths)))
    # The best of each: whatever else the computer does makes both slower, by chance.
    (peer, peer_clock), (ours, ours_clock), (alike, _) = (map(max, zip(*found[kind], strict=True)) for kind in kinds)
    note = f"{len(paths)} pictures; by the clock {ours_clock:.0f}/s and {peer_clock:.0f}/s; {ALIKE} {alike:.0f}/s, {alike / peer:.2f}"
    return Row(f"check with thumbnails, {name}", ours, "pictures/s", ">= 0.8", peer, "bare Pillow", note)


def measure() -> list[Row]:
    """The rows of the table."""
    with tempfile.TemporaryDirectory() as name:
        made = [(f"photos of {wide} × {high}", photos(Path(name, str(wide)), (wide, high))) for wide, high in SIZES]
        return [
            compared(*each)
            for each in [
                *made,
                ("bccd, 416 × 312", SHARED / "bccd"),
                ("sign-digits, 100 × 100", SHARED / "sign-digits"),
            ]
        ]
