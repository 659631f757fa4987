"""Pickers that know what the program will write, errors that bring their own mending, and the way from an import to its
use.
"""

import base64
import io
import re
import zipfile

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.archives import take_found
from tests.e2e.hands import WORKSPACE, Hands, wait_for
from tests.e2e.rooms import ended, enter, make, run
from tests.e2e.test_page_around import BRING
from tests.support.studio import ApiClient


@pytest.fixture(autouse=True)
def chinese(studio):
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})


def chain(*blocks: dict) -> dict:
    """A saved workspace: the start block with these below it."""
    saved: dict = {}
    for block in reversed(blocks):
        saved = {"next": {"block": {**block, **saved}}}
    start = {"type": "program_start", "id": "start", "x": 0, "y": 0, **saved}
    return {"blocks": {"languageVersion": 0, "blocks": [start]}, "variables": [{"name": "model", "id": "m"}]}


def picker(kind: str, value: str) -> dict:
    return {"shadow": {"type": f"pick_{kind}", "id": kind, "fields": {"value": value}}}


def words(value: str) -> dict:
    return {"shadow": {"type": "text", "id": "words", "fields": {"TEXT": value}}}


MODEL = {"shadow": {"type": "variables_get", "fields": {"VAR": {"id": "m"}}}}


def kept(kind: str, **holes: dict) -> dict:
    """A block that keeps a value in the variable `model`."""
    return {
        "type": "variables_set",
        "id": "set",
        "fields": {"VAR": {"id": "m"}},
        "inputs": {"VALUE": {"block": {"type": kind, "id": kind, "inputs": holes}}},
    }


def learning(path: str) -> dict:
    """A program that gives a new model a data set."""
    load = {"type": "model_load_dataset", "id": "load", "inputs": {"model": MODEL, "path": picker("dataset", path)}}
    return chain(kept("model_classification"), load)


@pytest.mark.long
def test_a_picker_opened_before_the_choices_come_is_filled(page: Page, studio):
    held = []
    page.route("**/choices", lambda route: held.append(route))
    enter(page, make(studio, learning("mine")))
    page.locator("[data-id=dataset]").click()
    panel = page.locator(".picker-panel")
    expect(panel).to_contain_text("正在看有哪些")
    own = panel.get_by_role("textbox")
    own.fill("half writ")
    assert held
    page.unroute("**/choices")  # lets those go on that were held
    expect(panel.locator(".picker-option").first).to_be_visible()
    expect(panel).not_to_contain_text("正在看有哪些")
    expect(own).to_be_focused()
    expect(own).to_have_value("half writ")
    page.keyboard.press("End")
    page.keyboard.type("ten")
    page.keyboard.press("Enter")
    expect(page.locator("[data-id=dataset]")).to_contain_text("half written")


def test_a_file_that_the_program_writes_is_offered(page: Page, studio):
    convert = {
        "type": "deploy_convert",
        "id": "convert",
        "inputs": {"model": MODEL, "out_file": words("models/mine.onnx")},
    }
    enter(page, make(studio, chain(convert, kept("deploy_workflow", checkpoint=picker("model", "models/mine.onnx")))))
    stands = page.locator("[data-id=model]")
    expect(stands).to_have_text("models/mine.onnx")
    stands.click()
    expect(page.locator(".picker-option")).to_contain_text("程序会做出来")
    page.keyboard.press("Escape")
    Hands(page).type_into("words", "models/mine2.onnx")
    expect(stands).to_contain_text("models/mine.onnx（这里没有）")
    stands.click()
    page.get_by_role("button", name="改成 models/mine2.onnx").click()
    expect(stands).to_have_text("models/mine2.onnx")


@pytest.mark.long
def test_a_misspelled_name_is_mended_from_the_error(page: Page, studio):
    enter(page, make(studio, learning("data/digitz")))
    run(page)
    mend = page.locator(".bubble").get_by_role("button", name="改成手写数字")
    expect(mend).to_be_visible()
    ended(page)
    mend.click()
    expect(page.locator("[data-id=dataset]")).to_have_text("手写数字")
    expect(page.locator(".bubble")).to_have_count(0)
    expect(page.locator(".code")).to_contain_text("load_dataset(path='data/digits')")
    page.keyboard.press("Control+z")
    expect(page.locator("[data-id=dataset]")).to_have_text(re.compile("^digitz（这里没有）"))


@pytest.mark.long
def test_an_error_that_nothing_mends_has_no_button(page: Page, studio):
    enter(page, make(studio, learning("data/bicycles in town")))
    run(page)
    expect(page.locator(".bubble")).to_be_visible()
    expect(page.locator(".bubble-fix")).to_have_count(0)
    ended(page)


@pytest.mark.long
def test_an_import_says_what_it_found_and_leads_on(page: Page, studio):
    enter(page, make(studio, learning("data/digits")))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(24):
            label = "CON" if number < 2 else "dogs"
            archive.writestr(
                f"pets/{label}/{number}.png",
                cv2.imencode(".png", np.full((16, 16, 3), 9 * number, np.uint8))[1].tobytes(),
            )
        archive.writestr("pets/dogs/old.png", "no picture")
    page.evaluate(BRING, ["pets.zip", base64.b64encode(packed.getvalue()).decode()])
    page.evaluate("letGo()")
    take_found(page)
    card = page.locator(".upload")
    expect(card).to_contain_text("pets：24 张图片，2 类")
    expect(card).to_contain_text("类别“CON”改叫“CON-1”")
    expect(card.locator(".upload-notes")).to_contain_text("22")
    card.get_by_role("button", name="看看为什么").click()
    expect(card.locator(".left-out")).to_contain_text("old.png")
    card.get_by_role("button", name="让程序用它").click()
    expect(card).to_have_count(0)
    expect(page.locator(".code")).to_contain_text("load_dataset(path='data/pets')")


