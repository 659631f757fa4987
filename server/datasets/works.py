"""What a job's process can do: each function is called with the studio, for progress, and with what the page asked for."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import index, store
from .seeing import seen

THREADS = 2


def look(studio, project: str, data: str, name: str) -> dict:
    """Make the index of a data set, or bring it up to date: what the labels say first, then every thumbnail."""
    place = store.Place(project, Path(data), name)
    with store.writing(place.index) as db, ThreadPoolExecutor(THREADS) as pool:
        if store.about(place.index).get("stamp") != index.stamp(place.folder):
            index.listed(db, place)
        index.look(db, place, lambda files: list(pool.map(seen, files)), studio.wished, studio.progress)
    return {}


WORKS = {work.__name__: work for work in (look,)}
