"""Bad data through the whole of a lesson: read, trained on, tested, recognized. A sentence each time; no file is
changed.
"""

import json
import re
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from sunmao.errors import DataNotFound, NotAPicture, SunmaoError
from sunmao.images.image_files import save_image_file
from sunmao.protocol.messages import Notice
from sunmao.vision import Classification

pytestmark = pytest.mark.training

RANDOM = np.random.default_rng(0)
BRIGHT = {"cat": 200, "dog": 60}


def picture(label: str, shape=(20, 24, 3)) -> np.ndarray:
    """A picture of a class: cats are bright, dogs are dark."""
    return (BRIGHT.get(label, 130) + RANDOM.integers(-40, 40, shape)).astype(np.uint8)


def put(path: str, label: str = "", shape=(20, 24, 3)) -> Path:
    """Write a picture below `data/x`."""
    save_image_file(Path("data/x", path), picture(label or Path(path).parent.name, shape))
    return Path("data/x", path)


def a_set(train: int = 8, val: int = 3, test: int = 3, classes=("cat", "dog")) -> None:
    for part, count in (("training_set", train), ("val_set", val), ("test_set", test)):
        for label in classes:
            for number in range(count):
                put(f"{part}/{label}/{number}.png")


class Lesson:
    """The outcome of a lesson. said: all notes, in English; error: what ended it, or None; marks: the report, if it
    came so far.
    """

    def __init__(self, events, folder: str = "data/x", path: str | None = None, **options):
        self.report = self.error = None
        before = {file: file.read_bytes() for file in Path(folder).rglob("*") if file.is_file()}
        self.model = Classification(backbone="LeNet")
        try:
            self.model.load_dataset(path=folder, **options)
            self.log = self.model.train(epochs=1, save_fold="weights", random_seed=1)
            self.report = self.model.evaluate(path=path)
        except SunmaoError as error:
            self.error = error
            for sentence in (error.title, error.hint):
                assert sentence["zh"] and sentence["en"] and sentence["zh"] != sentence["en"]
        assert {file: file.read_bytes() for file in before} == before, "nothing is lost or changed"
        notes = [event for event in events if isinstance(event, Notice)]
        assert all(note.zh and note.en and note.zh != note.en for note in notes)
        self.said = "\n".join(note.en for note in notes)
        self.events = events


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")


def test_good_data_says_nothing_of_itself(events):
    a_set()
    lesson = Lesson(events)
    assert lesson.report.total == 6 and "Left out" not in lesson.said and "no " not in lesson.said.lower()


def test_an_empty_class_is_left_out(events):
    a_set()
    for part in ("training_set", "val_set"):
        Path("data/x", part, "owl").mkdir()
    lesson = Lesson(events)
    assert "Left out classes without pictures: owl" in lesson.said
    assert (
        lesson.report.classes == ["cat", "dog"] and len(lesson.model.inference("data/x/test_set/cat/0.png").scores) == 2
    )


def test_a_class_with_pictures_for_the_test_only_is_left_out(events):
    a_set()
    put("test_set/owl/0.png")
    lesson = Lesson(events)
    assert "Left out classes of 'test' that no training picture has: owl" in lesson.said and lesson.report.total == 6


def test_one_class_is_not_enough(events):
    a_set(classes=("cat",))
    assert Lesson(events).error.key == "one_class" and not Path("weights").exists()


def test_one_picture_is_not_enough(events):
    put("cat/0.png")
    assert Lesson(events).error.key == "one_class"


def test_one_picture_of_each_class(events):
    a_set(train=1, val=0, test=0)
    lesson = Lesson(events)
    assert "0 pictures" not in lesson.said
    assert Path("weights/latest.pth").exists() and lesson.error.key == "empty_part", "there is nothing to test it on"
    assert lesson.model.inference("data/x/training_set/cat/0.png").label in BRIGHT


