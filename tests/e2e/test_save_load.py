"""Save → load → save through real Blockly: whatever a saved workspace holds comes back as it was, also what is unknown
here.
"""

import copy
import json
import random
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from sunmao import static
from tests.e2e.hands import WORKSPACE
from tests.e2e.rooms import enter, make, program, visit
from tests.e2e.test_pickers import chain
from tests.server.routes.test_fuzzed_saves import plain
from tests.support.blocks.random_programs import Programs
from tests.support.blocks.workspace_builder import stack
from tests.support.blocks.workspace_fuzzer import Maker, mutate
from tests.support.paths import ROOT
from tests.support.studio import ApiClient

SOME = settings(settings.default, max_examples=30)  # each is loaded three times
FEW = settings(settings.default, max_examples=15)
SEEDS = st.integers(0, 2**32)
MOUNT = """async ([address, vocabulary]) => {
  const place = document.createElement('div');
  Object.assign(place.style, { position: 'fixed', inset: 0 });
  document.body.append(place);
  const told = [];
  const host = { onChange: workspace => told.push(workspace), onSelect() {}, choices: () => ({}), thumbnail: () => '', onFix() {} };
  const words = { ...vocabulary, messages: { ...Blockly.Msg, ...vocabulary.messages } };
  // The chunk has the canvas's module as one of its exports, under a short name.
  const { mountCanvas } = Object.values(await import(address)).find(one => one?.mountCanvas);
  const canvas = mountCanvas(place, host, words);
  canvas.setVocabulary(words);
  canvas.setLevel(3);
  Object.assign(window, { __canvas: canvas, __told: told });
}"""
ROUND = "text => { __canvas.load(JSON.parse(text)); return JSON.stringify(__canvas.save()); }"
GRAY = "() => Blockly.getMainWorkspace().getAllBlocks(false).filter(block => block.type === 'sunmao_unknown').map(block => JSON.stringify(block.kept))"


@pytest.fixture(scope="module")
def canvas(browser, studio):
    """The page's own canvas, mounted by hand: what it saves after loading a workspace."""
    dist = Path(static.__file__).parent / "dist"
    module = next(
        path.name for path in dist.glob("*.js") if re.search(r"\bmountCanvas:\(\)=>", path.read_text(encoding="utf-8"))
    )
    with visit(browser, studio, lang="en") as page:
        enter(page, make(studio, program("print(1)")))  # loads Blockly and its words
        page.evaluate(MOUNT, [f"/assets/{module}", ApiClient(studio).ask("GET", "/api/vocabulary?lang=en")])
        yield Canvas(page)
        assert page.evaluate("__told") == []  # a load is no change: nothing would have been saved by itself


class Canvas:
    """Loads and saves in the page."""

    def __init__(self, page):
        self.page = page

    def round(self, workspace: dict) -> dict:
        """The workspace as it is saved after it was loaded."""
        return json.loads(self.page.evaluate(ROUND, json.dumps(workspace)))


def known(rng: random.Random) -> dict:
    """A workspace of blocks that are all known: standard ones that make a program, or any of all declared ones."""
    return spread(Maker(rng).workspace()) if rng.random() < 0.5 else known_program(rng)


def spread(workspace: dict) -> dict:
    """The workspace with its stacks far from one another: Blockly moves apart what lies on top of other blocks, and
    that is a change.
    """
    for place, block in enumerate(workspace["blocks"]["blocks"]):
        block["y"] = 5000 * place
    return workspace


def known_program(rng: random.Random) -> dict:
    """A program of standard blocks."""
    program = stack(Programs(rng.randrange(2**32)).program())
    variables = [{"name": name, "id": f"id_{name}"} for name in "nskxib"] + [{"name": "xs", "id": "id_xs"}]
    return {
        "blocks": {
            "languageVersion": 0,
            "blocks": [{"type": "program_start", "id": "start", "x": 10, "y": 20, "next": {"block": program}}],
        },
        "variables": variables,
    }


def blocks_of(workspace: dict) -> list[dict]:
    """Every block of a workspace, shadows too."""
    found, waiting = [], list(workspace["blocks"]["blocks"])
    while waiting:
        block = waiting.pop()
        found.append(block)
        for connection in [*block.get("inputs", {}).values(), block.get("next", {})]:
            waiting += [connection[part] for part in ("block", "shadow") if part in connection]
    return found


