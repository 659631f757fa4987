"""Recognizing with the school's verbs: what may be given, what comes back, what is written; by PyTorch and by the ONNX
file.
"""

import ast
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.errors import BadData, BadValue, DatasetNotLoaded, FileMissing, NotAPicture
from sunmao.images.image_files import read_image_file, save_image_file
from sunmao.vision import Classification

pytestmark = pytest.mark.training

SEVEN = "data/few/test_set/7/1.png"


@pytest.fixture(scope="module")
def learned(tmp_path_factory, digits):
    """A folder with the weights and the model file of a LeNet that has seen three digits."""
    folder = tmp_path_factory.mktemp("learned")
    for part, count in (("training_set", 60), ("val_set", 12)):
        for label in "147":
            (folder / "set" / part / label).mkdir(parents=True)
            for number in range(1, count + 1):
                shutil.copy(digits / part / label / f"{number}.png", folder / "set" / part / label)
    model = Classification(backbone="LeNet")
    model.load_dataset(folder / "set", check=False)
    model.train(epochs=8, random_seed=1, save_fold=folder / "weights")
    model.convert(folder / "model.onnx")
    return folder


@pytest.fixture(params=["PyTorch", "ONNX"])
def model(request, learned, few):
    if request.param == "ONNX":
        return Workflow(learned / "model.onnx")
    model = Classification(backbone="LeNet")
    [model.checkpoint] = (learned / "weights").glob("best_*.pth")
    return model


def files(folder):
    return sorted(path.name for path in Path(folder).iterdir())


def kinds(events, kind):
    return [event for event in events if type(event).__name__ == kind]


def test_a_picture_may_be_given_in_many_ways(model):
    pil = pytest.importorskip("PIL.Image")
    picture = read_image_file(SEVEN)
    wanted = model.inference(image=SEVEN)
    assert wanted.label == "7" and wanted.path == SEVEN
    alpha = np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)])
    ways = [Path(SEVEN), picture, picture[..., 0], alpha, picture[..., 0].astype(np.uint16) << 8, picture / 255]
    for image in [*ways, pil.open(SEVEN), pil.open(SEVEN).convert("P"), pil.fromarray(picture).convert("CMYK")]:
        result = model.inference(image)
        assert result.label == "7" and result.confidence == pytest.approx(wanted.confidence, abs=0.02)


def test_the_textbooks_printed_form(model, capsys):
    with pytest.raises(BadValue, match="no result yet"):
        model.print_result()
    result = model.inference(SEVEN)
    capsys.readouterr()
    rows = model.print_result(result)
    assert (
        ast.literal_eval(capsys.readouterr().out) == rows == [{"标签": 2, "置信度": result.confidence, "预测结果": "7"}]
    )
    assert list(rows[0]) == ["标签", "置信度", "预测结果"] and model.print_result() == rows


def test_fast_inference_prints_unless_told_not_to(model, capsys):
    result = model.fast_inference(SEVEN)
    assert f"7 ({100 * result.confidence:.0f}%)" in capsys.readouterr().out
    assert model.fast_inference(SEVEN, verbose=False).label == "7" and not capsys.readouterr().out


def test_a_folder_is_looked_at_in_batches(model, events, monkeypatch):
    sizes = []
    scores = model._look
    monkeypatch.setattr(type(model), "_look", lambda self, pictures: sizes.append(len(pictures)) or scores(pictures))
    results = model.inference("data/few/training_set/7")
    assert sizes == [12] and [result.path for result in results] == sorted(result.path for result in results)
    assert [result.label for result in results].count("7") >= 10
    assert model.print_result() == model.print_result(results) and len(model.print_result()) == 12
    assert [(done.done, done.total, done.task) for done in kinds(events, "Progress")][-1] == (12, 12, "inference")


def test_photographs_of_a_folder_never_fill_the_memory(model, monkeypatch):
    monkeypatch.setattr("sunmao.tasks.evaluation.batch_inference.NUMBERS", 9000)
    sizes = []
    scores = model._look
    monkeypatch.setattr(type(model), "_look", lambda self, pictures: sizes.append(len(pictures)) or scores(pictures))
    results = model.inference_all("data/few/training_set/7")
    assert max(sizes) <= 4 and sum(sizes) == 12 and all(result._image is None for result in results)


