"""From the first page to an own model of three classes that answers to the camera: counted, in both languages."""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import wait_for
from tests.e2e.rooms import layout_faults, visit
from tests.e2e.things import StagedChild, draw, draw_things
from tests.support.limits import HANG_TIMEOUT
from tests.support.studio import FAKE_CAMERA, ApiClient, launch_chromium

pytestmark = pytest.mark.training


@pytest.fixture(scope="module")
def seeing(browser):
    running = launch_chromium(browser.browser_type, FAKE_CAMERA)
    yield running
    running.close()


@pytest.fixture(params=["zh", pytest.param("en", marks=pytest.mark.long)])
def lang(request):
    return request.param


@pytest.fixture
def page(seeing, studio, lang):
    with visit(seeing, studio, lang=lang, permissions=["camera"]) as page:
        yield page


def hold(child: StagedChild, card: int) -> None:
    """Hold the button of a card while the camera shows its class."""
    if card:
        child.press(f".teach-card:nth-child({card + 1}) .btn.ghost.ic")
        child.until_shown(card)
    child.hold(".teach-hold")
    expect(child.page.locator(".teach-hold:not(.held)")).to_be_visible()


@pytest.mark.long
def test_from_the_first_page_to_a_model_that_answers_and_is_tested(page, studio, lang, tmp_path):
    child, began = StagedChild(page, draw_things()), time.monotonic()
    child.press(".hero .btn.pri")
    expect(page.locator(".teach-card")).to_have_count(3)
    assert layout_faults(page) == []
    for card in range(3):
        hold(child, card)
    expect(page.locator(".teach-go.pri")).to_be_enabled()
    assert layout_faults(page) == []
    child.press(".teach-go")
    pressed = time.monotonic()
    expect(page.locator(".teach-done")).to_be_visible()
    wait_for(page, "() => document.querySelector('.try-winner:not(.waiting)')")
    now = time.monotonic()
    print(f"{child.actions} actions, {now - began:.1f} s; from Train to the answer {now - pressed:.1f} s")
    assert child.actions == 7 and layout_faults(page) == []
    names = [row["name"] for row in list_classes(studio, page)]
    for kind in (1, 2, 0) if lang == "zh" else (1,):
        child.until_shown(kind)
        expect(page.locator(".try-winner")).to_have_attribute("data-label", names[kind])
    if lang == "zh":
        take_the_test(child, studio)
        run_outside(page, studio, tmp_path)
    page.get_by_role("button", name={"zh": "看它的积木", "en": "Look at its blocks"}[lang]).click()
    expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()


def take_the_test(child: StagedChild, studio) -> None:
    """One action more and one a class, and the mark is that of pictures taken elsewhere: the right ones of fifteen, with
    a range. The model that answers is tested, from its file: nothing runs, nothing is trained.
    """
    page, before = child.page, child.actions
    trained, runs = read_models(studio, page), count_runs(studio, page)
    child.press(".teach-test .btn.pri")
    for kind, row in enumerate(list_classes(studio, page)):
        child.until_shown(kind)
        take_turn(child, row["name"])
    expect(page.locator(".teach-turn")).to_be_hidden()
    taken = time.monotonic()
    expect(page.locator(".teach-after")).to_be_visible()
    print(f"from the last picture of the test to its mark {time.monotonic() - taken:.1f} s")
    said = page.locator(".teach-test").inner_text()
    assert "15 题答对" in said and "这样的 15 题，大约能答对" in said and child.actions == before + 4
    assert [row["tests"] for row in list_classes(studio, page)] == [5, 5, 5]
    right = int(said.split("15 题答对 ")[1].split(" ")[0])
    assert right >= 13 and layout_faults(page) == []
    squares = page.locator(".teach-slots-of i.right img, .teach-slots-of i.wrong img")
    expect(squares).to_have_count(15)
    expect(page.locator(".teach-slots-of i.right")).to_have_count(right)
    assert trained == read_models(studio, page) and runs == count_runs(studio, page)
    page.reload()
    expect(page.locator(".teach-after")).to_be_visible()
    assert f"15 题答对 {right} 题" in page.locator(".teach-test").inner_text()
    take_one_class_anew(child, studio)


