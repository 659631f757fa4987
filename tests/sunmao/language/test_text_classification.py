"""A text model learns, answers, says which words mattered, is kept and loaded, with the real encoder."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sunmao.data import Dataset
from sunmao.errors import (
    BackendMissing,
    BadData,
    BadModelFile,
    BadValue,
    DatasetNotLoaded,
    FileMissing,
    NotTrained,
    UnknownName,
)
from sunmao.language import TextClassification, encode_sentences, packages, similarity
from sunmao.protocol.learning_messages import Evaluation, TrainingEnded, TrainingStarted
from sunmao.runtime import session
from sunmao.tasks.classification.row_learner import RowMetrics
from sunmao.vision import Classification
from sunmao.vision.run_config import load_config

pytestmark = pytest.mark.training


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")


@pytest.fixture
def events(monkeypatch):
    seen = []
    monkeypatch.setattr(session, "emit", seen.append)
    return seen


def train(**more) -> TextClassification:
    model = TextClassification()
    model.load_dataset(path="data/moods")
    model.train(random_seed=1, **more)
    return model


@pytest.mark.long
def test_it_learns_chinese_and_english_and_says_which_words_mattered(events):
    model = train()
    started = next(each for each in events if isinstance(each, TrainingStarted))
    ended = next(each for each in events if isinstance(each, TrainingEnded))
    assert started.task == "text_classification" and Path(ended.path).name == "best_accuracy_epoch_1.npz"
    result = model.inference(text="我的小狗不见了，我哭了")
    assert result.label == "sad" and result.confidence == max(round(score, 4) for score in result.scores)
    assert result.sentence == "我的小狗不见了，我哭了" and sum(result.scores) == pytest.approx(1)
    assert {"哭", "哭了"} & {each.word for each in result.words} and result.words[0].change >= result.words[-1].change
    for each in result.tested_words:
        place = slice(each.start, each.start + len(each.word))
        assert result.sentence[place] == each.word
        without = model.inference(
            text=" ".join((result.sentence[: each.start] + result.sentence[place.stop :]).split())
        )
        assert each.without == pytest.approx(without.scores[result.number], abs=2e-3), "asked again without it"
    assert {each.word: each.seen for each in model.inference(text="my dog zyxgrbl").tested_words} == {
        "my": True,
        "dog": True,
        "zyxgrbl": False,
    }
    assert model.print_result(result) == [{"标签": 2, "置信度": result.confidence, "预测结果": "sad"}]
    assert model.inference(text="我的小狗不见了", unknown=1).label == "unknown" and result.has(label="sad")
    assert len(list(result.as_events())) == 1 and "sad" in repr(result)
    for name in ("image", "draw", "to_displayed_image"):
        with pytest.raises(UnknownName):
            value = getattr(result, name)
            value()


def test_it_is_tested_and_its_mistakes_can_be_asked(events):
    model = train()
    report = model.evaluate()
    assert report.total == 16 and report.accuracy >= 0.75
    event = model.make_evaluation_event(report)
    assert isinstance(event, Evaluation) and event.classes == ["angry", "glad", "sad", "scared"]
    assert all(each.sentence and each.tested_words for each in report.mistakes)
    assert len(list(report.as_events())) >= 2


def test_it_is_kept_loaded_and_repeated():
    model, sentence = train(save_fold="kept"), "today is my birthday"
    [file] = Path("kept").glob("*.npz")
    scores = model.inference(text=sentence).scores
    named = TextClassification()
    assert named.inference(text=sentence, checkpoint=file).scores == scores
    newest = TextClassification()
    newest.save_fold = "kept"
    assert newest.inference(text=sentence).scores == scores
    load_config("kept/config.yaml", ["train.save_fold='again'"]).train()
    first, again = (np.load(next(Path(folder).glob("*.npz"))) for folder in ("kept", "again"))
    assert all(np.array_equal(first[name], again[name]) for name in ("weight", "bias", "seen"))
    assert "birthday" not in str(dict(first)), "its file shows nobody what the sentences were"


@pytest.mark.long
def test_it_answers_without_torch():
    train(save_fold="kept")
    [file] = Path("kept").glob("*.npz")
    program = (
        "import sys\nsys.modules['torch'] = None\nfrom sunmao.language import TextClassification\n"
        f"model = TextClassification()\nmodel.load_checkpoint({file.as_posix()!r})\n"
        "print(model.inference(text='nobody came').label, model.inference(text='nobody came').words)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0 and done.stdout.split()[0] in ("sad", "scared"), done.stderr


@pytest.mark.parametrize("text", ["", " ", 7, None, "x" * 1001])
def test_what_is_no_sentence_is_said(text):
    with pytest.raises(BadValue):
        train().inference(text=text)


@pytest.mark.long
@pytest.mark.parametrize("text", ["a", "😀", "123", "我 love 音楽 и кино", "half \ud83d", "…"])
def test_odd_sentences_are_answered(text):
    result = train().inference(text=text)
    assert result.label in result.classes and isinstance(result.words, list)


def test_what_is_missing_is_said(tmp_path, monkeypatch):
    model = TextClassification()
    with pytest.raises(NotTrained):
        model.inference(text="hello")
    with pytest.raises(DatasetNotLoaded):
        model.train()
    with pytest.raises(FileMissing):
        model.load_checkpoint("none.npz")
    Path("bad.npz").write_bytes(b"no numbers")
    with pytest.raises(BadModelFile):
        model.load_checkpoint("bad.npz")
    Path("one").mkdir()
    Path("one/a.csv").write_text("text,label\nsome words,a\nmore words,a\n")
    with pytest.raises(BadData, match=r"only one class \(a\)"):
        model.load_dataset(path="one")
    Dataset("data/moods")
    with pytest.raises(BadData, match="telling sentences apart"):
        Classification(backbone="LeNet").load_dataset(path="data/moods")
    with pytest.raises(BadValue, match="backbone"):
        TextClassification(backbone="LeNet")
    with pytest.raises(BadValue):
        model.evaluate(confidence=0.5)
    monkeypatch.setattr(packages, "find_spec", lambda name: None)
    model.load_dataset(path="data/moods")
    with pytest.raises(BackendMissing, match="pip install fast-universal"):
        model.train()


def test_meanings():
    assert similarity("猫", "cat") > 0.8 > similarity("猫", "elephant") and similarity("a", "a") == 1
    with pytest.raises(BadValue):
        similarity("", "cat")
    rows = encode_sentences(["a cat", "一只猫", "a cat"])
    assert rows.shape == (3, 512) and (rows[0] == rows[2]).all() and encode_sentences([]).shape == (0, 512)


def test_metrics():
    scores = np.array([[0.9, 0.1], [0.8, 0.2]], np.float32)
    marks = RowMetrics().measure(scores, np.array([0, 1]))
    assert marks["accuracy"] == 0.5 and marks["val_loss"] == pytest.approx(-(np.log(0.9) + np.log(0.2)) / 2, abs=1e-4)
    assert RowMetrics().measure(np.zeros((0, 2)), np.array([], int)) == {}
