"""The same way by blocks: from the first page to an own model of three classes that answers to the camera, counted."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.filming import filmed
from tests.e2e.rooms import LANGUAGES, QUIET
from tests.e2e.things import Child, write_things
from tests.support.studio import ApiClient

pytestmark = [pytest.mark.training, pytest.mark.long]

MAX_ACTIONS = 16
CLASSES = ("球", "星星", "条纹")


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> tuple[Path, list]:
    path = tmp_path_factory.mktemp("camera") / "things.mjpeg"
    return path, write_things(path)


@pytest.fixture
def page(browser, film, studio):
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})
    with filmed(browser, film[0]) as running:
        context = running.new_context(
            viewport={"width": 1366, "height": 768}, locale=LANGUAGES["zh"], permissions=["camera"]
        )
        page, errors = context.new_page(), []
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(studio.url)
        yield page
    assert [said for said in errors if not any(quiet in said for quiet in QUIET)] == []


def test_by_blocks_in_sixteen_actions(page, film):
    child, steps = Child(page, film[1]), []

    def step(what: str) -> None:
        steps.append((child.actions, what))

    child.press(".ways .way")
    child.press("nav.sections a[href$='/data']")
    child.press(".data-way .btn.pri")
    step("blocks, data, take pictures")
    for field, text in ((0, "things"), (1, "、".join(CLASSES))):
        page.locator(".data-form input[type=text]").nth(field).fill(text)
        child.actions += 1
    child.press(".data-form .btn.pri")
    step("a data set with its classes")
    for kind, name in enumerate(CLASSES):
        if kind:
            child.press(f".col-chip[title='{name}']")
            child.until_shown(kind)
        child.hold(".col-hold")
        expect(page.locator(".col-hold.rest")).to_be_enabled()
    step("pictures of three classes")
    child.press(".btn:has-text('用它训练')")
    expect(page.locator(".code")).to_contain_text("quick_train(")
    child.press(".toast button")
    step("the blocks of a training, run")
    child.press(".btn:has-text('试一试')")
    child.press(".try .btn.pri.big")
    step("the model and the camera")
    for kind in (1, 2):
        child.until_shown(kind)
        expect(page.locator(".try-winner b")).to_have_text(CLASSES[kind])
    print("\n".join(f"{actions:3} actions: {what}" for actions, what in steps))
    assert child.actions <= MAX_ACTIONS