def estrange(workspace: dict, rng: random.Random, share: float) -> dict:
    """The same workspace as another, newer Sunmao might have saved it: a share of its blocks holds what is unknown
    here.
    """
    strange = copy.deepcopy(workspace)
    for block in blocks_of(strange):
        if rng.random() < share:
            rng.choice(STRANGE)(block, rng)
    if rng.random() < 0.5:
        strange |= {"future": {"of": ["the", 1, None, True]}, "__proto__": 1}
        strange["blocks"]["future"] = [2]
        for variable in strange["variables"][:3]:
            variable["future"] = "kept"
    return strange


def strange_type(block: dict, rng: random.Random) -> None:
    block["type"] = rng.choice(["future_block", "__proto__", "https://evil.example/x", "constructor", "积木", ""])


def strange_field(block: dict, rng: random.Random) -> None:
    block.setdefault("fields", {})[rng.choice(["FUTURE", "__proto__", "toString"])] = rng.choice(
        ["x", 5, {"id": "y"}, [1], None, False]
    )


def strange_menu(block: dict, rng: random.Random) -> None:
    for name, value in block.get("fields", {}).items():
        if isinstance(value, str) and value.isupper():
            block["fields"][name] = rng.choice(["COM7", "", "gone", "a/b.onnx"])


def strange_state(block: dict, rng: random.Random) -> None:
    state = block.get("extraState")
    more = rng.choice([{"future": 1}, {"items": {"of": "another kind"}}, {"more": ["future"]}])
    block["extraState"] = (
        {**state, **more}
        if isinstance(state, dict)
        else rng.choice(
            [
                more,
                ["list"],
                "<mutation",
                '<future a="1"></future>',
                '<mutation items="99999999"></mutation>',
                '<mutation name="&x;"/>',
            ]
        )
    )


def strange_input(block: dict, rng: random.Random) -> None:
    inside = {"type": "text", "id": f"new{rng.randrange(10**9)}", "fields": {"TEXT": "kept"}}
    block.setdefault("inputs", {})[rng.choice(["FUTURE", "__proto__"])] = rng.choice(
        [{"block": inside}, {"shadow": inside}, {"future": 1}]
    )


def strange_part(block: dict, rng: random.Random) -> None:
    block[rng.choice(["future", "style", "__proto__"])] = rng.choice([1, "x", {"a": []}, [None]])


def strange_icon(block: dict, rng: random.Random) -> None:
    block["icons"] = rng.choice(
        [
            {"future": {"a": 1}},
            {"comment": {"text": "t", "pinned": False, "height": 80, "width": 160, "future": 2}},
            {"warning": "w"},
        ]
    )


def strange_inside(block: dict, rng: random.Random) -> None:
    for connection in block.get("inputs", {}).values():
        if rng.random() < 0.5:
            connection[rng.choice(["block", "shadow"])] = rng.choice(
                ["text", 5, [], {"no": "type"}, {"type": 7}, {"type": "future", "id": f"f{rng.randrange(10**9)}"}]
            )


def strange_link(block: dict, rng: random.Random) -> None:
    for connection in [*block.get("inputs", {}).values(), *([block["next"]] if "next" in block else [])]:
        if rng.random() < 0.5:
            connection["future"] = "kept"


def plainly_marked(block: dict, rng: random.Random) -> None:
    block |= rng.choice(
        [
            {"data": "d"},
            {"deletable": False},
            {"collapsed": True},
            {"disabledReasons": ["MANUALLY_DISABLED", "future"]},
            {"movable": False},
        ]
    )


STRANGE = [
    strange_type,
    strange_field,
    strange_menu,
    strange_state,
    strange_input,
    strange_part,
    strange_icon,
    strange_inside,
    strange_link,
    plainly_marked,
]


@SOME
@given(SEEDS)
@pytest.mark.long
def test_unknown_blocks_and_values_come_back_as_they_were(canvas, seed):
    rng = random.Random(seed)
    saved = canvas.round(known(rng))
    assert canvas.round(saved) == saved
    strange = estrange(saved, rng, rng.choice([0.02, 0.1, 0.5]))
    assert canvas.round(strange) == strange


@FEW
@given(SEEDS)
def test_damaged_json_loses_no_word_and_stays_as_it_is(canvas, seed):
    rng = random.Random(seed)
    damaged = plain(mutate(known(rng), rng, 0.03))
    damaged = damaged if isinstance(damaged, dict) else {"blocks": damaged}
    saved = canvas.round(damaged)
    assert words(damaged.get("blocks")) <= words(saved)
    assert drop_empty(canvas.round(saved)) == drop_empty(saved)


def drop_empty(value):
    """A JSON value without empty objects: a block without fields may or may not say so."""
    if isinstance(value, dict):
        return {key: drop_empty(each) for key, each in value.items() if each != {}}
    return [drop_empty(each) for each in value] if isinstance(value, list) else value


