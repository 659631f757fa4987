"""The entries of the canvas's and the blocks' menus: files of other Blocklies, paste, comments, the layout of holes;
and the names of a function's arguments, changed on its block.
"""

import json
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import TWO_FRAMES, WORKSPACE, wait_for
from tests.e2e.rooms import enter, make, program, visit
from tests.e2e.test_blocks_together import CHAIN, COUNT, box, press, undo
from tests.e2e.test_blocks_travel import FOREIGN, PASTE
from tests.e2e.test_projects_page import choose
from tests.support.limits import poll_until
from tests.support.studio import ApiClient, Studio

BLOCKS = f"() => {WORKSPACE}.getAllBlocks(false).length"


def open_menu(page: Page, *at: float) -> None:
    page.mouse.click(*at, button="right")
    expect(page.get_by_role("menu").last).to_be_visible()


@pytest.fixture
def two(page, studio: Studio):
    """A page with a start and two blocks below it."""
    enter(page, make(studio, program("a = 1", "b = 2")))
    expect(page.locator(".backpack")).to_be_visible()
    return page


def open_file(page: Page, name: str, text: str) -> None:
    open_menu(page, 520, 420)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("menuitem", name="打开积木文件").click()
    chooser.value.set_files([{"name": name, "mimeType": "text/plain", "buffer": text.encode()}])


def test_a_file_of_another_blockly_is_opened(two):
    open_file(two, "robot.xml", FOREIGN)
    wait_for(two, f"() => {WORKSPACE}.getBlocksByType('controls_if').length === 1")
    undo(two)
    assert two.evaluate(BLOCKS) == 3


BOMB = '<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml><block type="text"><field name="TEXT">&b;</field></block></xml>'
MALFORMED = {
    "cut.xml": (FOREIGN[:300], "不完整"),
    "cut.json": ('{"blocks":{"blocks":[{"type":"math_number"', "不完整"),
    "bomb.xml": (BOMB, "不完整"),
    "huge.json": (json.dumps({"blocks": {"blocks": [{"type": "math_number"}] * 3001}}), "太多了"),
    "long.json": ('{"type":"text","fields":{"TEXT":"' + "a" * 2_000_001 + '"}}', "太多了"),
    "deep.json": ('{"type":"math_number","inputs":{"a":{"block":' * 20000, "程序没有变"),
    "words.json": ("hello", "没有积木"),
}


@pytest.mark.long
def test_a_malformed_file_gives_a_sentence_and_leaves_the_canvas_alone(two):
    toast = two.locator(".toast")
    for name, (text, said) in MALFORMED.items():
        open_file(two, name, text)
        expect(toast.get_by_text(said), name).to_be_visible()
        assert two.evaluate(BLOCKS) == 3 and two.evaluate(f"{WORKSPACE}.getUndoStack().length") == 0, name
        toast.get_by_role("button", name="关闭").click()
        expect(toast).to_have_count(0)


@pytest.mark.long
def test_a_cut_text_that_is_pasted_gives_the_sentence_too(two):
    press(two, "start")
    two.evaluate(PASTE, FOREIGN[:300])
    expect(two.locator(".toast").get_by_text("不完整")).to_be_visible()
    assert two.evaluate(BLOCKS) == 3


