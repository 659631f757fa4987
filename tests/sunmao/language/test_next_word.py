"""The next-word machine counts, throws dice that a seed repeats, and tells where each word comes from."""

import json

import pytest

from sunmao.errors import BadModelFile, BadValue, FileMissing, NotTrained
from sunmao.language import NextWord, builtin_text
from sunmao.language.builtin_texts import NAMES
from sunmao.language.next_word import _widen
from tests.support.growing.cost import MAX_GROWTH, Growing, measure_growth

CAT = "The cat sat. The cat ran! The dog sat, and the cat slept."


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")


def make(text: str = CAT, order: int = 1, seed: int | None = 1) -> NextWord:
    model = NextWord(order=order, random_seed=seed)
    model.train(text=text)
    return model


def test_it_counts_and_nothing_else():
    model = make()
    assert model.counts("the").rows == [["cat", 3, "75%"], ["dog", 1, "25%"]] == model.counts("I see the").rows
    assert model.counts("").rows == [["The", 3, "100%"]], "what begins a sentence"
    assert model.counts("elephant").rows == [] and model.next("elephant") == "" and make("a b").next("b") == ""
    assert model.word_count == 17 and model.order == 1


@pytest.mark.parametrize("order", [1, 2, 3])
def test_it_looks_back_as_many_words_as_it_was_told(order):
    model = make("a b c x . a b d y . e b c z", order)
    followers = {word for word, *_ in model.counts("a b").rows}
    assert followers == {"c", "d"} and {row[0] for row in model.counts("e b").rows} == (
        {"c", "d"} if order == 1 else {"c"}
    )


def test_words_in_a_list_are_as_good_as_a_text():
    model = make(order=2)
    for words in (["the", "cat"], ["I", "see", "the", "cat"], ["The"], []):
        assert model.counts(words).rows == model.counts(" ".join(words)).rows
        assert model.next(words, temperature=0) == model.next(" ".join(words), temperature=0)
    assert model.counts(["dog's house", "the", "cat"]).title == "dog's house the cat"
    for wrong in (["the", 5], 5, None, ("the", "cat")):
        with pytest.raises(BadValue) as refused:
            model.next(wrong)
        assert refused.value.key == "sentence_no_text"


def test_the_same_seed_throws_the_same_dice():
    texts = [make(builtin_text("fables_en"), seed=seed).write("The", 40) for seed in (5, 5, 6)]
    assert texts[0] == texts[1] != texts[2]


@pytest.mark.slow
def test_the_chances_of_many_words_take_no_longer_for_each():
    def throw(counts: list[int]) -> None:
        assert abs(sum(_widen(counts, 2)) - 1) < 1e-9

    case = Growing("chances", "words", lambda n: [n, *[1] * n], throw, 20_000)
    assert measure_growth(case) <= MAX_GROWTH


def test_boldness():
    model = make()
    assert {model.next("the", temperature=0) for _ in range(20)} == {"cat"}
    assert {model.next("the", temperature=10) for _ in range(60)} == {"cat", "dog"}
    assert _widen([3, 1], 1) == [0.75, 0.25] and _widen([3, 1], 0) == [1, 0]
    cold, warm, hot = (_widen([3, 1], t)[0] for t in (0.5, 1, 10))
    assert cold > warm > hot > 0.5
    for bad in (-1, 11, "hot", None):
        with pytest.raises(BadValue):
            model.next("the", temperature=bad)


def test_it_says_why():
    model = make()
    word = model.next("I see the")
    why = model.why()
    assert (why.word, why.before, why.total) == (word, "the", 4) and why.times == len(why.places)
    low, high = why.cell
    assert low <= why.die < high and round(high - low, 2) == why.times / 4
    assert all(CAT[place.start : place.end] == word for place in why.places)
    assert f"The [{word}]" in repr(why.places[0]) and why.places[0].line == 1
    assert word in str(why) and len(list(why.as_events())) == 2
    other = model.why("the", "dog" if word == "cat" else "cat")
    assert other.die is None and other.cell is None and other.times == 4 - why.times
    for text, unseen in (("the", "bird"), ("zebra", "cat")):
        with pytest.raises(BadValue, match=unseen):
            model.why(text, unseen)
    with pytest.raises(BadValue):
        make().why()


