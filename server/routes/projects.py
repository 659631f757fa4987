"""Projects: list, make, open, save, rename, duplicate, versions, and the way to the bin and back; programs between
blocks and text.
"""

import os

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.jobs import Done
from sunmao.server.answers.programs import Completions, ReadBlocks, ValueSpans
from sunmao.server.answers.projects import (
    ProjectCard,
    ProjectJson,
    ProjectLearning,
    SavedProgram,
    Version,
    VersionRow,
)
from sunmao.server.datasets.edits.open_logs import hold_datasets
from sunmao.server.datasets.import_export import create_dataset
from sunmao.server.errors import HttpProblem
from sunmao.server.examples.catalog import get_example, localize
from sunmao.server.http.request_parsing import parse_flag, read_json, take_language, take_value
from sunmao.server.programs.completions import make_completions
from sunmao.server.programs.read_blocks import read_blocks
from sunmao.server.programs.value_spans import list_value_spans
from sunmao.server.projects import workspaces
from sunmao.server.projects.project_store import find_problems
from sunmao.server.runs.project_cards import describe_learning
from sunmao.server.studio import get_studio
from sunmao.server.texts import get_text

routes = Blueprint("projects", __name__)

CARDS = 24


@routes.get("/api/projects")
@answers(list[ProjectCard])
def index() -> ResponseReturnValue:
    """Every project, the last changed first."""
    return jsonify(get_studio().projects.list())


@routes.get("/api/cards")
@answers(dict[str, ProjectLearning])
def cards() -> ResponseReturnValue:
    """Return what the projects learn from and the marks of their newest tests, for their cards, by id: see
    `project_cards.describe_learning`. The newest `CARDS` ones have one; reading them takes longer than the list.
    """
    projects = get_studio().projects
    return jsonify({row["id"]: describe_learning(projects.root / row["id"]) for row in projects.list()[:CARDS]})


@routes.post("/api/projects")
@answers(ProjectJson)
def create() -> ResponseReturnValue:
    """Make a project: {title?, example?, lang}."""
    data = read_json()
    lang = take_language(data)
    title, workspace, more = get_text("new_project")[lang], {}, {}
    if data.get("example") is not None:
        chosen = get_example(take_value(data, "example", str))
        title, workspace = chosen.card["title"][lang], chosen.workspace(lang)
        more = {"task": chosen.card["task"], "example": chosen.id}
    title = take_value(data, "title", str, "").strip() or title
    project = get_studio().projects.create(title, workspace, more)
    if made := localize(more and chosen.card.get("dataset"), lang):
        sets = get_studio().datasets
        create_dataset(sets, project.id, project.folder, made["name"], "classification", made["classes"], divided=True)
    return jsonify(describe(project.id)), 201


@routes.get("/api/projects/<project>")
@answers(ProjectJson)
def show(project: str) -> ResponseReturnValue:
    """One project with its blocks, its program and its newest run."""
    found = describe(project)
    get_studio().runs.prepare(found["program"]["python"])
    return jsonify(found)


@routes.patch("/api/projects/<project>")
@answers(ProjectJson)
def change(project: str) -> ResponseReturnValue:
    """Rename, set its level, or where it trains, '' for this computer: {title?, level?, train_on?}."""
    data = read_json()
    kinds = {"title": str, "level": int, "train_on": str}
    get_studio().projects.change(
        project, **{name: take_value(data, name, kinds[name]) for name in kinds if name in data}
    )
    return jsonify(describe(project))


@routes.put("/api/projects/<project>/workspace")
@answers(SavedProgram)
def save(project: str) -> ResponseReturnValue:
    """Save the blocks: {workspace, base}."""
    data = read_json()
    base = take_value(data, "base", int)
    saved, program = get_studio().projects.save(project, take_value(data, "workspace", dict), base)
    get_studio().page_clients.notify_saved(project, base, saved.number)
    get_studio().runs.revise(project, program.python)
    return jsonify(version=saved.number, program=program.as_dict())