@pytest.mark.long
def test_copy_and_paste_go_by_the_menus(two):
    left, top, _, bottom = box(two, "p1")
    open_menu(two, left + 5, (top + bottom) / 2)
    two.get_by_role("menuitem", name="复制积木", exact=True).click()
    open_menu(two, 520, 420)
    two.get_by_role("menuitem", name="粘贴积木", exact=True).click()
    wait_for(two, f"() => ({COUNT})() === 3")
    assert two.evaluate(CHAIN) == ["start", "p0", "p1"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.long
def test_a_comment_is_written_kept_and_in_the_picture(browser, studio, lang):
    with visit(browser, studio, lang=lang) as page:
        project = make(studio, program("a = 1"))
        enter(page, project)
        expect(page.locator(".backpack")).to_be_visible()
        open_menu(page, 520, 420)
        page.get_by_role("menuitem", name={"zh": "添加注释", "en": "Add a comment"}[lang]).click()
        area = page.locator(".blocklyComment textarea")
        area.click()
        page.keyboard.type("first the picture, 然后训练模型 <&>")
        page.mouse.click(300, 500)
        visitor = ApiClient(studio)
        poll_until(
            lambda: (
                "然后训练模型" in json.dumps(visitor.ask("GET", f"/api/projects/{quote(project)}"), ensure_ascii=False)
            ),
            "the comment is saved",
            lambda: page.evaluate(TWO_FRAMES),
        )
        page.reload()
        expect(area).to_have_value("first the picture, 然后训练模型 <&>")
        expect(page.locator(".blocklyComment")).to_have_attribute("role", "group")
        with page.expect_download() as download:
            choose(page, {"zh": "积木的图片（SVG）", "en": "Picture of the blocks (SVG)"}[lang])
        picture = ElementTree.fromstring(download.value.path().read_bytes())
        lines = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
        assert "".join(lines).replace("\xa0", " ").endswith("first the picture, 然后训练模型 <&>") and len(lines) > 3
        with page.expect_download() as download:
            choose(page, {"zh": "积木的图片（PNG）", "en": "Picture of the blocks (PNG)"}[lang])
        assert download.value.path().stat().st_size > 1000


FUNCTION = {
    "type": "procedures_defnoreturn",
    "id": "f",
    "x": 40,
    "y": 200,
    "fields": {"NAME": "greet"},
    "extraState": {"params": [{"name": "who", "id": "v"}]},
    "inputs": {"STACK": {"block": {"type": "variables_set", "id": "set", "fields": {"VAR": {"id": "v"}}}}},
}
CALL = {
    "type": "procedures_callnoreturn",
    "id": "call",
    "x": 40,
    "y": 400,
    "extraState": {"name": "greet", "params": ["who"]},
}


NAMED = "[data-id=f] > .blocklyTextInputField"


@pytest.mark.long
def test_the_name_of_an_argument_is_changed_where_it_stands(page, studio: Studio):
    saved = program("a = 1")
    saved["blocks"]["blocks"] += [FUNCTION, CALL]
    enter(page, make(studio, {**saved, "variables": [{"name": "who", "id": "v"}]}))
    expect(page.locator(".backpack")).to_be_visible()
    page.locator(NAMED).get_by_text("who", exact=True).click()
    field = page.locator(".blocklyWidgetDiv input")
    field.fill("朋友")
    field.press("Enter")
    names = f"""() => [
      {WORKSPACE}.getBlockById('f').saveExtraState().params[0].name,
      {WORKSPACE}.getBlockById('set').getField('VAR').getText(),
      {WORKSPACE}.getBlockById('call').saveExtraState().params[0],
    ]"""
    wait_for(page, f"() => ({names})().every(name => name === '朋友')")
    assert "ARGUMENT0" not in json.dumps(page.evaluate(f"Blockly.serialization.workspaces.save({WORKSPACE})"))
    undo(page)
    assert page.evaluate(names) == ["who"] * 3
    expect(page.locator(NAMED).get_by_text("who", exact=True)).to_be_visible()


def test_from_the_second_level_on_the_holes_of_a_block_stand_otherwise(page, studio: Studio):
    saved = program("a = 1")
    saved["blocks"]["blocks"].append({"type": "math_arithmetic", "id": "sum", "x": 40, "y": 300})
    project = make(studio, saved)
    ApiClient(studio).ask("PATCH", f"/api/projects/{project}", {"level": 2})
    enter(page, project)
    expect(page.locator(".backpack")).to_be_visible()
    left, top, _, bottom = box(page, "sum")
    open_menu(page, left + 3, (top + bottom) / 2)
    page.get_by_role("menuitem", name="外部输入").click()
    wait_for(page, f"() => !{WORKSPACE}.getBlockById('sum').getInputsInline()")  # an entry acts once the menu is gone
    undo(page)
    assert page.evaluate(f"{WORKSPACE}.getBlockById('sum').getInputsInline()")
    page.evaluate(TWO_FRAMES)
