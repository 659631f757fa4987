"""Sentences of a data set, and what a text model says of one."""

from contextlib import suppress

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.runs import TestedModel
from sunmao.server.answers.teach import SentenceClasses, SentencesChanged, SentenceSet, TaughtModel, TextAnswer
from sunmao.server.datasets.sentences.sentence_table import SentenceTable, create_table, read_table
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import read_json, take_texts, take_value
from sunmao.server.models.taught_models import list_taught, require_taught_path
from sunmao.server.projects.export_zip import read_program
from sunmao.server.routes.datasets import hold_dataset, place
from sunmao.server.routes.teach.new_dataset import begin_dataset
from sunmao.server.runs.run_manager import AlreadyRunning
from sunmao.server.studio import get_studio

routes = Blueprint("sentences", __name__)

MAX_LINES = 100_000
MAX_BODY = 4 * 2**20  # bytes; what is longer than a data set may be is refused with a sentence


@routes.post("/api/projects/<project>/sentences")
@answers(SentenceSet)
def create(project: str) -> ResponseReturnValue:
    """Begin a data set of sentences: {name, classes}. Answers 201 {name, path}."""
    return begin_dataset(project, read_json(), create_table)


@routes.get("/api/projects/<project>/datasets/<name>/sentences")
@answers(SentenceClasses)
def show(project: str, name: str) -> ResponseReturnValue:
    """All sentences of a data set: {classes: [{name, sentences: [{row, text, split}]}], torn}, see `SentenceTable`."""
    return jsonify(read_table(place(project, name).folder).as_dict())


@routes.post("/api/projects/<project>/datasets/<name>/sentences")
@answers(SentencesChanged)
def change(project: str, name: str) -> ResponseReturnValue:
    """Change the sentences: {do: 'add', label, texts, split}, {do: 'remove' | 'change', row, text} ('change' with `to`
    and `label`), {do: 'add_class' | 'remove_class' | 'empty_class' | 'empty_test', label}, {do: 'rename_class', label,
    to} or {do: 'restore', removed}. Answers {classes, torn, kept, left_out: the first texts that could not be kept,
    left, removed: what 'restore' brings back}.
    """
    request.max_content_length = MAX_BODY
    data = read_json()
    with hold_dataset(project, name) as found:
        table = read_table(found.folder)
        kept, removed = _change(table, data)
        table.write()
        get_studio().datasets.mark_changed(found)
    fresh = read_table(found.folder)
    return jsonify(**fresh.as_dict(), kept=kept, left_out=table.left_out, left=table.left, removed=removed)


def _change(table: SentenceTable, data: dict) -> tuple[int, dict | None]:
    """Do it. Returns how many sentences came, and what was taken away."""
    label = take_value(data, "label", str, "")
    gone, classes = [], []
    match take_value(data, "do", str):
        case "add":
            split = take_value(data, "split", str, "train")
            if split not in ("train", "test"):
                raise HttpProblem(400, "bad_value", name="split")
            return table.add(label, take_texts(data, "texts", MAX_LINES), split), None
        case "remove":
            gone = [table.remove(take_value(data, "row", int), take_value(data, "text", str))]
        case "change":
            row, text = take_value(data, "row", int), take_value(data, "text", str)
            table.change(row, text, take_value(data, "to", str), label)
        case "add_class":
            table.add_class(label)
        case "rename_class":
            table.rename_class(label, take_value(data, "to", str))
        case "remove_class":
            gone, classes = table.remove_class(label), [label]
        case "empty_class":
            gone = table.take(label)
        case "empty_test":
            gone = table.take(label, "test")
        case "restore":
            _restore(table, take_value(data, "removed", dict))
        case _:
            raise HttpProblem(400, "bad_value", name="do")
    rows = [[each.text, each.label, each.split] for each in gone]
    return 0, {"classes": classes, "rows": rows} if rows or classes else None


def _restore(table: SentenceTable, removed: dict) -> None:
    for label in take_texts(removed, "classes", 100):
        table.add_class(label)
    for row in take_value(removed, "rows", list):
        if not isinstance(row, list) or len(row) != 3 or not all(isinstance(each, str) for each in row):
            raise HttpProblem(400, "bad_value", name="removed")
        table.add(row[1], [row[0]], row[2] if row[2] in ("train", "test") else "")


@routes.get("/api/projects/<project>/taught")
@answers(list[TaughtModel])
def taught(project: str) -> ResponseReturnValue:
    """The models of the project that were fitted to other samples than pictures, the newest first."""
    return jsonify(list_taught(get_studio().projects.get(project).folder))


@routes.post("/api/projects/<project>/taught/ask")
@answers(TextAnswer)
def ask(project: str) -> ResponseReturnValue:
    """Ask a text model about a sentence: {model, text, words: whether each word is left out in turn}."""
    data, folder = read_json(), get_studio().projects.get(project).folder
    path = require_taught_path(take_value(data, "model", str))
    asked = {"text": take_value(data, "text", str), "words": take_value(data, "words", bool, True)}
    return jsonify(get_studio().inference.ask_worker(project, folder, path, b"", {"sentence": asked}))


@routes.post("/api/projects/<project>/taught/test")
@answers(TestedModel)
def test(project: str) -> ResponseReturnValue:
    """Test such a model with the test part of a data set of the project: {model, set}. Answers {evaluation}, the event
    as a program sends it; it is kept with the run that made the model, unless a program runs just now.
    """
    data, opened = read_json(), get_studio().projects.get(project)
    path, found = require_taught_path(take_value(data, "model", str)), place(project, take_value(data, "set", str))
    asked = {"test": {"folder": str(opened.folder), "dataset": str(found.folder)}}
    event = get_studio().inference.ask_worker(project, opened.folder, path, b"", asked)
    with suppress(AlreadyRunning):  # the page asks again when it is over
        program = read_program(opened).decode()
        event = get_studio().runs.keep_evaluation(project, opened.folder, program, path, event)
    return jsonify(evaluation=event)