def test_no_picture_at_all(events):
    Path("data/x/training_set/cat").mkdir(parents=True)
    Path("data/x/training_set/dog").mkdir()
    assert Lesson(events).error.key == "no_pictures"


def test_pictures_without_classes(events):
    put("0.png", "cat")
    assert Lesson(events).error.key == "pictures_without_classes"


def test_nothing_in_the_validation_set(events):
    a_set(train=20, val=0)
    lesson = Lesson(events)
    assert "no validation pictures: 4 of the training pictures are kept" in lesson.said and lesson.report.total == 6
    assert any("accuracy_top-1" in line for line in lesson.log)


def test_nothing_in_the_test_set(events):
    a_set(test=0)
    lesson = Lesson(events)
    assert "no test pictures yet; this time the validation pictures are used" in lesson.said
    assert (lesson.report.split, lesson.report.total) == ("val", 6)


def test_validation_pictures_of_unknown_classes_only(events):
    a_set(train=20, val=0)
    put("val_set/owl/0.png")
    lesson = Lesson(events)
    assert "of 'val' that no training picture has: owl" in lesson.said and "4 of the training pictures" in lesson.said


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 300, 3), (300, 1, 3), (2, 4000, 3)])
def test_tiny_and_thin_pictures(events, shape):
    for label in BRIGHT:
        for number in range(10):
            put(f"{label}/{number}.png", shape=shape)
    lesson = Lesson(events)
    assert lesson.report.total == 2 and lesson.model.inference(picture("cat", shape)).label in BRIGHT
    assert lesson.report.mistakes is not None
    assert all(result.as_events() for result in lesson.report.right)


def as_bytes(kind: str, label: str) -> bytes:
    """A file of a kind of picture that a pupil's folder may hold."""
    color, gray = picture(label), picture(label, (20, 24))
    if kind == "cmyk":
        pil = pytest.importorskip("PIL.Image")
        pil.fromarray(color).convert("CMYK").save("cmyk.jpg")
        return Path("cmyk.jpg").read_bytes()
    if kind == "gif":
        pil = pytest.importorskip("PIL.Image")
        frames = [pil.fromarray(picture(label)) for _ in range(3)]
        frames[0].save("some.gif", save_all=True, append_images=frames[1:])
        return Path("some.gif").read_bytes()
    kinds = {
        "gray": (".png", gray),
        "gray_jpeg": (".jpg", gray),
        "alpha": (".png", np.dstack([color, gray])),
        "sixteen": (".png", color.astype(np.uint16) << 8),
        "sixteen_gray": (".png", gray.astype(np.uint16) << 8),
        "webp": (".webp", color),
        "bmp": (".bmp", color),
        "tiff": (".tiff", color),
    }
    ending, image = kinds[kind]
    return cv2.imencode(ending, image)[1].tobytes()


KINDS = ["gray", "gray_jpeg", "alpha", "sixteen", "sixteen_gray", "webp", "bmp", "tiff", "cmyk", "gif"]


