"""Drawing the map of a data set, in a job's process: where each picture lies, and small pictures of all of them."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from sunmao.data.listing import Sample
from sunmao.server.dataset_index import build_index, index_db
from sunmao.server.dataset_index.change_detection import compute_stamp
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.image_map.read_map import TILE, TILES_ACROSS
from sunmao.server.datasets.thumbnail import make_thumbnail
from sunmao.vision.embedding.image_map import embed_samples, project_features

CELLS = 1 << 8  # of the map's side: tiles are ordered by the cell in which their picture lies
QUALITY = 82
GRAY = 200  # of the tile of a picture that cannot be shown


def draw_map(studio: Any, project: str, data: str, name: str, method: str) -> dict:
    """Lay the pictures of a data set out by a method of `project_features`: {'pictures': how many}.

    What the backbone sees in a picture is remembered by its contents: another method, or some new pictures, take
    moments. Raises EngineMissing and what `project_features` raises.
    """
    place = DatasetLocation(project, Path(data), name)
    with index_db.open_for_writing(place.index) as db:
        if index_db.read_about(place.index).get("stamp") != compute_stamp(place.folder):
            build_index.write_listing(db, place)
        numbers = {
            place.folder / path: number for number, path in db.execute("select id, path from files order by path")
        }
        samples, features = embed_samples([Sample(file, None, "train") for file in numbers], studio.progress)
        ids = [numbers[sample.path] for sample in samples]
        places = scale_places(project_features(features, method))
        order = sort_by_cell(places)
        with db:
            write_layout(db, method, ids, places)
            write_sheets(db, place, [ids[at] for at in order])
    return {"pictures": len(ids)}


def scale_places(places: np.ndarray) -> np.ndarray:
    """Places, (N, 2) float, each direction stretched to 0 … 1; (N, 2) float64."""
    if not len(places):
        return np.zeros((0, 2))
    least, most = places.min(0).astype(float), places.max(0).astype(float)
    return (places - least) / np.where(most > least, most - least, 1)


def sort_by_cell(places: np.ndarray) -> np.ndarray:
    """The order in which neighbors on the map mostly follow one another (Morton, 1966); places: (N, 2), 0 … 1."""
    x, y = (np.minimum((places * CELLS).astype(np.int64), CELLS - 1)).T
    code = np.zeros(len(places), np.int64)
    for bit in range(CELLS.bit_length() - 1):
        code |= ((x >> bit & 1) << 2 * bit) | ((y >> bit & 1) << 2 * bit + 1)
    return np.argsort(code, kind="stable")


def write_layout(db: sqlite3.Connection, method: str, ids: list[int], places: np.ndarray) -> None:
    """Keep where pictures lie, in the place of what this method said before (inside the caller's transaction)."""
    db.execute("delete from layouts where method = ?", (method,))
    rows = (
        (method, number, round(float(x), 5), round(float(y), 5)) for number, (x, y) in zip(ids, places, strict=True)
    )
    db.executemany("insert into layouts values (?, ?, ?, ?)", rows)


def write_sheets(db: sqlite3.Connection, place: DatasetLocation, ids: list[int]) -> None:
    """Put small pictures into few large ones, which the page fetches at once (inside the caller's transaction).

    ids: of the pictures, in the order of their tiles.
    """
    db.execute("delete from tiles")
    db.execute("delete from sheets")
    db.executemany("insert into tiles values (?, ?)", ((number, at) for at, number in enumerate(ids)))
    for sheet, begin in enumerate(range(0, len(ids), TILES_ACROSS**2)):
        image = np.full((TILES_ACROSS * TILE, TILES_ACROSS * TILE, 3), GRAY, np.uint8)
        for at, tile in enumerate(_read_tiles(db, place, ids[begin : begin + TILES_ACROSS**2])):
            row, column = divmod(at, TILES_ACROSS)
            if tile is not None:
                image[row * TILE : (row + 1) * TILE, column * TILE : (column + 1) * TILE] = tile
        jpeg = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes()
        db.execute("insert into sheets values (?, ?)", (sheet, jpeg))


def _read_tiles(db: sqlite3.Connection, place: DatasetLocation, ids: list[int]) -> Iterator[np.ndarray | None]:
    """The middle square of each picture, (TILE, TILE, 3) uint8 BGR; None for one that cannot be shown."""
    for number in ids:
        path, jpeg = db.execute(
            "select path, jpeg from files left join thumbs using (id) where id = ?", (number,)
        ).fetchone()
        jpeg = jpeg or make_thumbnail(place.folder / path)[1]
        image = None if jpeg is None else cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
        yield None if image is None else crop_tile(image)


def crop_tile(image: np.ndarray) -> np.ndarray:
    """The middle square of a picture, (H, W, 3) uint8, as (TILE, TILE, 3) uint8."""
    height, width = image.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    square = image[top : top + side, left : left + side]
    # A digit of 8 × 8 pixels stays made of squares.
    way = cv2.INTER_AREA if side >= TILE else cv2.INTER_NEAREST
    return cv2.resize(square, (TILE, TILE), interpolation=way)
