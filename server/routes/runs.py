"""Runs: list, start, stop, answer, what they said and what they learned."""

from functools import partial
from pathlib import Path

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from sunmao.protocol.learning_messages import NumberEvaluation
from sunmao.protocol.messages import StepMode
from sunmao.server.answers import answers
from sunmao.server.answers.jobs import Done
from sunmao.server.answers.projects import RenamedFile, StartedRun
from sunmao.server.answers.runs import (
    AnyEvaluation,
    Comparison,
    ComparisonAnswer,
    DetectionComparisonJson,
    NumberComparison,
    RestoredFiles,
    RunRow,
    RunStopped,
    RunSummary,
    TrainingHistoryJson,
)
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import parse_whole, read_json, take_texts, take_value
from sunmao.server.jobs.jobs import JobSpec
from sunmao.server.models.model_files import require_model_path
from sunmao.server.projects import module_shadowing
from sunmao.server.projects.project_sounds import send_sound
from sunmao.server.projects.thumbnails import send_picture
from sunmao.server.runs.evaluation_comparison import compare_data, compare_evaluations, find_training
from sunmao.server.runs.run_manager import AlreadyRunning
from sunmao.server.studio import get_studio
from sunmao.sound.packaged_sounds import find_packaged

routes = Blueprint("runs", __name__)

CLASSIFIED = "marks"  # the kind of the event of a test of a classifier
PACES = ("run", "slow", "step", "")
PICTURE_LIMIT = 16 * 1024 * 1024


@routes.post("/api/projects/<project>/runs")
@answers(StartedRun)
def start(project: str) -> ResponseReturnValue:
    """Save the blocks, compile them and run the program: {workspace, base, lang?, resume?, pace?, until?}. resume: a
    stopped training goes on.

    pace: {mode, breakpoints}, as for `pace` below. until: the block before which the program ends.
    """
    data = read_json()
    until = take_value(data, "until", str, "")
    resume, (mode, breakpoints) = take_value(data, "resume", bool, False), take_pace(take_value(data, "pace", dict, {}))
    base = take_value(data, "base", int)
    saved, program = get_studio().projects.save(project, take_value(data, "workspace", dict), base)
    get_studio().page_clients.notify_saved(project, base, saved.number)
    done = {"version": saved.number, "program": program.as_dict()}
    if not done["program"]["ok"]:
        raise HttpProblem(422, "program_not_ready", more=done)
    lang = data.get("lang") or get_studio().settings.read()["lang"] or "zh"
    try:
        # Held: nobody deletes the project between its look and the first file of the run.
        with get_studio().projects.hold(project) as found:
            run = get_studio().runs.start(
                project,
                found.folder,
                done["program"],
                "en" if lang == "en" else "zh",
                resume,
                mode,
                breakpoints,
                until,
                program,
                found.train_on,
            )
    except AlreadyRunning as error:
        raise HttpProblem(409, "already_running", more={**done, "run": error.run}) from None
    return jsonify(**done, run=run), 201


@routes.get("/api/projects/<project>/runs")
@answers(list[RunRow])
def index(project: str) -> ResponseReturnValue:
    """Every run of the project, the newest first, with what it learned in short."""
    return jsonify(get_studio().runs.list_runs(project, folder(project)))


@routes.get("/api/projects/<project>/runs/<run>")
@answers(RunSummary)
def show(project: str, run: str) -> ResponseReturnValue:
    """The summary of a run."""
    return jsonify(summary(project, run))


@routes.get("/api/projects/<project>/runs/<run>/learning")
@answers(TrainingHistoryJson)
def learning(project: str, run: str) -> ResponseReturnValue:
    """The curves of the run's trainings, its tests, and the files that it wrote."""
    summary(project, run)
    return jsonify(get_studio().runs.get_training_history(project, folder(project), run))


