"""Blocks go from tab to tab, come from other Blocklies, and leave as a picture."""

import io
import json
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.rooms import enter, make, program
from tests.e2e.test_projects_page import choose
from tests.support.studio import Studio

WORKSPACE = "Blockly.common.getMainWorkspace()"
NUMBER = {
    "type": "variables_set",
    "id": "set",
    "fields": {"VAR": {"id": "v"}},
    "inputs": {"VALUE": {"block": {"type": "math_number", "id": "n", "fields": {"NUM": 41}}}},
}
PASTE = """text => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
}"""


def with_number(saved: dict, name: str, variable: str) -> dict:
    saved = json.loads(json.dumps(saved).replace('"v"', f'"{variable}"'))
    return {**saved, "variables": [{"id": variable, "name": name}]}


def blocks_of(page: Page, kind: str) -> int:
    return page.evaluate(f"kind => {WORKSPACE}.getBlocksByType(kind).length", kind)


def choose_start(page: Page) -> None:
    page.locator("[data-id=start] > .blocklyPath").first.click(position={"x": 6, "y": 12})


@pytest.fixture
def empty(page, studio: Studio):
    """A page with a program that only begins, with the start block chosen."""
    enter(page, make(studio, program()))
    choose_start(page)
    return page


def test_a_copy_goes_to_another_tab_with_its_variable_by_name(page, studio: Studio):
    saved = program()
    saved["blocks"]["blocks"][0]["next"] = {"block": NUMBER}
    enter(page, make(studio, with_number(saved, "分数", "mine")))
    other = page.context.new_page()
    second = make(studio, with_number(program(), "分数", "theirs"))
    other.goto(f"{studio.base}/#/project/{second}")
    page.bring_to_front()
    page.locator("[data-id=set] > .blocklyPath").first.click(position={"x": 6, "y": 12})
    page.keyboard.press("Control+c")
    other.bring_to_front()
    choose_start(other)
    other.keyboard.press("Control+v")
    other.wait_for_function(f"{WORKSPACE}.getBlocksByType('math_number').length === 1")
    assert (
        other.evaluate(f"""() => [
      {WORKSPACE}.getBlocksByType('variables_set')[0].getFieldValue('VAR'),
      {WORKSPACE}.getBlocksByType('math_number')[0].getFieldValue('NUM'),
      {WORKSPACE}.getVariableMap().getAllVariables().length,
    ]""")
        == ["theirs", 41, 1]
    )  # fmt: skip
    other.keyboard.press("Control+z")
    assert not blocks_of(other, "math_number")


NO_PROGRAMS = {
    "words": "hello",
    "half": "{",
    "newer": '{"sunmao":"blocks","version":2,"blocks":[{"type":"math_number"}]}',
    "strange": '{"sunmao":"blocks","version":1,"blocks":"x"}',
    "other XML": "<xml><robot></robot></xml>",
    "too many": '{"blocks":{"blocks":[' + '{"type":"math_number"},' * 4000 + '{"type":"math_number"}]}}',
    "too deep": '{"type":"math_number","inputs":{"a":{"block":' * 20000,
}


@pytest.mark.long
def test_text_that_is_no_program_is_left_alone(empty):
    before = empty.evaluate(f"{WORKSPACE}.getAllBlocks(false).length")
    for kind, text in NO_PROGRAMS.items():
        empty.evaluate(PASTE, text)
        assert empty.evaluate(f"{WORKSPACE}.getAllBlocks(false).length") == before, kind


FOREIGN = """<xml xmlns="https://developers.google.com/blockly/xml"><variables><variable id="q">n</variable></variables>
<block type="variables_set" x="5" y="5"><field name="VAR" id="q">n</field>
<value name="VALUE"><shadow type="math_number"><field name="NUM">7</field></shadow></value>
<next><block type="controls_if"><mutation elseif="1" else="1"></mutation>
<value name="IF0"><block type="robot_sees"><field name="WHAT">wall</field></block></value>
<next><block type="robot_turn"><comment pinned="false">why</comment></block></next></block></next></block></xml>"""
TYPES = f"() => {WORKSPACE}.getAllBlocks(false).map(block => block.type).sort()"


def test_foreign_xml_becomes_blocks_and_unknown_ones_are_kept(empty):
    empty.evaluate(PASTE, FOREIGN)
    assert empty.evaluate(TYPES) == [
        "controls_if",
        "math_number",
        "program_start",
        "sunmao_unknown",
        "sunmao_unknown",
        "variables_set",
    ]
    shape = empty.evaluate(f"{WORKSPACE}.getBlocksByType('controls_if')[0].saveExtraState()")
    assert shape == {"elseIfCount": 1, "hasElse": True}


@pytest.mark.long
def test_a_save_of_another_blockly_becomes_blocks(empty):
    saved = {
        "blocks": {"languageVersion": 0, "blocks": [NUMBER, {"type": "robot_turn", "x": 300, "y": 10}]},
        "variables": [{"id": "v", "name": "k"}],
    }
    empty.evaluate(PASTE, json.dumps(saved))
    assert empty.evaluate(TYPES) == ["math_number", "program_start", "sunmao_unknown", "variables_set"]
    assert empty.evaluate(f"{WORKSPACE}.getBlocksByType('variables_set')[0].getField('VAR').getText()") == "k"


@pytest.mark.long
def test_the_blocks_leave_as_a_picture_called_as_the_project(page, studio: Studio):
    project = make(studio, program("print('<&>')", "x = 1"), "画画")
    enter(page, project)
    choose_start(page)
    drawn = {}
    for kind in ("svg", "png"):
        with page.expect_download() as download:
            choose(page, f"积木的图片（{kind.upper()}）")
        assert download.value.suggested_filename == f"{project}.{kind}"
        drawn[kind] = download.value.path().read_bytes()
    picture = ElementTree.fromstring(drawn["svg"])
    assert "print('<&>')" in "".join(picture.itertext()).replace("\xa0", " ")
    assert not any(name in {"class", "style", "id"} for part in picture.iter() for name in part.attrib)
    with Image.open(io.BytesIO(drawn["png"])) as image:
        assert image.size == tuple(2 * int(picture.attrib[side]) for side in ("width", "height"))
        colors = {color for _, color in image.convert("RGB").getcolors(1 << 24)}
    assert image.getpixel((0, 0))[:3] == (255, 255, 255) and len(colors) > 20


@pytest.mark.long
def test_ctrl_f_finds_blocks_by_their_words(page, studio: Studio):
    enter(page, make(studio, program("apple = 1", "pear = 2", *["x = 0"] * 20, "apple = 3")))
    choose_start(page)
    page.keyboard.press("Control+f")
    page.keyboard.type("Apple")
    said = page.locator(".canvas-find-count")
    expect(said).to_have_text("1 / 2")
    expect(page.locator("[data-id=p0].found")).to_be_visible()
    page.keyboard.press("Enter")
    expect(said).to_have_text("2 / 2")
    expect(page.locator("[data-id=p22].found")).to_be_in_viewport()
    page.keyboard.type("s")
    expect(said).to_have_text("程序里没有")
    page.keyboard.press("Escape")
    expect(page.locator(".canvas-find-bar")).to_be_hidden()


@pytest.mark.long
def test_a_dropped_file_of_another_blockly_becomes_blocks(empty):
    empty.evaluate(
        """text => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'robot.xml'));
      dispatchEvent(new DragEvent('dragover', { dataTransfer, cancelable: true }));
      dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
    }""",
        FOREIGN,
    )
    empty.wait_for_function(f"{WORKSPACE}.getBlocksByType('controls_if').length === 1")
