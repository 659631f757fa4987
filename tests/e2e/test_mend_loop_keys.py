"""The whole loop by keys alone, as `test_mend_loop` does it with the mouse: every stop can be seen, and after each act
the focus is where the work goes on, never nowhere.
"""

import time

import pytest
from playwright.sync_api import FileChooser, Locator, Page, expect

from tests.e2e.archives import pack
from tests.e2e.hands import wait_for
from tests.e2e.mend_loop import Pupil, mend_buttons, read_truth
from tests.e2e.test_mend_loop import VERDICTS, planted  # noqa: F401  # the fixture
from tests.support.limits import poll_until
from tests.support.planted_signs import TEST_MISLABELED, PlantedSigns

pytestmark = [pytest.mark.training, pytest.mark.long]

# Presses of Tab, at most, from where the focus was put to what is done next: a step of the guide has 25 stops.
NEAR = 30
SOMEWHERE = "() => document.activeElement !== document.body && document.activeElement !== null"


def test_the_loop_without_a_mouse(page: Page, studio, planted):
    pupil = Pupil(page)
    bring_signs(pupil, planted)
    mend_findings(pupil)
    train(pupil)
    look_at_mistake(pupil)
    fix_labels(pupil, planted)
    train_again(pupil)
    compare(pupil)
    print(f"the whole loop by keys: {pupil.acts} keys, {time.monotonic() - pupil.began:.0f} s")


def go_on(pupil: Pupil, goal: Locator) -> None:
    """Go on to the next act and check that it is near and that the focus was not lost."""
    expect(goal).to_be_enabled()
    wait_for(pupil.page, SOMEWHERE)
    before = pupil.acts
    pupil.choose(goal)
    assert pupil.acts - before <= NEAR + 1, f"{pupil.acts - before} keys to {goal}"


def go_to(pupil: Pupil, section: str) -> None:
    """To a section of the project by its menu of areas."""
    pupil.press("Control+b")
    pupil.press("6")
    pupil.choose(pupil.page.get_by_role("navigation").get_by_role("link", name=section, exact=True))


def bring_signs(pupil: Pupil, planted: PlantedSigns) -> None:
    page = pupil.page
    choosers: list[FileChooser] = []
    page.on("filechooser", lambda chooser: choosers.append(chooser))  # long before: the browser must know of it
    pupil.choose(page.get_by_role("button", name="按步骤做"))
    task = page.locator(".guide-task input").first
    pupil.tab_to(task)
    pupil.press("Space")
    go_on(pupil, page.locator(".guide-foot .btn.pri"))
    expect(page.locator(".guide-stop[aria-current]")).to_contain_text("数据")
    pupil.tab_to(page.locator(".guide-ways button").first)
    pupil.press("Enter")
    item = page.get_by_role("menuitem", name="zip")
    while not item.evaluate("e => e === document.activeElement"):
        pupil.press("ArrowDown")
    pupil.press("Enter")
    poll_until(lambda: choosers, "files are asked for", lambda: page.wait_for_timeout(50))
    choosers[0].set_files(pack(planted.folder))
    expect(page.locator(".import-foot .btn.pri")).to_be_focused()
    pupil.press("Enter")
    expect(page.locator(".guide-set.chosen b")).to_have_text("signs")
    wait_for(page, SOMEWHERE)
    go_to(pupil, "数据")
    expect(page.locator(".data-findings > li").first).to_be_visible()


def mend_findings(pupil: Pupil) -> None:
    """Button after button; the focus goes on to the next one by itself."""
    page = pupil.page
    pupil.tab_to(mend_buttons(page).first)
    while mend_buttons(page).count():
        done = page.locator(".data-mended").count()
        pupil.press("Enter")
        expect(page.locator(".data-mended")).to_have_count(done + 1)
        wait_for(page, SOMEWHERE)
        if mend_buttons(page).count():
            expect(mend_buttons(page).first).to_be_focused()
    pupil.note("keys-2-mended")


