"""The process in which a model is tried: `python -P -m sunmao.server.inference.worker_process`.

It connects, loads a model file, and answers one picture after the other until the studio has gone. It may be told to
load another file in its place.
"""

import contextlib
import math
import sys
import time
import traceback
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from sunmao.errors import NotAPicture, SunmaoError
from sunmao.protocol import frames
from sunmao.protocol.connection import MessageConnection
from sunmao.server.models.open_model import open_model
from sunmao.server.processes.worker_startup import start_worker
from sunmao.texts import LANGUAGES

MOST_THINGS = 300  # of one answer


def main() -> int:
    """Answer until there is nobody left to ask. Returns the exit status."""
    wire = start_worker()
    try:
        model: Any = True
        while model is not None:
            said, picture = frames.decode_frame(wire.receive_bytes(frames.MOST_QUESTION))
            if "prepare" in said:
                send_answer(wire, import_engine, lambda done: {"ready": True})
            elif "path" in said:
                model = send_answer(wire, partial(open_model, Path(said["path"])), lambda model: {"ready": True})
            else:
                send_answer(wire, partial(answer, model, picture, said), lambda found: found)
    except (EOFError, OSError):
        pass  # the studio does not need this process any more
    return 0


def send_answer(wire: MessageConnection, act, said):
    """Send `said(act())`, or the sentence of what went wrong. Returns what `act` returned; None after an error."""
    found = None
    try:
        found = act()
        answer = said(found)
    except NotAPicture:
        answer = {"no_picture": True}
    except SunmaoError as error:
        answer = {"error": {lang: error.text(lang) for lang in LANGUAGES}}
    except Exception:
        traceback.print_exc()
        answer = {"failed": True}
    wire.send_bytes(frames.encode_frame(answer))
    return found


def import_engine() -> None:
    """Import what a model of this computer's own training needs, where it is installed."""
    with contextlib.suppress(ImportError):
        import sunmao.vision.classification
        import sunmao.vision.training.train  # noqa: F401


def answer(model, picture: bytes, asked: dict) -> dict:
    """What the model says of a picture: {'explain'} asks why, {'nearest': arguments of `NearestSearch.advance`} for
    training pictures like it; {'explain_object', 'nearest_objects': arguments of `explain_thing` and
    `NearestObjectSearch.advance_object`} the same of one thing; {'batch': arguments of `answer_batch`} of many
    pictures, whose files lie one after the other; {'compression': arguments of `advance_compression`} compares files of
    the model; {'test': arguments of `evaluate_model`} tests it; anything else are the arguments of `predict`.
    """
    if "explain" in asked:
        from sunmao.server.explanation.picture_explanation import explain_picture

        return explain_picture(model, picture)
    if "explain_object" in asked:
        from sunmao.server.explanation.object_explanation import explain_thing

        return explain_thing(model, picture, **asked["explain_object"])
    if "batch" in asked:
        from sunmao.server.inference.batch_answers import answer_batch

        return answer_batch(model, picture, **asked["batch"])
    if "test" in asked:
        from sunmao.server.inference.model_evaluation import evaluate_model

        return evaluate_model(model, **asked["test"])
    if "compression" in asked:
        from sunmao.server.inference.compression import advance_compression

        return advance_compression(**asked["compression"])
    if "nearest" in asked:
        return open_search(model).advance(picture, **asked["nearest"])
    if "nearest_objects" in asked:
        return open_object_search(model).advance_object(picture, **asked["nearest_objects"])
    return predict(model, picture, **asked)


@lru_cache(maxsize=1)
def open_search(model):
    """The `NearestSearch` of the model that was asked last."""
    from sunmao.server.explanation.nearest_search import NearestSearch

    return NearestSearch(model)


@lru_cache(maxsize=1)
def open_object_search(model):
    """The `NearestObjectSearch` of the model that was asked last."""
    from sunmao.server.explanation.nearest_objects import NearestObjectSearch

    return NearestObjectSearch(model)