@pytest.mark.long
def test_a_comment_opens_for_writing(page: Page, studio):
    enter(page, make(studio, chain({"type": "text_print", "id": "print", "inputs": {"TEXT": words("你好")}})))
    page.locator("[data-id=print] > .blocklyPath").first.click(button="right", position={"x": 4, "y": 20}, force=True)
    page.get_by_role("menuitem", name="添加注释").click()
    expect(page.locator(".blocklyBubbleCanvas textarea")).to_be_focused()
    page.keyboard.type("打招呼")
    page.mouse.click(700, 600)
    expect(page.locator(".code")).to_contain_text("# 打招呼")


@pytest.mark.long
def test_a_picture_that_is_not_there_is_a_problem_until_one_is_chosen(page: Page, studio):
    enter(page, make(studio, chain(kept("image_load", path=picker("picture", "gone.jpg")))))
    field = page.locator("[data-id=picture]")
    expect(field).to_contain_text("gone.jpg（这里没有）")
    expect(page.locator(".prob")).to_contain_text("这个项目里没有“gone.jpg”")
    field.click()
    page.get_by_label("自己写").fill("'data/digits/test_set/3/17.png'")
    page.keyboard.press("Enter")
    expect(page.locator(".code")).to_contain_text("'data/digits/test_set/3/17.png'")
    expect(page.locator(".prob")).to_contain_text("没有发现问题")
    expect(field).not_to_contain_text("这里没有")
    field.click()
    page.get_by_label("自己写").fill("")
    page.keyboard.press("Enter")
    expect(page.locator(".prob")).to_contain_text("还没有选")


@pytest.mark.long
def test_labels_are_those_of_what_the_program_names(page: Page, studio):
    has = {"type": "result_recognized", "id": "has", "inputs": {"label": picker("label", "3")}}
    shown = {"type": "show_print", "id": "print", "inputs": {"item0": {"block": has}, "item1": words("")}}
    workspace = learning("data/shapes")
    workspace["blocks"]["blocks"][0]["next"]["block"]["next"]["block"]["next"] = {"block": shown}
    enter(page, make(studio, workspace))
    page.locator("[data-id=label]").click()
    options = page.locator(".picker-option")
    expect(options.first).to_be_visible()
    assert "7" not in options.locator(".picker-label").all_inner_texts()


@pytest.mark.long
def test_columns_are_those_of_the_programs_table(page: Page, studio):
    """As a cell is drawn from the drawer into a table that comes along; a column of its own can be written."""
    sample = {"type": "table_sample", "id": "sample", "fields": {"name": "penguins"}}
    column = {"table": {"block": sample}, "name": picker("column", "species")}
    enter(page, make(studio, chain(kept("table_column", **column))))
    stands = page.locator("[data-id=column]")
    stands.click()
    offered = page.locator(".picker-option")
    expect(offered).to_have_text(
        ["island", "bill length", "bill depth", "flipper length", "body mass", "sex", "species"]
    )
    offered.filter(has_text="body mass").click()
    expect(stands).to_have_text("body mass")
    expect(page.get_by_role("code").filter(has_text="column('body mass')")).to_be_visible()


@pytest.mark.long
def test_a_new_data_set_is_made_from_the_picker(page: Page, studio):
    enter(page, make(studio, learning("data/digits")))
    page.locator("[data-id=dataset]").click()
    page.get_by_role("button", name="新建数据集…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").first.fill("小猫")
    dialog.get_by_role("button", name="创建").or_(dialog.locator("button.pri")).first.click()
    expect(dialog).to_have_count(0)
    page.locator("nav.sections a", has_text="积木").click()
    expect(page.locator(".code")).to_contain_text("load_dataset(path='data/小猫')")


@pytest.mark.long
def test_wishes_are_answered_by_the_search(page: Page, studio):
    """A wish to speak is answered with the block that does; what is done elsewhere on the page is one press away."""
    enter(page, make(studio, chain({"type": "text_print", "id": "print", "inputs": {"TEXT": words("你好")}})))
    search, drawer = page.get_by_role("searchbox", name="找积木"), page.locator(".blocklyFlyout")
    search.fill("说话")
    offered = f"type => {WORKSPACE}.getFlyout().getWorkspace().getAllBlocks().some(block => block.type === type)"
    wait_for(page, offered, "sound_say")
    expect(drawer.get_by_text("用这块积木说话")).to_be_visible()

    search.fill("给奶奶看")
    drawer.get_by_text("在平板上用").click()
    expect(page.get_by_role("dialog")).to_contain_text("同一个网络里的设备")
    page.keyboard.press("Escape")
    search.fill("给奶奶看")
    drawer.get_by_text("导出 zip").click()
    expect(page.get_by_role("dialog")).to_contain_text("这个 zip 里有什么")
    page.keyboard.press("Escape")

    search.fill("变小")
    wait_for(page, offered, "deploy_prune")
    drawer.get_by_text("到“模型”里变小").click()
    expect(page.get_by_role("heading", name="模型", exact=True)).to_be_visible()
