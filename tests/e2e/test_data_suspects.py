"""Labels that are probably wrong are found, and answered one by one: by mouse and by keys."""

import pytest
from playwright.sync_api import Page, expect

from sunmao.data.dataset import Dataset
from tests.e2e.rooms import enter, layout_faults, make, program, visit
from tests.e2e.screenshots import shoot
from tests.e2e.test_data_view import open_data
from tests.support.photographs import write_photographs

pytestmark = [pytest.mark.training, pytest.mark.long]

OF_EACH = 40
SWAPPED = {"roof/00.jpg": "petal", "roof/07.jpg": "petal", "petal/21.jpg": "roof"}


@pytest.fixture
def signs(studio):
    """A project with pieces of two photographs, three of which have the other's label. Returns (project, folder)."""
    project = make(studio, program("print('数据')"))
    folder = studio.projects / project / "data" / "mixed"
    write_photographs(folder, ["roof", "petal"], OF_EACH)
    for path, label in SWAPPED.items():
        (folder / path).rename(folder / label / f"moved-{path.replace('/', '-')}")
    return project, folder


def find(page: Page, look: str) -> None:
    page.locator(".data-side .btn.pri").click()
    page.get_by_role("button", name=look, exact=True).click()
    expect(page.locator(".suspect-card").first).to_be_visible()


def test_wrong_labels_are_found_and_answered(page: Page, signs):
    project, folder = signs
    enter(page, project)
    open_data(page, project, "mixed")
    find(page, "比一比标签")
    cards = page.locator(".suspect-card")
    names = cards.locator("img").evaluate_all("all => all.map(one => one.title)")
    planted = {name for name in names if "moved-" in name}
    assert len(planted) >= 2, names  # the third may look like either
    expect(page.locator(".suspect-card.in-hand")).to_have_count(1)
    first = names[0]
    page.keyboard.press("Enter")
    expect(cards.first.locator(".pill")).to_contain_text("已改成")
    page.keyboard.press(" ")
    expect(cards.nth(1).locator(".pill")).to_contain_text("就是")
    expect(page.locator(".suspects-head [role=status]")).to_have_text(f"看过 2 / {len(names)}")
    before = first.split("/")[0]
    assert Dataset(folder).count_pictures(label=before) == len(list((folder / before).iterdir())) - 1
    cards.first.get_by_role("button", name="撤销").click()
    expect(cards.first.locator(".pill")).to_have_count(0)
    assert Dataset(folder).count_pictures(label=before) == len(list((folder / before).iterdir()))
    cards.first.get_by_role("button", name="改成").click()
    expect(cards.first.locator(".pill")).to_contain_text("已改成")
    page.keyboard.press("Escape")
    expect(page.locator(".data-wall")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="重新比一比标签").click()
    expect(page.locator(".suspects, .suspects-row .ok-text").first).to_be_visible()
    again = cards.locator("img").evaluate_all("all => all.map(one => one.title)")
    assert names[1] not in again, "what was confirmed is not asked again"


@pytest.mark.parametrize(("size", "lang"), [("laptop", "zh"), ("tablet", "en")])
def test_it_fits_every_page(browser, studio, signs, size, lang):
    with visit(browser, studio, size, lang) as page:
        open_data(page, signs[0], "mixed")
        find(page, {"zh": "比一比标签", "en": "Compare labels"}[lang])
        assert layout_faults(page) == []
        shoot(page, f"suspects-{size}-{lang}")