@routes.post("/api/projects/<project>/duplicate")
@answers(ProjectJson)
def duplicate(project: str) -> ResponseReturnValue:
    """Make a second project with its blocks, data and models: {title}."""
    return jsonify(describe(get_studio().projects.duplicate(project, take_value(read_json(), "title", str)).id)), 201


@routes.get("/api/projects/<project>/versions")
@answers(list[VersionRow])
def versions(project: str) -> ResponseReturnValue:
    """The saves in the history, newest first: [{version, saved, blocks}]."""
    return jsonify(workspaces.list_versions(get_studio().projects.get(project).folder))


@routes.get("/api/projects/<project>/versions/<int:number>")
@answers(Version)
def version(project: str, number: int) -> ResponseReturnValue:
    """One save with its blocks and the program that they make."""
    projects = get_studio().projects
    saved, when = workspaces.read_version(projects.get(project).folder, number)
    program = projects.compile(saved.workspace)
    return jsonify(
        version=number, saved=when, workspace=saved.workspace, python=program.python, blocks=program.block_count
    )


@routes.post("/api/projects/<project>/versions/<int:number>/restore")
@answers(ProjectJson)
def restore_version(project: str, number: int) -> ResponseReturnValue:
    """Go back to a save of the history (0: no blocks)."""
    get_studio().projects.restore_version(project, number)
    return jsonify(describe(project))


@routes.delete("/api/projects/<project>")
@answers(Done)
def delete(project: str) -> ResponseReturnValue:
    """Move a project to the bin. Not while its program runs, which would write on; `?stop=1` stops it first."""
    with get_studio().projects.hold(project) as found:
        if get_studio().runs.find_running(project) and not parse_flag("stop"):
            raise HttpProblem(409, "project_running")
        if not get_studio().runs.end(project):
            raise HttpProblem(409, "run_stays")
        get_studio().inference.end(project)
        get_studio().datasets.jobs.end(project)
        with hold_datasets(found.folder / "data"):
            get_studio().projects.delete(project)
    get_studio().page_clients.notify(project, "deleted")
    return jsonify(ok=True)


@routes.post("/api/projects/<project>/restore")
@answers(ProjectJson)
def restore(project: str) -> ResponseReturnValue:
    """Bring a project back from the bin."""
    return jsonify(describe(get_studio().projects.restore(project).id))


@routes.post("/api/read")
@answers(ReadBlocks)
def read() -> ResponseReturnValue:
    """A program's text as blocks: {python, workspace: what the page shows}. Nothing is saved."""
    data = read_json()
    return jsonify(read_blocks(take_value(data, "python", str), take_value(data, "workspace", dict)))


@routes.post("/api/spans")
@answers(ValueSpans)
def spans() -> ResponseReturnValue:
    """Find the spans of the values of a program's blocks in its text: {workspace}."""
    return jsonify(list_value_spans(take_value(read_json(), "workspace", dict)))


@routes.get("/api/completions")
@answers(Completions)
def completions() -> ResponseReturnValue:
    """List the completions of what may be typed next."""
    return jsonify(make_completions())


def describe(identity: str) -> dict:
    """A project for the page. One with damaged blocks says so and shows none; then nothing is saved over them."""
    projects = get_studio().projects
    project, damaged = projects.get(identity), None
    try:
        saved = projects.read(identity)
    except workspaces.CorruptWorkspace as error:
        saved, damaged = workspaces.SavedWorkspace({}, 0), projects.damage(identity, error)
    return {
        "id": identity,
        "title": project.title,
        "level": project.card["level"],
        "train_on": project.train_on,
        "view": project.view,
        "workspace": saved.workspace,
        "version": saved.number,
        "modified": project.modified,
        "program": projects.compile(saved.workspace, project.folder).as_dict(),
        "run": get_studio().runs.get_newest(identity, project.folder),
        "damaged": damaged,
        "problems": find_problems(project.folder),
        "read_only": not os.access(project.folder, os.W_OK | os.X_OK),
    }
