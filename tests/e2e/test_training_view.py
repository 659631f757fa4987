"""The sections of a project, and its trainings: real ones of LeNet, compared, stopped, continued, seen after a reload."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from sunmao.training.config_files.yaml_text import parse_yaml
from tests.e2e.hands import wait_for
from tests.e2e.lessons import go_to, lesson, trained
from tests.e2e.rooms import enter, make, program, run, visit
from tests.support.studio import ApiClient

pytestmark = pytest.mark.long

WHERE = (
    "() => { const w = Blockly.getMainWorkspace(); return [w.scrollX, w.scrollY, w.scale, Blockly.getSelected()?.id] }"
)


def change(studio, project: str, workspace: dict) -> None:
    """Save other blocks over a project's."""
    visitor = ApiClient(studio)
    base = visitor.ask("GET", f"/api/projects/{quote(project)}")["version"]
    visitor.ask("PUT", f"/api/projects/{quote(project)}/workspace", {"workspace": workspace, "base": base})


def resumed_of(studio, project: str) -> int:
    """Return the number of epochs done before the newest training was resumed."""
    visitor, runs = ApiClient(studio), f"/api/projects/{quote(project)}/runs"
    newest = visitor.ask("GET", runs)[0]["id"]
    return visitor.ask("GET", f"{runs}/{newest}/learning")["trainings"][0]["began"]["resumed"]


def test_the_blocks_stay_as_they_were_under_the_other_sections(page: Page, studio):
    enter(page, make(studio, program("print('one')", "print('two')")))
    page.locator('.blocklyDraggable[data-id="p1"] .blocklyLabelField').click()
    page.mouse.move(620, 500)
    page.mouse.wheel(0, 40)
    before = page.evaluate(WHERE)
    page.evaluate("() => { window.kept = Blockly.getMainWorkspace() }")
    for section in ("训练", "错题本", "模型"):
        go_to(page, section)
        expect(page.get_by_role("navigation").locator("[aria-current=page]")).to_have_text(section)
        expect(page.locator(".canvas-host")).not_to_be_visible()
        expect(page.locator("#run")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("navigation").locator("[aria-current=page]")).to_have_text("错题本")
    go_to(page, "积木")
    expect(page.locator(".canvas-host")).to_be_visible()
    assert page.evaluate("() => window.kept === Blockly.getMainWorkspace()")
    assert before[3] == "p1" and page.evaluate(WHERE) == before


def test_an_error_is_told_in_the_other_sections_and_leads_to_its_block(page: Page, studio):
    enter(page, make(studio, program("print([1][4])")))
    go_to(page, "训练")
    expect(page.get_by_role("link", name="去搭积木")).to_be_visible()
    run(page)
    page.locator(".toast").get_by_role("button", name="带我去看").click()
    expect(page.locator(".bubble")).to_be_visible()


def test_a_section_opened_by_its_address_and_drawn_blocks_beneath(browser, studio):
    project = make(studio, program("print('here')"))
    with visit(browser, studio, "tablet") as page:
        page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/models` }", project)
        expect(page.get_by_role("heading", name="模型", exact=True)).to_be_visible()
        go_to(page, "积木")
        expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()
        assert (
            page.locator(".blocklyBlockCanvas .blocklyText").first.evaluate("e => e.getBoundingClientRect().width") > 20
        )
        page.keyboard.press("Control+b")
        page.keyboard.press("6")
        expect(page.get_by_role("link", name="积木", exact=True)).to_be_focused()


def test_two_trainings_are_compared(page: Page, studio):
    project = make(studio, lesson(2, 0.003, "show(model.evaluate())"))
    enter(page, project)
    go_to(page, "训练")
    run(page)
    expect(page.locator(".run-said .running")).to_be_visible()
    trained(page)
    change(studio, project, lesson(3, 0.01, "print('second one')"))
    page.reload()
    expect(page.locator(".runs tbody tr")).to_have_count(1)
    run(page)
    expect(page.locator(".runs tbody tr")).to_have_count(2)
    trained(page)
    expect(page.locator(".runs tbody tr").first).to_contain_text(re.compile(r"第 2 次.*学习率 0\.003 → 0\.01"))
    expect(page.locator(".plot-panel .figure")).to_have_count(4)
    wait_for(page, "() => document.querySelectorAll('.training-plot canvas').length === 2")
    table = page.locator(".plots .sr table")
    assert table.locator("tbody tr").count() == 3 and table.locator("thead th").count() == 5
    assert re.fullmatch(r"\d+\.\d%", table.locator("tbody tr").first.locator("td").first.inner_text())
    box = page.locator(".training-plot").first.bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    expect(page.locator(".plot-title").last).to_contain_text("第 1 轮")
    expect(page.locator(".compare tr.differs")).to_contain_text(["轮数", "学习率"])
    with page.expect_download() as download:
        page.get_by_role("button", name="下载第 2 次训练的 config.yaml").click()
    said = parse_yaml(download.value.path().read_bytes())
    assert download.value.suggested_filename == "config.yaml" and said["train"]["epochs"] == 3
    assert said["dataset"]["path"] == "data/digits" and said["train"]["save_fold"] == "models/digits"
    expect(page.locator(".run-text .con")).to_contain_text("second one")
    page.locator(".run-text .seg button").last.click()
    expect(page.locator(".run-text .con")).to_contain_text("第 2 轮")
    page.get_by_role("button", name="损失").click()
    expect(page.locator(".plots h2")).to_have_text("损失")
    page.locator(".run-pick").first.click()
    expect(page.locator(".plot-panel .figure")).to_have_count(2)
    page.get_by_role("link", name="它的错题").click()
    expect(page.get_by_role("heading", name="错题本")).to_be_visible()
    go_to(page, "训练")
    page.get_by_role("button", name="删除第 2 次训练").click()
    expect(page.get_by_role("dialog")).to_contain_text("不能再恢复")
    page.get_by_role("dialog").get_by_role("button", name="彻底删除").click()
    expect(page.locator(".runs tbody tr")).to_have_count(1)
    assert len(ApiClient(studio).ask("GET", f"/api/projects/{quote(project)}/runs")) == 1
    page.get_by_role("button", name="再训练一次").click()
    expect(page.locator(".runs tbody tr")).to_have_count(2)
    trained(page)
    expect(page.get_by_role("button", name="再训练一次")).to_be_enabled()
    expect(page.locator(".training-head .btn.pri")).to_have_count(1)


def test_a_stopped_training_goes_on_after_a_reload(page: Page, studio):
    project = make(studio, lesson(12, 0.003))
    enter(page, project)
    go_to(page, "训练")
    run(page)
    expect(page.locator(".runs tbody tr")).to_contain_text(re.compile(r"第 [2-9] / 12 轮"))
    page.locator("#run.stop").click()
    trained(page)
    page.reload()
    row = page.locator(".runs tbody tr").last
    expect(row).to_contain_text("已停止")
    rounds = page.locator(".plots .sr tbody tr")
    expect(rounds.nth(1)).to_be_attached()
    done = rounds.count()
    assert done < 12
    row.get_by_role("button", name="接着训练").click()
    expect(page.locator(".runs tbody tr")).to_have_count(2)
    trained(page)
    expect(page.get_by_role("button", name="接着训练")).to_have_count(0)
    expect(rounds).to_have_count(12)
    assert resumed_of(studio, project) == done
