"""Whatever JSON a page sends as its blocks: saved and read back as it is, or refused with a sentence; the studio goes
on.
"""

import random
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.codegen.test_fuzzed_workspaces import JSON as ANY
from tests.support.app_client import JSON as JSON_TYPE
from tests.support.app_client import Page
from tests.support.blocks.workspace_fuzzer import Maker, mutate

pytestmark = pytest.mark.process

SEEDS = st.integers(0, 2**32)
FEW = settings(settings.default, max_examples=30)  # each save waits for the disk
LONG = 10**4000  # Python writes no longer numbers as text
NO_REQUESTS = [
    b"",
    b"{}",
    b"[]",
    b"9" * 5000,
    b"\xef\xbb\xbf{}",
    b"[" * 100_000,
    b'{"workspace":' * 50_000,
    b'{"workspace":{}}',
    b'{"workspace":[],"base":1}',
    b'{"workspace":{},"base":1.0}',
    b'{"workspace":{},"base":true}',
    b'{"workspace":{"a":NaN},"base":1}',
    b'{"workspace":{"a":-1e999},"base":1}',
    b'{"workspace":{"a":' + b"[" * 2000 + b"1e999" + b"]" * 2000 + b'},"base":1}',
    "{}".encode("utf-16"),
    b"\xff",
    bytes(5000),
]


def plain(value):
    """The value as JSON allows it: no infinity, no endless number."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return None if isinstance(value, (int, float)) and not -LONG < value < LONG else value


JSON = ANY.map(plain)
HOME = "/api/projects/any"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with closing(Page(tmp_path_factory.mktemp("projects"))) as opened:
        opened.make("any")
        yield opened


def saved(page, workspace) -> None:
    """Save → load → save: what was taken is there afterwards, and saving it again changes no byte on the disk."""
    base = page.get(HOME)["version"]
    answer = page.ask("PUT", f"{HOME}/workspace", {"workspace": workspace, "base": base})
    assert answer.status_code == 200, answer.text
    opened = page.get(HOME)
    assert opened["workspace"] == {key: value for key, value in workspace.items() if key != "sunmao"}
    assert (
        opened["version"] == answer.json["version"]
        and opened["program"] == answer.json["program"]
        and not opened.get("damaged")
    )
    file = page.studio.config.projects / "any" / "workspace.json"
    before = file.read_bytes(), file.stat().st_mtime_ns
    again = page.ask("PUT", f"{HOME}/workspace", {"workspace": opened["workspace"], "base": opened["version"]})
    assert again.json["version"] == opened["version"] and (file.read_bytes(), file.stat().st_mtime_ns) == before


@FEW
@given(SEEDS)
@pytest.mark.long
def test_a_damaged_program_is_kept(page, seed):
    rng = random.Random(seed)
    workspace = plain(mutate(Maker(rng).workspace(), rng, 0.1))
    saved(page, workspace if isinstance(workspace, dict) else {"blocks": workspace})


@pytest.mark.long
@FEW
@given(st.dictionaries(st.sampled_from(["blocks", "variables", "sunmao", ""]), JSON, max_size=4))
def test_any_json_is_kept(page, workspace):
    saved(page, workspace)


@pytest.mark.long
@given(JSON, JSON)
def test_any_request_is_answered(page, workspace, base):
    for method, path in (("PUT", "/workspace"), ("POST", "/runs")):
        answer = page.ask(method, HOME + path, {"workspace": workspace, "base": base})
        assert answer.status_code in (200, 400, 409, 422), answer.text
        assert answer.status_code == 200 or (answer.json["text"]["zh"] and answer.json["text"]["en"])


@pytest.mark.parametrize("body", NO_REQUESTS, ids=range(len(NO_REQUESTS)))
def test_what_is_no_request_is_refused(page, body):
    assert page.ask("PUT", f"{HOME}/workspace", data=body, content_type=JSON_TYPE).status_code == 400
