"""Marks: what stands in a request for something that is only known, or only made, where it is sent."""

import json
import re
from collections.abc import Mapping
from random import Random
from urllib.parse import quote

from tests.support.blocks.workspace_fuzzer import Maker, mutate

MARK = re.compile(r"@([a-z_]+)")
QUOTED = re.compile(r'"@([a-z_]+)"')
FUZZED = "@fuzzed"  # {"@fuzzed": n}: the n-th workspace made by chance
MAX_DIGITS = 4000  # Python writes no longer numbers
# JSON that no Python value gives, or that would fill a screen.
ODD_JSON = {
    "nan": "NaN",
    "infinite": "1e999",
    "huge": "9" * 5000,
    "big": "9" * 400,
    "long": json.dumps("x" * 100_000),
    "deep": "[" * 20_000 + "]" * 20_000,
    "endless": "[" * 100_000,
    "half": '"\\ud800"',
    "twice": '{"a": 1, "a": 2}',
}
ODD_TEXT = {"nan": "nan", "infinite": "1e999", "huge": "9" * 5000, "long": "x" * 100_000, "half": "\ud800"}


def fill_json(value, known: Mapping[str, object]) -> bytes:
    """JSON in which every text that is a mark has become what it stands for."""

    def fill(mark: re.Match) -> str:
        return ODD_JSON.get(mark[1]) or (json.dumps(known[mark[1]]) if mark[1] in known else mark[0])

    return QUOTED.sub(fill, json.dumps(make_workspaces(value))).encode()


def fill_value(value, known: Mapping[str, object]):
    """The Python value of JSON with marks; None where it is none, or too deep."""
    try:
        return json.loads(fill_json(value, known))
    except (ValueError, RecursionError):
        return None


def fill_address(address: str, known: Mapping[str, object]) -> str:
    """A quoted address in which the marks have become what they stand for, quoted too."""
    both = {**known, **ODD_TEXT}
    return MARK.sub(
        lambda mark: quote(str(both[mark[1]]), safe="", errors="surrogatepass") if mark[1] in both else mark[0],
        address,
    )


def make_workspaces(value):
    """The value with its {"@fuzzed": n} made, and with marks for numbers that Python does not write."""
    if isinstance(value, dict) and type(value.get(FUZZED)) is int:
        random = Random(value[FUZZED])
        return make_workspaces(mutate(Maker(random).workspace(), random, 0.02))
    if isinstance(value, dict):
        return {key: make_workspaces(each) for key, each in value.items()}
    if isinstance(value, list):
        return [make_workspaces(each) for each in value]
    return "@huge" if isinstance(value, int) and abs(value) >= 10**MAX_DIGITS else value