@routes.get("/api/projects/<project>/runs/<run>/tests/<int:test>/comparison")
@answers(ComparisonAnswer[Comparison | DetectionComparisonJson | NumberComparison])
def comparison(project: str, run: str, test: int) -> ResponseReturnValue:
    """Compare the test with test `?test=` of run `?run=`: {'comparison': see `compare_evaluations`, 'data': see
    `compare_data`, 'restorable': whether the model files of that run can be made the project's own again}. Both are
    tests of classifiers, counted from 0; or both of models that find things, or give a number: then 'comparison' is as
    of `compare_detection_events` or `compare_number_events`.
    """
    if (other := parse_whole("test")) is None:
        raise HttpProblem(400, "bad_value", name="test")
    before, before_training = get_test(project, request.args.get("run", ""), other)
    after, after_training = get_test(project, run, test)
    if before["kind"] != after["kind"]:
        raise HttpProblem(404, "no_run")
    compare = compare_evaluations if after["kind"] == CLASSIFIED else partial(compare_in_a_job, project)
    kept = request.args["run"] != run and get_studio().runs.has_models(folder(project), request.args["run"])
    data = compare_data(before_training, after_training)
    return jsonify(comparison=compare(before, after), data=data, restorable=kept)


@routes.post("/api/projects/<project>/runs/<run>/tests")
@answers(AnyEvaluation)
def add_test(project: str, run: str) -> ResponseReturnValue:
    """Test a model that this run trained, with the test pictures of a data set: {model, dataset}. Nothing is trained,
    no file is changed. Answers the event of the test, which is one of the run's from now on.
    """
    data = read_json()
    path, name = require_model_path(take_value(data, "model", str)), take_value(data, "dataset", str)
    home = folder(project)
    history = get_studio().runs.get_training_history(project, home, run) or {"trainings": []}
    if path not in [each["ended"].get("path") for each in history["trainings"] if each["ended"]]:
        raise HttpProblem(404, "no_file")
    asked = {"folder": str(home), "dataset": str(get_studio().datasets.locate(project, home, name).folder)}
    event = get_studio().inference.ask_worker(project, home, path, b"", {"test": asked})
    return jsonify(get_studio().runs.add_evaluation(project, home, run, event))


@routes.post("/api/projects/<project>/runs/<run>/models/restore")
@answers(RestoredFiles)
def restore_models(project: str, run: str) -> ResponseReturnValue:
    """Make the model files of this run the project's own again: {replaced}, the run whose files are there now. Answers
    {files}; to go back, ask with the two runs exchanged.
    """
    replaced = take_value(read_json(), "replaced", str)
    summary(project, run)
    summary(project, replaced)
    with get_studio().projects.hold(project):
        files = get_studio().runs.restore_models(project, folder(project), run, replaced)
    if not files:
        raise HttpProblem(404, "no_file")
    return jsonify(files=files)


@routes.get("/api/projects/<project>/runs/<run>/events")
def events(project: str, run: str) -> ResponseReturnValue:
    """Return the run's events after number `?after=` (at most about 2 MB: ask again from the last number)."""
    after, last = parse_whole("after", 0), summary(project, run)["last_seq"]
    return jsonify(events=get_studio().runs.read_events(project, folder(project), run, after), last_seq=last)


@routes.delete("/api/projects/<project>/runs/<run>")
@answers(Done)
def remove(project: str, run: str) -> ResponseReturnValue:
    """Delete a run that is over, with all that it said and showed; models and data that it made stay."""
    summary(project, run)
    if not get_studio().runs.remove(project, folder(project), run):
        raise HttpProblem(409, "run_going")
    return jsonify(ok=True)


@routes.post("/api/projects/<project>/runs/<run>/stop")
@answers(RunStopped)
def stop(project: str, run: str) -> ResponseReturnValue:
    """Ask the run to stop. A run that has ended stays as it is."""
    summary(project, run)
    stopping = get_studio().runs.stop(project, run)
    if stopping:
        get_studio().page_clients.notify(project, "stopped", run=run)
    return jsonify(ok=True, stopping=stopping)


@routes.post("/api/projects/<project>/runs/<run>/pace")
@answers(Done)
def pace(project: str, run: str) -> ResponseReturnValue:
    """Set how the run goes on: {mode, breakpoints: [block ids]}.

    mode: 'run', 'slow', 'step' (pause; when it is paused: one step) or '' (only the breakpoints change). 409 when the
    run is over.
    """
    summary(project, run)
    if not get_studio().runs.set_pace(project, run, *take_pace(read_json(), mode="")):
        raise HttpProblem(409, "run_over")
    return jsonify(ok=True)


