"""Asking a model about a whole data set, in a job's process: what it proposes goes into the index."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sunmao.data.edits.picture_edit import write_object
from sunmao.data.listing import ObjectAnnotation, Sample
from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.labeling.proposals import save_order, save_proposals

TOGETHER = 8  # pictures that are kept at once
COMPARED = 300  # labeled pictures from which others are told apart


def propose_for_dataset(
    studio: Any, project: str, data: str, name: str, model: str, shown: str, confidence: float, all_pictures: bool
) -> dict:
    """Ask a model about every picture without labels: {'pictures', 'objects': how many}. What was proposed before goes.

    model: its file. shown: what the page calls it. all_pictures: about the labeled ones, too. Raises SunmaoError.
    """
    from sunmao.server.models.open_model import open_model
    from sunmao.vision.labeling.propose import Proposal, order_proposals, propose_labels

    place = DatasetLocation(project, Path(data), name)
    opened = open_model(Path(model))
    with index_db.open_for_writing(place.index) as db:
        rows = db.execute(
            "select path, labeled from rows join files using (id) where deleted = 0 order by n"
        ).fetchall()
        with db:
            db.execute("delete from proposals")
        asked = [Sample(place.folder / path, None, "") for path, labeled in rows if all_pictures or not labeled]
        known = [] if all_pictures else [place.folder / path for path, labeled in rows if labeled]
        found: list[Proposal] = []
        waiting: list[Proposal] = []
        studio.progress(0, len(asked))
        for proposal in propose_labels(opened, asked, confidence):
            found.append(proposal)
            waiting.append(proposal)
            if len(waiting) >= TOGETHER:
                save_proposals(db, map(_format_row(place), waiting))
                waiting = []
            studio.progress(len(found), len(asked))
        save_proposals(db, map(_format_row(place), waiting))
        order = order_proposals(found, _describe_looks(known[:: max(1, len(known) // COMPARED)]))
        save_order(db, (each.item.path.relative_to(place.folder).as_posix() for each in order), shown)
    studio.progress(len(asked), len(asked))
    return {"pictures": len(found), "objects": sum(len(each.objects or each.labels) for each in found)}


def _format_row(place: DatasetLocation) -> Callable[[Any], tuple[str, list]]:
    def format_row(proposal: Any) -> tuple[str, list[dict]]:
        said = [*map(_write_thing, proposal.objects)] or [{"label": label} for label in proposal.labels]
        rows = [{**each, "confidence": round(score, 4)} for each, score in zip(said, proposal.scores, strict=False)]
        return proposal.item.path.relative_to(place.folder).as_posix(), rows

    return format_row


def _write_thing(thing: ObjectAnnotation) -> dict:
    """A thing for the index; one that is painted with its outlines, by which pages draw it."""
    from sunmao.tasks.object_detection.evaluation_event import mask_to_outlines

    return write_object(thing) | ({"polygons": mask_to_outlines(thing.rle)} if thing.rle else {})


def _describe_looks(paths: list[Path]) -> list:
    """The looks of pictures that can be read."""
    from sunmao.errors import FileMissing, NotAPicture
    from sunmao.images.image_files import read_image_file
    from sunmao.vision.labeling.propose import describe_look

    looks = []
    for path in paths:
        try:
            looks.append(describe_look(read_image_file(path)))
        except (NotAPicture, FileMissing):
            continue
    return looks
