"""A file that a picker names and the project lacks is reported on the block, and nothing else is."""

import pytest

from sunmao.codegen import compile_workspace
from sunmao.server.storage.missing_files import add_missing
from tests.support.blocks.added_blocks import add_block, make_print

EMPTY = {"blocks": {"blocks": [{"type": "program_start", "id": "start"}]}}


def pick(kind: str, value: str) -> dict:
    return {"type": f"pick_{kind}", "id": "pick", "fields": {"value": value}}


def load_picture(value: str) -> dict:
    return {"type": "image_load", "inputs": {"path": {"shadow": pick("picture", value)}}}


def find_codes(folder, *blocks: dict) -> list[tuple[str, str]]:
    """(code, block) of what is said of files."""
    workspace = EMPTY
    for block in blocks:
        workspace = add_block(workspace, block)
    program = compile_workspace(workspace)
    return [(one.code, one.block) for one in add_missing(program, folder).problems if one not in program.problems]


@pytest.fixture
def project(tmp_path):
    (tmp_path / "data" / "mine" / "cat").mkdir(parents=True)
    (tmp_path / "data" / "mine" / "cat" / "1.png").touch()
    (tmp_path / "photo.jpg").touch()
    return tmp_path


@pytest.mark.parametrize(
    "path",
    [
        "photo.jpg",
        "data/mine/cat/1.png",
        "data/digits/test_set/3/17.png",  # the sample brings it
        "http://192.168.1.5/shot.jpg",
        "../elsewhere.png",  # not looked for
        "/etc/elsewhere.png",
    ],
)
def test_what_is_there_or_cannot_be_known_is_no_problem(project, path):
    assert find_codes(project, load_picture(path)) == []


@pytest.mark.parametrize("path", ["gone.jpg", "data/mine/cat/2.png", "data/digits/test_set/3/none.png", "a" * 5000])
def test_a_picture_that_is_not_there(project, path):
    assert find_codes(project, load_picture(path)) == [("not_there", "pick")]


def test_a_sample_that_lost_the_picture(project):
    (project / "data" / "digits").mkdir()
    assert find_codes(project, load_picture("data/digits/test_set/3/17.png")) == [("not_there", "pick")]


def test_nothing_was_chosen(project):
    assert find_codes(project, load_picture(" ")) == [("nothing_chosen", "pick")]


def open_camera(value: str) -> dict:
    return make_print({"type": "camera_open", "inputs": {"source": {"shadow": pick("camera", value)}}})


@pytest.mark.parametrize(
    "source", ["0", "simulated", "browser", "rtsp://192.168.1.5/live", "/dev/video2", "bad://", "photo.jpg"]
)
def test_cameras_and_films_that_are_there_are_no_problem(project, source):
    assert find_codes(project, open_camera(source)) == []


@pytest.mark.parametrize(
    ("source", "code"), [("gone.mp4", "not_there"), ("data/film.avi", "not_there"), ("", "nothing_chosen")]
)
def test_a_film_that_is_not_there(project, source, code):
    assert find_codes(project, open_camera(source)) == [(code, "pick")]


def text(said: str) -> dict:
    return {"shadow": {"type": "text", "fields": {"TEXT": said}}}


MODEL = {"shadow": {"type": "variables_get", "fields": {"VAR": {"id": "m", "name": "model"}}}}
OPEN = {"type": "deploy_workflow", "inputs": {"checkpoint": {"shadow": pick("model", "models/mine.onnx")}}}


@pytest.mark.parametrize(
    "maker",
    [
        {"type": "deploy_convert", "inputs": {"model": MODEL, "out_file": text("models/mine.onnx")}},
        {"type": "model_save_fold", "inputs": {"model": MODEL, "save_fold": text("models")}},
        {"type": "program_python", "fields": {"code": "make()"}},
    ],
)
def test_what_the_program_makes_itself_is_no_problem(project, maker):
    assert find_codes(project, OPEN) == [("not_there", "pick")]
    assert find_codes(project, maker, OPEN) == []


def test_a_data_set_that_the_program_collects(project):
    opened = {"type": "data_open", "inputs": {"path": {"shadow": pick("dataset", "data/new")}}}
    declare = {"type": "data_declare", "inputs": {"dataset": {"block": opened}}}
    assert find_codes(project, make_print(opened)) == [("not_there", "pick")]
    assert find_codes(project, declare) == []