def test_every_kind_of_picture_is_learned_from(events):
    for label in BRIGHT:
        for number, kind in enumerate(KINDS):
            # The name of a file says nothing: half of them are named as another kind.
            path = Path(f"data/x/{label}/{kind}.{'jpg' if number % 2 else 'png'}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(as_bytes(kind, label))
    lesson = Lesson(events, path="data/x")
    assert lesson.model.evaluate(split="all").total == 2 * len(KINDS) and "Left out" not in lesson.said
    for kind in KINDS:
        assert lesson.model.inference(next(Path("data/x/cat").glob(f"{kind}.*"))).image.mean() > 120, kind


def test_damaged_files_are_named_and_left_out(events):
    a_set()
    whole = put("training_set/cat/cut.png").read_bytes()
    Path("data/x/training_set/cat/cut.png").write_bytes(whole[: len(whole) // 2])
    Path("data/x/training_set/dog/letter.jpg").write_text("Dear teacher")
    Path("data/x/test_set/dog/empty.jpg").touch()
    lesson = Lesson(events)
    assert lesson.report.total == 6
    for name in (
        "damaged pictures: training_set/cat/cut.png",
        "no pictures: training_set/dog/letter.jpg",
        "empty files: test_set/dog/empty.jpg",
    ):
        assert name in lesson.said
    for file in ("training_set/cat/cut.png", "training_set/dog/letter.jpg", "test_set/dog/empty.jpg"):
        with pytest.raises(NotAPicture):
            lesson.model.inference(Path("data/x", file))


def test_damaged_files_that_nobody_looked_for(events):
    a_set()
    for part in ("training_set", "val_set", "test_set"):
        Path("data/x", part, "cat/letter.jpg").write_text("Dear teacher")
    lesson = Lesson(events, check=False)
    assert "letter.jpg" in lesson.said and lesson.report.total == 6


def test_a_class_of_damaged_files_only(events):
    a_set()
    Path("data/x/training_set/owl").mkdir()
    Path("data/x/training_set/owl/0.png").write_text("hoo")
    lesson = Lesson(events)
    assert "without pictures: owl" in lesson.said and lesson.report.classes == ["cat", "dog"]


@pytest.mark.parametrize("label, key", [("dog", "one_class"), ("*", "all_damaged")])
def test_too_little_is_left(events, label, key):
    a_set()
    for file in Path("data/x").glob(f"*/{label}/*.png"):
        file.write_text("nothing")
    assert Lesson(events).error.key == key and not Path("weights").exists()


@pytest.mark.fault("E5")
def test_pictures_deleted_while_it_learns(events, monkeypatch, row):
    a_set(train=12)
    monkeypatch.setattr("sunmao.training.dataloader.KEPT_BYTES", 0)  # as with pictures that do not fit the memory
    model = Classification(backbone="LeNet")
    model.load_dataset("data/x")
    epochs = []

    def delete(observer, training):
        epochs.append(training.epoch)
        if len(epochs) == 1:
            for part in ("training_set", "val_set"):
                Path("data/x", part, "cat/0.png").unlink()
                Path("data/x", part, "dog/0.png").write_bytes(b"half a pic")

    monkeypatch.setattr("sunmao.training.observers.StopOnRequest.after_step", delete)
    model.train(epochs=3, save_fold="weights")
    said = [event.en for event in events if isinstance(event, Notice) and "cannot be read now" in event.en]
    assert max(epochs) == 3 and any("cat/0.png" in line for line in said) and any("dog/0.png" in line for line in said)
    assert model.evaluate().total == 6
    row(saw=said[0], kept="all three epochs were learned, and the model is tested")


def test_a_set_that_goes_away_before_the_test(events):
    a_set()
    model = Lesson(events).model
    Path("data/x").rename("data/x1")
    with pytest.raises(DataNotFound, match="Did you mean 'data/x1'"):
        model.evaluate()
    assert model.evaluate(path="data/x1").total == 6


def test_names_in_chinese_with_spaces_and_brackets(events):
    a_set(classes=("剪刀（手势）", "石头 手势", "布 ①"))
    put("training_set/布 ①/一张 图片.png")
    lesson = Lesson(events)
    assert lesson.report.classes == ["剪刀（手势）", "布 ①", "石头 手势"] and lesson.report.total == 9
    assert lesson.model.inference("data/x/training_set/布 ①/一张 图片.png").label in lesson.report.classes
    assert Path("data/x/val.txt").read_text(encoding="utf-8").splitlines()[-1] == "石头 手势/2.png 2"


def test_classes_txt_that_does_not_match(events):
    a_set(classes=("cat", "dog", "owl"))
    Path("data/x/classes.txt").write_text("owl\ncat\nowl\nmouse\n")
    lesson = Lesson(events)
    assert lesson.report.classes == ["owl", "cat", "dog"] and lesson.report.total == 9
    for words in ("more than once; the first counts: owl", "without pictures: mouse", "they come last: dog"):
        assert words in lesson.said


def test_lists_that_do_not_match(events):
    a_set(val=0, test=3)
    for number in range(4):
        put(f"val_set/{number}.png", "cat")
    Path("data/x/classes.txt").write_text("cat\ndog\n")
    Path("data/x/val.txt").write_text("0.png 0\n0.png 0\n1.png 5\n2.png dog\ngone.png 1\n3.png 1\n3.png 0\n")
    Path("data/x/test.txt").write_text("cat/0.png 1\n")
    lesson = Lesson(events)
    assert "Skipped in val.txt, because no picture or no class fits: 3 of its lines, such as '1.png 5'" in lesson.said
    assert "label in test.txt is not that of their folder: 1" in lesson.said
    assert lesson.model.evaluate(split="val").total == 3 and lesson.report.total == 6


def test_a_folder_with_other_classes(events):
    a_set()
    for label in ("cat", "owl"):
        save_image_file(Path("exam", label, "0.png"), picture(label))
    lesson = Lesson(events, path="exam")
    assert lesson.report.total == 1 and "has not learned these labels: owl" in lesson.said
    assert "no picture of these classes in the test: dog" in lesson.said


def test_num_classes_that_does_not_match(events):
    a_set()
    model = Classification(backbone="LeNet", num_classes=10)
    with pytest.raises(SunmaoError, match="The data has 2 classes, but num_classes is 10"):
        model.load_dataset("data/x")


def _manifest(shared) -> list[dict]:
    return json.loads((shared / "data" / "hostile" / "manifest.json").read_text(encoding="utf-8"))["items"]


HOSTILE = {
    "chinese_spaces": "",
    "class_mismatch": "no training picture has: three",
    "empty_class": "without pictures: two",
    "nested_too_deep": "",
    "mixed_formats": "Left out 1 damaged pictures",
    "no_val": "2 of the training pictures are kept",
    "imbalanced": "very uneven",
    "leak": "for validation or test as well",
    "flat_no_classes": "pictures_without_classes",
    "one_class": "one_class",
}


@pytest.mark.fault("E1")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_folders(shared, events, name, row):
    folder = shared / "data" / "hostile" / "cls" / name
    there = {file: file.stat().st_mtime for file in folder.rglob("*")}
    rejected = {item["file"]: item["expect"] == "reject" for item in _manifest(shared)}
    shutil.copytree(folder, "data/x")
    lesson = Lesson(events)
    assert (lesson.error is not None) == rejected[f"cls/{name}"]
    assert lesson.error.key == HOSTILE[name] if lesson.error else HOSTILE[name] in lesson.said and lesson.report.total
    assert {file: file.stat().st_mtime for file in folder.rglob("*")} == there
    row(
        saw=lesson.error.title if lesson.error else HOSTILE[name],
        kept=f"cls/{name} by the blocks' calls: {'refused' if lesson.error else 'learned from and tested'}, no file changed",
    )


@pytest.mark.fault("E1")
def test_hostile_pictures_in_a_training_folder(shared, events, row):
    """All of them at once, the bombs too: what can be used is learned from, the rest is named."""
    a_set()
    for file in (shared / "data" / "hostile" / "images").iterdir():
        shutil.copy(file, Path("data/x/training_set", "cat", file.name))
    lesson = Lesson(events)
    rejected = [
        item["file"] for item in _manifest(shared) if item["file"].startswith("images/") and item["expect"] == "reject"
    ]
    said = "\n".join(part for part in lesson.said.splitlines() if "Left out" in part)
    assert lesson.report.total == 6 and sum(map(int, re.findall(r"Left out (\d+)", said))) == len(rejected)
    row(saw=said, kept="all pictures of the collection in one class: training and test end as ever")
