"""A model's proposals, tags, the list of classes, a set without labels, and every size of the page."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sunmao.data.dataset import Dataset
from sunmao.server.dataset_index import index_db
from sunmao.server.datasets.labeling import proposals
from tests.e2e.hands import wait_for
from tests.e2e.label_hands import SAVED, SHOWN, TO_SCREEN, Cells, drag, open_labeling, worst
from tests.e2e.rooms import layout_faults, visit
from tests.e2e.screenshots import shoot


@pytest.fixture
def cells(studio, shared):
    made = Cells(studio, shared)
    made.declare()
    return made


@pytest.fixture
def proposed(cells):
    """The cells with what a model proposes for them: all that was meant, and one that is wrong, in its own order."""
    place = index_db.DatasetLocation(cells.project, cells.folder.parent, cells.folder.name)
    names = sorted(cells.meant)
    with index_db.open_for_writing(place.index) as db:
        proposals.save_proposals(db, [(name, [*map(propose, cells.meant[name]), WRONG]) for name in names])
        proposals.save_order(db, reversed(names), "models/cells/best.pth")
    return cells


WRONG = {"label": "Platelets", "box": [1, 1, 30, 30], "polygons": [], "rle": None, "confidence": 0.31}


def propose(meant: tuple[str, list[float]]) -> dict:
    return {"label": meant[0], "box": meant[1], "polygons": [], "rle": None, "confidence": 0.9}


@pytest.mark.long
def test_what_a_model_proposes_is_accepted_and_corrected_least_sure_first(page: Page, proposed):
    open_labeling(page, proposed.project)
    names = sorted(proposed.meant, reverse=True)
    wait_for(page, SHOWN, names[0])
    count = len(proposed.meant[names[0]])
    expect(page.get_by_role("heading", name=f"模型的建议：{count + 1} 个")).to_be_visible()
    page.get_by_role("button", name="不要：Platelets").last.click()
    expect(page.locator(".label-proposals li")).to_have_count(count)
    page.get_by_role("button", name=f"采用：{proposed.meant[names[0]][0][0]}").first.click()
    expect(page.locator(".label-proposals li")).to_have_count(count - 1)
    page.locator(".label-stage").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".label-proposals")).to_have_count(0)
    wait_for(page, SAVED)
    found, meant = sorted(proposed.saved(names[0])), sorted(proposed.meant[names[0]])
    assert worst(found, meant) < 0.01
    page.keyboard.press("Enter")
    wait_for(page, SHOWN, names[1])
    page.keyboard.press("Enter")
    wait_for(page, SAVED)
    page.keyboard.press("Control+z")
    expect(page.locator(".label-proposals li")).to_have_count(len(proposed.meant[names[1]]) + 1)
    expect(page.locator(".label-order option")).to_have_count(3)


@pytest.mark.long
def test_tags_are_put_on_by_their_keys(page: Page, studio, shared):
    cells = Cells(studio, shared, 3)
    cells.declare("multi_label", ["round", "blue", "many"])
    first, second, _ = sorted(cells.meant)
    open_labeling(page, cells.project, first)
    for key in ("1", "3", "1", "2"):
        page.keyboard.press(key)
    expect(page.locator(".label-class[aria-pressed=true]")).to_have_text(["2blue", "3many"])
    page.keyboard.press("Enter")
    wait_for(page, SHOWN, second)
    page.keyboard.press("r")
    expect(page.locator(".label-class[aria-pressed=true]")).to_have_text(["2blue", "3many"])
    wait_for(page, SAVED)
    tags = {Path(one.path).name: sorted(one.tags) for one in Dataset(cells.folder).items()}
    assert tags == {first: ["blue", "many"], second: ["blue", "many"]}


@pytest.mark.long
def test_tags_of_a_model_are_accepted_and_refused(page: Page, studio, shared):
    cells = Cells(studio, shared, 3)
    cells.declare("multi_label", ["round", "blue", "many"])
    names = sorted(cells.meant)
    said = [{"label": label, "confidence": sure} for label, sure in (("round", 0.9), ("many", 0.6))]
    place = index_db.DatasetLocation(cells.project, cells.folder.parent, cells.folder.name)
    with index_db.open_for_writing(place.index) as db:
        proposals.save_proposals(db, [(name, said) for name in names])
        proposals.save_order(db, reversed(names), "models/cells/best.pth")
    open_labeling(page, cells.project)
    wait_for(page, SHOWN, names[-1])
    expect(page.get_by_role("heading", name="模型的建议：2 个")).to_be_visible()
    assert layout_faults(page) == []
    page.get_by_role("button", name="不要：many").click()
    page.locator(".label-stage").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".label-class[aria-pressed=true]")).to_have_text(["1round"])
    expect(page.locator(".label-proposals")).to_have_count(0)
    wait_for(page, SAVED)
    page.keyboard.press("Enter")
    wait_for(page, SHOWN, names[-2])
    page.keyboard.press("Enter")
    wait_for(page, SAVED)
    tags = {Path(one.path).name: sorted(one.tags) for one in Dataset(cells.folder).items()}
    assert tags == {names[-1]: ["round"], names[-2]: ["many", "round"]}


@pytest.mark.long
def test_classes_are_added_renamed_merged_and_colored(page: Page, cells):
    name = sorted(cells.meant)[0]
    open_labeling(page, cells.project, name)
    for key, box in (("1", [20, 20, 80, 80]), ("2", [120, 20, 180, 80])):
        page.keyboard.press(key)
        drag(page, box[:2], box[2:])

    def choose(label: str, item: str) -> None:
        page.get_by_role("button", name=f"“{label}”的更多操作").click()
        page.get_by_role("menuitem", name=item, exact=True).click()

    choose("RBC", "改名")
    page.get_by_role("dialog").get_by_role("textbox").fill("红细胞")
    page.keyboard.press("Enter")
    expect(page.locator("#label-0")).to_contain_text("红细胞，")
    choose("WBC", "红细胞")
    expect(page.locator("#label-1")).to_contain_text("红细胞，")
    choose("红细胞", "换颜色")
    page.get_by_role("dialog").get_by_role("button", name="颜色 5").click()
    expect(page.locator(".label-class").first.locator("rect")).to_have_attribute("fill", "#da77f2")
    page.get_by_role("button", name="加一个类别").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("灰尘")
    page.keyboard.press("Enter")
    expect(page.locator(".label-class")).to_have_text(["1红细胞2", "2Platelets0", "3灰尘0"])
    wait_for(page, SAVED)
    assert [label for label, _ in cells.saved(name)] == ["红细胞", "红细胞"]
    page.locator(".label-stage").focus()
    for _ in range(3):
        page.keyboard.press("Control+z")
    expect(page.locator("#label-1")).to_contain_text("WBC，")


@pytest.mark.long
def test_a_set_without_labels_is_asked_what_it_is_for(page: Page, studio, shared):
    cells = Cells(studio, shared, 3)
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/data/cells` }", cells.project)
    page.locator(".data-tools").get_by_role("link", name="标注").click()
    expect(page.get_by_role("heading", name="这些图片要标什么？")).to_be_visible()
    assert layout_faults(page) == []
    page.get_by_role("radio", name="图像分类").check()
    page.get_by_role("button", name="开始标注").click()
    expect(page.locator(".toast")).to_contain_text("改类别")
    expect(page.locator(".tile").first).to_be_visible()
    page.locator(".data-tools").get_by_role("link", name="标注").click()
    page.get_by_role("radio", name="目标检测").check()
    page.get_by_role("textbox", name="类别，用逗号分开").fill("红细胞，白细胞")
    page.get_by_role("button", name="开始标注").click()
    wait_for(page, SHOWN, "")
    page.keyboard.press("2")
    drag(page, [20, 20], [80, 80])
    wait_for(page, SAVED)
    assert cells.saved(sorted(cells.meant)[0]) == [("白细胞", pytest.approx([20, 20, 80, 80], abs=1))]
    page.get_by_role("button", name="回到图片").click()
    expect(page.locator(".data-class").last).to_contain_text("白细胞")


@pytest.mark.long
def test_the_first_box_stays_and_gets_the_class_that_is_asked_for(page: Page, studio, shared):
    cells = Cells(studio, shared, 3)
    cells.declare(classes=[])
    open_labeling(page, cells.project)
    place = page.locator(".label-stage > img").bounding_box()
    drag(page, [20, 20], [80, 80])
    asked = page.get_by_role("dialog", name="先给它一个类别")
    expect(asked).to_be_visible()
    assert page.locator(".label-stage > img").bounding_box() == place, "the picture stays where it is"
    asked.get_by_role("textbox").fill("白细胞")
    asked.get_by_role("button", name="好", exact=True).click()
    expect(page.locator(".label-class .num")).to_have_text("1")
    wait_for(page, SAVED)
    assert cells.saved(sorted(cells.meant)[0]) == [("白细胞", pytest.approx([20, 20, 80, 80], abs=1))]


@pytest.mark.parametrize(("size", "lang"), [("laptop", "zh"), ("school", "en"), ("tablet", "en"), ("tablet", "zh")])
@pytest.mark.long
def test_it_fits_every_page(browser, studio, proposed, size, lang):
    name = sorted(proposed.meant)[0]
    with visit(browser, studio, size, lang) as page:
        open_labeling(page, proposed.project, name)
        expect(page.locator(".label-proposals li").first).to_be_visible()
        drag(page, [200, 100], [260, 160])
        page.mouse.click(*page.evaluate(TO_SCREEN, [230, 130]))
        expect(page.locator(".label-chosen")).to_be_visible()
        assert layout_faults(page) == []
        page.keyboard.press("Escape")
        page.keyboard.press("n")
        expect(page.locator(".label-hint")).to_be_visible()
        assert layout_faults(page) == []
        shoot(page, f"labeling-{size}-{lang}")
