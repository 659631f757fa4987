"""The doctor's findings on pictures and labels are the same on every page, and the contents of the bin are seen."""

import re

import pytest
from playwright.sync_api import Page, expect

from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.compared_labels import save_compared_labels
from tests.e2e.archives import pack
from tests.e2e.rooms import layout_faults, make, program, visit
from tests.e2e.screenshots import shoot
from tests.e2e.test_data_edit import tick, tile
from tests.e2e.test_data_view import open_data, open_wall
from tests.support.photographs import write_photographs

pytestmark = pytest.mark.long

OF_EACH = 12
DOUBTED = "one/00.jpg"


@pytest.fixture
def signs(studio):
    """A project with three classes whose names are numbers. Returns (project, its folder)."""
    project = make(studio, program("print('数据')"))
    folder = studio.projects / project / "data" / "signs"
    write_photographs(folder, ["five", "one", "two"], OF_EACH)
    return project, folder


@pytest.fixture
def wall(page: Page, signs):
    open_wall(page, signs[0], "signs")
    return page


def check(page: Page) -> None:
    page.get_by_role("button", name="开始体检").click()
    expect(page.locator(".data-doctor")).to_be_visible()


def doubt(folder) -> None:
    """Note in the index what a comparison of the labels writes: a one that looks like a five, all others right."""
    place = index_db.DatasetLocation("p", folder.parent, folder.name)
    row = {"path": DOUBTED, "label": "one", "suggested": "five", "bars": 3}
    labels = {f"{each.parent.name}/{each.name}": each.parent.name for each in folder.rglob("*.jpg")}
    with index_db.open_for_writing(place.index) as db, db:
        save_compared_labels(db, labels)
        index_db.write_about(db, suspects=[row], suspects_after=0, lookalikes=[], compared="2026-01-01T00:00:00+00:00")


def test_a_doubted_label_changed_on_the_wall_is_doubted_still(wall: Page, signs):
    """Looking at it answers nothing, and Steps says the same as Data."""
    check(wall)
    expect(wall.locator(".suspects-row")).to_contain_text("标签还没有比过")
    expect(wall.locator(".data-doctor h2")).not_to_have_text("没有发现问题")
    doubt(signs[1])
    tile(wall, OF_EACH + 1).click()
    wall.locator(".data-picture .data-label").click()
    wall.get_by_role("menuitemradio", name="two 2").click()
    expect(wall.locator(".edit-last")).to_have_text("上一步：1 张从“one”改成“two”")
    wall.get_by_role("tab", name="体检").click()
    row = wall.locator(".suspects-row")
    expect(row).to_contain_text("1 张的类别可能标错了")
    expect(row).to_contain_text("比过以后，又改了 1 张的标签")
    headline = wall.locator(".data-doctor h2").inner_text()
    row.get_by_role("button", name="一张一张看").click()
    card = wall.locator(".suspect-card")
    expect(card).to_contain_text("标的是 two，更像 five")
    expect(card.locator(".btn.pri")).to_have_count(0)
    wall.keyboard.press("2")
    expect(wall.locator(".toast")).to_contain_text("已经是 two 了")
    expect(card.locator(".pill")).to_have_count(0)
    expect(wall.locator(".suspects-keys")).to_contain_text(re.compile(r"5\s*five.*1\s*one.*2\s*two"))
    shoot(wall, "doubted")
    assert layout_faults(wall) == []
    wall.keyboard.press("5")
    expect(card.locator(".pill")).to_have_text("已改成 five")
    expect(card).not_to_contain_text("更像")
    wall.get_by_role("button", name="回到图片").click()
    expect(row).to_contain_text("没有可疑的标签")
    assert headline != wall.locator(".data-doctor h2").inner_text()


def test_the_bin_shows_all_and_an_emptied_class_can_come_back(wall: Page):
    top = tile(wall, 1).bounding_box()
    tick(wall, 1)
    assert tile(wall, 1).bounding_box() == top, "the pictures stand still"
    expect(wall.locator(".data-side")).to_contain_text("five/00.jpg")
    wall.keyboard.press("Delete")
    wall.locator(".data-class", has_text="two").click()
    wall.locator(".data-class-row", has_text="two").hover()
    wall.get_by_role("button", name="“two”的更多操作").click()
    wall.get_by_role("menuitem", name="这一类的图片都删除").click()
    expect(wall.locator(".data-wall")).to_contain_text(f"{OF_EACH} 张在回收站里")
    shoot(wall, "emptied")
    wall.get_by_role("button", name=re.compile("^回收站")).click()
    expect(wall.locator(".tile:not([hidden])")).to_have_count(OF_EACH + 1)
    assert layout_faults(wall) == []
    shoot(wall, "bin")
    wall.get_by_role("button", name="都恢复").click()
    expect(wall.get_by_text("回收站是空的")).to_be_visible()
    expect(wall.get_by_role("button", name="清空回收站…")).to_have_count(0)
    wall.locator(".empty-act").get_by_role("button", name="回到图片").click()
    expect(wall.locator(".data-class.all")).to_contain_text(str(3 * OF_EACH))


@pytest.mark.parametrize(("size", "lang"), [("tablet", "en"), ("laptop", "en")])
def test_it_fits_every_page(browser, studio, signs, size, lang):
    with visit(browser, studio, size, lang) as page:
        open_data(page, signs[0], "signs")
        page.get_by_role("button", name="Check them").click()
        expect(page.locator(".suspects-row")).to_contain_text("Labels not compared yet")
        shoot(page, f"doctor-{size}")
        assert layout_faults(page) == []


def test_a_zip_of_pictures_on_the_first_page_becomes_a_project(browser, studio, tmp_path):
    """That it holds no project is said, and a button leads on."""
    write_photographs(tmp_path / "signs", ["five", "one"], 4)
    with visit(browser, studio) as page:
        page.locator('input[type="file"]').first.set_input_files(pack(tmp_path / "signs"))
        page.get_by_role("button", name="用这些图片做一个项目").click()
        expect(page.get_by_role("dialog")).to_contain_text("signs")
        expect(page.get_by_role("dialog")).to_contain_text("8")
