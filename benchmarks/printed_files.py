"""Files that the textbooks' printed programs name, made where they name them: pictures, tables, data sets, models."""

import json
import re
import shutil
import wave
from functools import cached_property
from pathlib import Path
from threading import Lock

import cv2
import numpy as np

from tests.support.paths import ROOT

PATH = re.compile(r"""['"]([\w./\\: ()（）-]*?\.(csv|jpg|jpeg|png|onnx|pkl|pth|json|txt|mp4|wav))['"]""")
FOLDER = re.compile(r"""['"]([\w./\\-]+/)['"]""")
CALLED = re.compile(
    r"""\.(load_dataset|make_dataset|load_img_data)\(\s*(?:path\s*=\s*)?r?['"]([^'"]+)['"]|DataSet\(r?['"]([^'"]+)['"],"""
)
PARTS = re.compile(r"""['"]([\w./]+/(?:training_set|test_set))['"]""")
ROW = re.compile(r"\bdata\s*=\s*\[\[([^\[\]]+)\]|test_data = \[\[([^\]]+)\]")
COLUMNS = re.compile(r"(?:x_column|data_column|usecols|y_column|label_column)\s*=\s*\[?([\d, ]+)")
SIZE = re.compile(r"size\s*=\s*\(\s*(\d+)\s*,", re.I)
LAST = re.compile(r"(?:(?:column|usecols)\s*=\s*range\(\d+\s*,\s*|(?:label_column|y_column)\s*=\s*\[?)(\d+)")
BACKBONE = re.compile(r"\w+\(\s*(?:backbone\s*=\s*)?['\"](LeNet|MobileNet|ResNet18|ResNet50|SSD_Lite|FasterRCNN)['\"]")
CLASSES = re.compile(r"num_classes\s*=\s*(\d+)")
HAND = ROOT.parent / "shared" / "data" / "sign-digits" / "test_set"
IN_PART = {"training_set": 4, "val_set": 2, "test_set": 2, "train": 2, "valid": 1, "test": 1}  # pictures of a class
SIDE = 96


