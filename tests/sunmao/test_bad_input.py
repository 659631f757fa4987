"""Whatever a child gives to the ready-made eyes, to postures and to words is answered, or refused by a sentence in both
languages: no hand, ten hands, black, 8K, no text, one word, emoji, 1 MB, several languages.
"""

import numpy as np
import pytest

from sunmao.compat.hub import workflow as hub
from sunmao.errors import BadValue, SunmaoError
from sunmao.images.image_files import read_image_file
from sunmao.language import NextWord, TextClassification, encode_sentences, similarity
from sunmao.ready import (
    find_codes,
    find_color,
    find_markers,
    find_motion,
    find_person,
    find_points,
    name_color,
    read_text,
)
from sunmao.vision import PointsClassification
from tests.support.point_tables import make_point_tables

pytestmark = pytest.mark.training
BLACK = np.zeros((480, 640, 3), np.uint8)
LARGE = pytest.param(np.zeros((4320, 7680, 3), np.uint8), id="8K", marks=pytest.mark.long)
READY = {
    "hands": lambda image: find_points(what="hand", image=image),
    "bodies": lambda image: find_points(what="body", image=image),
    "faces": lambda image: find_points(what="face", image=image),
    "person": find_person,
    "text": read_text,
    "codes": find_codes,
    "markers": find_markers,
    "color": lambda image: find_color(image=image, color="red"),
    "color name": name_color,
    "motion": lambda image: find_motion(before=image, image=image),
}
TEXTS = {
    "no text": "",
    "blanks": " \n\t ",
    "one word": "hello",
    "one Chinese word": "你好",
    "emoji": "😀👍🏽❤️",
    "1 MB": "a cat sat on 一张小床 " * 40_000,
    "1 MB without a blank": "好" * 300_000,
    "several languages": "Hello 你好 Привет こんにちは مرحبا 안녕 ¡Hola!",
    "half a letter": "half \ud83d",
    "no letters": "\x00\u200b\ufeff…",
}
EITHER = ("no text", "blanks", "1 MB", "1 MB without a blank")  # refused as one sentence


