"""Pictures that nobody has divided are in parts all the same: every place names the part that a training uses."""

import pytest
from playwright.sync_api import expect

from sunmao.data.dataset import Dataset
from tests.e2e.rooms import LANGUAGES, make, program, visit
from tests.e2e.test_data_view import open_data
from tests.support.photographs import write_photographs

pytestmark = pytest.mark.long

PARTS = {"train": ("训练", "Training"), "val": ("小考", "Validation"), "test": ("大考", "Test")}
SAID = {"zh": "（自动分的）", "en": " (split automatically)"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_undivided_set_says_its_parts(browser, studio, lang):
    project = make(studio, program())
    folder = studio.projects / project / "data" / "mine"
    write_photographs(folder, ["roof", "petal"], 20)
    read = Dataset(folder)
    assert not read.divided
    counts = {part: len(read.items(part)) for part in PARTS}
    with visit(browser, studio, lang=lang) as page:
        open_data(page, project, "mine")
        expect(page.locator(".data-wall .tile:visible")).to_have_count(sum(counts.values()))
        for part, names in PARTS.items():
            name = names[list(LANGUAGES).index(lang)]
            page.locator(".data-tools .seg").get_by_role("button", name=name).click()
            expect(page.locator(".data-wall .tile:visible")).to_have_count(counts[part])
            page.locator(".data-wall .tile:visible").first.click()
            expect(page.locator(".data-side dd", has_text=name)).to_have_text(name + SAID[lang])