def test_damaged_pictures_of_a_folder_are_named_and_left_out(model, capsys):
    shutil.copytree("data/few/test_set/7", "mine")
    Path("mine/text.jpg").write_text("hello")
    Path("mine/cut.png").write_bytes(Path(SEVEN).read_bytes()[:40])
    before = {path.name: path.read_bytes() for path in Path("mine").iterdir()}
    assert len(model.inference("mine")) == 4
    said = capsys.readouterr().err
    assert "cut.png" in said and "text.jpg" in said and "2 files" in said
    for path in Path("mine").glob("[1-4].png"):
        path.unlink()
    with pytest.raises(BadData, match="No picture in 'mine' can be used"):
        model.inference("mine")
    assert all(before[path.name] == path.read_bytes() for path in Path("mine").iterdir())


def test_result_pictures_have_the_same_names(model):
    shutil.copytree("data/few/test_set/7", "mine")
    picture = read_image_file(SEVEN)
    save_image_file("mine/photo.jpg", picture)
    Path("mine/old.bmp").write_bytes(cv2.imencode(".bmp", picture)[1].tobytes())
    model.inference("mine")
    assert not Path("cls_result").exists(), "nothing is written unless it is asked for"
    model.inference("mine", save_fold="cls_result")
    assert files("cls_result") == ["1.png", "2.png", "3.png", "4.png", "old.bmp.png", "photo.jpg"]
    model.inference(picture, save_fold="more")
    model.fast_inference(SEVEN, save_fold="more", verbose=False)
    assert files("more") == ["1.png", "result.png"]
    drawn = read_image_file("cls_result/photo.jpg")
    assert drawn.shape[0] > drawn.shape[1] >= 128, "the answer stands below the picture"


@pytest.mark.parametrize("image", ["data/few/test_set/7", SEVEN])
def test_the_pictures_themselves_are_never_replaced(model, image):
    before = Path(SEVEN).read_bytes()
    with pytest.raises(BadValue, match="Choose another save_fold"):
        model.inference(image, save_fold="data/few/../few/test_set/7")
    assert Path(SEVEN).read_bytes() == before


def test_less_sure_than_asked_is_unknown(model):
    noise = np.random.default_rng(0).integers(0, 256, (28, 28, 3)).astype(np.uint8)
    pictures = [noise, *(read_image_file(path) for path in sorted(Path("data/few/test_set/7").iterdir()))]
    plain = [model.inference(picture) for picture in pictures]
    middle = sorted(result.confidence for result in plain)[2]
    for picture, before in zip(pictures, plain, strict=True):
        for infer in (model.inference, lambda *given, **more: model.fast_inference(*given, verbose=False, **more)):
            result = infer(picture, unknown=middle)
            sure = before.confidence >= middle
            assert (result.label != "unknown") == sure and result.has(before.label) == sure
            assert result.confidence == before.confidence and (result.things != []) == sure
    assert {result.label == "unknown" for result in model.inference("data/few/test_set/7", unknown=1.0)} == {True}
    for wrong in (60, -0.1, "0.6", True):
        with pytest.raises(BadValue, match="from 0 to 1"):
            model.inference(noise, unknown=wrong)


def test_smoothing_averages_the_last_frames(model):
    """Seven, seven, one disturbed frame, seven: as a camera sees it."""
    sevens = [read_image_file(path) for path in sorted(Path("data/few/test_set/7").iterdir())]
    frames = [sevens[0], sevens[1], read_image_file("data/few/test_set/1/1.png"), sevens[2], sevens[3]]
    alone = [np.array(model.inference(frame).scores) for frame in frames]
    assert alone[2].argmax() != 2, "the disturbed frame alone is something else"
    for size in (1, 3, 5):
        model.inference(frames[0])  # a single picture: the last sequence is over
        for number, frame in enumerate(frames):
            result = model.inference(image=frame, smooth=size)
            window = alone[max(0, number - size + 1) : number + 1]
            assert result.scores == pytest.approx(np.mean(window, axis=0), abs=1e-5)
    assert [model.inference(frame, smooth=3).label for frame in (frames[0], frames[1], frames[2])][-1] == "7"
    with pytest.raises(BadValue, match="smooth"):
        model.inference(frames[0], smooth=0)


def test_labels_may_be_named_by_a_file_or_a_folder(model):
    Path("classes.txt").write_text("eins\n四\nsept\n", encoding="utf-8-sig")
    assert model.inference(SEVEN, class_path="classes.txt").label == "sept"
    assert model.inference(SEVEN).label == "sept", "from now on"
    assert model.inference(SEVEN, class_path="data/few/training_set").label == "7"
    Path("classes.txt").write_text("one\ntwo\n")
    with pytest.raises(BadValue, match="2 labels in 'classes.txt', but the model tells 3"):
        model.inference(SEVEN, class_path="classes.txt")
    with pytest.raises(FileMissing, match="Did you mean 'classes.txt'"):
        model.inference(SEVEN, class_path="clases.txt")


