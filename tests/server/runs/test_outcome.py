"""The sentence for each way a run can end."""

import pytest

from sunmao.server.runs.outcome import TEXTS, RunEnding, find_crash_line, get_sentence, judge_outcome, make_crash_error


@pytest.mark.parametrize(
    "ending, state, key",
    [
        (RunEnding(0, said="finished"), "finished", None),
        (RunEnding(0), "finished", None),
        (RunEnding(3), "finished", "status"),
        (RunEnding(1, said="error"), "error", None),
        (RunEnding(-9), "error", "killed"),
        (RunEnding(-11), "error", "crashed"),
        (RunEnding(0xC0000005), "error", "crashed"),
        (RunEnding(-9, said="finished"), "error", "killed"),
        (RunEnding(-2, stopping=True), "stopped", None),
        (RunEnding(0, said="finished", stopping=True), "stopped", None),
        (RunEnding(-9, stopping=True, forced=True), "stopped", "deaf"),
        (RunEnding(-9, reason="unreadable"), "error", "unreadable"),
        (RunEnding(-9, stopping=True, reason="closed"), "stopped", "closed"),
        (RunEnding(None, reason="not_started"), "error", "not_started"),
        (RunEnding(0, said="finished", leftovers=2), "finished", "leftover"),
    ],
)
def test_outcomes(ending, state, key):
    params = {"code": ending.code} if key == "status" else {}
    assert judge_outcome(ending) == (state, get_sentence(key, **params) if key else None)


def test_what_the_program_said_and_how_much_it_used():
    assert (
        judge_outcome(RunEnding(1, said="finished", text={"zh": "{x}|", "en": "{x}|"}))[1]["en"]
        == "The program ended with “{x}|”."
    )
    assert "3.0 GB" in judge_outcome(RunEnding(-9, reason="memory", params={"gb": "3.0"}))[1]["zh"]


def test_the_line_of_a_crash_is_the_pupils():
    dump = 'Stack (most recent call first):\n  File "/lib/a.py", line 5 in f\n  File "/tmp/\\u5f20/main.py", line 3 in <module>\n'
    assert find_crash_line(dump, "/tmp/张/main.py") == 3 and find_crash_line(dump, "/other.py") is None
    assert make_crash_error("crashed", 3, -11).title["en"] == "Python itself crashed at line 3."


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_say_it(key):
    import string

    zh, en = TEXTS[key]
    names = [{name for _, name, _, _ in string.Formatter().parse(row) if name} for row in (zh, en)]
    assert zh and en and names[0] == names[1] and zh.count("|") == en.count("|")
