"""JSON of any depth, with the same answers as Python's own."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunmao.server.storage import deep_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
)


@given(VALUES, st.sampled_from([None, 1]))
@pytest.mark.slow
def test_the_slow_way_gives_the_same(value, indent):
    text = json.dumps(value, indent=indent)
    assert deep_json._JsonReader(text, dict, float).read() == value
    assert "".join(deep_json._iter_pieces(value)) == json.dumps(value, separators=(",", ":"))


@given(st.text(alphabet='{}[]",:0123456789.eE+-truefalsn \n\\', max_size=20))
def test_the_slow_way_refuses_the_same(text):
    try:
        wanted = json.loads(text)
    except ValueError:
        with pytest.raises(ValueError):
            deep_json._JsonReader(text, dict, float).read()
    else:
        found = deep_json._JsonReader(text, dict, float).read()
        assert found == wanted or wanted != wanted


@pytest.mark.slow
def test_a_stack_of_ten_thousand_blocks_comes_back():
    saved = None
    for _ in range(10_000):
        saved = {"type": "text_print", "next": {"block": saved}}
    text = deep_json.dumps(saved)
    assert text.count("text_print") == 10_000
    assert deep_json.dumps(deep_json.loads(text)) == text
    assert deep_json.loads(text.encode())["type"] == "text_print"


@pytest.mark.slow
def test_what_json_cannot_hold_is_refused():
    deep = [1]
    for _ in range(20_000):
        deep = [deep]
    for wrong, error in ((float("nan"), ValueError), ({1: 2}, TypeError), (object(), TypeError)):
        with pytest.raises(error):
            deep_json.dumps([deep, wrong])
    with pytest.raises(ValueError):
        deep_json.loads("[" * 20_000)


@pytest.mark.slow
@pytest.mark.parametrize("depth", [0, 20_000])
def test_a_number_that_no_browser_has_makes_an_object_damaged(depth):
    around = "[" * depth, "]" * depth
    most = int(float.fromhex("0x1.fffffffffffffp+1023"))
    assert deep_json.dumps(deep_json.load_object(f'{{"a":{around[0]}{most}{around[1]}}}')).count(str(most)) == 1
    for digits in ("9" * 400, "-" + "9" * 400, "1e400", "9" * 5000):
        with pytest.raises(ValueError):
            deep_json.load_object(f'{{"a": {around[0]}{digits}{around[1]}}}')