def train(pupil: Pupil) -> None:
    page = pupil.page
    pupil.press("Control+b")
    pupil.press("6")
    pupil.choose(page.get_by_role("navigation").get_by_role("link").first)
    for step in ("方法", "训练"):
        go_on(pupil, page.locator(".guide-foot .btn.pri"))
        expect(page.locator(".guide-stop[aria-current]")).to_contain_text(step)
    go_on(pupil, page.locator(".guide-train-go.pri"))
    wait_for(page, SOMEWHERE)
    go_on(pupil, page.locator(".guide-foot .btn.pri"))
    expect(page.locator(".guide-score")).to_be_visible()
    pupil.note("keys-3-trained")


def look_at_mistake(pupil: Pupil) -> None:
    """By the arrows of the matrix to the cell, into the lab, F, and back by Escape to the picture."""
    page, (right, said) = pupil.page, TEST_MISLABELED
    go_on(pupil, page.get_by_role("button", name="看错题"))
    cell = page.locator(f'.cm[data-at="{said},{right}"]')
    pupil.tab_to(page.locator('.cm[tabindex="0"]'))
    pupil.press("Control+Home")
    for _ in range(int(said)):
        pupil.press("ArrowDown")
    for _ in range(int(right)):
        pupil.press("ArrowRight")
    expect(cell).to_be_focused()
    pupil.press("Enter")
    tile = page.locator(f'.mark-tile[title$="swapped-{right}.jpg"]')
    pupil.choose(tile)
    expect(page.locator(".lab h1")).to_be_focused()
    heat = page.locator(".lab-figure").nth(1).locator("img")
    expect(heat).to_be_visible()
    expect(page.locator(".lab-near li")).to_have_count(8)
    expect(page.locator(".lab-remedy h3").first).to_have_text("标签标错了")
    pupil.press("f")
    expect(page.locator(".lab-remedy").first).to_contain_text(f"改成 {right} 了")
    pupil.note("keys-4-lab")
    wait_for(page, SOMEWHERE)
    pupil.press("Escape")
    expect(tile).to_be_focused()


def fix_labels(pupil: Pupil, planted: PlantedSigns) -> None:
    """The cards by arrows, Space, Enter and digits; Escape leads back to the button that opened them."""
    page = pupil.page
    go_to(pupil, "数据")
    pupil.choose(page.get_by_role("button", name="比一比标签", exact=True))
    cards = page.locator(".suspect-card")
    expect(cards.first).to_be_visible()
    expect(cards.first.locator(".suspect")).to_be_focused()
    for number in range(cards.count()):
        expect(page.locator(".suspect-card.in-hand")).to_have_count(1)
        truth = read_truth(page.locator(".suspect-card.in-hand"), planted.truths)
        at = page.locator(".suspect-card").nth(number)
        pupil.press("Space" if truth is None else truth)
        expect(at.locator(".pill")).to_be_visible()
        wait_for(page, SOMEWHERE)
    pupil.press("Escape")
    wait_for(page, SOMEWHERE)
    pupil.note("keys-5-suspects")


def train_again(pupil: Pupil) -> None:
    page = pupil.page
    pupil.press("Control+b")
    pupil.press("6")
    pupil.choose(page.get_by_role("navigation").get_by_role("link").first)
    pupil.choose(page.locator(".guide-stop").nth(3))
    go_on(pupil, page.locator(".guide-train-go"))
    expect(page.locator(".guide-train .btn.stop")).to_be_visible()
    expect(page.locator(".guide-train .btn.stop")).to_have_count(0)
    go_on(pupil, page.locator(".guide-foot .btn.pri"))
    expect(page.locator(".guide-score")).to_be_visible()


def compare(pupil: Pupil) -> None:
    page = pupil.page
    go_on(pupil, page.get_by_role("button", name="看错题"))
    expect(page.locator("#mistakes-compare")).to_be_visible()  # it comes when both tests are read
    pupil.tab_to(page.get_by_role("tab", selected=True))
    pupil.press("ArrowLeft")
    expect(page.locator("#mistakes-compare")).to_be_focused()
    pill = page.locator(".cmp-pane-head .cmp-pill")
    expect(pill).to_be_visible()
    before, after = (int(words) for words in page.locator(".cmp-figure b.big-figure").all_inner_texts())
    print(f"right of the same pictures: {before}, then {after}; {pill.inner_text()}")
    assert pill.inner_text() in VERDICTS
    pupil.note("keys-7-compared")
