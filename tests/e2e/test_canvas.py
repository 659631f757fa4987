"""The blocks canvas in a real Chromium, with real mouse and keys: nothing saved is ever lost, and every part answers."""

import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import WORKSPACE, Hands, press_button, wait_for
from tests.support.studio import ApiClient

SAVED = f"() => JSON.stringify(Blockly.serialization.workspaces.save({WORKSPACE}))"
# as the menu opens
OFFERED = (
    "id => Blockly.getMainWorkspace().getBlockById(id).getField('weights').getOptions(false).map((option) => option[1])"
)


def text(words: str) -> dict:
    return {"type": "text", "fields": {"TEXT": words}}


def stack(*blocks: dict) -> dict:
    """A saved workspace: the start block with these below it."""
    saved: dict = {}
    for block in reversed(blocks):
        saved = {"next": {"block": {**block, **saved}}}
    start = {"type": "program_start", "id": "start", "x": 0, "y": 0, **saved}
    return {"blocks": {"languageVersion": 0, "blocks": [start]}, "variables": [{"name": "model", "id": "m"}]}


@pytest.fixture(autouse=True)
def chinese(studio):
    """Each test begins in Chinese, whatever the one before has set."""
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})


@pytest.fixture
def opened(page: Page, studio):
    """Opens a project with a saved workspace; returns its id."""

    def opening(workspace: dict, title: str = "试验") -> str:
        visitor = ApiClient(studio)
        project = visitor.ask("POST", "/api/projects", {"title": title, "lang": "zh"})
        body = {"workspace": workspace, "base": project["version"]}
        visitor.ask("PUT", f"/api/projects/{quote(project['id'])}/workspace", body)
        show(page, project["id"])
        return project["id"]

    return opening


def show(page: Page, project: str) -> None:
    """Open a project by its address, from home."""
    page.evaluate("() => { location.hash = '#/'; }")
    expect(page.get_by_role("button", name="新建项目").first).to_be_visible()
    page.evaluate("id => { location.hash = '#/project/' + encodeURIComponent(id); }", project)
    expect(page.locator(".blocklyBlockCanvas .program_start").first).to_be_visible()


def saved_on_disk(studio, project: str) -> dict:
    return ApiClient(studio).ask("GET", f"/api/projects/{quote(project)}")["workspace"]


def until_saved(page: Page) -> None:
    expect(page.get_by_role("button", name="项目")).to_contain_text("已保存")


def extra(page: Page, block: str) -> dict | None:
    return page.evaluate(f"id => {WORKSPACE}.getBlockById(id).saveExtraState()", block)


@pytest.mark.long
def test_unknown_blocks_survive_opening_editing_and_saving(page, opened, studio):
    robot = {
        "type": "robot_go",
        "id": "robot",
        "fields": {"SPEED": "fast"},
        "inputs": {"body": {"block": {"type": "robot_stop", "id": "r2"}}},
    }
    sensor = {"type": "sensor_read", "id": "sensor", "fields": {"PORT": "COM7"}}
    workspace = stack(
        robot, {"type": "text_print", "id": "print", "inputs": {"TEXT": {"shadow": text("a"), "block": sensor}}}
    )
    project = opened(workspace)
    hands = Hands(page)
    hands.drag("program_wait", ("print", "next"), drawer="开始与事件")
    expect(page.locator(".code")).to_contain_text("wait(1)")
    until_saved(page)
    first = saved_on_disk(studio, project)["blocks"]["blocks"][0]["next"]["block"]
    follower = first.pop("next")["block"]
    assert first == robot
    assert follower["inputs"]["TEXT"]["block"] == sensor
    assert follower["next"]["block"]["type"] == "program_wait"


@pytest.mark.long
def test_a_network_on_the_block_is_its_name_alone(page, opened, studio):
    """The seconds at the end of a row of the open menu are not part of the block's text."""
    model = {"type": "model_classification", "id": "m", "fields": {"backbone": "LeNet"}}
    opened(stack({"type": "text_print", "id": "p", "inputs": {"TEXT": {"block": model}}}))
    expect(page.locator("[data-id=m]")).to_contain_text("LeNet")
    expect(page.locator("[data-id=m]")).not_to_contain_text("秒")


