"""Sounds of a data set: kept as the page records them or brings their files, listed, changed, and heard again."""

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from sunmao.server.answers import answers
from sunmao.server.answers.teach import KeptSounds, SentenceSet, SoundClass, SoundClassesChanged, SoundSampleList
from sunmao.server.datasets.sounds import sound_files
from sunmao.server.http.request_parsing import read_json, take_value
from sunmao.server.projects.project_sounds import encode_sound_sample
from sunmao.server.routes.capture import parse_split
from sunmao.server.routes.datasets import hold_dataset
from sunmao.server.routes.inference import read_picture
from sunmao.server.routes.teach.new_dataset import begin_dataset
from sunmao.server.routes.teach.sample_classes import ClassChange, change_classes, show_classes, show_samples
from sunmao.server.studio import get_studio
from sunmao.sound.audio_files import AUDIO_BYTES

routes = Blueprint("sounds", __name__)

CHANGES: dict[str, ClassChange] = {
    "add": lambda folder, label, data: sound_files.add_class(folder, label),
    "rename": lambda folder, label, data: sound_files.rename_class(folder, label, take_value(data, "to", str)),
    "remove": lambda folder, label, data: sound_files.put_away(folder, label, whole=True),
    "empty": lambda folder, label, data: sound_files.put_away(folder, label, whole=False),
    "remove_sample": lambda folder, label, data: sound_files.put_sample_away(
        folder, label, take_value(data, "path", str)
    ),
}
BODY = ("application/octet-stream", "audio/wav")


@routes.post("/api/projects/<project>/sounds")
@answers(SentenceSet)
def create(project: str) -> ResponseReturnValue:
    """Begin a data set of sounds: {name, classes}. Answers 201 {name, path}."""
    return begin_dataset(project, read_json(), sound_files.create_classes)


@routes.get("/api/projects/<project>/datasets/<name>/sounds")
@answers(list[SoundClass])
def show(project: str, name: str) -> ResponseReturnValue:
    """The classes of a data set of sounds, with the `?newest=` samples of each, see `sound_files.list_classes`."""
    return show_classes(project, name, sound_files)


@routes.get("/api/projects/<project>/datasets/<name>/sound-samples")
@answers(SoundSampleList)
def samples(project: str, name: str) -> ResponseReturnValue:
    """The samples of a class `?label=`, or of all, `&limit=` from `&offset=` on, see `sound_files.list_samples`."""
    return show_samples(project, name, sound_files)


@routes.post("/api/projects/<project>/datasets/<name>/sounds")
@answers(KeptSounds)
def keep(project: str, name: str) -> ResponseReturnValue:
    """Keep the sound file of the body, or those of a zip, as samples of the class `?label=`, `&split=test` for the
    test; `&file=` is what sentences call it. Answers 201 {paths}, see `sound_files.keep_all`.
    """
    data, called = read_picture(BODY, AUDIO_BYTES), request.args.get("file", "")[:100]
    with hold_dataset(project, name) as found:
        label = request.args.get("label", "")
        paths = sound_files.keep_all(found.folder, label, parse_split() or "train", data, called)
        get_studio().datasets.mark_changed(found)
    return jsonify(paths=paths), 201


@routes.post("/api/projects/<project>/datasets/<name>/sound-classes")
@answers(SoundClassesChanged)
def change(project: str, name: str) -> ResponseReturnValue:
    """Change one class: {do: 'add' | 'remove' | 'empty' | 'empty_test', label}, {do: 'rename', label, to}, {do:
    'remove_sample', label, path} or {do: 'restore', removed}; answers {classes, removed}: what brings back that which
    was there.
    """
    return change_classes(project, name, sound_files, CHANGES)


@routes.get("/api/projects/<project>/sound-samples/<path:path>")
def hear(project: str, path: str) -> ResponseReturnValue:
    """The second of a sample, as a wav file: what the model gets. path: as data sets and tests name it."""
    data = encode_sound_sample(get_studio().projects.get(project).folder, path)
    return Response(data, mimetype="audio/wav", headers={"Cache-Control": "no-cache"})