@routes.post("/api/projects/<project>/runs/<run>/answers/<int:ask>")
@answers(Done)
def answer(project: str, run: str, ask: int) -> ResponseReturnValue:
    """Answer a question: {value}, or a form with a PNG as `picture`. The first answer wins."""
    request.max_content_length = PICTURE_LIMIT
    summary(project, run)
    if request.mimetype == "multipart/form-data":
        picture = request.files.get("picture")
        value = picture.read() if picture else b""
    else:
        value = take_value(read_json(), "value", str)
    try:
        taken = get_studio().runs.answer(project, run, ask, value)
    except ValueError:
        raise HttpProblem(400, "answer_does_not_fit") from None
    if not taken:
        raise HttpProblem(409, "answered_already")
    get_studio().page_clients.notify(project, "answered", run=run)
    return jsonify(ok=True)


@routes.get("/api/projects/<project>/runs/<run>/pictures/<name>")
def picture(project: str, run: str, name: str) -> ResponseReturnValue:
    """A picture that the program showed."""
    path = get_studio().runs.find_picture(project, folder(project), run, name)
    if path is None:
        raise HttpProblem(404, "no_file")
    return send_picture(folder(project), path.relative_to(folder(project)).as_posix())


@routes.get("/api/sounds/<name>")
def packaged_sound(name: str) -> ResponseReturnValue:
    """A sound that comes along."""
    path = find_packaged(name)
    if path is None:
        raise HttpProblem(404, "no_file")
    return send_sound(path.parent, path.name)


@routes.get("/api/projects/<project>/runs/<run>/sounds")
def sound(project: str, run: str) -> ResponseReturnValue:
    """The sound file `?path=` of the project, which the program plays."""
    summary(project, run)
    return send_sound(folder(project), request.args.get("path", ""))


@routes.post("/api/projects/<project>/runs/<run>/sounds/<int:sound>")
@answers(Done)
def end_sound(project: str, run: str, sound: int) -> ResponseReturnValue:
    """Sound `sound` of the program has been played to its end, or cannot be played: who waits for it goes on."""
    summary(project, run)
    get_studio().runs.end_sound(project, run, sound)
    return jsonify(ok=True)


@routes.post("/api/projects/<project>/hiding/<name>/rename")
@answers(RenamedFile)
def rename_shadowing(project: str, name: str) -> ResponseReturnValue:
    """Rename a file of the project that hides a library from its programs."""
    try:
        return jsonify(name=module_shadowing.rename_shadowing_file(folder(project), name))
    except ValueError:
        raise HttpProblem(404, "no_file") from None


def folder(project: str) -> Path:
    """The project's folder. Raises HttpProblem 404."""
    return get_studio().runs.get_folder(project) or get_studio().projects.get(project).folder


def get_test(project: str, run: str, number: int) -> tuple[dict, dict | None]:
    """The event of a test, and how the training of its model began. Raises HttpProblem 404."""
    summary(project, run)
    history = get_studio().runs.get_training_history(project, folder(project), run)
    if history is None or number >= len(history["marks"]):
        raise HttpProblem(404, "no_run")
    return history["marks"][number], find_training(history, number)


def compare_in_a_job(project: str, before: dict, after: dict) -> dict | None:
    """Compare two tests in a process of its own."""
    given = {"before": {**before, "curves": []}, "after": {**after, "curves": []}}
    function = "compare_numbers" if after["kind"] == NumberEvaluation.kind else "compare_detections"
    job = JobSpec(project, "", "comparison", function, given)
    return get_studio().datasets.jobs.start(job).wait()["comparison"]


def take_pace(data: dict, mode: StepMode = "run") -> tuple[StepMode, list[str]]:
    """mode, unless there is one in `data`, and the blocks to pause at. Raises HttpProblem 400."""
    mode = take_value(data, "mode", str, mode)
    if mode not in PACES:
        raise HttpProblem(400, "bad_value", name="mode")
    return mode, take_texts(data, "breakpoints", default=[])


def summary(project: str, run: str) -> dict:
    """The summary of a run. Raises HttpProblem 404."""
    found = get_studio().runs.get_summary(project, folder(project), run)
    if found is None:
        raise HttpProblem(404, "no_run")
    return found