def test_what_is_no_picture_is_said(model):
    with pytest.raises(FileMissing, match="Did you mean '1.png'"):
        model.inference("data/few/test_set/7/11.png")
    Path("text.jpg").write_text("hello")
    with pytest.raises(NotAPicture, match="'text.jpg' is not a picture"):
        model.inference("text.jpg")
    Path("empty").mkdir()
    with pytest.raises(BadData, match="no pictures in 'empty'"):
        model.inference("empty")
    with pytest.raises(BadValue, match="This is no picture"):
        model.inference(np.zeros((3, 4, 5)))
    with pytest.raises(TypeError, match="unexpected keyword argument 'unknwon'"):
        model.inference(SEVEN, unknwon=0.5)


def test_a_test_on_any_folder(model, events, tmp_path):
    for path, split, total in (
        ("data/few", "test", 12),
        ("data/few/test_set", "all", 12),
        ("data/few/training_set", "all", 36),
    ):
        report = model.evaluate(path=path)
        assert (report.split, report.total) == (split, total) and report.accuracy > 0.7
    assert (
        model.evaluate(path="data/few", split="val").total == 12
        and model.evaluate(path="data/few", split="all").total == 60
    )
    marks = kinds(events, "Evaluation")
    assert [one.split for one in marks] == ["test", "all", "all", "val", "all"]
    assert all(one.model.endswith((".onnx", ".pth")) for one in marks) and marks[0].classes == ["1", "4", "7"]
    assert (
        len(marks[0].pictures) == 12
        and np.sum(marks[0].matrix) == 12
        and marks[0].averages.accuracy == marks[0].correct / 12
    )
    with pytest.raises(BadValue, match="has no part 'exam'"):
        model.evaluate(path="data/few", split="exam")


def test_a_model_file_alone_has_nothing_to_be_tested_on(learned, project):
    with pytest.raises(DatasetNotLoaded, match="Write path="):
        Workflow(learned / "model.onnx").evaluate()


def test_the_set_that_it_learned_from_is_not_asked_whole(learned, few, capsys):
    shutil.copytree(learned / "set" / "training_set", "plain")
    model = Classification(backbone="LeNet")
    model.load_dataset("plain", check=False)
    model.train(epochs=1, save_fold="weights")
    again = Classification(backbone="LeNet")
    again.load_checkpoint("weights/latest.pth")
    for report in (model.evaluate(), model.evaluate(path="plain"), again.evaluate(path="plain")):
        assert (report.split, report.total) == ("test", 18)


def test_labels_that_the_model_does_not_know_are_not_counted(model, digits, capsys):
    report = model.evaluate(path=digits)
    asked = {label: len(list((digits / "test_set" / label).iterdir())) for label in "147"}
    assert report.total == sum(asked.values()) and report.classes == ["1", "4", "7"] and report.accuracy > 0.7
    assert list(report.by_class()[3]) == list(asked.values())
    said = capsys.readouterr().err
    assert "has not learned these labels: 0, 2, 3, 5, 6, 8, 9" in said
    shutil.copytree("data/few/test_set/1", "only/1")
    report = model.evaluate(path="only")
    assert report.total == 4 and "no picture of these classes in the test: 4, 7" in capsys.readouterr().out
    shutil.copytree("data/few/test_set/1", "other/cat")
    with pytest.raises(BadData, match="none of the labels in 'other' .cat.; it has learned: 1, 4, 7"):
        model.evaluate(path="other")
    assert model.evaluate(path="other", class_path=_named("cat\ndog\nowl\n")).total == 4


def _named(names: str) -> str:
    Path("names.txt").write_text(names)
    return "names.txt"


def test_damaged_pictures_of_a_test_are_named_and_not_counted(model, capsys):
    Path("data/few/test_set/1/1.png").write_bytes(b"no picture")
    Path("data/few/test_set/1/2.png").unlink()
    report = model.evaluate(path="data/few")
    assert report.total == 10 and "1/1.png" in capsys.readouterr().err
    for path in Path("data/few/test_set").glob("*/*.png"):
        path.write_bytes(b"")
    with pytest.raises(BadData, match="No picture in 'data/few' can be used"):
        model.evaluate(path="data/few")