def take_turn(child: StagedChild, name: str) -> None:
    """Nothing is taken before the child is ready; meanwhile the boxes are empty."""
    said = child.page.locator(".teach-turn")
    expect(said).to_contain_text(f"“{name}”")
    expect(said.get_by_role("button", name="准备好了")).to_be_focused()
    child.press(".teach-turn .btn.pri")
    expect(said).to_contain_text("拍了 5 / 5 张")


def take_one_class_anew(child: StagedChild, studio) -> None:
    """A click on a picture shows it and takes none. Taken anew, the pictures before stay where their record finds them,
    and come back at a press.
    """
    page, name = child.page, list_classes(studio, child.page)[0]["name"]
    thumbnails = page.locator(".teach-slots li:first-child img")
    before = [each.get_attribute("src") for each in thumbnails.all()]
    asked = page.locator(".teach-slots-of i").first.get_attribute("data-path")
    page.locator(".teach-slots-of i").first.click()
    expect(page.get_by_role("dialog")).to_contain_text(re.compile("✓ 答对|✗ 答错"))
    assert [row["tests"] for row in list_classes(studio, page)] == [5, 5, 5]
    page.get_by_role("dialog").get_by_role("button", name=f"重拍“{name}”的大考照片").click()
    expect(page.locator(".teach-slots li:first-child .full")).to_have_count(0)
    page.get_by_role("button", name="先不大考").click()
    expect(page.locator(".teach-after")).to_be_visible()
    assert [each.get_attribute("src") for each in thumbnails.all()] == before
    page.locator(".teach-slots-of i").first.click()
    page.get_by_role("dialog").get_by_role("button", name=f"重拍“{name}”的大考照片").click()
    take_turn(child, name)
    expect(page.locator(".teach-after")).to_be_visible()
    assert [row["tests"] for row in list_classes(studio, page)] == [5, 5, 5]
    assert not {*before} & {each.get_attribute("src") for each in thumbnails.all()}
    project = page.evaluate("() => decodeURIComponent(location.hash).split('/')[2]")
    assert (studio.projects / project / asked).is_file()
    page.get_by_role("button", name="恢复原来的").click()
    expect(thumbnails.first).to_have_attribute("src", before[0])
    assert [row["tests"] for row in list_classes(studio, page)] == [5, 5, 5]


def read_models(studio, page: Page) -> dict[str, bytes]:
    project = page.evaluate("() => decodeURIComponent(location.hash).split('/')[2]")
    files = (studio.projects / project / "models").rglob("*.*")
    return {each.name: each.read_bytes() for each in files if each.is_file()}


def count_runs(studio, page: Page) -> int:
    project = quote(page.evaluate("() => decodeURIComponent(location.hash).split('/')[2]"))
    return len(ApiClient(studio).ask("GET", f"/api/projects/{project}/runs"))


def run_outside(page: Page, studio, folder: Path) -> None:
    """The exported Python learns and recognizes by itself, with a film as its camera."""
    random, clip = np.random.default_rng(8), folder / "star.mjpeg"
    clip.write_bytes(b"".join(cv2.imencode(".jpg", draw(1, random))[1].tobytes() for _ in range(12)))
    project = page.evaluate("() => decodeURIComponent(location.hash).split('/')[2]")
    exported = ApiClient(studio).opener.open(f"{studio.base}/api/projects/{quote(project)}/export/main.py").read()
    (folder / "main.py").write_bytes(exported + "    print(结果.label)\n".encode())
    shutil.copytree(studio.projects / project / "data", folder / "data")
    words = [sys.executable, "-m", "sunmao.server", "run", "--camera", str(clip), "main.py"]
    done = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", timeout=HANG_TIMEOUT)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "第 2 类" in done.stdout.splitlines()[-1]


def list_classes(studio, page: Page) -> list[dict]:
    project = quote(page.evaluate("() => decodeURIComponent(location.hash).split('/')[2]"))
    name = {"zh": "我的图片", "en": "my-pictures"}[page.evaluate("() => document.documentElement.lang.slice(0, 2)")]
    return ApiClient(studio).ask("GET", f"/api/projects/{project}/datasets/{quote(name)}/classes")
