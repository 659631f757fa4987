"""Models: trained and converted by a real program, tried, downloaded, kept on the shelf and used in another project."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.lessons import go_to, lesson, trained
from tests.e2e.rooms import enter, make, program, run

pytestmark = pytest.mark.long

CONVERT = "model.convert(out_file='models/digits.onnx')"


def test_a_model_goes_over_the_shelf_into_another_project(page: Page, studio, tmp_path):
    first, second = (
        make(studio, lesson(2, 0.003, CONVERT, "model.evaluate()"), "先"),
        make(studio, program("print('other')"), "后"),
    )
    enter(page, first)
    go_to(page, "模型")
    expect(page.get_by_text("还没有模型")).to_be_visible()
    run(page)
    trained(page)
    onnx = page.locator(".models tbody tr", has=page.get_by_text("digits", exact=True))
    expect(onnx).to_contain_text(re.compile(r"LeNet.*10 类"))
    expect(onnx.locator(".parity")).to_contain_text(re.compile(r"(\d+) / \1"))
    expect(page.locator(".verdict")).to_contain_text("全都一样")
    best = page.locator(".models tbody tr", has_text="最好的一轮")
    for file in (best, onnx):  # whose answers are the same
        expect(file).to_contain_text(re.compile(r"LeNet.*\d{3} / 360大考 · 换一批约 \d{3}–\d{3} 题"))
    expect(page.locator(".models")).not_to_contain_text("100.0%")

    best.get_by_role("button", name="更多操作").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="下载").click()
    download.value.save_as(tmp_path / "kept.pth")
    (made,) = studio.projects.glob("*/models/digits/best_accuracy*.pth")
    assert (tmp_path / "kept.pth").read_bytes() == made.read_bytes()

    best.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="放到架子上").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("会认数字")
    page.keyboard.press("Enter")
    expect(page.locator(".shelf-card")).to_contain_text(re.compile(r"会认数字.*LeNet.*来自“先”"))

    enter_models(page, second)
    page.locator(".shelf-card").get_by_role("button", name="用在这个项目里").click()
    expect(page.locator(".toast").last).to_contain_text("让 模型 用权重")
    expect(page.locator(".models tbody tr")).to_contain_text("LeNet")
    copies = [path for path in studio.projects.glob("*/models/*.pth") if path.read_bytes() == made.read_bytes()]
    assert len(copies) == 1 and copies[0].parents[1] != made.parents[2]

    page.locator(".shelf-card").get_by_role("button", name=re.compile("从架子上拿走")).click()
    page.get_by_role("dialog").get_by_role("button", name="拿走", exact=True).click()
    expect(page.locator(".shelf-card")).to_have_count(0)
    expect(page.locator(".models tbody tr")).to_have_count(1)


@pytest.mark.parametrize("width", [1024, 600])
def test_the_panel_comes_into_view_when_a_model_is_chosen(page: Page, studio, width):
    project = make(studio, lesson(1, 0.003, CONVERT))
    enter(page, project)
    run(page)
    trained(page)
    page.set_viewport_size({"width": width, "height": 768})
    go_to(page, "模型")
    row = page.locator(".models tbody tr", has=page.get_by_text("digits", exact=True))
    row.get_by_role("button", name="试一试").click()
    expect(page.locator(".models-try .btn.pri").first).to_be_in_viewport(ratio=1)


def enter_models(page: Page, project: str) -> None:
    """Go to another project's models by the address."""
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/models` }", project)
    expect(page.get_by_text("还没有模型")).to_be_visible()
