"""Messages survive their trip."""

import json
from dataclasses import fields
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunmao.protocol import messages
from sunmao.server.runs.message_validation import is_valid

SIMPLE = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = {
    str: st.text(st.characters()),
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    list: st.lists(SIMPLE),
    dict: st.dictionaries(st.text(), SIMPLE),
    int | None: st.none() | st.integers(),
    float | None: st.none() | st.integers(),
    bool | None: st.none() | st.booleans(),
    dict | None: st.none() | st.dictionaries(st.text(), SIMPLE),
}
MESSAGES = st.one_of(
    *(
        st.builds(kind, **{field.name: VALUES[get_type_hints(kind)[field.name]] for field in fields(kind)})
        for kind in messages.KINDS.values()
    )
)


@given(st.lists(MESSAGES, max_size=5))
@pytest.mark.slow
def test_a_batch_comes_back_as_it_was(batch):
    assert messages.loads(messages.dumps(batch)) == batch


@given(MESSAGES)
def test_a_message_is_ascii_json_with_its_kind(message):
    (row,) = json.loads(messages.dumps([message]).decode("ascii"))
    assert messages.KINDS[row["kind"]] is type(message)


@given(MESSAGES)
def test_declared_types_pass_the_check(message):
    program = not isinstance(
        message,
        (messages.StartProgram, messages.AskAnswer, messages.BridgeReply, messages.StepControl, messages.StopRequest),
    )
    assert is_valid(message) == program


def test_characters_that_utf8_cannot_hold():
    (back,) = messages.loads(messages.dumps([messages.Output("\ud800\x00\u202e")]))
    assert back.text == "\ud800\x00\u202e"


def test_numbers_that_json_cannot_hold_become_null():
    (back,) = messages.loads(
        messages.dumps([messages.Metric({"loss": float("nan"), "other": [float("inf"), 1.5]}, step=1)])
    )
    assert back.values == {"loss": None, "other": [None, 1.5]}


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1]", b"[[]]", b'[{"kind":"nothing"}]', b'[{"kind":"line"}]', b"[" * 100_000, b"\xff"]
)
def test_anything_else_is_refused(data):
    with pytest.raises(ValueError):
        messages.loads(data)


def test_extra_keys_are_dropped():
    assert messages.loads(b'[{"kind":"line","line":3,"seq":9}]') == [messages.CurrentLine(3)]


@pytest.mark.parametrize(
    "message",
    [
        messages.Output({"a": 1}),
        messages.CurrentLine("3"),
        messages.Metric([], 1),
        messages.RunState(None),
        messages.ProgramError("E", "", "1", "", {}, {}),
        "text",
    ],
)
def test_wrong_types_are_noticed(message):
    assert not is_valid(message)
