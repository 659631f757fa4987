"""A trained model is made smaller by a button, and its files are used, renamed and deleted where they stand."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.lessons import lesson, trained
from tests.e2e.rooms import enter, layout_faults, make, run
from tests.e2e.screenshots import shoot
from tests.support.limits import HANG_TIMEOUT_MS
from tests.support.studio import ApiClient

pytestmark = [pytest.mark.training, pytest.mark.long]

CONVERT = "model.convert(out_file='models/digits.onnx')"
GO = "id => { location.hash = `#/project/${encodeURIComponent(id)}/models` }"
OPENS = {
    "type": "variables_set",
    "id": "set",
    "fields": {"VAR": {"id": "file"}},
    "inputs": {
        "VALUE": {
            "block": {
                "type": "deploy_workflow",
                "id": "open",
                "inputs": {"checkpoint": {"shadow": {"type": "pick_model", "fields": {"value": "models/digits.onnx"}}}},
            }
        }
    },
}


def test_the_program_follows_what_becomes_of_a_model(page: Page, studio):
    workspace = lesson(1, 0.003, CONVERT)
    workspace["blocks"]["blocks"][0]["next"]["block"]["next"] = {"block": OPENS}
    made = make(studio, {**workspace, "variables": [{"id": "file", "name": "model_file"}]})
    enter(page, made)
    run(page)
    trained(page)
    page.evaluate(GO, made)
    page.get_by_role("button", name="把它变小").click()
    rows = page.locator(".compression tbody tr")
    expect(rows).to_have_count(3, timeout=HANG_TIMEOUT_MS)
    expect(rows.filter(has_text="digits-int8")).to_contain_text("8 位整数")
    expect(page.get_by_role("button", name="把它变小")).to_have_count(0)
    expect(page.locator(".models")).not_to_contain_text("best_accuracy")
    expect(page.locator(".backends")).not_to_contain_text("装不了")
    # What the comparison found of a file stands in its row above as well, also after a reload.
    for name in ("digits-int8", "digits"):
        compared = rows.filter(has=page.get_by_text(name, exact=True)).locator("td").nth(2).locator("b").inner_text()
        expect(find(page, name)).to_contain_text(compared)
    expect(find(page, "digits-int8")).not_to_contain_text("还没有大考")
    page.reload()
    expect(rows).to_have_count(3)
    assert layout_faults(page) == []
    shoot(page, "models")

    act(find(page, "digits-int8"), "在程序里用这个")
    expect(page.locator(".toast").last).to_contain_text("程序里改了 1 处")
    act(find(page, "digits-int8"), "改名")
    page.get_by_role("dialog").get_by_role("textbox").fill("小 数字")
    page.keyboard.press("Enter")
    expect(find(page, "小-数字")).to_be_visible()
    act(find(page, "小-数字"), "放进回收站")
    expect(page.get_by_role("dialog")).to_contain_text("程序里有 1 处在用它")
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    bin_and_bring_back(page)
    act(page.locator(".models tbody tr", has_text="最好的一轮"), "在程序里用这个")
    expect(page.locator(".toast").last).to_contain_text("读权重的积木")
    page.locator(".toast").last.get_by_role("button", name="去搭积木").click()
    expect(page.locator(".code")).to_contain_text("Workflow(checkpoint='models/小-数字.onnx')")
    models = studio.projects / made / "models"
    assert sorted(each.name for each in models.glob("*.onnx")) == ["digits.onnx", "小-数字.onnx"]
    python = ApiClient(studio).ask("GET", f"/api/projects/{made}")["program"]["python"]
    assert "models/小-数字.onnx" in python


def bin_and_bring_back(page: Page) -> None:
    """By Undo, from the bin, and at last for good."""
    model = find(page, "digits-float16")
    act(model, "放进回收站")
    page.locator(".toast").last.get_by_role("button", name="撤销").click()
    expect(model).to_be_visible()
    expect(page.locator(".model-bin")).to_have_count(0)
    act(model, "放进回收站")
    expect(model).to_have_count(0)
    page.get_by_role("button", name="回收站里有 1 个模型").click()
    assert layout_faults(page) == []
    shoot(page, "model-bin")
    page.get_by_role("button", name="恢复“digits-float16”").click()
    expect(model).to_be_visible()
    act(model, "放进回收站")
    page.get_by_role("button", name="彻底删除“digits-float16”").click()
    page.get_by_role("dialog").get_by_role("button", name="彻底删除").click()
    expect(page.locator(".model-bin")).to_have_count(0)
    expect(model).to_have_count(0)


def find(page: Page, name: str) -> Locator:
    """The row of a model file."""
    return page.locator(".models tbody tr", has=page.get_by_text(name, exact=True))


def act(row: Locator, name: str) -> None:
    row.get_by_role("button", name="更多操作").click()
    row.page.get_by_role("menuitem", name=name, exact=True).click()
