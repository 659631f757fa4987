"""The longest run of words of two texts, against trying them all."""

from random import Random

from sunmao.language.longest_run import find_longest_run
from tests.support.growing.cost import MAX_GROWTH, Growing, measure_growth


def try_all(words, others):
    joined = f" {' '.join(others)} "
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            if f" {' '.join(words[start : start + length])} " in joined:
                return start, length
    return 0, 0


def test_the_earliest_of_the_longest_runs_is_found():
    dice = Random(0)
    for _ in range(300):
        letters = "abcdefgh"[: dice.randint(1, 8)]
        words, others = (dice.choices(letters, k=dice.randint(0, 25)) for _ in range(2))
        assert find_longest_run(words, others) == try_all(words, others)


def test_one_word_over_and_over_takes_no_square_of_the_time():
    words = Growing("text", "words", lambda n: ["ha"] * n, lambda words: find_longest_run(words, words), 5_000)
    assert measure_growth(words) <= MAX_GROWTH
