"""Runs: list, start, stop, answer, what they said and what they learned."""

from flask import Blueprint, jsonify, request

from ..errors import Problem
from ..pictures import send_picture
from ..requests import read_json, take
from ..runs import AlreadyRunning
from ..studio import studio

routes = Blueprint("runs", __name__)

PICTURE_LIMIT = 16 * 1024 * 1024


@routes.post("/api/projects/<project>/runs")
def start(project: str):
    """Save the blocks, compile them and run the program: {workspace, base, lang?, resume?}. resume: a stopped training goes on."""
    data = read_json()
    resume = take(data, "resume", bool, False)
    saved, program = studio().projects.save(project, take(data, "workspace", dict), take(data, "base", int))
    done = {"version": saved.number, "program": program.as_dict()}
    if not done["program"]["ok"]:
        raise Problem(422, "program_not_ready", more=done)
    lang = data.get("lang") or studio().settings.read()["lang"] or "zh"
    try:
        run = studio().runs.start(project, folder(project), done["program"], "en" if lang == "en" else "zh", resume)
    except AlreadyRunning as error:
        raise Problem(409, "already_running", more={**done, "run": error.run}) from None
    return jsonify(**done, run=run), 201


@routes.get("/api/projects/<project>/runs")
def index(project: str):
    """Every run of the project, the newest first, with what it learned in short."""
    return jsonify(studio().runs.overview(project, folder(project)))


@routes.get("/api/projects/<project>/runs/<run>")
def show(project: str, run: str):
    """The summary of a run."""
    return jsonify(summary(project, run))


@routes.get("/api/projects/<project>/runs/<run>/learning")
def learning(project: str, run: str):
    """The curves of the run's trainings, its tests, and the files that it wrote."""
    summary(project, run)
    return jsonify(studio().runs.learning(project, folder(project), run))


@routes.get("/api/projects/<project>/runs/<run>/events")
def events(project: str, run: str):
    """What the run said after number `?after=` (at most about 2 MB: ask again from the last number)."""
    after = request.args.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) < 16):
        raise Problem(400, "bad_value", name="after")
    last = summary(project, run)["last_seq"]
    return jsonify(events=studio().runs.events(project, folder(project), run, int(after)), last_seq=last)


@routes.post("/api/projects/<project>/runs/<run>/stop")
def stop(project: str, run: str):
    """Ask the run to stop. A run that has ended stays as it is."""
    summary(project, run)
    return jsonify(ok=True, stopping=studio().runs.stop(project, run))


@routes.post("/api/projects/<project>/runs/<run>/answers/<int:ask>")
def answer(project: str, run: str, ask: int):
    """Answer a question: {value}, or a form with a PNG as `picture`. The first answer wins."""
    request.max_content_length = PICTURE_LIMIT
    summary(project, run)
    if request.mimetype == "multipart/form-data":
        picture = request.files.get("picture")
        value = picture.read() if picture else b""
    else:
        value = take(read_json(), "value", str)
    try:
        taken = studio().runs.answer(project, run, ask, value)
    except ValueError:
        raise Problem(400, "answer_does_not_fit") from None
    if not taken:
        raise Problem(409, "answered_already")
    return jsonify(ok=True)


@routes.get("/api/projects/<project>/runs/<run>/pictures/<name>")
def picture(project: str, run: str, name: str):
    """A picture that the program showed."""
    path = studio().runs.picture(project, folder(project), run, name)
    if path is None:
        raise Problem(404, "no_file")
    return send_picture(folder(project), path.relative_to(folder(project)).as_posix())


def folder(project: str):
    return studio().projects.get(project).folder


def summary(project: str, run: str) -> dict:
    """The summary of a run. Raises Problem 404."""
    found = studio().runs.summary(project, folder(project), run)
    if found is None:
        raise Problem(404, "no_run")
    return found
