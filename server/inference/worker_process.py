"""The process in which a model is tried: `python -P -m sunmao.server.inference.worker_process`.

It connects, loads a model file, and answers one picture after the other until the studio has gone. It may be told to
load another file in its place.
"""

import contextlib
import importlib
import sys
import time
import traceback
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.errors import NotAPicture, SunmaoError
from sunmao.protocol import frames
from sunmao.protocol.connection import MessageConnection
from sunmao.server.models.open_model import open_model
from sunmao.server.processes.worker_startup import start_worker
from sunmao.texts import LANGUAGES

if TYPE_CHECKING:
    from sunmao.server.explanation.nearest_objects import NearestObjectSearch
    from sunmao.server.explanation.nearest_search import NearestSearch


# What a model of this computer's own training needs, and what learns from a table.
ENGINES = {
    "model": ("sunmao.vision.classification", "sunmao.tasks.classification.train"),
    "table": ("sunmao.server.inference.tree_answers", "sklearn.tree", "sklearn.ensemble", "sklearn.neural_network"),
}
TABLE_ANSWERS = {
    "table_tree": "sunmao.server.inference.tree_answers:answer_tree",
    "table_tree_rows": "sunmao.server.inference.tree_answers:answer_tree_rows",
    "table_plane": "sunmao.server.inference.neighbor_answers:answer_plane",
    "table_nearest": "sunmao.server.inference.neighbor_answers:answer_nearest",
    "table_all_columns": "sunmao.server.inference.neighbor_answers:answer_all_columns",
}


def main() -> int:
    """Answer until there is nobody left to ask. Returns the exit status."""
    wire = start_worker()
    try:
        model: Any = True
        while model is not None:
            said, picture = frames.decode_frame(wire.receive_bytes(frames.MAX_QUESTION))
            if "prepare" in said:
                send_answer(wire, partial(import_engine, said["prepare"]), lambda done: {"ready": True})
            elif "path" in said:
                model = send_answer(wire, partial(open_model, Path(said["path"])), lambda model: {"ready": True})
            else:
                send_answer(wire, partial(answer, model, picture, said), lambda found: found)
    except (EOFError, OSError):
        pass  # the studio does not need this process any more
    return 0


def send_answer(wire: MessageConnection, act: Callable, said: Any) -> Any:
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


def import_engine(what: str) -> None:
    """Import what is needed, of `ENGINES`, where it is installed."""
    with contextlib.suppress(ImportError):
        for module in ENGINES[what]:
            importlib.import_module(module)


def answer(model: Any, picture: bytes, asked: dict) -> dict:
    """Ask the model about a picture: {'explain'} asks why, {'nearest': arguments of `NearestSearch.advance`} for
    training pictures like it; {'explain_object', 'nearest_objects': arguments of `explain_thing` and
    `NearestObjectSearch.advance_object`} the same of one thing; {'batch': arguments of `answer_batch`} of many
    pictures, whose files lie one after the other; {'compression': arguments of `advance_compression`} compares files of
    the model; {'test': arguments of `evaluate_model`} tests it; {'sentence': arguments of `answer_sentence`} asks a
    text model; {'row': cells by their columns} asks a table model; {'points': arguments of `answer_points`} finds
    points; {'motion'} asks a gesture model, the picture being the argument of `answer_motion`; {'layers': arguments of
    `answer_layers`} looks at what each layer of a network gives; {'next_word': arguments of `answer_next_word`} goes on
    with a text; {a key of `TABLE_ANSWERS`: arguments of its function} asks what learns from a table; anything else are
    the arguments of `predict`.
    """
    if "sentence" in asked:
        from sunmao.server.inference.sentence_answers import answer_sentence

        return answer_sentence(model, **asked["sentence"])
    if "points" in asked:
        from sunmao.server.inference.point_answers import answer_points

        return answer_points(picture, **asked["points"])
    if "motion" in asked:
        from sunmao.server.inference.motion_answers import answer_motion

        return answer_motion(model, picture)
    if "layers" in asked:
        from sunmao.server.inference.layer_answers import answer_layers

        return answer_layers(model, picture, **asked["layers"])
    if "next_word" in asked:
        from sunmao.server.inference.next_word_answers import answer_next_word

        return answer_next_word(**asked["next_word"])
    if "row" in asked:
        from sunmao.server.inference.row_answers import answer_row

        return answer_row(model, asked["row"])
    if what := next(iter(TABLE_ANSWERS.keys() & asked.keys()), None):
        module, _, function = TABLE_ANSWERS[what].partition(":")
        return getattr(importlib.import_module(module), function)(**asked[what])
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
def open_search(model: Any) -> "NearestSearch":
    """The `NearestSearch` of the model that was asked last."""
    from sunmao.server.explanation.nearest_search import NearestSearch

    return NearestSearch(model)


@lru_cache(maxsize=1)
def open_object_search(model: Any) -> "NearestObjectSearch":
    """The `NearestObjectSearch` of the model that was asked last."""
    from sunmao.server.explanation.nearest_objects import NearestObjectSearch

    return NearestObjectSearch(model)


def predict(model: Any, picture: bytes, unknown: float, smooth: int, confidence: float | None) -> dict:
    """Compute the model's answer for a picture, or for a sound, with 'ms' and 'model'; see `Task.make_live_answer`."""
    from sunmao.server.inference.live_network import open_live_network

    task = model._answering
    image = task.decode_live(picture)
    asked = task.pick_options(confidence, unknown, smooth)
    asked_model = open_live_network(model).pick(image) if smooth > 1 else model
    began = time.perf_counter()
    result = asked_model.inference(image, **asked)
    ms = 1000 * (time.perf_counter() - began)
    return {**task.make_live_answer(result, image, unknown), "ms": round(ms, 2), "model": model.backbone}


if __name__ == "__main__":
    sys.exit(main())