def test_two_texts_are_mixed_and_each_place_says_its_text():
    model = make("the cat sat")
    model.train(text="the cat flew\nthe dog sat", name="my story")
    assert model.names == ["text 1", "my story"]
    assert dict(row[:2] for row in model.counts("cat").rows) == {"sat": 1, "flew": 1}
    assert model.counts("sat").rows == [], "the first word of a text follows none of another"
    assert [(place.name, place.line) for place in model.why("dog", "sat").places] == [("my story", 2)]


@pytest.mark.slow
def test_what_is_copied_is_counted():
    model = make()
    assert model.count_copied("I saw the cat ran! The dog barked") == 6
    assert model.longest_copy("I saw the cat ran! The dog barked") == "the cat ran! The dog"
    assert model.count_copied("zebra") == 0 and model.longest_copy("") == ""
    written = make(builtin_text("tang_poems"), order=3).write("", 60, 0)
    assert make(builtin_text("tang_poems")).count_copied(written) > 10


@pytest.mark.slow
def test_chinese_goes_on_in_words():
    model = make("小猫吃鱼，小狗吃肉。小猫爱吃鱼。")
    assert model.next("小猫", temperature=0) in ("吃鱼", "爱吃鱼", "爱") and " " not in model.write("小猫", 8)


def test_it_is_kept_as_json(tmp_path):
    model = make()
    model.train(text="春眠不觉晓，处处闻啼鸟。", name="春晓")
    file = tmp_path / "machine.json"
    model.save(file)
    loaded = NextWord.load(file, random_seed=1)
    assert (loaded.order, loaded.names, loaded.word_count) == (1, ["text 1", "春晓"], model.word_count)
    assert loaded.counts("the").rows == model.counts("the").rows and "春眠" in file.read_text(encoding="utf-8")
    said = json.loads(file.read_text(encoding="utf-8"))
    for damage in (
        b"",
        b"[]",
        b'{"kind": "next_word"}',
        json.dumps(said | {"order": 9}).encode(),
        json.dumps(said | {"texts": [{"name": "a", "text": "b", "cuts": [[5, 2, False]]}]}).encode(),
        json.dumps(said | {"texts": [{"name": "a", "text": "b", "cuts": "x"}]}).encode(),
    ):
        file.write_bytes(damage)
        with pytest.raises(BadModelFile):
            NextWord.load(file)
    with pytest.raises(FileMissing):
        NextWord.load(tmp_path / "none.json")


@pytest.mark.parametrize("text", ["", "word", 7, None, "x " * 600_000])
def test_what_cannot_be_counted_is_said(text):
    with pytest.raises(BadValue) as caught:
        NextWord().train(text=text)
    assert all(caught.value.text(lang) for lang in ("zh", "en"))


@pytest.mark.parametrize("text", ["😀 😀 😢", "one two", "half \ud83d half", "1 2 1 3", "我爱 Python and 你"])
def test_odd_texts_are_counted(text):
    assert make(text).write(count=10)


def test_nothing_is_said_before_something_was_counted():
    for ask in (lambda m: m.next("a"), lambda m: m.counts("a"), lambda m: m.write("a")):
        with pytest.raises(NotTrained):
            ask(NextWord())
    for order in (0, 4, "two"):
        with pytest.raises(BadValue):
            NextWord(order=order)


@pytest.mark.parametrize("name", NAMES)
def test_the_built_in_texts(name):
    model = make(builtin_text(name))
    assert model.word_count > 300 and model.write("", 20)
    with pytest.raises(BadValue, match="tang_poems"):
        builtin_text("tang_poem")


@pytest.mark.slow
@pytest.mark.long
def test_twice_the_text_takes_at_most_twice_the_time():
    def count(text: str) -> None:
        model = NextWord(order=3, random_seed=1)
        model.train(text=text)
        model.count_copied(model.write(count=200))

    case = Growing("text", "words", lambda n: " ".join(f"w{i * i % 997} the" for i in range(n)), count, 5000)
    assert measure_growth(case) <= MAX_GROWTH