def predict(model, picture: bytes, unknown: float, smooth: int, confidence: float | None) -> dict:
    """What the model says of a picture, with 'ms' and 'model'; see `format_classification` and its siblings."""
    from sunmao.images.image_files import decode_image

    image = decode_image(picture)
    tells = model.task in ("classification", "multi_label", "regression")
    asked: dict[str, Any] = {"unknown": unknown, "smooth": smooth} if tells else {"confidence": confidence}
    if model.task in ("multi_label", "regression"):
        del asked["unknown"]  # each label has a threshold of its own, a number has none
    if model.task == "semantic":
        asked = {}
    began = time.perf_counter()
    result = model.inference(image, **asked)
    ms = 1000 * (time.perf_counter() - began)
    if model.task == "multi_label":
        said = format_tags(result)
    elif model.task == "semantic":
        said = format_areas(result)
    elif model.task == "regression":
        said = format_number(result)
    else:
        said = format_classification(result, unknown) if tells else format_detections(result, image)
    return {**said, "ms": round(ms, 2), "model": model.backbone}


def format_classification(result, unknown: float) -> dict:
    """{'label', 'unknown', 'confidence', 'scores': [{'label', 'score'}]}; label: the best class, also when it is less
    sure than `unknown`.
    """
    require_finite(result.scores)
    scores = [
        {"label": label, "score": round(score, 4)} for label, score in zip(result.classes, result.scores, strict=True)
    ]
    best = result.top(1)[0]
    return {"label": best.label, "unknown": best.confidence < unknown, "confidence": best.confidence, "scores": scores}


def format_tags(result) -> dict:
    """As `format_classification`; label: all labels that were recognized; unknown: there are none; recognized:
    [{'label', 'confidence'}] of them, the surest first.
    """
    said = format_classification(result, 0.0)
    recognized = [{"label": each.label, "confidence": each.confidence} for each in result.things]
    about = {"label": result.text, "unknown": not recognized, "confidence": result.confidence}
    return {**said, **about, "recognized": recognized}


def format_number(result) -> dict:
    """{'value', 'unit', 'low', 'high'}: the number, and the smallest and the largest one that the model has learned."""
    require_finite([result.value])
    return {"value": result.value, "unit": result.unit, "low": result.low, "high": result.high}


def format_detections(result, image) -> dict:
    """{'things': [{'label', 'confidence', 'box', 'outlines'}], 'total', 'width', 'height'}.

    box: x1, y1, x2, y2; outlines: polygons [x, y, x, y, …] of a mask; all in pixels of the picture, (width, height).
    The surest things come first, at most `MOST_THINGS` of the `total`.
    """
    from sunmao.vision.object_detection.evaluation_event import mask_to_annotation, mask_to_outlines

    things = result.top(MOST_THINGS)
    masks = (result.found.masks or [None] * len(things))[: len(things)]
    require_finite(number for thing in things for number in (*thing.box, thing.confidence))
    height, width = image.shape[:2]
    rows = [
        {
            "label": thing.label,
            "confidence": thing.confidence,
            "box": list(thing.box),
            "outlines": mask_to_outlines(mask_to_annotation(mask)) if mask else [],
        }
        for thing, mask in zip(things, masks, strict=True)
    ]
    return {"things": rows, "total": result.count(), "width": width, "height": height}


def format_areas(result) -> dict:
    """As `format_detections`: what a model that paints says, one row a class, with the share of the picture that it
    covers.
    """
    height, width = result.mask.shape
    require_finite(result.things and [thing.confidence for thing in result.things])
    rows = []
    for thing in result.things:
        outlines = [each for each in result.outlines(thing.label) if len(each) > 4][:MOST_THINGS]
        points = [point for each in outlines for point in zip(each[::2], each[1::2], strict=True)]
        if points:
            (left, *_, right), (top, *_, bottom) = (sorted(axis) for axis in zip(*points, strict=True))
            rows.append(
                {
                    "label": thing.label,
                    "confidence": thing.confidence,
                    "box": [left, top, right, bottom],
                    "outlines": outlines,
                    "share": result.share(thing.label),
                }
            )
    return {"things": rows, "total": len(rows), "width": width, "height": height}


def require_finite(values) -> None:
    """Raises ValueError for what no page can show."""
    if not all(map(math.isfinite, values)):
        raise ValueError("the model computes no numbers")


if __name__ == "__main__":
    sys.exit(main())
