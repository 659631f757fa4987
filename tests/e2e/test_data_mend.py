"""The doctor mends: each finding has one button, says before and after, and can be taken back."""

import shutil

import pytest
from playwright.sync_api import Page, expect

from sunmao.data.dataset import Dataset
from tests.e2e.rooms import layout_faults, make, program, visit
from tests.e2e.screenshots import shoot
from tests.e2e.test_data_view import open_data
from tests.e2e.test_next_step import learning
from tests.support.photographs import write_photographs

OF_EACH = 16
MANY, FEW = 40, 4  # pictures of uneven classes


@pytest.fixture
def ill(studio):
    """A project with a data set that has a damaged picture and one that is there twice. Returns (project, its folder)."""
    project = make(studio, program("print('数据')"))
    folder = studio.projects / project / "data" / "ill"
    write_photographs(folder, ["hand", "foot"], OF_EACH)
    (folder / "hand" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    shutil.copy(folder / "foot" / "03.jpg", folder / "foot" / "twice.jpg")
    return project, folder


def finding(page: Page, button: str):
    """The finding that has such a button."""
    return page.locator(".data-findings > li").filter(has=page.get_by_role("button", name=button, exact=True))


@pytest.fixture
def data(browser, studio, ill):
    """The page of the data set; that a damaged picture has no thumbnail is no error of the page."""
    with visit(browser, studio) as page:
        open_data(page, ill[0], "ill")
        yield page


@pytest.mark.long
def test_findings_are_mended_by_their_buttons_and_taken_back(data: Page, ill):
    page, folder = data, ill[1]
    files = {path: path.read_bytes() for path in folder.rglob("*.jpg")}
    page.get_by_role("button", name="开始体检").click()
    broken = finding(page, "不用坏的图片")
    expect(broken).to_have_count(1)
    assert page.locator(".data-side .btn.pri").count() == 1, "one filled button"
    before = page.locator(".data-findings > li").count()
    broken.get_by_role("button", name="不用坏的图片").click()
    mended = page.locator(".data-mended")
    expect(mended).to_have_count(1)
    expect(mended).to_contain_text("现在 0")
    expect(page.locator(".data-findings > li")).to_have_count(before)
    expect(page.locator(".edit-last")).to_have_text("上一步：体检修好 1 张")
    copies = page.locator(".data-findings > li:not(.data-mended)").filter(has=page.locator(".data-few")).first
    copies.locator(".data-mend .btn").first.click()
    expect(mended).to_have_count(2)
    assert Dataset(folder).count_pictures() == 2 * OF_EACH
    assert page.locator(".edit-strip .num").inner_text() == "2"
    mended.last.get_by_role("button", name="撤销").click()
    expect(mended).to_have_count(0)
    assert Dataset(folder).count_pictures() == 2 * OF_EACH + 1
    expect(page.locator(".data-findings > li")).to_have_count(1)
    assert {path: path.read_bytes() for path in folder.rglob("*.jpg")} == files


@pytest.mark.long
def test_few_pictures_count_more_in_the_training(browser, studio):
    """Of three ways out of uneven classes, the one that changes no picture stands on the blocks of the training."""
    project = make(studio, learning("data/uneven"))
    folder = studio.projects / project / "data" / "uneven"
    write_photographs(folder, ["many", "few"], MANY, side=50)
    for path in sorted((folder / "few").iterdir())[FEW:]:
        path.unlink()
    with visit(browser, studio) as page:
        open_data(page, project, "uneven")
        page.get_by_role("button", name="开始体检").click()
        uneven = finding(page, "训练时少的多算")
        expect(uneven.get_by_role("button", name="多的少用一些")).to_be_visible()
        expect(uneven.get_by_role("button", name="多拍些“few”")).to_be_visible()
        assert layout_faults(page) == []
        shoot(page, "mend-uneven")
        uneven.get_by_role("button", name="训练时少的多算").click()
        code = page.locator(".code")
        expect(code).to_contain_text("quick_train(epochs=50, class_weights='balanced')")
        page.locator(".toast").get_by_role("button", name="撤销").click()
        expect(code).not_to_contain_text("class_weights")
        page.get_by_role("navigation").get_by_role("link", name="数据").click()
        uneven.get_by_role("button", name="训练时少的多算").click()
        expect(code).to_contain_text("class_weights='balanced'")
        page.get_by_role("navigation").get_by_role("link", name="数据").click()
        expect(page.locator(".data-findings")).to_contain_text("训练积木上写着")


@pytest.mark.parametrize(("size", "lang"), [("laptop", "zh"), ("tablet", "en")])
@pytest.mark.long
def test_it_fits_every_page(browser, studio, ill, size, lang):
    with visit(browser, studio, size, lang) as page:
        open_data(page, ill[0], "ill")
        page.locator(".data-side .btn.pri").click()
        expect(page.locator(".data-findings > li").first).to_be_visible()
        assert layout_faults(page) == []
        page.locator(".data-mend .btn.pri").click()
        expect(page.locator(".data-mended")).to_have_count(1)
        assert layout_faults(page) == []
        shoot(page, f"mend-{size}-{lang}")
