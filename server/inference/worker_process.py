"""The process in which a model is tried: `python -P -m sunmao.server.inference.worker_process`.

It connects, loads one model file, and answers one picture after the other until the studio has gone.
"""

import math
import os
import sys
import time
import traceback
from pathlib import Path

from sunmao.errors import NotAPicture, SunmaoError
from sunmao.models.weight_metadata import about
from sunmao.texts import LANGUAGES
from sunmao.runtime.watchdog import adopt_orphans
from sunmao.protocol.connection import Wire, connect
from sunmao.protocol import frames

NICER = 5  # the page, and a training, come first
LEARNERS = {"detection": "Detection", "instance": "Segmentation"}  # what a model learned → its class, where it is no classifier
MOST_THINGS = 300  # of one answer


def main() -> int:
    """Answer until there is nobody left to ask. Returns the exit status."""
    wire = connect(os.environ.pop("SUNMAO_LINK"), bytes.fromhex(os.environ.pop("SUNMAO_KEY")))
    adopt_orphans()
    stand_back()
    try:
        said, _ = frames.unpacked(wire.receive_bytes(frames.MOST_QUESTION))
        model = answered(wire, lambda: opened(Path(said["path"])), lambda model: {"ready": True})
        while model is not None:
            said, picture = frames.unpacked(wire.receive_bytes(frames.MOST_QUESTION))
            answered(wire, lambda: guess(model, picture, **said), lambda found: found)
    except (EOFError, OSError):
        pass  # the studio does not need this process any more
    return 0


def answered(wire: Wire, act, said):
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
    wire.send_bytes(frames.packed(answer))
    return found


def opened(path: Path):
    """The model in a file, ready to be asked: without torch where the file needs none."""
    if path.suffix.lower() == ".onnx":
        from sunmao.deploy import Workflow

        return Workflow(checkpoint=path)
    from sunmao import vision

    said = about(path)
    if not said.get("model"):
        said = _said_inside(path)
    model = getattr(vision, LEARNERS.get(said.get("task"), "Classification"))(backbone=said["model"])
    model.load_checkpoint(path)
    return model


def guess(model, picture: bytes, unknown: float, smooth: int, confidence: float | None) -> dict:
    """What the model says of a picture, with 'ms' and 'model'; see `classified` and `found`."""
    from sunmao.data.images.image_files import decode

    image = decode(picture)
    tells = model.task == "classification"
    asked = {"unknown": unknown, "smooth": smooth} if tells else {"confidence": confidence}
    began = time.perf_counter()
    result = model.inference(image, **asked)
    ms = 1000 * (time.perf_counter() - began)
    said = classified(result, unknown) if tells else found(result, image)
    return {**said, "ms": round(ms, 2), "model": model.backbone}


def classified(result, unknown: float) -> dict:
    """{'label', 'unknown', 'confidence', 'scores': [{'label', 'score'}]}; label: the best class, also when it is less sure than `unknown`."""
    need_numbers(result.scores)
    scores = [{"label": label, "score": round(score, 4)} for label, score in zip(result.classes, result.scores, strict=True)]
    best = result.top(1)[0]
    return {"label": best.label, "unknown": best.confidence < unknown, "confidence": best.confidence, "scores": scores}


def found(result, image) -> dict:
    """{'things': [{'label', 'confidence', 'box', 'outlines'}], 'total', 'width', 'height'}.

    box: x1, y1, x2, y2; outlines: polygons [x, y, x, y, …] of a mask; all in pixels of the picture, (width, height). The surest
    things come first, at most `MOST_THINGS` of the `total`.
    """
    from sunmao.vision.object_detection.evaluation_event import outlined, text_of

    things = result.top(MOST_THINGS)
    masks = (result.found.masks or [None] * len(things))[: len(things)]
    need_numbers(number for thing in things for number in (*thing.box, thing.confidence))
    height, width = image.shape[:2]
    rows = [
        {"label": thing.label, "confidence": thing.confidence, "box": list(thing.box), "outlines": outlined(text_of(mask)) if mask else []}
        for thing, mask in zip(things, masks, strict=True)
    ]
    return {"things": rows, "total": result.count(), "width": width, "height": height}


def need_numbers(values) -> None:
    """Raises ValueError for what no page can show."""
    if not all(map(math.isfinite, values)):
        raise ValueError("the model computes no numbers")


def stand_back() -> None:
    """Leave the processor to others when they want it."""
    import psutil

    try:
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if os.name == "nt" else NICER)
    except (psutil.Error, OSError):
        pass  # it is only a courtesy


def _said_inside(path: Path) -> dict:
    """What a weights file says only beside its weights."""
    from sunmao.core.training_engine import need_engine

    need_engine()
    from sunmao.vision.checkpoints.weight_files import load

    return load(path)


if __name__ == "__main__":
    sys.exit(main())