class PrintedFiles:
    """Makes the files of programs. folder: where what takes long is kept, made once each."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._lock = Lock()
        folder.mkdir()

    @cached_property
    def _picture(self) -> Path | None:
        return next(iter(sorted(HAND.glob("5/*"))), None) if HAND.is_dir() else None

    def prepare(self, folder: Path, program: str) -> None:
        """Write all that a program names, beside it. Raises OSError, ValueError."""
        width, columns = find_width(program), find_columns(program)
        for name in ("test.jpg", "pictures/a.jpg"):
            write_picture(folder / name, self._picture)
        log = [{"mode": "train", "epoch": 1, "iter": 10 * n, "loss": 1 / n} for n in range(1, 9)]
        (folder / "my_log.json").write_text("\n".join(map(json.dumps, log)))
        for name in FOLDER.findall(program):
            write_picture(folder / name / "a.jpg", self._picture)
        self._write_sets(folder, program)
        for path, ending in {*PATH.findall(program), ("model.onnx", "onnx")}:
            target = folder / path.replace("\\", "/")
            if not target.suffix or target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            if ending == "csv":
                write_table(target, max(columns, width), np.random.default_rng(0))
            else:
                self._write_file(target, ending, program, width, folder)

    def _write_file(self, target: Path, ending: str, program: str, width: int, folder: Path) -> None:
        if ending in ("jpg", "jpeg", "png"):
            write_picture(target, self._picture)
        elif ending == "onnx":
            write_model(target, program, width, self._make_once("model.onnx", write_sides))
        elif ending == "pkl" and "MMBase" in program:
            shutil.copyfile(self._make_once("mmbase.pkl", write_first_network), target)
        elif ending == "pkl":
            write_learner(target, program, width)
        elif ending == "pth":
            self._write_weights(target, program, width)
        elif ending == "json":
            shutil.copyfile(folder / "my_log.json", target)
        elif ending == "txt":
            target.write_text("a\nb\n" if target.name == "classes.txt" else "print('hello')\n")
        elif ending == "mp4":
            shutil.copyfile(self._make_once("film.mp4", write_film), target)
        elif ending == "wav":
            write_sound(target)

    def _write_sets(self, folder: Path, program: str) -> None:
        found = CLASSES.search(program)
        classes = int(found[1]) if found else 2
        for part in PARTS.findall(program):
            write_class_folders(folder / part, 2)
        for verb, named, checked in CALLED.findall(program):
            target = folder / (named or checked).replace("\\", "/")
            if target.exists() or not (named or checked):
                continue
            if verb == "load_img_data":
                write_class_folders(target, classes, side=28 if "grayscale" in program else SIDE)
            elif "INNOLAB" in program:
                write_innolab(target)
            elif '"VOC"' in program:
                write_voc(target)
            elif '"IMAGENET"' in program:
                write_class_folders(target / "images", 2)
                (target / "classes.txt").write_text("a\nb\n")
            elif "MMDetection" in program:
                write_coco(target, classes)
            elif "MMClassification" in program or checked:
                write_picture_set(target, classes)

    def _write_weights(self, target: Path, program: str, width: int) -> None:
        found, classes = BACKBONE.search(program), CLASSES.search(program)
        if "MMEdu" in program and found:
            backbone, count = found[1], int(classes[1]) if classes else 2
            finds = "MMDetection" in program
            name = f"{backbone}-{count}.pth"
            made = self._make_once(name, lambda path: write_book_weights(path, backbone, count, finds))
        else:
            kind = "reg" if re.search(r"nn\(['\"]reg", program) else "cls"
            image = bool(re.search(r"load_img_data|basenn\.inference\(data\s*=\s*img|6\.jpg", program))
            name = f"basenn-{kind}-{'image' if image else width}.pth"
            made = self._make_once(name, lambda path: write_network_weights(path, kind, None if image else width))
        shutil.copyfile(made, target)

    def _make_once(self, name: str, write) -> Path:
        path = self._folder / name
        with self._lock:
            if not path.exists():
                write(path)
        return path


def write_sides(path: Path) -> None:
    from tests.support.onnx_files import sides

    path.write_bytes(sides())


def write_film(path: Path) -> None:
    """Two seconds of a photograph that moves a little."""
    film = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"mp4v"), 15, (320, 240))
    frame = np.random.default_rng(2).integers(0, 255, (240, 320, 3), dtype=np.uint8)
    for number in range(30):
        film.write(np.roll(frame, number, axis=1))
    film.release()


def write_sound(path: Path) -> None:
    """A second of a tone."""
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(16_000)
        sound.writeframes((8000 * np.sin(np.arange(16_000) / 6)).astype("<i2").tobytes())


def draw_picture(kind: int, number: int) -> np.ndarray:
    """A bright rectangle whose place says its class, (SIDE, SIDE, 3) uint8."""
    image = np.random.default_rng(100 * kind + number).integers(0, 60, (SIDE, SIDE, 3), dtype=np.uint8)
    image[10:60, 5 + 12 * kind : 40 + 12 * kind] += 150
    return image


def _save(path: Path, image: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imencode(path.suffix, image)[1].tofile(str(path))


def write_class_folders(folder: Path, classes: int, each: int = 12, side: int = SIDE) -> None:
    """A folder of pictures for each class."""
    for kind in range(classes):
        for number in range(each):
            image = cv2.resize(draw_picture(kind, number), (side, side))
            _save(folder / chr(ord("a") + kind) / f"{number}.jpg", image)


def write_picture_set(folder: Path, classes: int) -> None:
    """A data set as MMEdu reads it: parts of folders of classes."""
    for part in ("training_set", "val_set", "test_set"):
        write_class_folders(folder / part, classes, IN_PART[part])
    (folder / "classes.txt").write_text("".join(f"{chr(ord('a') + kind)}\n" for kind in range(classes)))


def write_coco(folder: Path, classes: int) -> None:
    """A data set of boxes as MMEdu reads it."""
    categories = [{"id": kind + 1, "name": chr(ord("a") + kind)} for kind in range(classes)]
    for part in ("train", "valid", "test"):
        told: dict = {"images": [], "annotations": [], "categories": categories}
        for number in range(IN_PART[part] * classes):
            kind, name = number % classes, f"{number}.jpg"
            _save(folder / "images" / part / name, draw_picture(kind, number))
            told["images"].append({"id": number, "file_name": name, "width": SIDE, "height": SIDE})
            box = {"bbox": [5 + 12 * kind, 10, 35, 50], "area": 1750, "iscrowd": 0, "segmentation": []}
            told["annotations"].append({"id": number + 1, "image_id": number, "category_id": kind + 1, **box})
        (folder / "annotations").mkdir(exist_ok=True)
        (folder / "annotations" / f"{part}.json").write_text(json.dumps(told))


def write_voc(folder: Path) -> None:
    """Pictures, and an XML file of boxes for each."""
    (folder / "annotations").mkdir(parents=True)
    for number in range(20):
        _save(folder / "images" / f"{number}.jpg", draw_picture(0, number))
        (folder / "annotations" / f"{number}.xml").write_text(
            f"<annotation><filename>{number}.jpg</filename><size><width>{SIDE}</width><height>{SIDE}</height>"
            "<depth>3</depth></size><object><name>apple</name><bndbox><xmin>5</xmin><ymin>10</ymin><xmax>40</xmax>"
            "<ymax>60</ymax></bndbox></object></annotation>"
        )


def write_innolab(folder: Path) -> None:
    """Pictures, a JSON text of boxes inside JSON for each, and two lists."""
    folder.mkdir(parents=True)
    (folder / "labels.json").write_text(json.dumps([{"id": "k1", "name": "pear"}]))
    (folder / "used_labels.json").write_text(json.dumps([{"filePath": f"/{number}.jpg"} for number in range(20)]))
    box = {"x": 5, "y": 10, "width": 35, "height": 50, "attribute": "k1"}
    tool = json.dumps({"width": SIDE, "height": SIDE, "step_1": {"result": [box]}})
    for number in range(20):
        _save(folder / f"{number}.jpg", draw_picture(0, number))
        (folder / f"{number}.json").write_text(json.dumps({"rectTool": tool}))


def write_book_weights(path: Path, backbone: str, classes: int, finds: bool) -> None:
    """Weights of MMEdu after one epoch."""
    from sunmao.compat.mmedu import MMClassification, MMDetection

    place = path.with_name(f"{path.stem}-data")
    (write_coco if finds else write_picture_set)(place, classes)
    model = (MMDetection if finds else MMClassification)(backbone)
    model.num_classes = classes
    model.load_dataset(str(place))
    model.save_fold = str(place / "out")
    model.train(epochs=1, batch_size=4, lr=0.001, validate=False)
    shutil.copyfile(place / "out" / "latest.pth", path)


def write_network_weights(path: Path, kind: str, width: int | None) -> None:
    """Weights of BaseNN after one epoch. width: numbers in a row; None: gray pictures of 28 by 28."""
    from sunmao.compat.basenn import nn

    place = path.with_name(f"{path.stem}-data")
    place.mkdir()
    model = nn(kind)
    if width is None:
        write_class_folders(place / "pictures", 3)
        model.load_img_data(str(place / "pictures"), color="grayscale", transform={"Resize": (28, 28)})
    else:
        write_table(place / "rows.csv", width, np.random.default_rng(0))
        model.load_tab_data(str(place / "rows.csv"))
    outputs = 3 if kind == "cls" else 1
    model.add("Linear", size=(width or 784, outputs), **({"activation": "Softmax"} if kind == "cls" else {}))
    model.save_fold = str(place)
    loss = {} if kind == "cls" else {"loss": "MSELoss", "metrics": ["mae"]}
    model.train(lr=0.01, epochs=1, **loss)
    shutil.copyfile(place / "basenn.pth", path)


def write_first_network(path: Path) -> None:
    """Weights of MMBase: four numbers, three classes."""
    from sunmao.compat.mmbase import MMBase

    rng = np.random.default_rng(0)
    rows = rng.normal(size=(30, 4))
    model = MMBase()
    model.add("linear", size=(4, 3), activation="softmax")
    model.load_dataset(rows, np.digitize(rows[:, 0], [-0.5, 0.5]))
    model.train(lr=0.01, epochs=1)
    model.save(str(path))


def find_width(program: str) -> int:
    """Return the number of numbers that a model of a program takes."""
    if found := ROW.search(program):
        return len([each for each in (found[1] or found[2]).split(",") if each.strip()])
    if "x_column" in program or "data_column" in program or "usecols" in program:
        found = re.search(r"(?:x_column|data_column|usecols)\s*=\s*\[([^\]]+)\]", program)
        return len(found[1].split(",")) if found else find_columns(program)
    if found := LAST.search(program):
        return int(found[1])
    return int(found[1]) if (found := SIZE.search(program)) else 4


def find_columns(program: str) -> int:
    """Return the number of columns with numbers in a program's tables, the last of them the answer."""
    named = [int(each) for found in COLUMNS.findall(program) for each in found.split(",") if each.strip()]
    ranges = [int(found) for found in LAST.findall(program)]
    return max([*(each for each in named), *ranges], default=0)


