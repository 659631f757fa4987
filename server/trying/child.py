"""The process in which a model is tried: `python -P -m sunmao.server.trying.child`.

It connects, loads one model file, and answers one picture after the other until the studio has gone.
"""

import math
import os
import sys
import time
import traceback
from pathlib import Path

from ...errors import NotAPicture, SunmaoError
from ...models.weights_info import about
from ...texts import LANGUAGES
from ...watchman import adopt_orphans
from ...wire import Wire, connect
from ... import frames

NICER = 5  # the page, and a training, come first


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
        from ...deploy import Workflow

        return Workflow(checkpoint=path)
    from ...vision import Classification

    model = Classification(backbone=about(path).get("model") or _named(path))
    model.load_checkpoint(path)
    return model


def guess(model, picture: bytes, unknown: float, smooth: int) -> dict:
    """What the model says of a picture. label: the best class, also when it is less sure than `unknown`."""
    from ...data.pictures import decode

    image = decode(picture)
    began = time.perf_counter()
    result = model.inference(image, unknown=unknown, smooth=smooth)
    ms = 1000 * (time.perf_counter() - began)
    if not all(map(math.isfinite, result.scores)):
        raise ValueError("the model computes no numbers")
    scores = [{"label": label, "score": round(score, 4)} for label, score in zip(result.classes, result.scores, strict=True)]
    best = result.top(1)[0]
    return {
        "label": best.label, "unknown": best.confidence < unknown, "confidence": best.confidence, "scores": scores,
        "ms": round(ms, 2), "model": model.backbone,
    }  # fmt: skip


def stand_back() -> None:
    """Leave the processor to others when they want it."""
    import psutil

    try:
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if os.name == "nt" else NICER)
    except (psutil.Error, OSError):
        pass  # it is only a courtesy


def _named(path: Path) -> str:
    """The network of a weights file that does not say it outside its weights."""
    from ...engine import need_engine

    need_engine()
    from ...vision.weights import load

    return load(path)["model"]


if __name__ == "__main__":
    sys.exit(main())
