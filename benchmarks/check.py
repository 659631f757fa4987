"""A check with thumbnails against a bare loop of Pillow's `draft` and `thumbnail`, in as many threads.

Compared is the processor's time, which other work on the computer hardly changes; the notes say what the clock says.
The check reads the labels, looks for damage and copies and encodes the small picture, which the loop does not. Its row
is without the search for nearly equal pictures, which no loop over single pictures can do; the note says what it costs,
for data sets that are divided.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from benchmarks.costs import Cost, alternate, divide_processor, measure_cost
from benchmarks.pictures import draw_pictures
from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt
from sunmao.data.check_dataset import scan_listing
from sunmao.data.checks.image_scan import TOGETHER
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.images.image_files import map_in_threads

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
ROUNDS = 5
PHOTOS = 40
TICK = 0.01  # seconds: finer, the system does not count processor time
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
    """The loop's work on one picture, without Sunmao."""
    with Image.open(path) as image:
        image.draft("RGB", (128, 128))
        image.thumbnail((128, 128))
        image.load()  # `thumbnail` decodes no picture that is small already
        return image.size


def compare(name: str, folder: Path, rounds: int) -> Row:
    """The row of one folder."""
    paths = [item.path for item in read_listing(open_file_tree(folder)).items]

    def check_folder(alike: bool):
        tree = open_file_tree(folder)
        subject = scan_listing(tree, read_listing(tree), thumbnails=True, alike=alike)
        assert len(subject.listing.items) == len(paths)

    def cost(work: Callable[[], object]) -> Cost:
        with measure_cost() as spent:
            work()
        return spent

    ours, peer = alternate(
        lambda: (cost(lambda: check_folder(alike=False)), cost(lambda: check_folder(alike=True))),
        lambda: cost(lambda: list(map_in_threads(bare, paths, TOGETHER))),
        rounds,
    )
    plain, alike = zip(*ours, strict=True)
    # The best of each: whatever else the computer does makes both slower, by chance.
    mine, theirs, full = (
        len(paths) / max(TICK, min(each.processor for each in costs)) for costs in (plain, peer, alike)
    )
    clock = [len(paths) / min(each.wall for each in costs) for costs in (plain, peer)]
    note = f"{len(paths)} pictures; by the clock {clock[0]:.0f}/s and {clock[1]:.0f}/s; {ALIKE} {full:.0f}/s, {full / theirs:.2f}"
    share = divide_processor(plain, peer)
    return Row(f"check with thumbnails, {name}", mine, "pictures/s", ">= 0.8", theirs, "bare Pillow", note, share)


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """A row for each kind of pictures. Raises NotHere."""
    with tempfile.TemporaryDirectory() as name:
        if size is Size.SMALLEST:
            draw_pictures(Path(name, "drawn"), 200, classes=2)
            yield compare("drawn, 64 × 64", Path(name, "drawn"), rounds=1)
            return
        if not SHARED.is_dir():
            raise NotHere(f"no folder {SHARED}")
        folders = {f"photos of {wide} × {high}": photos(Path(name, str(wide)), (wide, high)) for wide, high in SIZES}
        folders |= {"bccd, 416 × 312": SHARED / "bccd", "sign-digits, 100 × 100": SHARED / "sign-digits"}
        for title, folder in folders.items():
            yield from attempt(f"check with thumbnails, {title}", compare, title, folder, ROUNDS)
