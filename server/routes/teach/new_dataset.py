"""Beginning a data set in Teach: a name, and classes that have nothing yet."""

from collections.abc import Callable
from pathlib import Path

from flask import jsonify
from flask.typing import ResponseReturnValue

from sunmao.server.datasets.import_export import publish_dataset
from sunmao.server.http.request_parsing import take_texts, take_value
from sunmao.server.studio import get_studio

MAX_CLASSES = 100


def begin_dataset(project: str, data: dict, fill: Callable[[Path, list[str]], None]) -> ResponseReturnValue:
    """Answers 201 {name, path}. data: {name, classes}, as the page says it; fill: writes the classes into a folder."""
    studio = get_studio()
    name, classes = take_value(data, "name", str), take_texts(data, "classes", MAX_CLASSES)
    folder = studio.projects.get(project).folder
    made = publish_dataset(studio.datasets, project, folder, name, lambda inside: fill(inside, classes))
    return jsonify(name=made.name, path=f"data/{made.name}"), 201
