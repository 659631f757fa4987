"""What the pickers of a project offer: its data sets, pictures, folders, labels and models, the samples that come along, and
the pins of boards, cameras and notes."""

import os
from itertools import chain, islice, zip_longest
from pathlib import Path

from ..errors import SunmaoError
from . import names
from .datasets.offered import Offered, is_small, offered
from .datasets.store import Place, names_in
from .errors import Problem

PICTURES = 200  # of one data set
FOLDERS = 300
MODELS = (".onnx", ".pth")
MODEL_FOLDERS = ("models", "checkpoints")
MODEL_DEPTH = 4
MODEL_FILES = 500
FILMS = (".mp4", ".avi", ".mov", ".mkv", ".webm", ".mjpeg")
DEVICES = 2  # cameras of this computer that are offered by number
OCTAVES = (4, 5)
LETTERS = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
SUNG = {"C": "do", "D": "re", "E": "mi", "F": "fa", "G": "sol", "A": "la", "B": "si"}
LOOSE = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif")


def choices(project: Path) -> dict:
    """The lists by kind: 'dataset', 'picture', 'folder', 'label', 'model', 'pin', 'camera', 'note'.

    Each row has 'value' and 'label' {'zh', 'en'}; a pin's has its 'board' and what it 'can' do too.
    """
    found = [*made(project), *to_come(project)]
    return {
        "dataset": [one["dataset"] for one in found],
        "picture": list(chain(loose(project), *(one["picture"] for one in found))),
        "folder": folders(project),
        "label": labels(found),
        "model": models(project),
        "pin": pins(),
        "camera": cameras(project),
        "note": notes(),
    }


def row(value: str, zh: str | None = None, en: str | None = None, **more) -> dict:
    """One choice; without a label it is called as it is."""
    given = {key: item for key, item in more.items() if item is not None}
    return {"value": value, "label": {"zh": zh or value, "en": en or zh or value}, **given}


def pins() -> list[dict]:
    """The pins of every board; those with PWM are marked ~, as on the board itself."""
    from ..boards.registry import BOARDS

    rows = []
    for board in BOARDS.values():
        for pin in board.pins:
            rows.append(row(pin.name, f"{pin.name} ~" if "pwm" in pin.can else pin.name, board=board.name, can=sorted(pin.can)))
    return rows


def cameras(project: Path) -> list[dict]:
    """The simulated camera, the browser's, those of this computer by number, and films that lie in the project."""
    rows = [
        row("simulated", "模拟的摄像头", "simulated camera", detail={"zh": "轮流出现数字", "en": "shows digits in turn"}),
        row("browser", "浏览器的摄像头", "the browser's camera"),
    ]
    for number in range(DEVICES):
        rows.append(row(str(number), f"电脑的第 {number + 1} 个摄像头", f"camera {number + 1} of this computer"))
    return rows + [row(path) for path in lying_about(project, FILMS)]


def notes() -> list[dict]:
    """The keys of a small piano."""
    return [row(f"{letter}{octave}", detail=SUNG.get(letter)) for octave in OCTAVES for letter in LETTERS]


def made(project: Path) -> list[dict]:
    """The data sets in `data/`, by name. Folders that hold none are passed over; of a large one that was never shown, nothing but its name is known."""
    found = []
    for name in names_in(project / "data"):
        place = Place("", project / "data", name)
        try:
            if (known := offered(place, PICTURES)) is None and is_small(place):
                known = looked_through(place)
            found.append(described(place, known))
        except (SunmaoError, Problem, OSError, RecursionError):
            continue
    return found


def looked_through(place: Place) -> Offered:
    """What a small data set offers, read from its folder. Raises BadData."""
    from ..data.reading import open_tree, read

    found = read(open_tree(place.folder))
    return Offered(found.classes, len(found.items), [path.relative_to(place.folder).as_posix() for path in spread(found)])


def described(place: Place, known: Offered | None) -> dict:
    """The choices that one data set gives."""
    from ..data.samples import SAMPLES

    name, value = place.name, f"data/{place.name}"
    title = SAMPLES[name].title if name in SAMPLES else {}
    called = SAMPLES[name].classes if name in SAMPLES else {}
    detail = None
    if known:
        many, count = len(known.classes), known.count
        detail = {"zh": f"{many} 类，{count} 张图片", "en": f"{many} classes, {count} pictures"}
    return {
        "dataset": row(value, title.get("zh", name), title.get("en", name), detail=detail),
        "picture": [picture(f"{value}/{path}") for path in known.pictures] if known else [],
        "label": [row(label, dataset=value, detail=called.get(label)) for label in known.classes] if known else [],
    }