@pytest.mark.long
def test_values_that_no_menu_offers_stay_and_say_so(page, opened, studio):
    load = {
        "type": "model_load_dataset",
        "id": "load",
        "inputs": {"path": {"shadow": {"type": "pick_dataset", "id": "pick", "fields": {"value": "data/gone"}}}},
    }
    compare = {
        "type": "text_print",
        "id": "p",
        "inputs": {"TEXT": {"block": {"type": "logic_compare", "id": "c", "fields": {"OP": "SPACESHIP"}}}},
    }
    opened(stack(load, compare))
    expect(page.locator("[data-id=pick]")).to_have_text(re.compile("^gone（这里没有）"))
    expect(page.locator("[data-id=c]")).to_contain_text("SPACESHIP（这里没有）")
    saved = json.loads(page.evaluate(SAVED))
    assert "SPACESHIP" in json.dumps(saved)
    page.locator("[data-id=pick]").click()
    page.get_by_role("option", name="手写数字").click()
    expect(page.locator("[data-id=pick]")).to_contain_text("手写数字")
    page.locator("[data-id=pick]").click()
    page.get_by_label("自己写").fill("data/mine")
    page.keyboard.press("Enter")
    expect(page.locator(".code")).to_contain_text("path='data/mine'")


@pytest.mark.long
def test_gear_adds_options_one_at_a_time_and_undo_takes_them_back(page, opened):
    opened(
        stack(
            {
                "type": "model_train",
                "id": "train",
                "inputs": {
                    "model": {"shadow": {"type": "variables_get", "fields": {"VAR": {"id": "m"}}}},
                    "epochs": {"shadow": {"type": "math_number", "fields": {"NUM": 3}}},
                },
            }
        )
    )
    press_button(page, "train", -1)
    page.get_by_role("menuitemcheckbox", name="优化器").click()
    page.get_by_role("menuitemcheckbox", name="学习率").click()
    expect(page.get_by_role("menuitemcheckbox", name="学习率")).to_be_checked()
    page.keyboard.press("Escape")
    assert extra(page, "train") == {"more": ["lr", "optimizer"]}
    expect(page.locator(".code")).to_contain_text("lr=0.01, optimizer='SGD'")
    page.get_by_role("button", name="撤销").click()
    assert extra(page, "train") == {"more": ["optimizer"]}
    page.get_by_role("button", name="重做").click()
    expect(page.locator(".code")).to_contain_text("lr=0.01, optimizer='SGD'")


def made(backbone: str) -> dict:
    return {
        "type": "variables_set",
        "id": "set",
        "fields": {"VAR": {"id": "m"}},
        "inputs": {"VALUE": {"block": {"type": "model_detection", "id": "made", "fields": {"backbone": backbone}}}},
    }


@pytest.mark.long
def test_options_begin_with_what_suits_the_backbone(page, opened):
    model = {"model": {"shadow": {"type": "variables_get", "fields": {"VAR": {"id": "m"}}}}}
    opened(stack(made("FasterRCNN"), {"type": "model_train", "id": "train", "inputs": model}))
    press_button(page, "train", -1)
    for name in ("学习率", "一次看几张", "优化器"):
        page.get_by_role("menuitemcheckbox", name=name).click()
    offered = page.get_by_role("menuitemcheckbox").all_inner_texts()
    assert any("留下哪一轮" in each for each in offered)
    assert not any("前几名里有就算对" in each or "类别轻重" in each for each in offered), "they are of classifiers"
    page.keyboard.press("Escape")
    for said in ("lr=0.0002", "batch_size=2", "optimizer='AdamW'"):
        expect(page.locator(".code")).to_contain_text(said)


@pytest.mark.long
def test_weights_are_offered_that_the_backbone_has(page, opened):
    opened(stack(made("FasterRCNN")))
    press_button(page, "made", -1)
    page.get_by_role("menuitemcheckbox", name="权重").click()
    page.keyboard.press("Escape")
    expect(page.locator(".code")).to_contain_text("weights='pretrained'")
    page.evaluate(f"() => {WORKSPACE}.getBlockById('made').setFieldValue('YOLO', 'backbone')")
    expect(page.locator(".code")).to_contain_text("Detection(backbone='YOLO', weights='pretrained')")
    assert page.evaluate(OFFERED, "made") == ["fresh", "pretrained", "coco"], "what the block holds stays"
    page.evaluate(f"() => {WORKSPACE}.getBlockById('made').setFieldValue('coco', 'weights')")
    expect(page.locator(".code")).to_contain_text("weights='coco'")
    assert page.evaluate(OFFERED, "made") == ["fresh", "coco"]
    page.evaluate(f"() => {WORKSPACE}.undo(false)")
    expect(page.locator(".code")).to_contain_text("weights='pretrained'")


