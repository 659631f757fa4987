"""The page of a model that finds things: its curves, and its notebook of mistakes with boxes over the pictures of the
sample.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.finders import finder
from tests.e2e.hands import wait_for
from tests.e2e.lessons import go_to
from tests.e2e.rooms import ended, enter, make, run, visit

KINDS = ("找对了", "认错了", "框偏了", "重复了", "多找了", "漏掉了")
LOADED = "() => { const all = [...document.querySelectorAll('.found-wall .tile:not([hidden]) img')]; return all.length > 0 && all.every(image => image.complete && image.naturalWidth) }"
# Whether every picture on the wall has something of this kind and class.
ALL_HAVE = "wanted => [...document.querySelectorAll('.found-wall .tile:not([hidden])')].every(tile => tile.querySelector(`.thing${wanted}`))"
# Where the first answer of a tile is drawn, in shares of the tile, and where its box says.
PLACED = """tile => {
  const outer = tile.getBoundingClientRect(), thing = tile.querySelector('.thing[data-truth=false]');
  const inner = [...thing.querySelectorAll('rect')].at(-1).getBoundingClientRect(), said = thing.dataset.box.split(' ').map(Number);
  return [(inner.left + inner.right) / 2 - outer.left, (inner.top + inner.bottom) / 2 - outer.top, ((said[0] + said[2]) / 2 / 240) * outer.width, ((said[1] + said[3]) / 2 / 240) * outer.height];
}"""


# A real report, whose chart the library draws and names in the language of the run.
CHART = """
import numpy as np
from sunmao import show
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.report import DetectionReport
nothing = Detections(np.zeros((0, 4), np.float32), np.zeros(0, np.float32), np.zeros(0, np.int64))
show(DetectionReport([(read_listing(open_file_tree(root)).items[0], nothing)], classes))
"""


@pytest.fixture(scope="module")
def project(studio, browser):
    """A project with the training and the test of a detector."""
    made = make(studio, finder("training()", "mark()", CHART))
    page = browser.new_page()
    page.goto(studio.url)
    enter(page, made)
    run(page)
    ended(page)
    page.close()
    return made


def counts(page: Page) -> dict[str, int]:
    """The numbers on the chips of the kinds."""
    said = page.locator(".kind").evaluate_all(
        "all => all.map(one => [one.querySelector('.grow').textContent, Number(one.querySelector('b').textContent)])"
    )
    return dict(said)


def tiles(page: Page):
    return page.locator(".found-wall .tile:not([hidden])")


@pytest.mark.long
def test_the_strip_and_the_curves_tell_of_things(page, project):
    enter(page, project)
    strip = page.locator(".prog.ok")
    expect(strip).to_contain_text(re.compile(r"训练好了。大考：\d+ 个东西找对 \d+ 个"))
    expect(page.locator(".curve .figure-name")).to_have_text(["找到的", "框对的", "损失"])
    expect(page.locator(".curve .figure").first).to_have_attribute("title", re.compile("显示出来的占多少（召回率）"))
    page.get_by_role("tab", name="曲线", exact=True).click()
    names = ["找到的", "框对的", "找得准", "框得准", "损失", "认名字的损失"]
    expect(page.locator(".curve .figure-name")).to_have_text(names)
    coco = page.locator(".curve .figure").nth(2)
    expect(coco).to_have_attribute("title", re.compile("mAP50.*重叠一半.*不会显示的框也算在内"))
    go_to(page, "训练")
    titles = ["找到的（召回率）", "框对的（精确率）", "找得准 mAP50", "框得准 mAP"]
    expect(page.locator(".plot-title")).to_have_text(titles)
    expect(page.locator(".plot-help")).to_contain_text("还在往上走")
    expect(page.locator(".runs tbody td").first).to_have_text("70.9%找到的 · 框对的 65.5%")
    page.get_by_role("button", name="损失").click()
    expect(page.locator(".plot-title")).to_have_text(["合起来", "认名字的损失", "画框的损失"])
    wait_for(page, "() => document.querySelectorAll('.training-plot canvas').length === 3")
    expect(page.locator(".compare .result").first).to_contain_text("找到的（召回率）")
    page.get_by_role("link", name="去看错题").click()
    expect(tiles(page).first).to_be_visible()


@pytest.mark.long
def test_every_box_says_what_became_of_it(page, project):
    enter(page, project)
    go_to(page, "错题本")
    expect(tiles(page).first.locator(".thing").first).to_be_visible()
    wait_for(page, LOADED)
    found = counts(page)
    assert tuple(found) == KINDS and all(found.values())
    expect(page.locator("[data-mark=map_unlimited]")).to_contain_text("mAP（全部框） 61%")
    words = page.locator(".found-cards").inner_text()
    right, things = map(int, re.search(r"(\d+)\s*/ (\d+)", words).groups())
    assert right == found["找对了"]
    boxes = sum(found[kind] for kind in KINDS if kind != "漏掉了")
    assert words.index("找对的东西") < words.index("召回率") < words.index("精确率") < words.index("显示的 mAP50 75%")
    assert words.index("显示的 mAP50 75%") < words.index("COCO 的成绩") < words.index("mAP50 85%")
    assert "没显示出来的框也算在内" in words
    for name, share in (("recall", right / things), ("precision", right / boxes)):
        said = page.locator(f"[data-mark={name}]").inner_text()
        assert float(re.search(r"([\d.]+)%", said)[1]) == pytest.approx(100 * share, abs=0.06)
    heads = page.locator(".found-classes .classes-sort")
    expect(heads).to_have_text(["精确率", "召回率", "显示的 mAP50", "mAP50", "mAP"])
    expect(page.locator(".found-classes tbody tr").first.locator("td")).to_have_text(
        ["90%", "70%", "70%", "80%", "50%", re.compile(r"\d+")]
    )
    x, y, said_x, said_y = tiles(page).first.evaluate(PLACED)
    assert abs(x - said_x) < 2 and abs(y - said_y) < 2

    page.get_by_role("button", name=re.compile("^漏掉了")).click()
    wait_for(page, ALL_HAVE, "[data-kind=missed][data-truth=true]")
    page.locator(".classes-name", has_text="star").click()
    wait_for(page, ALL_HAVE, "[data-kind=missed][data-truth=true][data-label=star]")
    assert 0 < tiles(page).count() < 12
    page.locator(".classes-name", has_text="star").click()
    page.get_by_role("button", name=re.compile("^漏掉了")).click()

    slider = page.get_by_label("把握至少")
    expect(page.locator(".scale-ends")).to_have_text("0没记下100%")
    whole, closed = (page.locator(one).bounding_box() for one in (".scale", ".scale-closed"))
    assert abs(closed["x"] + closed["width"] - whole["x"] - whole["width"] / 2) < 2, "the test kept boxes from 50 % on"
    assert slider.evaluate("e => [e.min, e.max, e.ariaValueText]") == ["0.5", "1", "50%"]
    slider.fill("0.75")
    surer = counts(page)
    assert 0 < surer["找对了"] < found["找对了"] and surer["漏掉了"] > found["漏掉了"] and surer["重复了"] == 0
    expect(page.locator("[data-mark=shown_map50]")).to_contain_text(re.compile(r"显示的 mAP50 [1-6]\d(\.\d)?%"))
    shown = re.search(r"[\d.]+%", page.locator("[data-mark=shown_map50]").inner_text())[0]
    expect(page.locator(".found-classes tfoot td").nth(2)).to_have_text(shown)
    expect(page.locator("[data-mark=recall]")).not_to_have_text(said)
    assert surer["找对了"] + surer["认错了"] + surer["框偏了"] + surer["漏掉了"] == things
    page.get_by_role("tab", name="PR 曲线").click()
    wait_for(page, "() => document.querySelector('.found-plot canvas') !== null")
    expect(page.locator(".found-legend li")).to_have_text(["circle80%", "triangle83%", "square86%", "star89%"])


@pytest.mark.long
def test_what_is_shown_changes_its_language_with_the_page(page, project):
    enter(page, project)
    chart = page.locator(".shot")
    expect(chart).to_have_attribute("title", "错误种类")
    page.get_by_role("button", name="Switch to English").click()
    expect(chart).to_have_attribute("title", "kinds of mistakes")
    expect(chart).to_have_accessible_name("Enlarge picture kinds of mistakes")
    chart.click()
    expect(page.get_by_role("dialog").get_by_role("heading")).to_have_text("kinds of mistakes")
    page.keyboard.press("Escape")
    go_to(page, "Data")
    expect(page.locator(".data-wall .tile").first).to_have_accessible_name(re.compile(", Test, "))
    with page.expect_response("**/api/settings"):  # the studio knows it too, before the page is closed
        page.get_by_role("button", name="换成中文").click()
    expect(page.locator(".data-wall .tile").first).to_have_accessible_name(re.compile(", 大考, "))


@pytest.mark.long
def test_a_picture_is_looked_at_closely(page, project):
    enter(page, project)
    go_to(page, "错题本")
    page.get_by_role("button", name=re.compile("^找对了")).click()  # of what is wrong, the lab opens
    wait_for(page, ALL_HAVE, "[data-kind=right]")
    tiles(page).first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text(re.compile(r"第 2 / \d+ 张"))
    page.keyboard.press("ArrowLeft")
    expect(dialog.get_by_role("heading")).to_have_text(re.compile(r"第 1 / \d+ 张"))
    photo = dialog.locator(".found-photo .marked")
    width = photo.bounding_box()["width"]
    page.keyboard.press("+")
    wait_for(
        page,
        "width => document.querySelector('.found-photo .marked').getBoundingClientRect().width > 1.4 * width",
        width,
    )
    page.keyboard.press("0")
    wait_for(
        page,
        "width => Math.abs(document.querySelector('.found-photo .marked').getBoundingClientRect().width - width) < 1",
        width,
    )
    line = dialog.locator(".found-line").first
    expect(line).to_contain_text(re.compile("→.*认错了"))
    line.click()
    expect(dialog.locator(".thing.pointed")).to_have_count(1)
    wait_for(
        page,
        "() => document.querySelector('.found-photo').scrollWidth > document.querySelector('.found-photo').clientWidth",
    )
    dialog.get_by_role("button", name="真正的框").click()
    expect(dialog.locator(".thing[data-truth=true]")).to_have_count(0)
    expect(dialog.get_by_role("button", name="为什么会错").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


MANY = """
picture = [root + '/images/test/271.jpg', 240, 240, [[0, 10, 10, 60, 60, 'right', []]], [[0, 0.9, 10, 10, 61, 60, 'right', []]]]
crowd = [*picture[:3], [], [[0, 0.9, 4 * n, 2 * n, 4 * n + 9, 2 * n + 9, 'imagined', []] for n in range(50)]]
session.emit(DetectionEvaluation('detection', 'val', classes, dict(map=1.0, map50=1.0), dict(right=2999, imagined=50), [[1, 1, 1, 1, 2999], [None, None, None, None, 0]], [[1.0] * 101, []], [crowd, *[picture] * 2999]))
"""


@pytest.mark.long
def test_outlines_and_a_wall_of_thousands_by_touch_in_english(browser, studio):
    made = make(studio, finder("mark()", MANY, sample="shapes_outlines", masks=True))
    with visit(browser, studio, "tablet", "en") as page:
        enter(page, made)
        run(page)
        ended(page)
        go_to(page, "Mistakes")
        expect(tiles(page).first).to_be_visible()
        assert page.locator(".found-wall .tile").count() < 100
        crowd = tiles(page).first
        expect(crowd).to_have_attribute("aria-label", re.compile("False alarm: 50"))
        expect(crowd.locator(".thing path")).to_have_count(2)  # fifty boxes in one path, and its dark edge
        page.locator(".found-wall").evaluate("wall => { wall.scrollTop = wall.scrollHeight }")
        expect(page.locator('.found-wall .tile[aria-posinset="3000"]')).to_be_visible()
        expect(page.locator(".found-wall .tile").last).to_have_attribute("aria-label", re.compile("Right: 1"))
        page.get_by_label("Which test").select_option(index=1)
        expect(page.locator(".found-wall polygon").first).to_be_attached()
        for control in page.locator(".found button:visible, .found select:visible, .found input:visible").all():
            assert control.bounding_box()["height"] >= 44, control.evaluate("e => e.outerHTML")
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
