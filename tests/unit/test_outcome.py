"""The sentence for each way a run can end."""

import pytest
from sunmao.server.runs.outcome import TEXTS, Ending, crash_error, crash_line, judge, sentence


@pytest.mark.parametrize("ending, state, key", [
    (Ending(0, said="finished"), "finished", None),
    (Ending(0), "finished", None),
    (Ending(3), "finished", "status"),
    (Ending(1, said="error"), "error", None),
    (Ending(-9), "error", "killed"),
    (Ending(-11), "error", "crashed"),
    (Ending(0xC0000005), "error", "crashed"),
    (Ending(-9, said="finished"), "error", "killed"),
    (Ending(-2, stopping=True), "stopped", None),
    (Ending(0, said="finished", stopping=True), "stopped", None),
    (Ending(-9, stopping=True, forced=True), "stopped", "deaf"),
    (Ending(-9, reason="unreadable"), "error", "unreadable"),
    (Ending(-9, stopping=True, reason="closed"), "stopped", "closed"),
    (Ending(None, reason="not_started"), "error", "not_started"),
    (Ending(0, said="finished", leftovers=2), "finished", "leftover"),
])
def test_outcomes(ending, state, key):
    params = {"code": ending.code} if key == "status" else {}
    assert judge(ending) == (state, sentence(key, **params) if key else None)


def test_what_the_program_said_and_how_much_it_used():
    assert judge(Ending(1, said="finished", text={"zh": "{x}|", "en": "{x}|"}))[1]["en"] == "The program ended with “{x}|”."
    assert "3.0 GB" in judge(Ending(-9, reason="memory", params={"gb": "3.0"}))[1]["zh"]


def test_the_line_of_a_crash_is_the_pupils():
    dump = 'Stack (most recent call first):\n  File "/lib/a.py", line 5 in f\n  File "/tmp/\\u5f20/main.py", line 3 in <module>\n'
    assert crash_line(dump, "/tmp/张/main.py") == 3 and crash_line(dump, "/other.py") is None
    assert crash_error("crashed", 3, -11).title["en"] == "Python itself crashed at line 3."


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_say_it(key):
    import string

    zh, en = TEXTS[key]
    names = [{name for _, name, _, _ in string.Formatter().parse(row) if name} for row in (zh, en)]
    assert zh and en and names[0] == names[1] and zh.count("|") == en.count("|")