def spread(found) -> list[Path]:
    """Up to `PICTURES` pictures of a data set, taken from its classes in turn, those kept for the test first."""
    order = {"test": 0, "val": 1, "train": 2}
    classes = {}
    for item in sorted(found.items, key=lambda item: (order[item.split], numbered(item.path.name))):
        if names.is_safe(item.path.name):
            classes.setdefault(item.labels[:1], []).append(item.path)
    turns = chain.from_iterable(zip_longest(*classes.values()))
    chosen = [path for path in turns if path][:PICTURES]
    return sorted(chosen, key=lambda path: (path.parent.as_posix(), numbered(path.name)))


def numbered(name: str) -> tuple:
    """A key that puts `2.png` before `10.png`."""
    stem = name.split(".")[0]
    return (0, int(stem), name) if stem.isascii() and stem.isdigit() and len(stem) < 18 else (1, 0, name)


def picture(path: str) -> dict:
    """One picture: its label is its class and file, its folder where it lies."""
    folder, _, name = path.rpartition("/")
    return row(path, f"{folder.rpartition('/')[2]}/{name}" if folder else name, folder=folder)


def to_come(project: Path) -> list[dict]:
    """The samples that the project has not used yet: their folders are made when a program first asks for them."""
    from ..data.samples import SAMPLES

    found = []
    for name, sample in SAMPLES.items():
        if (project / "data" / name).exists():
            continue
        many = len(sample.classes)
        detail = {"zh": f"{many} 类，{sample.pictures} 张图片，自带", "en": f"{many} classes, {sample.pictures} pictures, built in"}
        value = f"data/{name}"
        found.append(
            {
                "dataset": row(value, sample.title["zh"], sample.title["en"], detail=detail, builtin=True),
                "picture": [picture(f"{value}/{path}") for path in sample.tests],
                "label": [row(label, dataset=value, detail=called) for label, called in sample.classes.items()],
            }
        )
    return found


def labels(found: list[dict]) -> list[dict]:
    """Every label once, in the order of the data sets."""
    seen = {}
    for label in chain.from_iterable(one["label"] for one in found):
        seen.setdefault(label["value"], label)
    return list(seen.values())


def loose(project: Path) -> list[dict]:
    """Pictures that lie in the project itself or straight in `data/`."""
    return [picture(path) for path in lying_about(project, LOOSE)]


def lying_about(project: Path, endings: tuple[str, ...]) -> list[str]:
    """The files of a kind in the project itself or straight in `data/`."""
    found = [name for name in entries(project) if name.lower().endswith(endings)]
    found += [f"data/{name}" for name in entries(project / "data") if name.lower().endswith(endings)]
    return [path for path in found[:PICTURES] if (project / path).is_file()]


def folders(project: Path) -> list[dict]:
    """The folders in `data/` and `models/`, three deep."""
    found = []
    for top in ("data", "models"):
        found += [row(path) for path in below(project, top, depth=3)]
    return found[:FOLDERS]


def below(project: Path, folder: str, depth: int) -> list[str]:
    """The folders inside `folder`, each followed by those inside it; links are not followed."""
    found = []
    for name in names_in(project / folder) if depth else []:
        path = f"{folder}/{name}"
        found += [path, *below(project, path, depth - 1)]
        if len(found) >= FOLDERS:
            break
    return found


def models(project: Path) -> list[dict]:
    """Weights and ONNX files, the newest first."""
    files = [path for path in model_files(project) if (project / path).is_file()]
    files.sort(key=lambda path: (project / path).stat().st_mtime, reverse=True)
    return [row(path) for path in files]


def model_files(project: Path) -> list[str]:
    """The paths of what is called a model file, in the folders of a project that hold such; links are not followed."""
    tops = [top for top in MODEL_FOLDERS if not (project / top).is_symlink()]
    places = chain.from_iterable([top, *below(project, top, MODEL_DEPTH)] for top in tops)
    found = (f"{place}/{name}" for place in places for name in entries(project / place) if name.lower().endswith(MODELS))
    return list(islice(found, MODEL_FILES))


def entries(folder: Path) -> list[str]:
    """The visible names in a folder that are safe to hand on, sorted; none where there is no folder."""
    try:
        return sorted(name for name in os.listdir(folder) if names.is_safe(name) and not name.startswith("."))
    except OSError:
        return []
