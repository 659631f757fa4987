"""The sprites to choose from, those that a child made, and things cut out of a photo."""

import tempfile
from pathlib import Path

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.jobs import Done
from sunmao.server.answers.stage import CutOut, LibrarySprite, SpritePath
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import read_json, take_value
from sunmao.server.projects.thumbnails import send_picture
from sunmao.server.routes.inference import read_picture
from sunmao.server.stage import sprite_files
from sunmao.server.studio import get_studio
from sunmao.stage.sprite_catalog import DRAWINGS, SPRITES, find_sprite

routes = Blueprint("sprites", __name__)

MAX_TAPS = 40
PHOTO_BYTES = 16 * 1024 * 1024


@routes.get("/api/projects/<project>/sprites")
@answers(list[LibrarySprite])
def index(project: str) -> ResponseReturnValue:
    """The sprites that were made in the project, then those that come along: [{path, name, label, own, costumes}]."""
    folder = get_studio().projects.get(project).folder
    own = [_describe_own(path) for path in sprite_files.list_sprite_files(folder)]
    packaged = [
        {
            "path": sprite.name,
            "name": sprite.name,
            "label": {"zh": sprite.zh, "en": sprite.en},
            "own": False,
            "costumes": [{"name": name, "label": {"zh": zh, "en": en}} for name, zh, en in sprite.costumes],
        }
        for sprite in SPRITES.values()
    ]
    return jsonify([*own, *packaged])


@routes.get("/api/sprites/<sprite>")
@routes.get("/api/sprites/<sprite>/<costume>")
def drawing(sprite: str, costume: str = "") -> ResponseReturnValue:
    """The picture of a costume that comes along, without one the first; `?size=` as of the project's pictures."""
    found = find_sprite(sprite)
    named = {name for name, _, _ in found.costumes} if found else set()
    if found is None or (costume and costume not in named):
        raise HttpProblem(404, "no_file")
    return send_picture(DRAWINGS / found.name, f"{costume or found.costumes[0][0]}.png")


@routes.post("/api/projects/<project>/sprites")
@answers(SpritePath)
def save(project: str) -> ResponseReturnValue:
    """Keep the PNG of the body as the sprite `?name=`. Answers 201 {path}."""
    folder = get_studio().projects.get(project).folder
    png = read_picture(("image/png",), sprite_files.MAX_BYTES)
    return jsonify(path=sprite_files.save_sprite(folder, request.args.get("name", ""), png)), 201


@routes.patch("/api/projects/<project>/sprites")
@answers(SpritePath)
def rename(project: str) -> ResponseReturnValue:
    """Call a sprite that was made otherwise: {path, name}. Answers {path}."""
    data, folder = read_json(), get_studio().projects.get(project).folder
    path, name = take_value(data, "path", str), take_value(data, "name", str)
    return jsonify(path=sprite_files.rename_sprite(folder, path, name))


@routes.delete("/api/projects/<project>/sprites")
@answers(Done)
def remove(project: str) -> ResponseReturnValue:
    """Take a sprite away that was made: {path}."""
    folder = get_studio().projects.get(project).folder
    sprite_files.delete_sprite(folder, take_value(read_json(), "path", str))
    return jsonify(ok=True)


@routes.post("/api/projects/<project>/sprites/cut-out")
@answers(CutOut)
def cut_out(project: str) -> ResponseReturnValue:
    """Segment the photo in the body: the people in it, else what stands in its middle; with `?taps=x,y,1;x,y,0` what
    those places are of (1) and are not (0), in pixels. Answers {found, how, counts, width, height, faces}: see
    `worker_process.cut_out`. The photo is kept nowhere.
    """
    get_studio().projects.get(project)
    taps, photo = parse_taps(request.args.get("taps", "")), read_picture(most=PHOTO_BYTES)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "photo")
        path.write_bytes(photo)
        return jsonify(get_studio().labeling.cut_out(path, taps))


def parse_taps(text: str) -> list[list[float]]:
    """[[x, y, 1 or 0]] of a query. Raises HttpProblem 400."""
    try:
        taps = [[float(each) for each in tap.split(",")] for tap in text.split(";") if tap]
    except ValueError:
        raise HttpProblem(400, "bad_value", name="taps") from None
    if len(taps) > MAX_TAPS or any(len(tap) != 3 or not all(abs(each) < 1e6 for each in tap) for tap in taps):
        raise HttpProblem(400, "bad_value", name="taps")
    return taps


def _describe_own(path: str) -> dict:
    name = Path(path).stem
    return {"path": path, "name": name, "label": {"zh": name, "en": name}, "own": True, "costumes": []}
