"""A trained model teaches another one: what is learned, from which pictures, and what is refused."""

import numpy as np
import pytest
import torch
from PIL import Image
from torch.nn import functional

from sunmao.errors import BadValue, NotTrained
from sunmao.runtime import session
from sunmao.tasks.multi_label.objectives import TagObjective
from sunmao.texts import get_both
from sunmao.training.distillation import lesson
from sunmao.training.distillation.lesson import Lesson, make_targets, rate_pictures
from sunmao.training.distillation.objective import DistillationObjective
from sunmao.training.distillation.unlabeled import list_unlabeled
from sunmao.training.training_loop import CrossEntropyObjective
from sunmao.vision import Classification, Detection, MultiLabel
from sunmao.vision.distillation import report

pytestmark = pytest.mark.training


def test_the_loss_is_that_of_the_paper():
    """Two labeled pictures and one without a label, by hand."""
    torch.manual_seed(0)
    logits, scores = torch.randn(3, 4), torch.randn(3, 4).softmax(1)
    targets = torch.from_numpy(make_targets(scores.numpy(), np.array([2, 0, 1]), 2, 3.0, False))
    objective = DistillationObjective(CrossEntropyObjective(), 4, 3.0, 0.6)
    loss, right = objective(lambda _: logits, None, targets)
    soft = (scores.log() / 3).softmax(1)
    apart = (soft * (soft.log() - (logits / 3).log_softmax(1))).sum() * 9
    hard = functional.cross_entropy(logits[:2], torch.tensor([2, 0]), reduction="sum")
    assert loss == pytest.approx((0.4 * hard + 0.6 * apart).item(), rel=1e-5)
    agreed = (logits.argmax(1)[:2] == torch.tensor([2, 0])).sum() + (logits[2].argmax() == scores[2].argmax())
    assert right == agreed


def test_the_loss_of_several_labels():
    torch.manual_seed(0)
    logits, scores = torch.randn(2, 3), torch.rand(2, 3)
    tags = np.array([[1, 0, 1], [0, 0, 0]], np.float32)
    targets = torch.from_numpy(make_targets(scores.numpy(), tags, 2, 2.0, True))
    objective = DistillationObjective(TagObjective(), 3, 2.0, 0.5, several=True)
    loss, _ = objective(lambda _: logits, None, targets)
    soft = (torch.logit(scores) / 2).sigmoid()
    apart = functional.binary_cross_entropy_with_logits(logits / 2, soft, reduction="sum") / 3 * 4
    hard = functional.binary_cross_entropy_with_logits(logits, torch.from_numpy(tags), reduction="sum") / 3
    assert loss == pytest.approx((0.5 * hard + 0.5 * apart).item(), rel=1e-5)


@pytest.fixture
def shades(tmp_path, cache, monkeypatch):
    """Dark and bright noise, and a folder of both without labels."""
    monkeypatch.chdir(tmp_path)
    dice = np.random.default_rng(0)
    for part, count in (("training_set", 10), ("val_set", 4), ("test_set", 4)):
        for label, level in (("dark", 80), ("bright", 170)):
            draw_noise(dice, tmp_path / "shades" / part / label, level, count)
    for level in (80, 170):
        draw_noise(dice, tmp_path / "more", level, 6, f"{level}-")
    return tmp_path / "shades"


