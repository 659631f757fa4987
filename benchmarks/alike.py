"""Near duplicates planted in photographs of hands: precision and recall, and the time for 20,000 pictures with
decoding.
"""

import io
import itertools
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, ImageOps

from benchmarks.costs import measure_cost
from benchmarks.rows import NotHere, Row, Size
from sunmao.data.checks.near_duplicates import compute_fingerprint, find_near_duplicate_files, find_near_duplicates

SIGNS = Path(__file__).resolve().parents[2] / "shared/data/sign-digits"
EVERY = 4  # copies of every fourth picture
MANY, WIDE, HIGH = 20_000, 640, 480
GOALS = dict.fromkeys(
    (
        "resized",
        "encoded anew",
        "mirrored",
        "cropped 5 %",
        "cropped 10 %",
        "cropped 10 %, resized",
        "brighter",
        "darker",
        "turned 3°",
    ),
    0.95,
)


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Rows of precision and recall in per cent, and one of seconds. Raises NotHere."""
    photographs = sorted(SIGNS.glob("*_set/*/*.jpg"))[:: size.pick(1, 80)]
    if not photographs:
        raise NotHere(f"no folder {SIGNS}")
    precision, recalls = measure_planted_copies(photographs)
    yield Row("near duplicates in sign-digits, precision", 100 * precision, "%", ">= 95")
    for kind, share in recalls.items():
        yield Row(f"near duplicates in sign-digits, {kind}", 100 * share, "%", f">= {100 * GOALS[kind]:.0f}")
    many = size.pick(MANY, 200)
    with tempfile.TemporaryDirectory() as folder:
        paths = generate_pictures(Path(folder), photographs, many)
        with measure_cost() as cost:
            found = find_near_duplicate_files(paths)
    note = f"{cost.processor:.0f} s of processor time; {len(found)} groups, {many // 100} planted"
    yield Row(f"near duplicates among {many} of {WIDE} × {HIGH}", cost.wall, "s", "<= 120", note=note)


def measure_planted_copies(paths: list[Path], every: int = EVERY) -> tuple[float, dict[str, float]]:
    """The share of found pairs that are copies of one picture, and the share of copies found, by kind. every: of how
    many pictures one is copied.
    """
    prints, origins, kinds = [], [], []
    dice = random.Random(0)
    for number, path in enumerate(paths):
        with Image.open(path) as image:
            image = image.convert("RGB")
        made = [("", image), *copies(image, dice)] if number % every == 0 else [("", image)]
        prints += [compute_fingerprint(each) for _, each in made]
        origins += [number] * len(made)
        kinds += [kind for kind, _ in made]
    found = find_near_duplicates(np.stack(prints))
    pairs = [origins[a] == origins[b] for group in found for a, b in itertools.combinations(group, 2)]
    place = {each: number for number, group in enumerate(found) for each in group}
    first = {origin: n for n, (origin, kind) in reversed([*enumerate(zip(origins, kinds, strict=True))]) if not kind}
    hits = defaultdict(list)
    for n, kind in enumerate(kinds):
        if kind:
            hits[kind].append(n in place and place[n] == place.get(first[origins[n]]))
    return sum(pairs) / len(pairs), {kind: sum(each) / len(each) for kind, each in hits.items()}


def copies(image: Image.Image, dice: random.Random) -> Iterator[tuple[str, Image.Image]]:
    """A copy of each kind, encoded as files are."""
    width, height = image.size
    left, top = (round(dice.uniform(0, 0.05) * side) for side in image.size)
    scale = dice.choice((0.5, 0.75, 1.5, 2))
    yield (
        "resized",
        encode_picture(
            image.resize((round(width * scale), round(height * scale)), Image.Resampling.LANCZOS), quality=90
        ),
    )
    yield (
        "encoded anew",
        encode_picture(image, **dice.choice(({"quality": 40}, {"quality": 75}, {"format": "WEBP", "quality": 60}))),
    )
    yield "mirrored", encode_picture(ImageOps.mirror(image), quality=90)
    yield (
        "cropped 5 %",
        encode_picture(image.crop((left, top, left + round(width * 0.95), top + round(height * 0.95))), quality=90),
    )
    yield (
        "cropped 10 %",
        encode_picture(ImageOps.crop(image, (width // 20, height // 20, width // 20, height // 20)), quality=90),
    )
    left, top = (round(dice.uniform(0, 0.1) * side) for side in image.size)
    corner = image.crop((left, top, left + round(width * 0.9), top + round(height * 0.9)))
    yield "cropped 10 %, resized", encode_picture(corner.resize(image.size, Image.Resampling.BICUBIC), quality=90)
    for kind, factor in (("brighter", 1.2), ("darker", 0.8)):
        yield kind, encode_picture(ImageEnhance.Brightness(image).enhance(factor), quality=90)
    yield "turned 3°", encode_picture(image.rotate(dice.choice((-3, 3)), Image.Resampling.BICUBIC), quality=90)


def encode_picture(image: Image.Image, format: str = "JPEG", quality: int = 90) -> Image.Image:
    """The picture after it was in a file."""
    file = io.BytesIO()
    image.save(file, format=format, quality=quality)
    return Image.open(file).convert("RGB")


def generate_pictures(folder: Path, photographs: list[Path], many: int) -> list[Path]:
    """Files of different photographs, each two hands side by side, and a hundredth of them once more, a little smaller."""
    import cv2

    signs = [cv2.imread(str(path)) for path in photographs]
    dice, paths = random.Random(0), []
    pairs = dice.sample([*itertools.combinations(range(len(signs)), 2)], many)
    for number, (left, right) in enumerate(pairs):
        path = folder / f"{number}.jpg"
        if number % 100 == 99:
            with Image.open(paths[-1]) as image:
                image.resize((WIDE * 9 // 10, HIGH * 9 // 10)).save(path, quality=80)
        else:
            two = np.concatenate([signs[left], signs[right]], axis=1)
            cv2.imwrite(str(path), cv2.resize(two, (WIDE, HIGH), interpolation=cv2.INTER_LINEAR))
        paths.append(path)
    return paths
