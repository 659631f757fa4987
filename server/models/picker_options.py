"""Options that the pickers of a project offer: its data sets, pictures, folders, labels and models, the samples that
come along, and the pins of boards, cameras, notes and sounds.
"""

from itertools import chain
from pathlib import Path
from typing import Any

from sunmao.data.listing import TASKS
from sunmao.errors import SunmaoError
from sunmao.server.dataset_index.index_db import DatasetLocation, list_names
from sunmao.server.dataset_index.picker_options import (
    PICTURES,
    DatasetOptions,
    is_small,
    read_options,
    scan_small_dataset,
)
from sunmao.server.errors import HttpProblem
from sunmao.server.models.model_files import ModelFiles
from sunmao.server.projects.project_files import FOLDERS, LOOSE, SOUNDS, iter_folders, list_loose_files
from sunmao.server.stage.sprite_files import list_sprite_files
from sunmao.server.storage.missing_files import FILMS
from sunmao.sound.packaged_sounds import PACKAGED
from sunmao.stage.sprite_catalog import SPRITES
from sunmao.texts import LANGUAGES, get_both

LABELS = 1000  # of one model
DEVICES = 2  # cameras of this computer that are offered by number
OCTAVES = (4, 5)
LETTERS = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
SUNG = {"C": "do", "D": "re", "E": "mi", "F": "fa", "G": "sol", "A": "la", "B": "si"}
PHOTOS = (".jpg", ".jpeg", ".heic", ".heif")


def list_options(project: Path, described: ModelFiles | None = None) -> dict:
    """The lists by kind: 'dataset', 'picture', 'folder', 'label', 'model', 'pin', 'camera', 'sprite', 'costume',
    'note', 'sound'.

    Each row has 'value' and 'label' {'zh', 'en'}; a data set's and a model's has its 'task' where that is known,
    one of the project's own sets 'own': {'photos', 'pictures'}, a label's the 'datasets' and 'models' that have it, a
    pin's its 'board', what it 'can' do and whether a servo has it 'silenced'. described: reads model files.
    """
    found = [*list_datasets(project), *list_unused_samples(project)]
    files = (described or ModelFiles()).rows(project)
    return {
        "dataset": [one["dataset"] for one in found],
        "picture": list(
            chain(list_loose_pictures(project), list_own_sprites(project), *(one["picture"] for one in found))
        ),
        "folder": list_folders(project),
        "label": list_labels([*(one["label"] for one in found), *map(get_model_labels, files)]),
        "model": [make_model_option(file) for file in files],
        "pin": list_pins(),
        "camera": list_cameras(project),
        "sprite": [*list_sprites(), *list_own_sprites(project), *list_loose_pictures(project)],
        "costume": [*list_costumes(), *list_own_sprites(project), *list_loose_pictures(project)],
        "note": list_notes(),
        "sound": list_sounds(project),
    }


def make_option(value: str, zh: str | None = None, en: str | None = None, **more: Any) -> dict:
    """One choice; without a label it is called as it is."""
    given = {key: item for key, item in more.items() if item is not None}
    return {"value": value, "label": {"zh": zh or value, "en": en or zh or value}, **given}


def list_pins() -> list[dict]:
    """The pins of every board; those with PWM are marked ~, as on the board itself. 'silenced': it has none while a
    servo is in use.
    """
    from sunmao.boards.registry import BOARDS

    rows = []
    for board in BOARDS.values():
        for pin in board.pins:
            rows.append(
                make_option(
                    pin.name,
                    f"{pin.name} ~" if "pwm" in pin.can else pin.name,
                    board=board.name,
                    can=sorted(pin.can),
                    silenced=pin.name in board.servo_silences or None,
                )
            )
    return rows


def list_sprites() -> list[dict]:
    """The sprites that come along."""
    return [make_option(sprite.name, sprite.zh, sprite.en) for sprite in SPRITES.values()]


def list_own_sprites(project: Path) -> list[dict]:
    """Those that were made in the project."""
    return [make_picture_option(path) for path in list_sprite_files(project)]


def list_costumes() -> list[dict]:
    """The costumes of these, each name once, with the sprites that have it."""
    found: dict[str, tuple[str, str, list]] = {}
    for sprite in SPRITES.values():
        for name, zh, en in sprite.costumes:
            found.setdefault(name, (zh, en, []))[2].append(sprite)
    return [
        make_option(
            name,
            zh,
            en,
            detail={"zh": "、".join(one.zh for one in sprites), "en": ", ".join(one.en for one in sprites)},
        )
        for name, (zh, en, sprites) in found.items()
    ]


def list_cameras(project: Path) -> list[dict]:
    """The simulated camera, the browser's, those of this computer by number, and films that lie in the project."""
    rows = [
        make_option(
            "simulated", "模拟的摄像头", "simulated camera", detail={"zh": "轮流出现数字", "en": "shows digits in turn"}
        ),
        make_option("browser", "浏览器的摄像头", "the browser's camera"),
    ]
    for number in range(DEVICES):
        rows.append(
            make_option(str(number), f"电脑的第 {number + 1} 个摄像头", f"camera {number + 1} of this computer")
        )
    return rows + [make_option(path) for path in list_loose_files(project, FILMS)]


def list_notes() -> list[dict]:
    """The keys of a small piano."""
    return [make_option(f"{letter}{octave}", detail=SUNG.get(letter)) for octave in OCTAVES for letter in LETTERS]