def draw_noise(dice, folder, level: int, count: int, start: str = "") -> None:
    """Small gray pictures about a level."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        noise = dice.normal(level, 25, (32, 32)).clip(0, 255).astype(np.uint8)
        Image.fromarray(noise).save(folder / f"{start}{number}.png")


@pytest.fixture
def teacher(shades) -> Classification:
    """A model that tells dark from bright."""
    model = Classification(backbone="LeNet")
    model.load_dataset(path=shades)
    model.train(epochs=20, random_seed=1, save_fold="teacher")
    return model


def make_student(folder, kind=Classification):
    model = kind(backbone="LeNet")
    model.load_dataset(path=folder)
    return model


def test_a_student_learns_from_the_teacher_alone(shades, teacher, capsys):
    """Labels that are wrong count nothing when only the teacher counts: its answers are what is learned."""
    student = make_student(shades)
    student.distill(teacher, epochs=20, teacher_share=1, temperature=1, compare=False, random_seed=2)
    items = student._dataset.items("all")
    ours, theirs = (rate_pictures(model._trained, items, student.classes) for model in (student, teacher))
    assert (ours.argmax(1) == theirs.argmax(1)).mean() > 0.9


def test_the_gain_is_told_and_the_student_alone_is_kept(shades, teacher, capsys):
    student = make_student(shades)
    student.distill([teacher, teacher], epochs=1, random_seed=2, save_fold="student", unlabeled="more")
    said = capsys.readouterr().out
    assert "student alone" in said or "学生自己学" in said
    alone, taught = (torch.load(f"student/{name}latest.pth", weights_only=True) for name in ("alone/", ""))
    assert alone["parameters"]["teacher"] is None
    assert taught["parameters"]["temperature"] == 1.5
    assert len(taught["parameters"]["teacher"].split()) == 2
    assert alone["parameters"]["seed"] == taught["parameters"]["seed"] == 2


def test_the_gain_is_that_of_the_part_that_chose_no_epoch(shades, teacher, monkeypatch):
    """It lies within its interval; what is worse or the same is called no gain."""
    student, said = make_student(shades), {}
    student.train(epochs=20, random_seed=2, save_fold="good")
    good = student._trained
    student.train(epochs=1, lr=1e-9, random_seed=3, save_fold="bad")
    lesson, bad = Lesson([teacher._trained], []), student._trained
    monkeypatch.setattr(report, "show_notice", lambda key, **more: said.update(more, key=key))
    items = student._dataset.items("test")
    truth = [student.classes.index(item.label) for item in items]
    marks = {id(each): 100 * np.mean(rate_pictures(each, items, student.classes).argmax(1) == truth) for each in (good, bad)}  # fmt: skip
    assert marks[id(good)] > marks[id(bad)]
    for alone, taught in ((bad, good), (good, bad), (good, good)):
        report.report_gain(student._dataset, lesson, alone, taught)
        gain = marks[id(taught)] - marks[id(alone)]
        assert (said["key"] == "distill_none") == (gain <= 0) and said["part"] == get_both("test_mark")
        assert float(said["gain"]) == pytest.approx(gain, abs=0.06)
        assert float(said["low"]) <= float(said["gain"]) <= float(said["high"])


def test_a_teacher_that_is_no_better_is_named_before_it_teaches(shades, teacher, monkeypatch):
    keys: list[str] = []
    monkeypatch.setattr(report, "show_notice", lambda key, **more: keys.append(key))
    lesson, weak = Lesson([teacher._trained], []), make_student(shades)
    weak.train(epochs=1, lr=1e-9, random_seed=3, save_fold="weak")
    report.warn_weak_teacher(weak._dataset, lesson, weak._trained)
    assert not keys
    report.warn_weak_teacher(weak._dataset, lesson, teacher._trained)
    assert keys == ["distill_weak_teacher"]


def test_validation_pictures_are_rated_once_by_each(shades, teacher, monkeypatch):
    rated: list[tuple] = []

    def rate(model, items, classes):
        rated.append((id(model), {item.split for item in items}))
        return rate_pictures(model, items, classes)

    for module in (lesson, report):
        monkeypatch.setattr(module, "rate_pictures", rate)
    make_student(shades).distill(teacher, epochs=1, random_seed=2)
    of_val = [model for model, splits in rated if splits == {"val"}]
    assert len(of_val) == len(set(of_val)) == 3  # the teacher, the student alone and the taught one


def test_pictures_without_labels_are_learned_from_and_those_of_the_tests_are_not(shades, teacher):
    student = make_student(shades)
    assert len(list_unlabeled("more", student._dataset)) == 12
    assert list_unlabeled(shades, student._dataset) == []
    train_set = student._make_train_set(student._dataset, 32)
    config = student._make_trial_config(student._start(None), student._dataset)
    lesson = Lesson([teacher._trained], list_unlabeled("more", student._dataset))
    taught, objective = lesson.prepare(train_set, CrossEntropyObjective(), config)
    assert (len(train_set), len(taught)) == (20, 32)
    assert taught.targets.shape == (32, 5)
    assert taught.targets[:, -1].tolist() == [1] * 20 + [0] * 12
    assert isinstance(objective, DistillationObjective)


def test_a_stopped_lesson_goes_on_to_the_bits_of_a_whole_one(shades, teacher, monkeypatch):
    asked = dict(epochs=4, random_seed=3, batch_size=6, compare=False, unlabeled="more")
    make_student(shades).distill(teacher, save_fold="whole", **asked)
    looks = []

    def stop():
        looks.append(None)
        if len(looks) == 20:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(session, "check_stop", stop)
        with pytest.raises(KeyboardInterrupt):
            make_student(shades).distill(teacher, save_fold="halves", **asked)
    assert 0 < len(torch.load("halves/latest.pth", weights_only=True)["training"]["history"]) < 4
    make_student(shades).distill(teacher, save_fold="halves", resume=True, **asked)
    whole, halves = (torch.load(f"{folder}/latest.pth", weights_only=True) for folder in ("whole", "halves"))
    assert all(torch.equal(value, halves["state_dict"][name]) for name, value in whole["state_dict"].items())


@pytest.mark.long
def test_several_labels_are_taught(shades):
    rows = ["path,dark,any"]
    rows += [f"{path.relative_to(shades).as_posix()},{int(path.parent.name == 'dark')},1" for path in sorted(shades.rglob("*.png"))]  # fmt: skip
    (shades / "tags.csv").write_text("\n".join(rows))
    first, student = (make_student(shades, MultiLabel) for _ in range(2))
    first.train(epochs=1, random_seed=1, save_fold="first")
    student.distill(first, epochs=1, random_seed=1, save_fold="second", unlabeled="more")
    assert student.evaluate("test").total


def test_what_is_no_teacher_is_refused(shades, teacher, tmp_path):
    student = make_student(shades)
    with pytest.raises(BadValue, match="Detection"):
        student.distill(Detection(), epochs=1)
    with pytest.raises(NotTrained):
        student.distill(make_student(shades), epochs=1)
    with pytest.raises(BadValue, match="temperature"):
        student.distill(teacher, temperature=0)
    for part in ("training_set", "val_set"):
        draw_noise(np.random.default_rng(1), shades / part / "gray", 120, 4)
    with pytest.raises(BadValue, match="gray"):
        make_student(shades).distill(teacher, epochs=1, compare=False)
