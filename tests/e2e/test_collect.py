"""Collecting on the page with a camera that shows a film: what is counted lies on the disk, and comes back with Undo."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.filming import filmed, moves
from tests.e2e.hands import wait_for
from tests.e2e.rooms import QUIET, make, program
from tests.support.photographs import write_film, write_photographs
from tests.support.studio import ApiClient

CLASSES = ("0", "1")


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> Path:
    """Ten photographs in 450 pictures."""
    return write_film(tmp_path_factory.mktemp("camera") / "film.mjpeg")


@pytest.fixture(scope="module")
def seeing(browser, film):
    """A browser whose camera shows the film."""
    with filmed(browser, film) as running:
        yield running


@pytest.fixture
def project(studio):
    """A project with an empty data set of two classes."""
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})
    made = make(studio, program(""))
    ApiClient(studio).ask(
        "POST",
        f"/api/projects/{quote(made)}/datasets",
        {"name": "signs", "task": "classification", "classes": list(CLASSES)},
    )
    return made


@pytest.fixture
def page(seeing, studio, project):
    """The panel of that data set."""
    context = seeing.new_context(
        viewport={"width": 1366, "height": 768}, locale="zh-CN", permissions=["camera"], has_touch=True
    )
    page, errors = context.new_page(), []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(studio.url)
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/data/signs` }", project)
    page.get_by_role("button", name="拍照采集").first.click()
    yield page
    context.close()
    assert [said for said in errors if not any(quiet in said for quiet in QUIET)] == []


@pytest.fixture
def folder(studio, project) -> Path:
    return next(studio.projects.glob(f"{project}/data/signs"))


def on_disk(folder: Path, name: str) -> int:
    return len(list((folder / name).glob("*.jpg")))


def counted(page: Page, name: str) -> int:
    """Return the count of pictures that the page shows for a class."""
    return int(page.locator(f".col-chip[title='{name}'] b").inner_text())


def more_than(page: Page, name: str, count: int) -> None:
    """Wait until a class has more than so many pictures."""
    wait_for(
        page,
        "([name, count]) => Number(document.querySelector(`.col-chip[title='${name}'] b`).textContent) > count",
        [name, count],
    )


def resting(page: Page) -> None:
    expect(page.locator(".col-hold.rest")).to_be_enabled()


@pytest.mark.long
def test_a_held_button_takes_many_and_only_what_is_on_the_disk_counts(page, folder):
    hold = page.locator(".col-hold")
    expect(hold).to_be_enabled()
    expect(page.get_by_role("radio", name="0，0 张")).to_be_checked()
    hold.hover()
    page.mouse.down()
    more_than(page, "0", 3)
    assert counted(page, "0") <= on_disk(folder, "0")
    page.mouse.up()
    resting(page)
    taken = counted(page, "0")
    assert taken == on_disk(folder, "0") and sorted(int(each.stem) for each in (folder / "0").iterdir()) == list(
        range(1, taken + 1)
    )
    assert page.locator(".col-shots img").count() == min(taken, 12)

    page.keyboard.press("2")  # the second class
    page.keyboard.down(" ")
    more_than(page, "1", 1)
    page.keyboard.up(" ")
    resting(page)
    assert counted(page, "1") == on_disk(folder, "1") and counted(page, "0") == taken
    burst = counted(page, "1")
    page.get_by_role("button", name=f"撤销这一组（{burst} 张）").click()
    expect(page.get_by_role("radio", name="1，0 张")).to_be_visible()
    assert on_disk(folder, "1") == 0 and on_disk(folder, "0") == taken

    page.get_by_role("button", name="拍完了").click()
    expect(page.locator(".data-class[title='0']")).to_contain_text(str(taken))
    expect(page.locator(".tile img").first).to_be_visible()


@pytest.mark.long
def test_a_new_class_mirrored_by_finger_after_a_countdown(page, folder):
    expect(page.locator(".col-hold")).to_be_enabled()
    page.get_by_role("button", name="新的类别").click()
    page.get_by_role("textbox", name="类别的名字").fill("a/b")
    page.keyboard.press("Enter")
    page.locator(".col-hold").tap()
    expect(page.locator(".col-trouble")).to_contain_text("不能当标签")
    expect(page.locator(".col-chip")).to_have_count(len(CLASSES))
    page.get_by_role("button", name="新的类别").click()
    page.get_by_role("textbox", name="类别的名字").fill("三")
    page.keyboard.press("Enter")
    for name in ("左右相反", "正方形", "倒数 3 秒"):
        page.get_by_role("button", name=name).click()
    page.locator(".col-hold").tap()
    for left in "321":
        expect(page.locator(".col-left-over")).to_have_text(left)
    more_than(page, "三", 0)
    page.get_by_role("button", name="停").click()
    resting(page)
    from sunmao.images.image_files import read_image_file

    pictures = [read_image_file(each) for each in (folder / "三").iterdir()]
    assert len(pictures) == counted(page, "三") and {picture.shape for picture in pictures} == {(240, 240, 3)}


@pytest.mark.long
def test_a_camera_of_the_computer_files_and_a_film(page, folder, film, tmp_path):
    page.get_by_role("tab", name="电脑上的摄像头").click()
    page.get_by_label("用哪个摄像头").select_option("simulated")
    moves(page)
    page.locator(".col-hold").hover()
    page.mouse.down()
    more_than(page, "0", 1)
    page.mouse.up()
    resting(page)
    taken = on_disk(folder, "0")
    assert counted(page, "0") == taken

    page.get_by_role("tab", name="图片文件").click()
    write_photographs(tmp_path, ["files"], 3)
    files = sorted(tmp_path.glob("files/*.jpg"))
    (tmp_path / "x.png").write_bytes(b"none")
    page.locator(".col-drop input").set_input_files([*files, tmp_path / "x.png"])
    expect(page.locator(".col-odd")).to_contain_text("1 个文件没放进来")
    assert counted(page, "0") == on_disk(folder, "0") == taken + 3

    page.get_by_role("tab", name="视频").click()
    page.get_by_label("每隔").select_option("5")
    page.locator(".col-drop input").set_input_files(film)
    page.get_by_role("button", name="取出画面").click()
    undo = page.get_by_role("button", name=re.compile("撤销这一组"))
    expect(undo).to_contain_text("4 张")  # 450 pictures, 25 a second where nothing says otherwise
    assert counted(page, "0") == on_disk(folder, "0") == taken + 7
    undo.click()
    expect(page.get_by_role("radio", name=f"0，{taken + 3} 张")).to_be_visible()
    assert on_disk(folder, "0") == taken + 3
