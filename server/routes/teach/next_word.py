"""The texts of the next-word machine, and what it makes of them. A text is a file straight in `data/`."""

import os
from pathlib import Path

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from sunmao.core.atomic_files import write_atomic
from sunmao.data.sentences import MAX_BYTES
from sunmao.server.answers import answers
from sunmao.server.answers.teach import NextWords, TextFile
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import read_json, take_texts, take_value
from sunmao.server.inference.model_pool import get_stamp
from sunmao.server.projects.project_files import list_entries
from sunmao.server.storage import file_names
from sunmao.server.storage.files import open_below
from sunmao.server.storage.safe_files import make_folder_safely
from sunmao.server.studio import get_studio

routes = Blueprint("next_word", __name__)

ENDING = ".txt"
MAX_TEXTS, MAX_WORDS, MAX_ROLLED = 8, 1000, 100
BOLDEST = 10.0


@routes.get("/api/projects/<project>/texts")
@answers(list[TextFile])
def index(project: str) -> ResponseReturnValue:
    """The texts of a project: [{path, text}]."""
    folder = get_studio().projects.get(project).folder
    names = [name for name in list_entries(folder / "data") if name.lower().endswith(ENDING)][:MAX_TEXTS]
    return jsonify([{"path": f"data/{name}", "text": _read(folder, f"data/{name}")} for name in names])


@routes.post("/api/projects/<project>/texts")
@answers(TextFile)
def save(project: str) -> ResponseReturnValue:
    """Keep a text: {text, path} in place of the one of that path, {text, name} as a new one, {sample, name} one that
    comes along. Answers {path, text}.
    """
    data, folder = read_json(), get_studio().projects.get(project).folder
    if "sample" in data:
        from sunmao.language.builtin_texts import NAMES, builtin_text

        if (sample := take_value(data, "sample", str)) not in NAMES:
            raise HttpProblem(400, "bad_value", name="sample")
        text = builtin_text(sample)
    else:
        text = take_value(data, "text", str).encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    size = len(text.encode("utf-8"))
    if not text.strip():
        raise HttpProblem(422, "text_empty")
    if size > MAX_BYTES:
        raise HttpProblem(413, "text_too_long", mb=MAX_BYTES // 2**20)
    path = take_value(data, "path", str, "") or _find_path(folder, take_value(data, "name", str))
    make_folder_safely(folder / "data")
    write_atomic(folder / _require_path(path), text.encode("utf-8"), follow_link=False)
    return jsonify(path=path, text=text), 201


@routes.delete("/api/projects/<project>/texts")
@answers(list[TextFile])
def remove(project: str) -> ResponseReturnValue:
    """Take a text away: {path}. Answers the others."""
    folder = get_studio().projects.get(project).folder
    path = _require_path(take_value(read_json(), "path", str))
    (folder / path).unlink(missing_ok=True)
    return index(project)


@routes.post("/api/projects/<project>/next-word")
@answers(NextWords)
def go_on(project: str) -> ResponseReturnValue:
    """Go on with `words` of texts: {paths, order, words, count, temperature, why?}, see `answer_next_word`."""
    data, folder = read_json(), get_studio().projects.get(project).folder
    paths = [_require_path(path) for path in take_texts(data, "paths", MAX_TEXTS)]
    words, count = take_texts(data, "words", MAX_WORDS), take_value(data, "count", int)
    order, why = take_value(data, "order", int), data.get("why")
    temperature = data.get("temperature")
    if not paths or not 0 <= count <= MAX_ROLLED or order not in (1, 2, 3):
        raise HttpProblem(400, "bad_value", name="count")
    if not isinstance(temperature, int | float) or not 0 <= temperature <= BOLDEST:
        raise HttpProblem(400, "bad_value", name="temperature")
    if why is not None and not (type(why) is int and 0 <= why < len(words)):
        raise HttpProblem(400, "bad_value", name="why")
    asked = {
        "paths": [str(folder / path) for path in paths],
        "order": order,
        "words": words,
        "count": count,
        "temperature": float(temperature),
        "why": why,
    }
    for path in paths:
        get_stamp(folder, path)
    return jsonify(get_studio().inference.ask_worker(project, folder, paths[0], b"", {"next_word": asked}))


def _require_path(path: str) -> str:
    """The path of a text. Raises HttpProblem 404."""
    above, _, name = path.partition("/")
    if above != "data" or not file_names.is_visible(name) or not name.lower().endswith(ENDING):
        raise HttpProblem(404, "no_file")
    return path


def _find_path(folder: Path, name: str) -> str:
    data = folder / "data"
    taken = os.listdir(data) if data.is_dir() else []
    return f"data/{file_names.find_free_path(f'{file_names.make_slug(name)}{ENDING}', taken)}"


def _read(folder: Path, path: str) -> str:
    file = open_below(folder, path)
    if file is None:
        return ""
    with file:
        return file.read(MAX_BYTES).decode("utf-8", "replace")
