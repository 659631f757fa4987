"""Answers of a model for many pictures, decoded and asked in batches: a file that is no picture harms no other."""

from typing import TYPE_CHECKING, Any

from sunmao.errors import NotAPicture
from sunmao.protocol.frames import MAX_PICTURE
from sunmao.tasks.task import require_finite
from sunmao.texts import LANGUAGES

if TYPE_CHECKING:
    import numpy as np


MAX_IMAGES = 64  # pictures of one request
PIXELS = 16_000_000  # of the pictures that are in the memory at once
MAX_THINGS = 100  # of one picture
SCORES = 5  # classes of a picture, the surest first


def answer_batch(model: Any, data: bytes, sizes: list[int], confidence: float | None) -> dict:
    """Compute the answers of a model for pictures whose files lie one after the other in `data`.

    Args:
        sizes: of each file, in bytes.
        confidence: of a model that finds things: the least confidence of what counts as found (0 to 1).

    Returns: {'answers': one of each picture, 'model'}: of a classifier {'label', 'confidence', 'scores': the surest
    `SCORES`}, of a model that gives a number its live answer, of one that finds things {'things': [{'label',
    'confidence', 'box'}], 'width', 'height'} with boxes x1, y1, x2, y2 in pixels, and {'problem': a sentence in every
    language} of a file that is no picture.
    """
    answers: list[dict | None] = [None] * len(sizes)
    waiting: list[tuple[int, object]] = []
    room, start = PIXELS, 0
    for number, size in enumerate(sizes):
        image = _decode(data[start : start + size], answers, number)
        start += size
        if image is None:
            continue
        waiting.append((number, image))
        room -= image.shape[0] * image.shape[1]
        if room <= 0:
            _ask(model, waiting, answers, confidence)
            waiting, room = [], PIXELS
    _ask(model, waiting, answers, confidence)
    return {"answers": answers, "model": model.backbone}


def are_sizes(sizes: Any, total: int) -> bool:
    """Whether these are the sizes of 1 to `MAX_IMAGES` files that are so many bytes together."""
    return (
        isinstance(sizes, list)
        and 0 < len(sizes) <= MAX_IMAGES
        and all(type(size) is int and 0 <= size <= MAX_PICTURE for size in sizes)
        and sum(sizes) == total
    )


def _decode(data: bytes, answers: list, number: int) -> "np.ndarray | None":
    from sunmao.images.image_files import decode_image

    try:
        return decode_image(data)
    except NotAPicture as error:
        answers[number] = {"problem": {lang: error.text(lang) for lang in LANGUAGES}}
        return None


def _ask(model: Any, waiting: list, answers: list, confidence: float | None) -> None:
    if not waiting:
        return
    from sunmao.tasks.evaluation.batch_inference import predict_images

    least = model._answering.pick_options(confidence).get("confidence")
    results = predict_images(model, [image for _, image in waiting], least)
    for (number, image), result in zip(waiting, results, strict=True):
        answers[number] = _describe(result, image, model._answering)


def _describe(result: Any, image: Any, task: Any) -> dict:
    if not task.has_labels:
        return task.make_live_answer(result, image)
    if task.whole_picture:
        require_finite(result.scores)
        best = result.top(SCORES)
        scores = [{"label": each.label, "score": round(each.confidence, 4)} for each in best]
        return {"label": best[0].label, "confidence": best[0].confidence, "scores": scores}
    things = result.top(MAX_THINGS)
    require_finite(value for thing in things for value in (*thing.box, thing.confidence))
    rows = [{"label": each.label, "confidence": each.confidence, "box": list(each.box)} for each in things]
    return {"things": rows, "width": image.shape[1], "height": image.shape[0]}
