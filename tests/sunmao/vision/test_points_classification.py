"""A posture model learns hand signs by their points, from pictures and from tables, answers, is tested, kept and loaded."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from sunmao.compat.basedeploy import __call__ as basedeploy
from sunmao.compat.hub import workflow as hub
from sunmao.data import Dataset
from sunmao.data.dataset import open_dataset
from sunmao.data.formats.points.point_rows import PointRow
from sunmao.data.samples.point_capture import append_point_row
from sunmao.deploy import Workflow
from sunmao.errors import BadData, BadModelFile, BadValue, DatasetNotLoaded, NotAPicture, NotTrained, SunmaoError
from sunmao.images.image_files import encode_png, read_image_file
from sunmao.landmarks.targets.registry import TARGETS
from sunmao.protocol.learning_messages import Evaluation, TrainingEnded
from sunmao.ready import find_points
from sunmao.runtime import session
from sunmao.tasks.points_classification import landmark_cache
from sunmao.tasks.points_classification.points_dataset import open_points_dataset
from sunmao.tasks.points_classification.results import PostureResult
from sunmao.vision import Classification, PointsClassification, find_label_issues
from sunmao.vision.comparison.compare_models import compare
from sunmao.vision.run_config import load_config
from tests.support.point_tables import make_point_tables

pytestmark = pytest.mark.training
SIGNS = {"rock": 0, "scissors": 2, "paper": 5}
COUNT = 16


@pytest.fixture(scope="module")
def pictures(shared, tmp_path_factory) -> Path:
    """Folders of a few pictures of three hand signs, and one picture without a hand."""
    root = tmp_path_factory.mktemp("points") / "rps"
    for label, digit in SIGNS.items():
        (root / label).mkdir(parents=True)
        for number, file in enumerate(
            sorted((shared / "data/sign-digits/training_set" / str(digit)).iterdir())[:COUNT]
        ):
            shutil.copy(file, root / label / f"{number}.jpg")
    (root / "rock" / "wall.png").write_bytes(encode_png(np.full((120, 120, 3), 90, np.uint8)))
    return root


@pytest.fixture(scope="module")
def tables(pictures) -> Path:
    """The same as tables of points."""
    model, root = PointsClassification(), pictures.parent / "tables"
    model.load_dataset(path=pictures)
    for item in model._dataset.items():
        append_point_row(root, item.label, PointRow(item.content, item.size), item.split)
    return root


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")


@pytest.fixture
def events(monkeypatch):
    seen = []
    monkeypatch.setattr(session, "emit", seen.append)
    return seen


@pytest.fixture
def hand(shared) -> Path:
    return sorted((shared / "data/sign-digits/test_set/5").iterdir())[3]


def train(path, **more) -> PointsClassification:
    model = PointsClassification(what="hand")
    model.load_dataset(path=path)
    model.train(random_seed=1, **more)
    return model


def test_pictures_are_learned_by_their_points(pictures, hand, events, capsys):
    model = train(pictures)
    assert capsys.readouterr().err == "Left out, no hand was seen: 1 pictures: wall.png\n"
    assert model.classes == ["paper", "rock", "scissors"] and model.what == "hand"
    ended = next(each for each in events if isinstance(each, TrainingEnded))
    assert Path(ended.path).suffix == ".npz"
    result = model.inference(image=hand)
    assert isinstance(result, PostureResult) and result.label == "paper" and result.confidence > 0.6
    assert len(result.points) == 21 and result.side in ("left", "right") and result.has(label="paper")
    picture = read_image_file(hand)
    drawn = result.draw()
    assert result.image.shape == picture.shape and drawn.shape[0] > drawn.shape[1] and result.path == hand.as_posix()
    assert model.print_result(result)[0]["预测结果"] == "paper" and len(list(result.as_events())) == 1
    again = model.inference(points=find_points(what="hand", image=hand))
    assert again.label == "paper" and again.image.shape == picture.shape
    way = -2 if again.side == "left" else 2
    flat = model.inference(points=[(way * x + 50, 2 * y - 9) for x, y, _ in again.points])
    assert flat.scores == pytest.approx(again.scores, abs=0.02) and flat.image.shape == (240, 240, 3)
    mirrored = model.inference(image=picture[:, ::-1])
    assert mirrored.label == "paper" and mirrored.side != result.side, "left and right hands are one"
    assert model.inference(image=picture, unknown=1).label == "unknown"


def test_points_of_a_picture_are_found_once(pictures, cache, monkeypatch):
    first = open_points_dataset(pictures, TARGETS["hand"])

    def fail(*_):
        raise AssertionError("a picture was looked at twice")

    monkeypatch.setattr(landmark_cache, "find_nearest_landmarks", fail)
    again = open_points_dataset(pictures, TARGETS["hand"])
    assert len(first.items()) == len(again.items()) == len(SIGNS) * COUNT  # and the wall is left out again
    for one, other in zip(first.items(), again.items(), strict=True):
        assert (one.path, one.size, one.content.side) == (other.path, other.size, other.content.side)
        assert np.array_equal(one.content.points, other.content.points)
        assert one.content.score == other.content.score


@pytest.mark.long
def test_what_is_no_hand_is_no_class(tables, hand):
    model = train(tables)
    for image in (np.zeros((480, 640, 3), np.uint8), np.zeros((4320, 7680, 3), np.uint8)):
        nothing = model.inference(image=image)
        assert nothing.label == "no hand seen" == repr(nothing) and nothing.confidence == 0
        assert not nothing.has(label="rock") and not nothing.points and nothing.draw().shape[2] == 3
        live = model._answering.make_live_answer(nothing, image)
        assert not live["seen"] and live["points"] == [] and {each["score"] for each in live["scores"]} == {0}
        assert nothing.to_displayed_image().caption == "no hand seen"
    picture = read_image_file(hand)
    ten = np.tile(picture, (2, 5, 1))
    many = model.inference(image=ten)
    assert many.label == "paper"
    farther = model._answering.make_live_answer(many, ten)["others"]
    assert farther and {len(each) for each in farther} == {21}
    assert model.inference(image=np.kron(picture, np.ones((40, 40, 1), np.uint8))).label == "paper"
    seen = model._answering.make_live_answer(model.inference(image=hand), picture)
    assert seen["seen"] and len(seen["points"]) == 21 and seen["label"] == "paper"
    smooth = [model.inference(image=each, smooth=2).confidence for each in (picture, picture[:40, :40] * 0, picture)]
    assert smooth[0] > 0.6 and smooth[1] == 0


@pytest.mark.long
def test_tables_are_learned_tested_kept_and_repeated(tables, hand, events):
    model = train(tables, save_fold="kept")
    report = model.evaluate(split="all")
    assert report.total == 3 * COUNT and report.accuracy > 0.95
    event = model.make_evaluation_event(report)
    assert isinstance(event, Evaluation) and event.classes == model.classes
    wrong = Dataset(tables).filter(label="rock")
    assert model.evaluate(split="all", path=wrong).total == COUNT
    [file] = Path("kept").glob("*.npz")
    scores = model.inference(image=hand).scores
    assert PointsClassification().inference(image=hand, checkpoint=file).scores == scores
    load_config("kept/config.yaml", ["train.save_fold='again'"]).train()
    first, again = (np.load(next(Path(folder).glob("*.npz"))) for folder in ("kept", "again"))
    assert np.array_equal(first["weight"], again["weight"])
    other = PointsClassification(mirrored=False)
    other.load_dataset(path=tables)
    other.train(random_seed=1, save_fold="other")
    assert len(compare([model, other]).rows) == 2
    for wrong_kind in (PointsClassification("body"), PointsClassification(mirrored=False)):
        with pytest.raises(BadModelFile):
            wrong_kind.load_checkpoint(file)


def test_mistakes_are_shown_as_stick_hands(tables):
    model = train(tables)
    names = model.classes
    for item in model._dataset.items()[:1]:
        result = model._answering.make_item_result(
            np.eye(3, dtype=np.float32)[(names.index(item.label) + 1) % 3],
            item,
            names,
            model._answering.check_options(),
        )
        assert result.truth == item.label != result.label and result.image.shape == (240, 240, 3)
        assert (result.image < 60).any() and item.label in result.to_displayed_image().caption


@pytest.mark.long
def test_wrong_labels_are_found(tables, tmp_path):
    root = tmp_path / "mixed"
    shutil.copytree(tables, root)
    lines = (root / "paper.csv").read_text().splitlines()
    with open(root / "rock.csv", "a", encoding="utf-8") as file:
        file.write(lines.pop() + "\n")
    (root / "paper.csv").write_text("\n".join(lines) + "\n")
    found = find_label_issues(Dataset(root))
    assert found[0].item.path.name == str(COUNT + 2) and found[0].suggested == "paper"


@pytest.mark.long
def test_it_answers_without_torch(tables, hand):
    train(tables, save_fold="kept")
    [file] = Path("kept").glob("*.npz")
    program = (
        "import sys\nsys.modules['torch'] = None\nfrom sunmao.vision import PointsClassification\n"
        f"model = PointsClassification()\nmodel.load_checkpoint({file.as_posix()!r})\n"
        f"print(model.inference(image={hand.as_posix()!r}).label)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.strip() == "paper", done.stderr


@pytest.mark.long
def test_one_file_leads_from_a_picture_or_points_to_the_answer(tables, shared, capsys):
    model = train(tables)
    whole, small = Path(model.convert("models/whole.onnx")), Path(model.convert("models/small.onnx", reads="points"))
    assert "give it a picture" in capsys.readouterr().out
    assert small.stat().st_size < 10_000 < 5_000_000 < whole.stat().st_size
    sessions = [onnxruntime.InferenceSession(file) for file in (whole, small)]
    files = [
        file
        for digit in SIGNS.values()
        for file in sorted((shared / "data/sign-digits/test_set" / str(digit)).iterdir())[:5]
    ]
    same, near = 0, []
    for file in files:
        picture = read_image_file(file)
        result = model.inference(image=picture)
        scores, points, seen = sessions[0].run(None, {"picture": picture})
        ours = np.array(result.points, np.float32)[:, :2]
        same += result.number == scores.argmax()
        near.append(np.abs(ours - points).max() / np.ptp(ours, axis=0).max())
        assert seen[0] >= 0.5
        left = np.array([result.side == "left"], np.float32)
        (again,) = sessions[1].run(None, {"points": ours, "left": left})
        assert again == pytest.approx(result.scores, abs=0.02), "points are told to a tenth of a pixel"
    assert same >= len(files) - 1 and np.median(near) < 0.02
    scores, _, seen = sessions[0].run(None, {"picture": np.zeros((90, 120, 3), np.uint8)})
    assert seen[0] == 0 and not scores.any()
    command = [sys.executable, whole.with_suffix(".py"), files[-1]]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.split()[1] == "paper", done.stderr
    np.savetxt("points.txt", model.inference(image=files[-1]).points)
    done = subprocess.run([sys.executable, small.with_suffix(".py"), "points.txt"], capture_output=True, text=True)
    assert done.stdout.split()[1] in model.classes, done.stderr
    for path, reads in (("models/a.pth", "points"), ("models/a.onnx", "words")):
        with pytest.raises(BadValue):
            model.convert(path, reads=reads)


@pytest.mark.long
@pytest.mark.parametrize("what", ["body", "face"])
def test_bodies_and_faces_have_such_a_file_too(tmp_path, what):
    make_point_tables(tmp_path / what, what)
    model = PointsClassification(what=what)
    model.load_dataset(path=tmp_path / what)
    model.train()
    session = onnxruntime.InferenceSession(model.convert("models/whole.onnx"))
    scores, points, seen = session.run(None, {"picture": np.full((120, 90, 3), 90, np.uint8)})
    assert scores.shape == (2,) and len(points) == TARGETS[what].point_count and seen[0] == 0


def test_what_is_missing_or_odd_is_said(tables, pictures, tmp_path, hand):
    model = PointsClassification()
    with pytest.raises(DatasetNotLoaded):
        model.train()
    with pytest.raises(NotTrained):
        model.inference(image=hand)
    with pytest.raises(BadValue, match="what"):
        PointsClassification(what="foot")
    with pytest.raises(BadData, match="those of a hand"):
        PointsClassification("body").load_dataset(path=tables)
    with pytest.raises(BadData, match="posture"):
        Classification(backbone="LeNet").load_dataset(path=tables)
    one = tmp_path / "one"
    row = next(iter(open_dataset(tables).items()))
    append_point_row(one, "rock", PointRow(row.content, row.size))
    with pytest.raises(BadData, match="only one class"):
        model.load_dataset(path=one)
    walls = tmp_path / "walls"
    for label in ("a", "b"):
        (walls / label).mkdir(parents=True)
        (walls / label / "1.png").write_bytes(encode_png(np.full((90, 90, 3), 90, np.uint8)))
    with pytest.raises(BadData, match="no points"):
        model.load_dataset(path=walls)
    trained = train(tables)
    for points in ("hand", [(1, 2)], np.full((21, 3), np.nan), find_points(what="body", image=hand)):
        with pytest.raises(BadValue, match="points"):
            trained.inference(points=points)
    with pytest.raises(BadValue, match="picture, or points"):
        trained.inference()
    Path("no.jpg").write_bytes(b"no picture")
    with pytest.raises(NotAPicture):
        trained.inference(image="no.jpg")


def test_bodies_and_faces_are_learned_alike(tmp_path):
    for what in ("body", "face"):
        shapes = make_point_tables(tmp_path / what, what)
        model = PointsClassification(what=what)
        model.load_dataset(path=tmp_path / what)
        model.train(save_fold=tmp_path / "kept")
        assert model.inference(points=3 * shapes[0] + 40).label == "rock"


@pytest.mark.long
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_workflow_opens_these_files_for_pictures_and_for_points(tables, pictures, hand, lang, monkeypatch, capsys):
    monkeypatch.setenv("SUNMAO_LANG", lang)
    model = train(tables)
    whole = Workflow(checkpoint=model.convert("models/whole.onnx"))
    small = Workflow(checkpoint=model.convert("models/small.onnx", reads="points"))
    found, wall = find_points(what="hand", image=hand), np.full((90, 120, 3), 90, np.uint8)
    nothing = {"zh": "没看到手", "en": "no hand seen"}[lang]
    for workflow in (whole, small):
        assert workflow.task == "points_classification" and workflow.classes == model.classes
        assert workflow.information["what"] == "hand" and len(list(workflow.as_events())) == 1
        for given in (hand, read_image_file(hand), found):
            result = workflow.inference(image=given, show=False)
            assert result.label == "paper" and len(result.points) == 21 and result.confidence > 0.6
            assert result.image.shape == read_image_file(hand).shape and result.draw().shape[2] == 3
        assert workflow.print_result()[0]["预测结果"] == "paper"
        assert workflow.inference(image=wall).label == nothing and not workflow.inference(image=wall).points
        assert workflow.inference(image=hand, unknown=1).label == {"zh": "不知道", "en": "unknown"}[lang]
        for wrong in ({}, {"image": "absent.png"}, {"image": hand, "confidence": 0.5}, {"points": [(1, 2)]}):
            with pytest.raises(SunmaoError) as error:
                workflow.inference(**wrong)
            assert error.value.hint[lang]
    way = -1 if found.side == "left" else 1
    rows = np.array([(way * each.x, each.y) for each in found.points])
    assert small.inference(data=rows).label == small.inference(points=rows.tolist()).label == "paper"
    with pytest.raises(BadValue, match="reads='points'"):
        whole.inference(points=rows)
    for source in (tables, pictures):
        assert small.evaluate(split="all", path=source).accuracy > 0.95
        with pytest.raises(BadValue, match="reads='points'"):
            whole.evaluate(split="all", path=source)


def test_the_textbooks_open_these_files(tables, hand):
    file = train(tables).convert("models/small.onnx", reads="points")
    for model in (hub.Workflow(task="mmedu", checkpoint=file), basedeploy(file)):
        points, drawn = hub.Workflow(task="pose_hand21").inference(data=hand.as_posix(), img_type="pil")
        assert drawn.shape[2] == 3 and points.shape == (21, 2)
        answer = model.inference(points)
        assert model.print_result()["预测结果"] in model.classes
        answer = model.inference(hand.as_posix())
        assert model.print_result(answer if not isinstance(answer, dict) else None)["预测结果"] == "paper"


def test_a_file_that_only_says_that_it_is_one_is_refused(tables):
    data = Path(train(tables).convert("models/small.onnx", reads="points")).read_bytes()
    for changed in (
        data.replace(b'"hand"', b'"foot"'),
        data.replace(b"points_classification", b"points_classificatiom"),
    ):
        Path("odd.onnx").write_bytes(changed)
        with pytest.raises(BadModelFile):
            Workflow(checkpoint="odd.onnx")
