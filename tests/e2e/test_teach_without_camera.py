"""Teaching where there is no camera: files and drawings will do, from the first picture to the test and the answer."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.rooms import layout_faults, visit
from tests.support.photographs import write_photographs

pytestmark = [pytest.mark.training, pytest.mark.long]

CLASSES = ("a", "b")
LEARNED, TESTED = 6, 2  # pictures of each class
NO_CAMERA = """navigator.mediaDevices.getUserMedia =
  () => Promise.reject(new DOMException('Requested device not found', 'NotFoundError'));"""


def choose(page: Page, press: str, files: list[Path]) -> None:
    with page.expect_file_chooser() as chooser:
        page.locator(press).first.click()
    chooser.value.set_files(files)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_from_files_to_a_tested_model_and_its_answer(browser, studio, tmp_path, lang):
    write_photographs(tmp_path, list(CLASSES), LEARNED + TESTED)
    pictures = {name: sorted((tmp_path / name).iterdir()) for name in CLASSES}
    with visit(browser, studio, lang=lang) as page:
        page.add_init_script(NO_CAMERA)
        page.reload()
        page.locator(".hero .btn.pri").click()
        for number, name in enumerate(CLASSES, start=1):
            if number > 1:
                page.locator(f".teach-card:nth-child({number}) .btn.ghost.ic").first.click()
            choose(page, ".teach-card.active .teach-tools .btn:has(+ input)", pictures[name][:LEARNED])
            expect(page.locator(".teach-card.active header .cap")).to_contain_text(str(LEARNED))
        page.locator(".teach-go.pri").click()
        expect(page.locator(".teach-done")).to_be_visible()
        choose(page, ".teach-sources .btn:has(+ input)", pictures["a"][-1:])
        expect(page.locator(".teach-live img")).to_be_visible()
        expect(page.locator(".try-winner:not(.waiting)")).to_be_visible()
        assert layout_faults(page) == []
        take_the_test(page, pictures)


def take_the_test(page: Page, pictures: dict[str, list[Path]]) -> None:
    """The page has heard that there is no camera: it asks for files."""
    run = page.locator(".teach-test .btn.big")
    expect(run).to_be_disabled()
    for number, name in enumerate(CLASSES, start=1):
        row = f".teach-slots li:nth-child({number})"
        choose(page, f"{row} .btn:has(+ input)", pictures[name][LEARNED:])
        expect(page.locator(f"{row} .num")).to_contain_text(f"{TESTED} / 5")
    assert layout_faults(page) == []
    run.click()
    expect(page.locator(".teach-score")).to_contain_text(str(TESTED * len(CLASSES)))
    expect(page.locator(".teach-after, .teach-strip .btn.pri").first).to_be_attached()