@pytest.mark.long
def test_plus_and_minus_of_print_if_and_join(page, opened):
    branches = {
        "type": "controls_if",
        "id": "if",
        "extraState": {"elseIfCount": 1, "hasElse": True},
        "inputs": {"DO1": {"block": {"type": "text_print", "id": "kept"}}},
    }
    opened(
        stack(
            {"type": "show_print", "id": "print"},
            branches,
            {"type": "text_print", "id": "p", "inputs": {"TEXT": {"block": {"type": "text_join", "id": "join"}}}},
        )
    )
    before = page.evaluate(SAVED)
    press_button(page, "print", -1)
    assert extra(page, "print") == {"items": 3}
    press_button(page, "print", 0)
    assert extra(page, "print") is None
    press_button(page, "join", -1)
    assert extra(page, "join") == {"itemCount": 3}
    press_button(page, "if", 0)
    page.get_by_role("menuitem", name="否则如果").click()
    assert extra(page, "if") == {"elseIfCount": 2, "hasElse": True}
    press_button(page, "if", 1)
    assert extra(page, "if") == {"elseIfCount": 1, "hasElse": True}
    for _ in range(5):
        page.get_by_role("button", name="撤销").click()
    assert json.loads(page.evaluate(SAVED)) == json.loads(before)


@pytest.mark.long
def test_a_loop_that_may_count_down_is_mended_by_a_press(page, opened):
    """An old loop has no direction: it counts either way, says so, and its bubble offers the one that only counts up."""
    ask = {
        "type": "text_prompt_ext",
        "id": "ask",
        "fields": {"TYPE": "INTEGER"},
        "inputs": {"TEXT": {"shadow": text("?")}},
    }
    number = {"type": "math_number", "fields": {"NUM": 2}}
    loop = {
        "type": "controls_for",
        "id": "loop",
        "fields": {"VAR": {"id": "i"}},
        "inputs": {
            "FROM": {"shadow": number},
            "TO": {"block": {"type": "variables_get", "fields": {"VAR": {"id": "m"}}}},
            "BY": {"shadow": {"type": "math_number", "fields": {"NUM": 1}}},
        },
    }
    given = {"type": "variables_set", "id": "set", "fields": {"VAR": {"id": "m"}}, "inputs": {"VALUE": {"block": ask}}}
    opened(stack(given, loop))
    direction = f"() => {WORKSPACE}.getBlockById('loop').getFieldValue('DIRECTION')"
    assert page.evaluate(direction) == "BOTH"
    expect(page.locator(".code")).to_contain_text("counting(2, model)")
    expect(page.locator(".code")).to_contain_text("int(input('?'))")
    page.locator(".problem-mark circle").click()
    page.get_by_role("button", name="改成往上数到").click()
    assert page.evaluate(direction) == "UP"
    expect(page.locator(".code")).to_contain_text("in range(2, model + 1):")
    expect(page.locator(".problem-mark circle")).to_have_count(0)


@pytest.mark.long
def test_python_with_bodies_grows_by_plus(page, opened):
    heads = {"HEAD0": "try:", "HEAD1": "except ValueError:"}
    said = {"type": "text_print", "id": "said", "inputs": {"TEXT": {"shadow": text("a")}}}
    suite = {
        "type": "program_python_suite",
        "id": "suite",
        "fields": heads,
        "extraState": {"clauses": 2},
        "inputs": {"BODY1": {"block": said}},
    }
    opened(stack(suite))
    before = page.evaluate(SAVED)
    assert '"BODY1"' in before and "except ValueError:" in before
    expect(page.locator(".code")).to_contain_text("except ValueError:")
    press_button(page, "suite", -1)
    assert extra(page, "suite") == {"clauses": 3}
    expect(page.locator(".code")).to_contain_text("else:")
    press_button(page, "suite", 0)
    assert extra(page, "suite") == {"clauses": 2}
    page.get_by_role("button", name="撤销").click()
    page.get_by_role("button", name="撤销").click()
    assert json.loads(page.evaluate(SAVED)) == json.loads(before)


