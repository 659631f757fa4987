"""The live answer in Teach: what it looks at, the pause, the simulated camera and another way of learning."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import wait_for
from tests.e2e.rooms import layout_faults, visit
from tests.support.photographs import write_photographs

pytestmark = [pytest.mark.training, pytest.mark.long]

CLASSES = ("a", "b")
PICTURES = 6  # of each class
# The browser says that there is no camera, or that it may not be used; what asks for one is counted.
WITHOUT = """window.asked = 0;
navigator.mediaDevices.getUserMedia = () => { asked++; return Promise.reject(new DOMException('no', '%s')); };"""
WIDTHS = "() => [...document.querySelectorAll('.try-track i')].map(bar => bar.style.width)"


def choose(page: Page, press: str, files: list[Path]) -> None:
    with page.expect_file_chooser() as chooser:
        page.locator(press).first.click()
    chooser.value.set_files(files)


def teach(page: Page, folder: Path) -> dict[str, list[Path]]:
    """Two classes from files, and a training."""
    write_photographs(folder, list(CLASSES), PICTURES + 1)
    pictures = {name: sorted((folder / name).iterdir()) for name in CLASSES}
    page.locator(".hero .btn.pri").click()
    for number, name in enumerate(CLASSES, start=1):
        if number > 1:
            page.locator(f".teach-card:nth-child({number}) .btn.ghost.ic").first.click()
        choose(page, ".teach-card.active .teach-tools .btn:has(+ input)", pictures[name][:PICTURES])
        expect(page.locator(".teach-card.active header .cap")).to_contain_text(str(PICTURES))
    return pictures


def train(page: Page) -> None:
    page.locator(".teach-go").click()
    expect(page.locator(".teach-done")).to_be_visible()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_camera_picture_and_drawing_stand_beside_the_answer(browser, studio, tmp_path, lang):
    """Without a camera a picture is looked at first; the simulated camera is offered where the refusal is said."""
    with visit(browser, studio, lang=lang, size={"zh": "laptop", "en": "tablet"}[lang]) as page:
        page.add_init_script(WITHOUT % ("NotFoundError" if lang == "zh" else "NotAllowedError"))
        page.reload()
        pictures = teach(page, tmp_path)
        train(page)
        look_at_a_picture(page, pictures["a"][-1])
        draw(page)
        look_at_the_simulated_camera(page)
        if lang == "zh":
            learn_in_another_way(page)
        page.locator(".brand").click()
        expect(page.locator(".card-learning").first).to_contain_text(str(PICTURES * len(CLASSES)))
        expect(page.locator(".computer-line")).to_have_attribute("title", re.compile("这台电脑|This computer"))


def look_at_a_picture(page: Page, picture: Path) -> None:
    expect(page.locator("#teach-look-picture")).to_have_attribute("aria-selected", "true")
    page.locator(".teach-look input[type=file]").set_input_files(picture)
    expect(page.locator(".teach-look img")).to_be_visible()
    expect(page.locator(".try-winner:not(.waiting)")).to_be_visible()
    assert layout_faults(page) == []


def draw(page: Page) -> None:
    page.locator("#teach-look-draw").click()
    expect(page.locator(".try-winner.waiting")).to_be_visible()
    box = page.locator(".teach-look .board").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 100, steps=4)
    page.mouse.up()
    expect(page.locator(".try-winner:not(.waiting)")).to_be_visible()
    assert layout_faults(page) == []


def look_at_the_simulated_camera(page: Page) -> None:
    """One press where the refusal is said; the answer pauses with its picture and its bars, and goes on."""
    page.locator("#teach-look-camera").click()
    expect(page.locator(".teach-live[role=alert]")).to_be_visible()
    assert layout_faults(page) == []
    page.locator(".teach-live").get_by_role("button", name="模拟").or_(
        page.locator(".teach-live").get_by_role("button", name="simulated")
    ).click()
    expect(page.locator(".teach-live video")).to_be_visible()
    wait_for(page, "() => document.querySelector('.try-winner:not(.waiting)')")
    assert layout_faults(page) == []
    page.locator(".try-pause").click()
    expect(page.locator(".try-held")).to_be_visible()
    held, widths, asked = page.locator(".try-held").get_attribute("src"), page.evaluate(WIDTHS), []
    page.on("request", lambda request: asked.append(request.url) if "/try?" in request.url else None)
    # The camera goes on below it.
    page.evaluate("() => { window.began = document.querySelector('.teach-live video').currentTime }")
    wait_for(page, "() => document.querySelector('.teach-live video').currentTime > began + 1")
    assert asked == [] and page.evaluate(WIDTHS) == widths
    assert page.locator(".try-held").get_attribute("src") == held and layout_faults(page) == []
    page.locator(".try-pause").click()
    expect(page.locator(".try-held")).to_have_count(0)
    with page.expect_request("**/try?*"):
        pass
    before = page.evaluate("asked")
    page.locator(".teach-live .use-real").click()
    wait_for(page, "before => asked > before", before)
    expect(page.locator(".teach-live[role=alert]")).to_be_visible()


def learn_in_another_way(page: Page) -> None:
    """The way is chosen without leaving the page; the old model is told from the new one."""
    page.locator(".teach-way").click()
    expect(page.locator(".teach-ways .guide-method")).to_have_count(3)
    expect(page.locator(".teach-ways input:checked")).to_have_count(1)
    assert layout_faults(page) == []
    page.locator(".teach-ways .guide-method").nth(2).click()
    expect(page.locator(".teach-ways .guide-method").nth(2).locator("input")).to_be_checked()
    page.locator(".teach-ways-done .btn").click()
    expect(page.locator(".teach-note.warn[role=status]")).to_contain_text("学法换了")
    expect(page.locator(".teach-go.pri")).to_be_visible()
    train(page)
    expect(page.locator(".teach-note.warn[role=status]")).to_have_count(0)
    assert page.locator(".teach-card").count() >= len(CLASSES)
