"""Trying a model: a picture goes in, what the model says of it comes back."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from sunmao.models.layered.layered_network import parse_network
from sunmao.protocol.frames import MAX_PICTURE, decode_frame
from sunmao.server.answers import answers
from sunmao.server.answers.jobs import Done
from sunmao.server.answers.models import (
    BatchAnswers,
    ClassificationResult,
    DetectionResultJson,
    LayerPictures,
    RowAnswer,
)
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import parse_flag, parse_number, parse_whole, read_json, take_value
from sunmao.server.inference.batch_answers import are_sizes
from sunmao.server.inference.model_pool import NO_FILE
from sunmao.server.models.model_files import require_model_path
from sunmao.server.models.taught_models import require_asked_path
from sunmao.server.studio import get_studio

routes = Blueprint("inference", __name__)

PICTURES = ("image/jpeg", "image/png")
ASKED = (*PICTURES, "audio/wav")
SMOOTHEST = 30  # pictures


@routes.post("/api/projects/<project>/try")
@answers(ClassificationResult | DetectionResultJson)
def ask(project: str) -> ResponseReturnValue:
    """Ask the model file `?model=` about the picture, or sound, in the body: `&unknown=0.6` (0 to 1) and `&smooth=5` (1
    to 30 pictures) of a classifier, `&confidence=0.5` (0 to 1; without it the model's own) of a model that finds
    things.
    """
    folder = get_studio().projects.get(project).folder
    path = require_asked_path(request.args.get("model", ""))
    unknown, smooth = parse_number("unknown", float, 0, 1, "0"), parse_number("smooth", int, 1, SMOOTHEST, "1")
    confidence = parse_number("confidence", float, 0, 1, "0.5") if "confidence" in request.args else None
    return jsonify(
        get_studio().inference.ask(
            project, folder, path, read_picture(ASKED), unknown=unknown, smooth=smooth, confidence=confidence
        )
    )


@routes.post("/api/projects/<project>/try/batch")
@answers(BatchAnswers)
def ask_batch(project: str) -> ResponseReturnValue:
    """Ask the model file `?model=` about many pictures, `&confidence=0.5` as of `ask`. The body,
    application/octet-stream, is a line of JSON {sizes: bytes of each file} and the files behind it. Answers as
    `answer_batch` says: one answer a picture, a file that is none harms no other."""
    folder = get_studio().projects.get(project).folder
    path = require_model_path(request.args.get("model", ""))
    confidence = parse_number("confidence", float, 0, 1, "0.5") if "confidence" in request.args else None
    try:
        said, data = decode_frame(read_picture(("application/octet-stream",), MAX_PICTURE))
    except ValueError:
        raise HttpProblem(400, "bad_value", name="sizes") from None
    sizes = said.get("sizes")
    if not are_sizes(sizes, len(data)):
        raise HttpProblem(400, "bad_value", name="sizes")
    asked = {"batch": {"sizes": sizes, "confidence": confidence}}
    return jsonify(get_studio().inference.ask_worker(project, folder, path, data, asked))


@routes.post("/api/projects/<project>/try/row")
@answers(RowAnswer)
def ask_row(project: str) -> ResponseReturnValue:
    """Ask the table model `?model=` about a row: {cells: by the names of its columns}."""
    folder = get_studio().projects.get(project).folder
    path = require_asked_path(request.args.get("model", ""))
    cells = take_value(read_json(), "cells", dict)
    return jsonify(get_studio().inference.ask_worker(project, folder, path, b"", {"row": cells}))


@routes.post("/api/projects/<project>/try/layers")
@answers(LayerPictures)
def look_at_layers(project: str) -> ResponseReturnValue:
    """Return the outputs of each layer of the weights file `?model=` for the picture in the body, or of a network
    `?network=` that has not learned, in its line; with `?number=` of a layer, `?map=` and `?numbers=`, rows of numbers
    parted by commas and semicolons, as if that filter had those numbers.
    """
    folder = get_studio().projects.get(project).folder
    fresh = parse_fresh_network()
    path = NO_FILE if fresh else require_model_path(request.args.get("model", ""))
    asked = {"layers": {"own": parse_own_filter(), "fresh": fresh}}
    return jsonify(get_studio().inference.ask_worker(project, folder, path, read_picture(), asked))


def parse_fresh_network() -> str | None:
    """The network for pictures that the query names by its layers. Raises HttpProblem 400."""
    line = request.args.get("network")
    found = parse_network(line) if line else None
    if line is not None and (found is None or len(found.input_shape) == 1):
        raise HttpProblem(400, "bad_value", name="network")
    return line


def parse_own_filter() -> dict | None:
    """The filter that the query asks for: {number, map, numbers}. Raises HttpProblem 400."""
    if "numbers" not in request.args:
        return None
    try:
        rows = [[float(each) for each in row.split(",")] for row in request.args["numbers"].split(";")]
    except ValueError:
        raise HttpProblem(400, "bad_value", name="numbers") from None
    if any(len(row) != len(rows) or not all(abs(each) <= 1 for each in row) for row in rows):
        raise HttpProblem(400, "bad_value", name="numbers")
    return {"number": parse_whole("number", 0), "map": parse_whole("map", 0), "numbers": rows}


@routes.post("/api/projects/<project>/try/prepare")
@answers(Done)
def prepare(project: str) -> ResponseReturnValue:
    """A model of this project will soon be tried; with `?table=1` a learner of a table."""
    get_studio().projects.get(project)
    get_studio().inference.prepare(project, "table" if parse_flag("table") else "model")
    return jsonify(ok=True)


@routes.delete("/api/projects/<project>/try")
@answers(Done)
def end(project: str) -> ResponseReturnValue:
    """Try the models of this project no more."""
    get_studio().projects.get(project)
    get_studio().inference.end(project)
    return jsonify(ok=True)


def read_picture(kinds: tuple[str, ...] = PICTURES, most: int = MAX_PICTURE) -> bytes:
    """The body of the request, at most so many bytes. Raises HttpProblem 400, 413 or 415."""
    if request.mimetype not in kinds:
        raise HttpProblem(415, "needs_picture")
    request.max_content_length = most
    too_large = HttpProblem(413, "picture_too_large", mb=most // 2**20)
    try:
        data = request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise too_large from None
    except ClientDisconnected:
        raise HttpProblem(400, "not_complete") from None
    if len(data) >= most:  # without a length werkzeug stops reading there and says nothing
        raise too_large
    return data
