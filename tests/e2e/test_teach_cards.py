"""The cards of "Teach": classes with names of their own, pictures from files and drawings, the keyboard alone."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.filming import filmed
from tests.e2e.hands import wait_for
from tests.e2e.rooms import QUIET, layout_faults
from tests.support.limits import poll_until
from tests.support.photographs import write_film, write_photographs
from tests.support.studio import ApiClient

SET = "我的图片"


@pytest.fixture(scope="module")
def seeing(browser, tmp_path_factory):
    with filmed(browser, write_film(tmp_path_factory.mktemp("camera") / "film.mjpeg")) as running:
        yield running


@pytest.fixture
def page(seeing, studio, request):
    """The first page, with a camera that may be used unless the test says 'refused'."""
    allowed = [] if getattr(request, "param", "") == "refused" else ["camera"]
    context = seeing.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", permissions=allowed)
    page, errors = context.new_page(), []
    if not allowed:
        refuse = "() => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))"
        page.add_init_script(f"navigator.mediaDevices.getUserMedia = {refuse}")
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})
    page.goto(studio.url)
    yield page
    context.close()
    assert [said for said in errors if not any(quiet in said for quiet in QUIET)] == []


def begin(page: Page) -> None:
    page.locator(".hero .btn.pri").click()
    expect(page.locator(".teach-card")).to_have_count(3)


# What was dragged from a file manager into a page comes with entries; what a page hands on comes without.
DROP = """([target, pictures]) => {
  const held = new DataTransfer();
  for (const [at, data] of pictures.entries())
    held.items.add(new File([Uint8Array.from(atob(data), letter => letter.charCodeAt(0))], `${at}.jpg`, { type: 'image/jpeg' }));
  for (const kind of ['dragover', 'drop'])
    document.querySelector(target).dispatchEvent(
      new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: held }));
}"""


SEEN = """menu => {
  const cards = menu.closest('.teach-cards'), cuts = getComputedStyle(cards).overflowY !== 'visible';
  const inside = menu.getBoundingClientRect(), frame = (cuts ? cards : menu.closest('.teach')).getBoundingClientRect();
  return inside.top >= Math.max(0, frame.top) && inside.bottom <= Math.min(innerHeight, frame.bottom)
    && inside.left >= 0 && inside.right <= innerWidth;
}"""


@pytest.mark.long
@pytest.mark.parametrize("size", [(1366, 768), (1366, 625), (1024, 768), (600, 768)])
def test_the_menu_of_every_card_is_seen_whole(page, size):
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    begin(page)
    for number in range(page.locator(".teach-card").count()):
        page.locator(".teach-card [aria-haspopup]").nth(number).click()
        assert page.locator(".menu").evaluate(SEEN), (size, number)
        page.keyboard.press("Escape")


def folder(page: Page, studio) -> Path:
    project = page.evaluate("() => decodeURIComponent(location.hash).split('/')[2]")
    return studio.projects / project / "data" / SET


def cards(page: Page) -> list[str]:
    return [name.strip() for name in page.locator(".teach-name b").all_inner_texts()]


def rename(page: Page, card: int, name: str) -> None:
    page.locator(".teach-name").nth(card).click()
    page.get_by_role("dialog").locator("input").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator(".teach-name").nth(card)).to_contain_text(name)


@pytest.mark.long
def test_picture_files_dropped_on_a_card_are_of_its_class(page, tmp_path):
    write_photographs(tmp_path, ["1"], 6)
    files = [base64.b64encode(file.read_bytes()).decode() for file in sorted(tmp_path.rglob("*.jpg"))]
    begin(page)
    expect(page.locator(".teach-head .cap")).to_have_count(0)
    add = page.get_by_role("button", name="再加一类")
    frame, button = page.locator(".teach-classes").bounding_box(), add.bounding_box()
    assert button["y"] + button["height"] <= frame["y"] + frame["height"], "its lower edge is seen"
    page.evaluate(DROP, [".teach-card.small", files])
    expect(page.locator(".teach-card.small").first).to_contain_text("6 张")
    expect(page.locator(".teach-train")).to_contain_text("只学怎么分清你的几类东西")


@pytest.mark.long
def test_classes_have_names_of_their_own_and_come_and_go(page, studio):
    begin(page)
    rename(page, 0, "石头")
    rename(page, 2, "布")
    page.get_by_role("button", name="再加一类").click()
    expect(page.locator(".teach-card")).to_have_count(4)
    assert cards(page) == ["石头", "第 2 类", "布", "第 4 类"]
    assert {each.name for each in (folder(page, studio) / "training_set").iterdir()} == set(cards(page))
    rename_to_a_taken_name(page)
    page.get_by_role("button", name="“布”的更多操作").click()
    page.get_by_role("menuitem", name="去掉这一类").click()
    expect(page.locator(".teach-card")).to_have_count(3)
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".teach-card")).to_have_count(4)
    assert cards(page) == ["石头", "第 2 类", "布", "第 4 类"]
    page.reload()
    expect(page.locator(".teach-card")).to_have_count(4)
    assert cards(page) == ["石头", "第 2 类", "布", "第 4 类"]


def rename_to_a_taken_name(page: Page) -> None:
    page.locator(".teach-name").nth(1).click()
    page.get_by_role("dialog").locator("input").fill("布")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("布")
    assert cards(page)[1] == "第 2 类"


@pytest.mark.parametrize("page", ["refused"], indirect=True)
@pytest.mark.long
def test_without_a_camera_files_and_drawings_will_do(page, studio, tmp_path):
    begin(page)
    page.locator(".teach-hold").hover()
    page.mouse.down()
    expect(page.locator(".teach-stage[role=alert]")).to_contain_text("摄像头")
    page.mouse.up()
    assert layout_faults(page) == []
    write_photographs(tmp_path, ["thing"], 6)
    photographs = sorted((tmp_path / "thing").iterdir())
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="图片文件").click()
    chooser.value.set_files(photographs)
    expect(page.locator(".teach-card.active header .cap")).to_have_text("6 张")
    page.get_by_role("button", name="“第 1 类”的更多操作").click()
    page.get_by_role("menuitem", name="清空图片，重新拍").click()
    expect(page.locator(".teach-card.active header .cap")).to_have_text("0 张")
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".teach-card.active header .cap")).to_have_text("6 张")
    page.locator(".teach-card:nth-child(2) .btn.ghost.ic").first.click()
    for count in range(1, 6):
        draw(page)
        expect(page.locator(".teach-card.active header .cap")).to_have_text(f"{count} 张")
    assert len(list((folder(page, studio) / "training_set" / "第 2 类").glob("*.png"))) == 5
    # The empty third class sits out, and the page says so; it gets pictures or goes.
    expect(page.locator(".teach-go")).to_be_enabled()
    said = page.locator(".teach-empty")
    expect(said).to_contain_text("“第 3 类”还没有照片")
    expect(page.locator(".teach-column:first-child > .cap")).to_have_text("2 类，11 张")
    said.get_by_role("button", name="去掉这一类").click()
    expect(page.locator(".teach-go.pri")).to_be_enabled()
    expect(said).to_have_count(0)


def draw(page: Page) -> None:
    page.get_by_role("button", name="画一张").click()
    box = page.locator(".board").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 180, steps=5)
    page.mouse.up()
    page.locator(".pad .btn.pri").click()


# What a screen reader says of the element that has the focus.
NAME = """() => {
  const at = document.activeElement;
  const words = at.ariaLabel || at.textContent.trim() || at.title || [...(at.labels ?? [])].map(each => each.textContent).join(' ');
  return at === document.body ? 'body' : words;
}"""


def tab_to(page: Page, name: str) -> None:
    """Go by Tab to what is called so; everything on the way has a name."""
    passed: list[str] = []
    while name not in (said := page.evaluate(NAME)):
        assert said, passed
        passed.append(said)
        assert len(passed) < 60, passed
        page.keyboard.press("Tab")


@pytest.mark.long
def test_keys_alone_teach_train_and_test(page, studio):
    page.locator(".hero .btn.pri").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".teach-card")).to_have_count(3)
    page.evaluate("() => document.activeElement?.blur()")
    for number in (1, 2):
        page.keyboard.press(str(number))
        expect(page.locator(f".teach-card:nth-child({number}).active")).to_be_visible()
        page.keyboard.down(" ")
        enough = "n => parseInt(document.querySelector('.teach-card.active header .cap').textContent) >= n"
        wait_for(page, enough, 5)
        page.keyboard.up(" ")
        expect(page.locator(".teach-hold:not(.held)")).to_be_visible()
    page.locator(".teach-hold").focus()
    page.keyboard.press("Enter")  # begins, and goes on until the key is pressed again
    expect(page.locator(".teach-hold.held")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".teach-hold:not(.held)")).to_be_visible()
    kept = folder(page, studio) / "training_set" / "第 2 类"
    shown = page.locator(".teach-card.active header .cap")
    poll_until(lambda: shown.inner_text() == f"{len(list(kept.iterdir()))} 张", "as many pictures as on the disk")
    expect(page.locator(".teach-go")).to_be_enabled()
    tab_to(page, "训练")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="每类拍 5 张新的")).to_be_enabled()
    expect(page.locator(".teach-answer [role=status]")).not_to_be_empty()  # what a screen reader says of the camera
    tab_to(page, "每类拍 5 张新的")
    page.keyboard.press("Enter")
    for number in (1, 2):
        expect(page.locator(".teach-turn")).to_contain_text(f"“第 {number} 类”")
        page.keyboard.press("Enter")  # ready
    expect(page.locator(".teach-score")).to_contain_text("10 题答对")


@pytest.mark.long
def test_a_data_set_of_another_kind_is_not_taught_here(page, studio):
    """Blocks that train no classifier: the section is not offered."""
    made = ApiClient(studio).ask("POST", "/api/projects", {"example": "shapes", "lang": "zh"})
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}` }", made["id"])
    expect(page.locator(".section").first).to_have_text("积木")
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/teach` }", made["id"])
    expect(page.locator("#view")).to_contain_text("不教电脑认东西")