@pytest.mark.long
def test_types_are_checked_while_dragging(page, opened):
    opened(stack({"type": "model_train", "id": "train"}))
    hands = Hands(page)
    with pytest.raises(AssertionError, match="did not attach"):
        hands.drag("text", ("train", "model"), drawer="文本")
    hands.drag("math_number", ("train", "epochs"), drawer="数学")


@pytest.mark.long
def test_search_finds_one_chinese_character_and_waits_for_the_input_method(page, opened):
    opened(stack())
    box = page.get_by_role("searchbox", name="找积木")
    box.click()
    visible = f"() => {WORKSPACE}.getFlyout().isVisible()"
    typing = page.context.new_cdp_session(page)
    typing.send("Input.imeSetComposition", {"text": "xun", "selectionStart": 3, "selectionEnd": 3})
    assert not page.evaluate(visible)
    typing.send("Input.insertText", {"text": "训"})
    wait_for(page, visible)
    found = page.evaluate(f"() => {WORKSPACE}.getFlyout().getWorkspace().getTopBlocks().map(b => b.type)")
    assert "model_train" in found
    box.fill("没有的词")
    expect(page.locator(".blocklyFlyout").get_by_text("没有这样的积木")).to_be_visible()
    box.press("Escape")
    expect(box).to_have_value("")
    assert not page.evaluate(visible)
    box.fill("convert")
    box.press("ArrowDown")
    wait_for(page, f"() => Blockly.getFocusManager().getFocusedTree() === {WORKSPACE}.getFlyout().getWorkspace()")


@pytest.mark.long
def test_language_changes_every_block_and_saves_nothing(page, opened, studio):
    project = opened(
        stack(
            {"type": "robot_go", "id": "r"},
            {
                "type": "model_train",
                "id": "train",
                "extraState": {"more": ["optimizer"]},
                "fields": {"optimizer": "Lion"},
            },
            {"type": "controls_if", "id": "if"},
        )
    )
    version = ApiClient(studio).ask("GET", f"/api/projects/{quote(project)}")["version"]
    before = page.evaluate(SAVED)
    page.get_by_role("button", name="Switch to English").click()
    expect(page.locator("[data-id=train]")).to_contain_text("train")
    expect(page.locator("[data-id=train]")).to_contain_text("Lion (not here now)")
    expect(page.locator("[data-id=if]")).to_contain_text("if")
    expect(page.get_by_role("treeitem", name="Recognize")).to_be_visible()
    assert json.loads(page.evaluate(SAVED)) == json.loads(before)
    page.get_by_role("button", name="换成中文").click()
    expect(page.locator("[data-id=train]")).to_contain_text("训练")
    assert json.loads(page.evaluate(SAVED)) == json.loads(before)
    assert ApiClient(studio).ask("GET", f"/api/projects/{quote(project)}")["version"] == version


@pytest.mark.long
def test_copy_in_one_project_paste_in_another(page, opened):
    first = opened(stack({"type": "model_train", "id": "train", "extraState": {"more": ["device"]}}), "甲")
    page.locator("[data-id=train] > .blocklyPath").first.click(position={"x": 6, "y": 12})
    page.keyboard.press("Control+c")
    second = opened(stack(), "乙")
    assert first != second
    page.locator("[data-id=start] > .blocklyPath").first.click(position={"x": 6, "y": 12})
    page.keyboard.press("Control+v")
    expect(page.locator(".blocklyWorkspace > .blocklyBlockCanvas .model_train")).to_be_visible()
    assert page.evaluate(f"() => {WORKSPACE}.getBlocksByType('model_train')[0].saveExtraState()") == {
        "more": ["device"]
    }


@pytest.mark.long
def test_delete_by_key_and_by_dragging_to_the_toolbox(page, opened):
    opened(stack({"type": "program_wait", "id": "one"}, {"type": "program_wait", "id": "two"}))
    page.locator("[data-id=two] > .blocklyPath").first.click(position={"x": 6, "y": 12})
    page.keyboard.press("Delete")
    expect(page.locator("[data-id=two]")).to_have_count(0)
    box = page.locator("[data-id=one] > .blocklyPath").first.bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + 16)
    page.mouse.down()
    page.mouse.move(70, 400, steps=12)
    page.mouse.up()
    expect(page.locator("[data-id=one]")).to_have_count(0)
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("[data-id=one]")).to_be_visible()


