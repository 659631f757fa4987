"""Teaching where there is no camera: files and drawings will do, from the first picture to the test and the answer."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.hands import wait_for
from tests.e2e.rooms import layout_faults, visit
from tests.support.photographs import write_photographs
from tests.support.studio import ApiClient, Studio

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
        page.locator(".teach-go").click()
        expect(page.locator(".teach-done")).to_be_visible()
        page.locator(".teach-look input[type=file]").set_input_files(pictures["a"][-1])
        expect(page.locator(".teach-look img")).to_be_visible()
        expect(page.locator(".try-winner:not(.waiting)")).to_be_visible()
        assert layout_faults(page) == []
        take_the_test(page, pictures)
        carry_to_another_computer(page, studio)
        train_where_training_was_switched_off(page, studio)


def train_where_training_was_switched_off(page: Page, studio: Studio) -> None:
    """The button that trains trains, also where a program used its trained model from then on."""
    visitor = ApiClient(studio)
    id = page.evaluate("() => location.hash.split('/')[2]")
    place = f"/api/projects/{id}"
    project = visitor.ask("GET", place)
    train = find_block(project["workspace"], "model_quick_train")
    train["disabledReasons"] = ["MANUALLY_DISABLED"]
    visitor.ask("PUT", f"{place}/workspace", {"workspace": project["workspace"], "base": project["version"]})
    page.reload()
    page.get_by_role("button", name=re.compile("再训练一次|Train again")).click()
    expect(page.locator(".teach-done .num")).to_have_text(re.compile("用了|Took"))
    train = find_block(visitor.ask("GET", place)["workspace"], "model_quick_train")
    assert not train.get("disabledReasons")


def find_block(saved: object, kind: str) -> dict | None:
    """The first block of a type in a saved workspace."""
    if isinstance(saved, dict) and saved.get("type") == kind:
        return saved
    inside = saved.values() if isinstance(saved, dict) else saved if isinstance(saved, list) else ()
    return next((found for each in inside if (found := find_block(each, kind))), None)


def carry_to_another_computer(page: Page, studio: Studio) -> None:
    """Out and in again the model answers, and is tested from its file: nothing is trained."""
    project = page.evaluate("() => decodeURIComponent(location.hash).split('/')[2]")
    away = f"/api/projects/{quote(project)}/export/project.zip?without=history&without=unfinished"
    carried = {"name": "carried.zip", "mimeType": "application/zip", "buffer": ApiClient(studio).send("GET", away)}
    page.locator(".brand").click()
    page.locator("input[accept*=zip]").set_input_files(carried)
    wait_for(page, "id => ![undefined, id].includes(decodeURIComponent(location.hash).split('/')[2])", project)
    page.evaluate("() => { location.hash = `#/project/${location.hash.split('/')[2]}/teach` }")
    expect(page.locator(".teach-done .num")).to_have_text(re.compile("以前训练的|trained earlier"))
    expect(page.locator(".teach-note.warn[role=status]")).to_have_count(0)
    # The pictures of the earlier test are there; of this model's test nothing is.
    expect(page.locator(".teach-slots-of i").first).to_be_visible()
    expect(page.locator(".teach-slots-of .full")).to_have_count(0)
    page.get_by_role("button", name=re.compile("用原来的 4 张大考|Test with the 4 pictures")).click()
    expect(page.locator(".teach-score")).to_contain_text(str(TESTED * len(CLASSES)))


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


def test_files_that_cannot_be_taken_are_named(browser, studio, tmp_path):
    """A damaged one and one of 108 megapixels, among others that are taken."""
    write_photographs(tmp_path, ["a"], 2)
    torn, huge = tmp_path / "torn.jpg", tmp_path / "huge.png"
    torn.write_bytes(b"\xff\xd8\xff\xe0 no picture")
    Image.new("1", (12_000, 9_000)).save(huge)
    with visit(browser, studio, lang="zh") as page:
        page.add_init_script(NO_CAMERA)
        page.reload()
        page.locator(".hero .btn.pri").click()
        choose(
            page, ".teach-card.active .teach-tools .btn:has(+ input)", [*sorted((tmp_path / "a").iterdir()), torn, huge]
        )
        said = page.locator(".teach-card.active .teach-trouble")
        expect(said).to_contain_text("2 个文件没放进来")
        expect(said).to_contain_text("torn.jpg")
        expect(said).to_contain_text("huge.png")
        expect(page.locator(".teach-card.active header .cap")).to_contain_text("2")
