"""A network of blocks has learned: what each of its layers sees in a picture, map by map, down to one cell."""

import re

import pytest
from playwright.sync_api import Page, expect

from sunmao.codegen.reading.read_program import read_python
from sunmao.data.builtin.samples import make_sample
from tests.e2e.rooms import ended, enter, layout_faults, make, run, visit
from tests.e2e.screenshots import shoot

pytestmark = pytest.mark.long

PROGRAM = """from sunmao.nets import Conv, Flatten, Linear, Network, Pool, ReLU

model = Network(width=32, height=32, channels=1)
model.add(Conv(filters=8, kernel_size=3))
model.add(ReLU())
model.add(Pool(kind='max', size=2))
model.add(Conv(filters=12, kernel_size=5))
model.add(Flatten())
model.add(Linear(units=10))
model.load_dataset(path='data/digits')
model.train(epochs=1, validate=True)
"""


ROUNDED = 9 * 0.0075  # nine products of numbers that are shown with two digits


def test_a_layer_is_pressed_and_one_cell_of_it_is_worked_out(browser, studio):
    project = make(studio, read_python(PROGRAM).workspace)
    make_sample("digits", studio.projects / project / "data")
    with visit(browser, studio) as page:
        enter(page, project)
        expect(page.locator(".shape-chip").first).to_be_visible()
        page.get_by_role("button", name="每一层看到了什么").click()
        layers = page.locator(".look-rows > li:not(.look-note)")
        expect(layers).to_have_count(4)
        expect(page.locator(".look-random")).to_contain_text("还没训练")
        expect(layers.first.locator("img").first).to_have_js_property("naturalWidth", 30)
        page.get_by_role("button", name="卷积，8 个 3×3，第 3 张", exact=True).click()
        detail = page.locator(".look-detail")
        assert worked_out(detail) == pytest.approx(cell(detail), abs=ROUNDED)
        take(page, "layers-untrained")
        detail.get_by_role("button", name="关闭").click()
        random = layers.first.locator("img").first.get_attribute("src")
        run(page)
        ended(page)
        expect(page.locator(".look-random")).to_have_count(0)
        expect(layers.first.locator("img").first).not_to_have_attribute("src", random)
        expect(layers).to_have_count(4)
        names = [each.inner_text().split("\n")[:2] for each in page.locator(".look-name").all()]
        assert names == [
            ["卷积，8 个 3×3", "30×30×8"],
            ["ReLU", "30×30×8"],
            ["最大池化 2×2", "15×15×8"],
            ["卷积，12 个 5×5", "11×11×12"],
        ]
        assert [each.locator(".look-map").count() for each in layers.all()] == [8] * 4
        first = page.locator(".look-map img").first
        before = first.get_attribute("src")
        page.get_by_role("button", name="换一张").click()
        expect(first).not_to_have_attribute("src", before)
        page.get_by_role("button", name="摄像头", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("没有找到摄像头")
        page.get_by_role("button", name="用模拟摄像头").click()
        for _ in range(2):  # picture after picture
            before = first.get_attribute("src")
            expect(first).not_to_have_attribute("src", before)
        take(page, "layers-camera")
        page.get_by_role("button", name="关掉摄像头").click()
        page.get_by_role("button", name="卷积，8 个 3×3，第 3 张", exact=True).click()
        assert worked_out(detail) == pytest.approx(cell(detail), abs=ROUNDED)
        own = page.locator(".blocklySelected .shape-chip").last  # those of the blocks below stand before it
        expect(own).to_have_attribute("aria-label", "给出 30×30×8，有 80 个能学的数")
        take(page, "layers-filter")
        maps = page.locator(".look-rows > li").first.locator(".look-map img")
        before = maps.nth(2).get_attribute("src")
        detail.get_by_role("button", name="换成自己的数").click()
        for place, value in enumerate("-1 -1 -1 0 0 0 1 1 1".split()):
            detail.get_by_label(f"第 {place // 3 + 1} 行第 {place % 3 + 1} 个数").fill(value)
        expect(detail.locator(".look-worked .look-grid").last).to_have_text("−1.00−1.00−1.000001.001.001.00")
        expect(maps.nth(2)).not_to_have_attribute("src", before)
        assert worked_out(detail) == pytest.approx(cell(detail), abs=ROUNDED)
        take(page, "layers-own")
        detail.get_by_role("button", name="用学到的数").click()
        expect(maps.nth(2)).to_have_attribute("src", before)
        page.get_by_role("button", name=re.compile("^卷积，12 个")).first.click()
        expect(detail).to_contain_text("进来的有 8 张图")
        assert worked_out(detail) == pytest.approx(cell(detail), abs=ROUNDED)
        take(page, "layers-many")
        page.get_by_role("button", name=re.compile("^最大池化 2×2 ")).click()
        expect(detail).to_contain_text("相邻几格合成一格")
        expect(detail.locator(".look-worked")).to_have_count(0)
        detail.get_by_role("button", name="关闭").click()
        take(page, "layers-strip")
    with visit(browser, studio, lang="en") as page:  # what was learned is still there
        enter(page, project)
        page.locator(".look-fold").click()
        page.locator(".look-map").nth(2).click()
        take(page, "layers-en")


def worked_out(detail) -> float:
    """The products of the numbers that stand there, and what is added to them."""
    cells, numbers = (
        [read(each) for each in grid.locator("span").all_inner_texts()]
        for grid in detail.locator(".look-worked .look-grid").all()
    )
    added = [read(each) for each in detail.locator(".look-sums dd").all_inner_texts()[1:-1]]
    return sum(one * other for one, other in zip(cells, numbers, strict=True)) + sum(added)


def cell(detail) -> float:
    return read(detail.locator(".look-sums dd").last.inner_text())


def read(text: str) -> float:
    return float(text.replace("−", "-"))


def take(page: Page, name: str) -> None:
    """Look at the page on a laptop, an old computer and a tablet, and keep pictures of it."""
    for width in (1366, 1024, 600):
        page.set_viewport_size({"width": width, "height": 768})
        shoot(page, f"{name}-{width}")
        assert [fault for fault in layout_faults(page) if not fault.startswith("OUT ")] == []  # rows are scrolled
    page.set_viewport_size({"width": 1366, "height": 768})