def write_picture(path: Path, picture: Path | None) -> None:
    """A photograph of a hand where there is one, else noise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = cv2.imread(str(picture)) if picture else None
    if image is None:
        image = np.random.default_rng(1).integers(0, 255, (240, 320, 3), dtype=np.uint8)
    image = cv2.copyMakeBorder(image, 60, 60, 60, 60, cv2.BORDER_REPLICATE)
    cv2.imencode(path.suffix, cv2.resize(image, None, fx=2, fy=2))[1].tofile(str(path))


def write_table(path: Path, width: int, rng: np.random.Generator) -> None:
    """Rows of so many numbers and, last, 0, 1 or 2."""
    rows = rng.normal(size=(90, width))
    labels = np.digitize(rows[:, 0], [-0.5, 0.5])
    names = ["x1", "x2", *(f"c{number}" for number in range(2, width))][:width]
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join([*names, "label"]) + "\n")
        for row, label in zip(rows, labels, strict=True):
            file.write(",".join(f"{each:.4f}" for each in row) + f",{label}\n")


def write_model(path: Path, program: str, width: int, sides: Path) -> None:
    """An ONNX file of the task that a program names: of BaseNN, of one's own, or one that tells classes apart."""
    task = re.search(r"task\s*=\s*['\"](basenn|custom)", program, re.I)
    if task is None:
        shutil.copyfile(sides, path)
        return
    from tests.support.network_files import write_mean_network, write_network

    if task[1].lower() == "custom" and "transpose" in program:
        write_mean_network(path)
        return

    width = 42 if "pose" in program else width
    image = re.search(r"basenn\.inference\(data\s*=\s*['\"]", program)
    size = [1, 1, 28, 28] if image else [1, width]
    write_network(path, np.eye(784 if image else width, 3), size, dataset_type="img" if image else "tab")


def write_learner(path: Path, program: str, width: int) -> None:
    """A file of BaseML by the algorithm that a program names."""
    from sunmao.compat.baseml.algorithms import CLASSIFIERS, REGRESSORS
    from sunmao.compat.baseml.supervised import TabularClassifier, TabularRegressor

    rows = np.random.default_rng(0).normal(size=(60, width))
    found = re.search(r"(?:cls|reg|clt)\(\s*(?:algorithm\s*=\s*)?['\"](\w+)['\"]", program)
    name = found[1] if found else "KNN"
    kind = TabularRegressor if "Regression" in program and name in REGRESSORS else TabularClassifier
    model = kind(name if name in (*CLASSIFIERS, *REGRESSORS) else "KNN")
    model.x_train, model.y_train = rows, (rows[:, 0] > 0).astype(int)
    model.train()
    model.save(path)