def words(value) -> set[str]:
    """Every text in a JSON value. Old shapes in XML become JSON and "7" becomes 7, so they do not count, nor does what
    stands in place of a coordinate or of a whole comment. A parameter is a variable, too: where the two are called
    otherwise, one name must go.
    """
    if isinstance(value, dict):
        plain = {key: each for key, each in value.items() if key not in ("x", "y", "params")}
        if isinstance(plain.get("comment"), str):
            del plain["comment"]
        return set().union(*map(words, plain.values()))
    if isinstance(value, list):
        return set().union(*map(words, value))
    return {value} if isinstance(value, str) and not re.fullmatch(r"<.*|[-+.\d]*|Infinity", value, re.DOTALL) else set()


def test_a_function_that_is_called_before_it_stands_stays_a_function(canvas):
    saved = canvas.round(json.loads((ROOT / "tests" / "golden" / "functions_return.json").read_text(encoding="utf-8")))
    assert saved["blocks"]["blocks"][0]["type"] == "program_start" and canvas.page.evaluate(GRAY) == []


@pytest.mark.long
def test_nothing_that_is_known_becomes_gray(canvas, studio):
    """Every block that is declared, the examples, and programs of standard blocks by chance."""
    visitor = ApiClient(studio)
    workspaces = [
        spread(json.loads(path.read_text(encoding="utf-8")))
        for path in sorted((ROOT / "tests" / "golden").glob("*.json"))
    ]
    workspaces += [
        visitor.ask("POST", "/api/projects", {"example": row["id"], "lang": "en"})["workspace"]
        for row in visitor.ask("GET", "/api/examples")
    ]
    workspaces += [known_program(random.Random(seed)) for seed in range(5)]
    for workspace in workspaces:
        saved = canvas.round(workspace)
        assert canvas.page.evaluate(GRAY) == []
        assert canvas.round(saved) == saved


BREAKS = """() => {
  const make = Blockly.WorkspaceSvg.prototype.newBlock;
  let left = 6;
  Blockly.WorkspaceSvg.prototype.newBlock = function (...more) {
    if (--left < 0) throw new Error('in the middle');
    return make.apply(this, more);
  };
}"""


@pytest.mark.long
def test_a_load_that_breaks_off_saves_nothing(browser, studio):
    """Whatever throws in the middle of a load, also where nothing should: the saved blocks stay, and the page says so."""
    first, second = (
        make(studio, program("print(0)")),
        make(studio, program(*[f"print({n})" for n in range(8)]), "eight"),
    )
    visitor, path = ApiClient(studio), f"/api/projects/{quote(second)}"
    before = visitor.ask("GET", path)
    with visit(browser, studio, lang="en") as page:
        enter(page, first)
        page.evaluate(BREAKS)
        page.evaluate("id => { location.hash = '#/project/' + encodeURIComponent(id) }", second)
        expect(page.get_by_role("button", name="Try again")).to_be_visible()
        page.wait_for_timeout(1000)  # longer than a change would wait for its saving
        assert page.locator(".canvas").count() == 0
        page.reload()
        expect(page.locator(".blocklyBlockCanvas .blocklyDraggable")).to_have_count(9)
    after = visitor.ask("GET", path)
    assert (after["version"], after["workspace"]) == (before["version"], before["workspace"])


@pytest.mark.parametrize("broken", [False, True], ids=["it runs", "it is refused"])
@pytest.mark.long
def test_what_is_changed_while_run_is_on_its_way_is_saved(browser, studio, broken):
    """Each answer takes a moment: what was changed before Run, after it, and after its answer reaches the disk; nobody
    else has saved.
    """
    said = {
        "type": "text_print",
        "id": "say",
        "inputs": {"TEXT": {"block": {"type": "text", "id": "text", "fields": {"TEXT": "zero"}}}},
    }
    empty = {"type": "model_train", "id": "empty"}
    project = make(studio, chain(said, empty) if broken else chain(said))
    with visit(browser, studio) as page:
        enter(page, project)
        network = page.context.new_cdp_session(page)
        network.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": 500, "downloadThroughput": -1, "uploadThroughput": -1},
        )
        write(page, "one")
        write(page, "two")
        page.locator("#run.go").click()
        for text in ("three", "four"):
            write(page, text)
            expect(page.locator(".code")).to_contain_text(f"print('{text}')")
            expect(page.get_by_text("已保存")).to_be_visible()
        expect(page.locator(".banner")).to_have_count(0)
    assert b"four" in (studio.projects / project / "workspace.json").read_bytes()


def write(page, text: str) -> None:
    page.evaluate(f"text => {WORKSPACE}.getBlockById('text').setFieldValue(text, 'TEXT')", text)