@pytest.mark.long
def test_drawers_that_do_not_fit_stand_under_more_and_that_is_remembered(page, opened):
    page.set_viewport_size({"width": 1366, "height": 525})
    project = opened(stack({"type": "controls_repeat_ext", "id": "loop"}))
    rows = page.get_by_role("treeitem")
    more = page.locator(".drawer-more")
    expect(more).to_contain_text("更多")
    expect(rows.filter(has_text="循环")).to_be_visible()
    expect(rows.filter(has_text="传感器")).to_have_count(0)
    more.click()
    expect(rows.filter(has_text="传感器")).to_be_visible()
    page.reload()
    show(page, project)
    expect(rows.filter(has_text="传感器")).to_be_visible()


def test_an_error_stands_on_its_block(page, opened):
    index = {
        "type": "lists_getIndex",
        "id": "get",
        "fields": {"MODE": "GET", "WHERE": "FROM_START"},
        "inputs": {
            "VALUE": {"block": {"type": "lists_create_with", "extraState": {"itemCount": 0}}},
            "AT": {"shadow": {"type": "math_number", "fields": {"NUM": 5}}},
        },
    }
    opened(stack({"type": "text_print", "id": "bad", "inputs": {"TEXT": {"block": index}}}))
    page.keyboard.press("F8")
    bubble = page.get_by_role("alert").and_(page.locator(".bubble"))
    expect(bubble).to_be_visible()
    expect(page.locator(".blocklyBlockCanvas .ring.err")).to_be_visible()
    bubble.get_by_text("技术原因").click()
    expect(bubble).to_contain_text("IndexError")
    bubble.get_by_role("button", name="关闭").click()
    expect(bubble).to_have_count(0)


@pytest.mark.long
def test_problems_are_marked_before_running(page, opened):
    opened(stack({"type": "model_train", "id": "train"}))
    mark = page.locator(".problem-mark circle")
    expect(mark).to_have_count(1)
    mark.click()
    expect(page.locator(".bubble-warning")).to_be_visible()
    Hands(page).drag("program_wait", ("train", "next"), drawer="开始与事件")
    expect(mark).to_have_count(1)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.long
def test_every_block_of_every_drawer_can_be_shown(page, opened, lang):
    page.set_viewport_size({"width": 1366, "height": 1400})
    opened(stack())
    if lang == "en":
        page.get_by_role("button", name="Switch to English").click()
        expect(page.get_by_role("treeitem", name="Loops")).to_be_visible()
    page.get_by_role("button", name="更多" if lang == "zh" else "More", exact=True).click()
    page.get_by_role("menuitemradio").last.click()
    names = page.evaluate(
        f"() => {WORKSPACE}.getToolbox().getToolboxItems().filter(i => i.getName).map(i => i.getName())"
    )
    assert len(names) >= 14
    for name in names:
        page.get_by_role("treeitem", name=name, exact=True).click()
        wait_for(page, f"() => {WORKSPACE}.getFlyout().isVisible()")
        labels = page.locator(".blocklyToolboxFlyout text.blocklyText").all_text_contents()
        assert labels
        named = [label.replace("试验", "") for label in labels]  # files are named after the project
        assert lang == "zh" or not [label for label in named if any("\u4e00" <= c <= "\u9fff" for c in label)]


def test_a_block_is_put_by_keyboard_alone(page, opened):
    opened(stack())
    page.locator("[data-id=start] > .blocklyPath").first.click(position={"x": 6, "y": 12})
    page.keyboard.press("t")
    expect(page.get_by_role("treeitem", name="开始与事件")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("treeitem", name="看与问")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_for(page, f"() => {WORKSPACE}.isDragging()")
    page.keyboard.press("Enter")
    wait_for(page, f"() => !{WORKSPACE}.isDragging()")
    below = f"() => {WORKSPACE}.getBlockById('start').getNextBlock()?.type"
    assert page.evaluate(below) == "program_wait"
    expect(page.locator(".code")).to_contain_text("wait(1)")