def list_sounds(project: Path) -> list[dict]:
    """The sounds that come along, then those that lie in the project."""
    packaged = [make_option(name, zh, en) for name, (zh, en) in PACKAGED.items()]
    return packaged + [make_option(path) for path in list_loose_files(project, SOUNDS)]


def list_datasets(project: Path) -> list[dict]:
    """The data sets in `data/`, by name. Folders that hold none are passed over; of a large one that was never shown,
    nothing but its name is known.
    """
    found = []
    for name in list_names(project / "data"):
        place = DatasetLocation("", project / "data", name)
        try:
            if (known := read_options(place, PICTURES)) is None and is_small(place):
                known = scan_small_dataset(place)
            found.append(describe_dataset(place, known))
        except (SunmaoError, HttpProblem, OSError, RecursionError):
            continue
    return found


def describe_own(known: DatasetOptions | None) -> dict:
    """Describe the facts by which blocks are set up: whether the pictures are photographs, and how many there are."""
    if not known:
        return {"photos": False}
    return {"photos": bool(known.pictures and is_photo(known.pictures[0])), "pictures": known.count}


def describe_dataset(place: DatasetLocation, known: DatasetOptions | None) -> dict:
    """The choices that one data set gives."""
    from sunmao.data.builtin.samples import SAMPLES

    name, value = place.name, f"data/{place.name}"
    title = SAMPLES[name].title if name in SAMPLES else {}
    called = SAMPLES[name].classes if name in SAMPLES else {}
    task, detail = (known.task, summarize(known.task, len(known.classes), known.count)) if known else (None, None)
    own = None if name in SAMPLES else describe_own(known)
    return {
        "dataset": make_option(value, title.get("zh", name), title.get("en", name), task=task, detail=detail, own=own),
        "picture": [make_picture_option(f"{value}/{path}") for path in known.pictures] if known else [],
        "label": [make_option(label, datasets=[value], detail=called.get(label)) for label in known.classes]
        if known
        else [],
    }


def is_photo(path: str) -> bool:
    """Whether a picture is called as cameras call theirs; drawings and small pictures are seldom JPEG."""
    return path.lower().endswith(PHOTOS)


def summarize(task: str, classes: int, pictures: int) -> dict:
    """A data set in a few words: {'zh': '目标检测，4 类，300 张图片', 'en': 'object detection, 4 classes, 300 pictures'}."""
    kind = get_both(f"task_{task}")
    zh, en = (f"{classes} 类，", f" {classes} classes,") if task != "regression" else ("", "")
    return {"zh": f"{kind['zh']}，{zh}{pictures} 张图片", "en": f"{kind['en']},{en} {pictures} pictures"}


def make_picture_option(path: str) -> dict:
    """One picture: its label is its class and file, its folder where it lies."""
    folder, _, name = path.rpartition("/")
    return make_option(path, f"{folder.rpartition('/')[2]}/{name}" if folder else name, folder=folder)


def list_unused_samples(project: Path) -> list[dict]:
    """The samples that the project has not used yet: their folders are made when a program first asks for them."""
    from sunmao.data.builtin.samples import SAMPLES

    found = []
    for name, sample in SAMPLES.items():
        if (project / "data" / name).exists():
            continue
        known = summarize(sample.task, len(sample.classes), sample.pictures)
        detail = {"zh": f"{known['zh']}，自带", "en": f"{known['en']}, built in"}
        value = f"data/{name}"
        found.append(
            {
                "dataset": make_option(
                    value, sample.title["zh"], sample.title["en"], task=sample.task, detail=detail, builtin=True
                ),
                "picture": [make_picture_option(f"{value}/{path}") for path in sample.tests],
                "label": [
                    make_option(label, datasets=[value], detail=called) for label, called in sample.classes.items()
                ],
            }
        )
    return found


def list_labels(found: list[list[dict]]) -> list[dict]:
    """Every label once, with all data sets and models that have it; those of data sets before those of models alone."""
    seen: dict[str, dict] = {}
    for label in chain.from_iterable(found):
        first = seen.get(label["value"], {})
        who = {name: [*first.get(name, []), *label.get(name, [])] for name in ("datasets", "models")}
        seen[label["value"]] = {**label, **first, **{name: paths for name, paths in who.items() if paths}}
    return list(seen.values())


def list_loose_pictures(project: Path) -> list[dict]:
    """Pictures that lie in the project itself or straight in `data/`."""
    return [make_picture_option(path) for path in list_loose_files(project, LOOSE)]


def list_folders(project: Path) -> list[dict]:
    """The folders in `data/` and `models/`, three deep."""
    found = []
    for top in ("data", "models"):
        found += [make_option(path) for path in iter_folders(project, top, depth=3)]
    return found[:FOLDERS]


def get_model_labels(file: dict) -> list[dict]:
    """The labels that a model answers with. file: a row of `ModelFiles.rows`."""
    return [make_option(label, models=[file["path"]]) for label in (file.get("classes") or [])[:LABELS]]


def make_model_option(file: dict) -> dict:
    """One model file: which network it holds, and what that does. file: a row of `ModelFiles.rows`, the newest of which
    come first.
    """
    task = file.get("task") if file.get("task") in TASKS else None
    words = get_both(f"task_{task}") if task else {}
    said = {
        lang: (", ", "，")[lang == "zh"].join(filter(None, (file.get("model"), words.get(lang)))) for lang in LANGUAGES
    }
    return make_option(file["path"], task=task, detail=said if any(said.values()) else None)
