"""The steps with a table: from its rows to the test, the mistakes, the file and a row of one's own."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.rooms import layout_faults, visit
from tests.e2e.screenshots import shoot

DATA, TRAIN = 1, 3  # of the steps
TRAINED = ".guide-train-go:not(.pri)"  # trains once more

pytestmark = [pytest.mark.training, pytest.mark.long]


def look(page: Page, name: str) -> None:
    """Nothing of the screen lies over another part; its picture is kept, where a folder for them is named."""
    shoot(page, f"guide-table-{name}")
    assert layout_faults(page) == []


def go_on(page: Page) -> None:
    page.locator(".guide-foot .btn.pri").click()


def test_a_table_goes_the_way_of_the_steps(browser, studio):
    with visit(browser, studio, "laptop", "zh") as page:
        listed: list[str] = []
        page.on("request", lambda sent: listed.append(sent.url) if sent.url.endswith("/tables") else None)
        page.get_by_role("button", name="按步骤做").click()
        page.locator(".guide-task", has_text="猜一列").click()
        look(page, "task")
        go_on(page)
        page.locator(".guide-set", has_text="鸢尾花").click()
        target = page.locator("#guide-step").get_by_label("要猜的列")
        expect(target).to_have_value("species")
        expect(page.get_by_text("这一列有 3 类")).to_be_visible()
        target.select_option("petal width")  # a number: the same model guesses it
        expect(page.get_by_text("就猜一个数")).to_be_visible()
        target.select_option("species")
        expect(page.get_by_text("这一列有 3 类")).to_be_visible()
        look(page, "data")
        go_on(page)
        page.locator(".guide-method", has_text="看最像的几行").click()
        expect(page.locator(".guide-now .mini").first).to_have_text(re.compile("^表格模型 ?K 近邻$"))
        look(page, "method")
        go_on(page)
        page.locator(".guide-train-go.pri").click()
        expect(page.locator(".guide-stop[aria-current] .sr")).to_be_attached()
        assert len(listed) < 30  # what is known of a table does not make its list be read again and again
        look(page, "train")
        go_on(page)
        expect(page.locator(".guide-score")).to_have_text("30 题答对 28 题")
        expect(page.locator(".guide-mistakes .mark-sentence").first).to_contain_text("petal width")
        look(page, "test")
        go_on(page)
        expect(page.locator(".guide-file b").first).to_have_text("iris.onnx")
        look(page, "convert")
        go_on(page)
        winner = page.locator(".try-winner b")
        width = page.get_by_role("textbox", name="petal width")
        for length, petal, answer in (("1.4", "0.2", "setosa"), ("6", "2.3", "virginica")):
            for name, typed in (("petal length", length), ("petal width", petal)):
                page.get_by_role("textbox", name=name).fill(typed)
                page.get_by_role("textbox", name=name).press("Enter")
            expect(winner).to_have_text(answer)
        expect(width).to_have_value("2.30")
        expect(page.locator(".guide-on .btn")).to_have_text(["带走"])  # no program around a camera
        look(page, "use")
        project = page.url.split("/project/")[1].split("/")[0]
        page.goto(f"{studio.base}/#/project/{project}/mistakes")
        expect(page.locator(".mark-tile .mark-sentence").first).to_contain_text("petal width")
        look(page, "mistakes")
        page.goto("about:blank")
        page.goto(f"{studio.base}/#/project/{project}/guide/train")  # where no training was seen, its file says of it
        expect(page.locator(TRAINED)).to_be_attached()
        stops = page.locator(".guide-stop")
        stops.nth(DATA).click()
        target.select_option("petal width")
        expect(page.get_by_text("就猜一个数")).to_be_visible()
        stops.nth(TRAIN).click()
        expect(page.locator(TRAINED)).to_have_count(0)  # a model of species says nothing of it
        page.locator(".guide-train-go.pri").click()
        expect(page.locator(TRAINED)).to_be_attached()
        go_on(page)
        expect(page.locator(".guide-score")).to_contain_text("平均差")
