"""Small data sets, made at random, for tests of formats."""

import io
from pathlib import Path

from hypothesis import strategies as st
from PIL import Image
from sunmao.data import geometry
from sunmao.data.items import SPLITS, Item, Listing, Thing
from sunmao.data.tree import folder_tree

NAMES = ["cat", "石头", "a b", "<b>&\"x'", "no: 1", "#hash", "{name}", "背"]
WIDTH, HEIGHT = 40, 30
_sixteenths = st.integers(0, 16 * 30).map(lambda number: number / 16)


@st.composite
def boxes(draw):
    """A box in the picture, at least a pixel wide and high."""
    x, y = draw(_sixteenths) * 38 / 30, draw(_sixteenths) * 28 / 30
    return x, y, draw(st.floats(x + 1, WIDTH)), draw(st.floats(y + 1, HEIGHT))


@st.composite
def outlines(draw):
    """A triangle or more that holds an area."""
    points = draw(st.lists(st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT)), min_size=3, max_size=6, unique=True))
    polygon = tuple(float(value) for point in points for value in point)
    left, top, right, bottom = geometry.box_of([polygon])
    if geometry.area(polygon) == 0 or right - left < 1 or bottom - top < 1:
        return 1.0, 1.0, 9.0, 1.0, 5.0, 8.5
    return polygon


@st.composite
def masks(draw):
    """Run lengths of a mask in which one pixel at least is set."""
    runs = draw(st.lists(st.integers(1, 90), min_size=2, max_size=12))
    total = WIDTH * HEIGHT
    rle = geometry.checked_rle([*runs, total - sum(runs)], [HEIGHT, WIDTH])
    return rle


@st.composite
def things(draw, kinds: str):
    """One thing of a kind: 'boxes', 'outlines' (one each), 'groups' (several) or 'masks'."""
    label, kind = draw(st.sampled_from(NAMES)), draw(st.sampled_from(kinds.split()))
    if kind == "boxes":
        return Thing(label, draw(boxes()))
    if kind == "masks":
        rle = draw(masks())
        return Thing(label, geometry.box_of_rle(rle), (), rle)
    polygons = tuple(draw(st.lists(outlines(), min_size=1, max_size=1 if kind == "outlines" else 3)))
    return Thing(label, geometry.box_of(polygons), polygons)


def rows(kinds: str):
    """The things of one to four pictures; there is one thing at least."""
    return st.lists(st.tuples(st.sampled_from(SPLITS), st.lists(things(kinds), max_size=4)), min_size=1, max_size=4).filter(lambda rows: any(row[1] for row in rows))


def picture(width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """The bytes of a PNG."""
    with io.BytesIO() as file:
        Image.new("RGB", (width, height), (200, 100, 50)).save(file, "PNG")
        return file.getvalue()


def listing(folder: Path, drawn: list, task: str) -> Listing:
    """A listing of pictures that are really in a folder."""
    found = Listing(folder, task=task, format="coco")
    for number, (split, inside) in enumerate(drawn):
        path = folder / f"图 {number}.png"
        path.write_bytes(picture())
        found.items.append(Item(path, None, split, things=tuple(inside), size=(WIDTH, HEIGHT)))
    found.classes = [name for name in NAMES if any(thing.label == name for item in found.items for thing in item.things)]
    return found


def rewritten(found: Listing, format, folder: Path, read) -> Listing:
    """A listing written in a format and read again."""
    folder.mkdir(parents=True)
    format.write(found, folder_tree(found.root), folder)
    return read(folder_tree(folder), format.name)