@pytest.fixture(params=["zh", "en"])
def lang(request, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", request.param)
    return request.param


@pytest.fixture(scope="module")
def hand(shared) -> np.ndarray:
    return read_image_file(sorted((shared / "data/sign-digits/test_set/5").iterdir())[3])


@pytest.fixture(scope="module")
def postures(tmp_path_factory) -> PointsClassification:
    root = tmp_path_factory.mktemp("postures")
    make_point_tables(root / "data")
    model = PointsClassification(what="hand")
    model.load_dataset(path=root / "data")
    model.train(random_seed=1, save_fold=root / "kept")
    return model


@pytest.fixture(scope="module")
def sentences(tmp_path_factory) -> TextClassification:
    root = tmp_path_factory.mktemp("sentences")
    rows = [("I am so glad today", "glad"), ("今天真开心", "glad"), ("what a sad day", "sad"), ("我难过得哭了", "sad")]
    (root / "data").mkdir()
    table = "text,label\n" + "".join(f"{text},{label}\n" for text, label in rows)
    (root / "data/a.csv").write_text(table, encoding="utf-8")
    model = TextClassification()
    model.load_dataset(path=root / "data")
    model.train(validate=False, random_seed=1, save_fold=root / "kept")
    return model


def ask(question, *given):
    """The answer; of what is refused None. A sentence in both languages says why."""
    try:
        return question(*given)
    except SunmaoError as error:
        zh, en = error.text("zh"), error.text("en")
        assert zh != en and any("一" <= letter <= "鿿" for letter in zh) and len(en.split()) > 3
        return None


def require_answer(result) -> None:
    drawn = result.draw()
    assert isinstance(result.label, str) and repr(result) and 0 <= result.confidence <= 1 and result.count() >= 0
    assert drawn.dtype == np.uint8 and drawn.shape[2] == 3 and result.to_displayed_image().caption


@pytest.mark.parametrize("large", [LARGE])
@pytest.mark.parametrize("name", READY)
def test_ready_made_eyes_answer_a_large_picture(name, large, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    require_answer(READY[name](large))


@pytest.mark.long
@pytest.mark.parametrize("name", READY)
def test_ready_made_eyes_answer_any_picture(name, lang, hand):
    look = READY[name]
    ten = np.tile(hand, (2, 5, 1))
    for picture in (BLACK, hand[:1, :1], ten, hand[..., 0]):
        require_answer(look(picture))
    assert look(BLACK).count() == 0 or name == "color name"
    if name == "hands":
        assert 2 <= look(ten).count() <= 10
    for nonsense in (None, 7, "absent.jpg", np.zeros((0, 3, 3), np.uint8), np.zeros((4, 4, 9), np.uint8)):
        assert ask(look, nonsense) is None


@pytest.mark.parametrize(
    "task", ["det_hand", "det_body", "det_face", "pose_hand21", "pose_body17", "pose_face106", "ocr"]
)
def test_the_textbooks_hub_answers_any_picture(task, lang, hand):
    model = hub.Workflow(task=task)
    for picture in (BLACK, np.tile(hand, (2, 5, 1))):
        answer, drawn = model.inference(data=picture, img_type="cv2")
        assert drawn.shape[2] == 3 and len(answer) >= 0 and model.format_output(lang=lang, isprint=False) is not None
    assert ask(lambda: model.inference(data="absent.jpg")) is None


def test_postures_answer_any_picture(postures, lang, hand):
    nothing = {"zh": "没看到手", "en": "no hand seen"}[lang]
    for picture in (BLACK, BLACK[:1, :1], np.zeros((2160, 3840, 3), np.uint8)):
        result = postures.inference(image=picture)
        assert result.label == nothing == repr(result) and not result.points and result.confidence == 0
    ten = postures.inference(image=np.tile(hand, (2, 5, 1)))
    assert ten.label in postures.classes and len(ten.points) == 21
    for nonsense in (None, 7, "absent.jpg", np.zeros((0, 3, 3), np.uint8)):
        assert ask(lambda given: postures.inference(image=given), nonsense) is None
    assert ask(lambda: postures.inference(points=[(1, 2)] * 20)) is None


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_is_classified_or_refused(name, lang, sentences):
    text = TEXTS[name]
    result = ask(lambda: sentences.inference(text=text))
    assert (result is None) == (name in EITHER)
    if result is not None:
        assert result.label in sentences.classes and sum(result.scores) == pytest.approx(1)
        assert all(text[each.start :].startswith(each.word) for each in result.tested_words) and repr(result)
    close = ask(similarity, text, "猫")
    assert (close is None) == (name in EITHER) and (close is None or -1 <= close <= 1)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.long) if name.startswith("1 MB") else name for name in TEXTS]
)
def test_any_text_is_counted_or_refused(name, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    text, machine = TEXTS[name], NextWord(order=2, random_seed=1)
    ask(lambda: machine.train(text=text))
    assert bool(machine.names) == (name not in ("no text", "blanks", "one word", "one Chinese word", "no letters"))
    if machine.names:
        assert machine.word_count >= 2 and machine.write(count=5) and repr(machine.counts().rows)
        assert ask(machine.why) is not None
    other = NextWord(order=2, random_seed=1)
    other.train(text="the cat sat on the mat")
    assert isinstance(other.write(text, 3), str) and isinstance(other.next(text), str)
    assert other.count_copied(text) >= 0 and isinstance(other.longest_copy(text), str)


@pytest.mark.parametrize("text", [None, 7, ["a", 7], b"a"])
def test_what_is_no_text_is_said(text, sentences, lang):
    machine = NextWord()
    machine.train(text="the cat sat")
    for question in (
        lambda: sentences.inference(text=text),
        lambda: similarity(text, "a"),
        lambda: machine.next(text),
        lambda: NextWord().train(text=text),
    ):
        with pytest.raises(BadValue):
            question()
        assert ask(question) is None
    assert encode_sentences([]).shape == (0, 512)
