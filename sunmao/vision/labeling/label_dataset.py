"""Labels of a model for a data set: as edits of it, or as a file of proposals."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sunmao.core.atomic_files import write_with_parents
from sunmao.core.validation import require_share
from sunmao.data.dataset import Dataset, open_dataset
from sunmao.data.edits.annotate import make_change
from sunmao.data.edits.picture_edit import PictureEdit, write_object
from sunmao.data.listing import Sample
from sunmao.inference.predictor import Predictor
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.vision.labeling.propose import Proposal, order_proposals, propose_labels


def label_dataset(model: Predictor, dataset: Dataset | str, score: float = 0.5) -> int:
    """Let a model label the pictures of a data set that nobody has labeled; what it is less sure of is left for you.

    Args:
        model: one that is trained or was loaded.
        dataset: the data set, or its folder.
        score: how sure it must be (0 to 1).

    Returns: how many pictures it labeled. On the Data page all of it can be undone at once.

    Raises: BadValue, BadData where the labels cannot be written.
    """
    opened, score = open_dataset(dataset), require_share("score", score)
    items = opened.unlabeled_items()
    folder = Path(opened.path)
    changes = {item.path.relative_to(folder).as_posix(): change for item, change in make_changes(model, items, score)}
    count = opened.accept_labels(changes, score)
    show_notice("labeled_by_model", path=opened.path, count=count, left=len(items) - count)
    return count


def make_changes(model: Predictor, items: Sequence[Sample], score: float) -> Iterator[tuple[Sample, PictureEdit]]:
    """Answers of a model to pictures, where it is sure enough of something; the others are left out.

    score: how sure it must be, 0 to 1.
    """
    for done, proposal in enumerate(propose_labels(model, items, score), 1):
        session.check_stop()
        session.emit(Progress(done=done, total=len(items), unit="picture", task="label"))
        if (change := accept_proposal(proposal, score)) is not None:
            yield proposal.item, change


def accept_proposal(proposal: Proposal, score: float) -> PictureEdit | None:
    """A proposal as labels, without what is less sure; None where nothing is left. Of a picture's tags all are sure, or
    none is taken: without one of them it would be labeled wrongly.
    """
    if proposal.labels:
        return PictureEdit(labels=proposal.labels) if min(proposal.scores) >= score else None
    sure = [thing for thing, each in zip(proposal.objects, proposal.scores, strict=False) if each >= score]
    return make_change(sure, None, None) if sure else None


def write_proposals(file: Path, folder: Path, proposals: list[Proposal], model: str) -> None:
    """Write what a model proposes into a JSON file: {'model', 'pictures': [{'path', 'uncertainty', 'labels', 'objects':
    [{'label', 'box', 'polygons', 'confidence'}]}]}, those first that teach most when they are labeled. Raises OSError.

    folder: of the data set.
    """
    rows = [
        {
            "path": each.item.path.relative_to(folder).as_posix(),
            "uncertainty": round(each.uncertainty, 4),
            "labels": list(each.labels),
            "objects": [
                {**write_object(thing), "confidence": round(score, 4)}
                for thing, score in zip(each.objects, each.scores, strict=False)
            ],
        }
        for each in order_proposals(proposals)
    ]
    write_with_parents(file, json.dumps({"model": model, "pictures": rows}, ensure_ascii=False, indent=1).encode())
