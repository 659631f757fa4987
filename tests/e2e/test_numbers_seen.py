"""Tests of numbers on the page, as a program has left them: two are compared, and a large error is looked at and mended."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from sunmao.data.builtin import pointers
from sunmao.data.dataset import Dataset
from sunmao.images.image_files import encode_png
from tests.e2e.rooms import LANGUAGES, ended, enter, layout_faults, make, program, run, visit
from tests.e2e.screenshots import shoot
from tests.support.studio import ApiClient

pytestmark = pytest.mark.long

ANGLES = range(0, 180, 10)
TESTED = """
from sunmao.runtime import session
from sunmao.protocol.learning_messages import NumberAverages, NumberedPicture, NumberEvaluation
for off in (20.0, 6.0):
    pictures = [NumberedPicture(f'data/dial/{a}/0.png', float(a), a + off * (-1) ** (a // 10) * (1 + a / 180)) for a in range(0, 180, 10)]
    pictures.append(NumberedPicture('data/dial/90/gone.png', 90.0, 90.0 + 12 / off))
    pictures.sort(key=lambda each: -abs(each.answer - each.truth))
    averages = NumberAverages(mae=off * 1.5, rmse=off * 1.6, r2=0.9, baseline_mae=45.0)
    session.emit(NumberEvaluation(19, unit='°', averages=averages, low=0.0, high=170.0, pictures=pictures))
"""


@pytest.fixture(scope="module")
def project(studio, browser) -> str:
    made = make(studio, program(TESTED))
    for angle in ANGLES:
        folder = studio.projects / made / "data" / "dial" / str(angle)
        folder.mkdir(parents=True)
        for number in range(2):
            drawn = pointers.draw_pointer(angle, np.random.default_rng(number))
            (folder / f"{number}.png").write_bytes(encode_png(drawn))
    run_whole(browser, studio, made)
    return made


def run_whole(browser, studio, project: str) -> None:
    with visit(browser, studio) as page:
        enter(page, project)
        run(page)
        ended(page)


def open_mistakes(page: Page, project: str) -> None:
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/mistakes` }", project)
    expect(page.locator(".number-scatter circle")).to_have_count(19)


@pytest.mark.parametrize("size", ["laptop", "tablet"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_tests_are_compared(browser, studio, project, lang, size):
    with visit(browser, studio, size, lang) as page:
        open_mistakes(page, project)
        expect(page.locator(".cmp-short .cmp-pill")).to_have_count(2)
        shoot(page, f"numbers-{lang}-{size}")
        page.locator(".cmp-short .btn").click()
        expect(page.locator(".cmp-figure .big-figure")).to_have_text(["27.9°", "8.5°"])
        expect(page.locator('[data-kind="nearer"] .cmp-tile')).to_have_count(18)
        expect(page.locator('[data-kind="farther"] .cmp-tile')).to_have_count(0)
        expect(page.locator(".band.good")).to_be_visible()
        shoot(page, f"numbers-compared-{lang}-{size}")
        page.locator('[data-kind="nearer"] .cmp-tile').first.click()
        expect(page.locator("dialog .large-name b")).to_have_count(2)
        shoot(page, f"numbers-change-{lang}-{size}")
        page.keyboard.press("Escape")
        assert [fault for fault in layout_faults(page) if not fault.startswith("OUT ")] == []


@pytest.mark.parametrize("size", ["laptop", "tablet"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_large_error_is_looked_at(browser, studio, project, lang, size):
    with visit(browser, studio, size, lang) as page:
        open_mistakes(page, project)
        page.locator(".mark-tile").first.click()
        expect(page.locator(".lab h1")).to_be_focused()
        expect(page.locator(".number-lab .number-mark")).to_have_count(2)
        expect(page.locator(".lab-pane .lab-remedy")).to_have_count(3)
        expect(page.locator(".lab-nearest")).to_have_attribute("aria-busy", "false")
        shoot(page, f"numbers-lab-{lang}-{size}")
        assert [fault for fault in layout_faults(page) if not fault.startswith("OUT ")] == []
        page.keyboard.press("ArrowRight")
        expect(page.locator(".lab-head [role='status']")).to_contain_text("2")
        page.keyboard.press("Escape")
        expect(page.locator(".number-scatter circle")).to_have_count(19)


def test_a_wrong_number_is_mended_and_taken_back(page: Page, studio, project):
    """The worst one is 170, with the answer 158: its folder may be wrong."""
    open_mistakes(page, project)
    page.locator(".mark-tile").first.click()
    page.get_by_role("button", name="改成 160").click()
    expect(page.locator(".lab-remedy .pill.good")).to_have_text("改成 160 了")
    ask = ApiClient(studio).ask
    where = f"/api/projects/{project}/datasets/dial/classes"
    assert next(each["count"] for each in ask("GET", where) if each["name"] == "160") == 3
    page.keyboard.press("Control+z")
    expect(page.locator(".lab-remedy .pill.good")).to_have_count(0)
    assert next(each["count"] for each in ask("GET", where) if each["name"] == "160") == 2


def test_a_wrong_number_of_a_table_is_typed(page: Page, studio, browser):
    project = make(studio, program(TESTED.replace("dial/{a}/0.png", "table/images/{a}.png")))
    folder = studio.projects / project / "data" / "table"
    (folder / "images").mkdir(parents=True)
    for angle in ANGLES:
        drawn = pointers.draw_pointer(angle, np.random.default_rng(0))
        (folder / "images" / f"{angle}.png").write_bytes(encode_png(drawn))
    (folder / "labels.csv").write_text("file,angle\n" + "".join(f"{angle}.png,{angle}\n" for angle in ANGLES))
    run_whole(browser, studio, project)
    open_mistakes(page, project)
    page.locator(".mark-tile").first.click()
    page.get_by_role("button", name="改数").click()
    page.get_by_role("textbox", name="正确的数").fill("158.5")
    page.keyboard.press("Enter")
    expect(page.locator(".lab-remedy .pill.good")).to_have_text("改成 158.5 了")
    numbers = {item.path.stem: item.number for item in Dataset(folder).listing.items}
    assert numbers["170"] == 158.5 and numbers["160"] == 160
