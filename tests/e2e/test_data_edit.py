"""Pictures are given another label, moved, deleted and brought back: by mouse, by keys, by a finger, on two pages."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from sunmao.data.dataset import Dataset
from tests.e2e.hands import wait_for
from tests.e2e.rooms import layout_faults, make, program, visit
from tests.e2e.test_data_view import SEEN, open_data, open_wall
from tests.support.photographs import write_photographs
from tests.support.studio import ApiClient

LABELS, OF_EACH = ["0", "1", "cat"], 12
LAST = ".edit-last"


@pytest.fixture
def signs(studio):
    """A project with a data set of three classes; the key of `cat` is 2. Returns (project, its folder)."""
    project = make(studio, program("print('数据')"))
    folder = studio.projects / project / "data" / "signs"
    write_photographs(folder, LABELS, OF_EACH)
    return project, folder


@pytest.fixture
def wall(page: Page, signs):
    """The wall of the data set, with all its pictures."""
    open_wall(page, signs[0], "signs")
    return page


def tile(page: Page, number: int):
    """A picture by its place on the wall, from 1."""
    return page.locator(f'.tile[aria-posinset="{number}"]:not([hidden])')


def tick(page: Page, number: int) -> None:
    tile(page, number).hover()
    tile(page, number).locator(".tile-tick").click()


def counts(page: Page) -> dict[str, str]:
    return dict(
        page.locator(".data-class:not(.all)").evaluate_all(
            "all => all.map(e => [e.querySelector('.data-class-name').textContent, e.querySelector('.num').textContent])"
        )
    )


def bin_count(page: Page) -> str:
    return page.locator(".edit-strip .num").inner_text()


def expect_last(page: Page, words: str) -> None:
    expect(page.locator(LAST)).to_have_text(words)


def press_and_drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
    page.mouse.move(*end, steps=3)
    page.mouse.up()


@pytest.mark.long
def test_ticked_pictures_get_another_label_and_it_is_taken_back(wall: Page, signs):
    before = {path: path.read_bytes() for path in signs[1].rglob("*.jpg")}
    heights = wall.locator(".data-wall").bounding_box()
    for number in (1, 2):
        tick(wall, number)
    expect(wall.locator(".edit-bar")).to_contain_text("已选 2 张")
    assert wall.locator(".data-wall").bounding_box() == heights, "no tile moves when the bar comes"
    expect(wall.locator(".tile.ticked")).to_have_count(2)
    expect(wall.locator(".edit-selected")).to_contain_text("0：2 张")
    wall.get_by_role("button", name="改类别").click()
    wall.get_by_role("menuitemradio", name="cat 2").click()
    expect_last(wall, "上一步：2 张从“0”改成“cat”")
    assert counts(wall) == {"0": "10", "1": "12", "cat": "14"}
    expect(tile(wall, 1).locator(".tile-label")).to_have_text("cat")
    expect(wall.locator(".edit-bar")).to_have_count(0)
    dataset = Dataset(signs[1])
    assert dataset.count_pictures(label="cat") == 14
    wall.keyboard.press("Control+z")
    expect(wall.locator(LAST)).not_to_contain_text("上一步")
    assert counts(wall) == {"0": "12", "1": "12", "cat": "12"}
    wall.keyboard.press("Control+Shift+z")
    expect_last(wall, "上一步：2 张从“0”改成“cat”")
    wall.reload()
    expect_last(wall, "上一步：2 张从“0”改成“cat”")
    wall.locator(".edit-strip").get_by_role("button", name="撤销").click()
    expect(wall.locator(LAST)).not_to_contain_text("上一步")
    assert {path: path.read_bytes() for path in signs[1].rglob("*.jpg")} == before


@pytest.mark.long
def test_many_at_once_by_a_frame_shift_and_ctrl_a(wall: Page, signs):
    first, last = tile(wall, 1).bounding_box(), tile(wall, 2).bounding_box()
    press_and_drag(
        wall, (last["x"] + last["width"] - 5, last["y"] + last["height"] - 5), (first["x"] + 5, first["y"] + 5)
    )
    expect(wall.locator(".edit-bar")).to_contain_text("已选 2 张")
    tile(wall, 6).click(modifiers=["Shift"])
    expect(wall.locator(".tile.ticked")).to_have_count(6)
    tile(wall, 3).click()
    expect(wall.locator(".edit-bar")).to_contain_text("已选 5 张")
    wall.keyboard.press("Escape")
    expect(wall.locator(".edit-bar")).to_have_count(0)
    wall.locator(".data-class", has_text="cat").click()
    expect(wall.locator(".tile:not([hidden])")).to_have_count(OF_EACH)
    tile(wall, 1).click()
    wall.keyboard.press("Control+a")
    expect(wall.locator(".edit-bar")).to_contain_text(f"已选 {OF_EACH} 张")
    tile(wall, 4).click()
    wall.locator(".edit-bar").get_by_role("button", name="大考").click()
    expect_last(wall, f"上一步：{OF_EACH - 1} 张移到大考")
    assert Dataset(signs[1]).count_pictures(split="test", label="cat") == OF_EACH - 1


@pytest.mark.long
def test_by_keys_alone(wall: Page, signs):
    wall.locator('.tile[tabindex="0"]').focus()
    for key in ("ArrowRight", " ", "Shift+ArrowRight", "Shift+ArrowRight"):
        wall.keyboard.press(key)
    expect(wall.locator(".edit-bar")).to_contain_text("已选 3 张")
    wall.keyboard.press("1")
    expect_last(wall, "上一步：3 张从“0”改成“1”")
    expect(wall.locator(".tile:focus")).to_have_attribute("aria-posinset", "4")
    wall.keyboard.press("ArrowRight")
    wall.keyboard.press("Delete")
    expect_last(wall, "上一步：1 张放进回收站")
    assert bin_count(wall) == "1" and counts(wall) == {"0": "8", "1": "15", "cat": "12"}
    expect(wall.locator(".tile:focus")).to_have_attribute("aria-posinset", "5")
    wall.keyboard.press("Enter")
    large = wall.get_by_role("dialog")
    expect(large).to_have_attribute("aria-label", "第 5 / 35 张")
    expect(large.locator(".data-labels .pill")).to_have_text("0")
    wall.keyboard.press("2")
    expect(large.locator(".data-labels .pill")).to_have_text("cat")
    shown = large.locator(".facts code").inner_text()
    wall.keyboard.press("Delete")
    expect(large).to_have_attribute("aria-label", "第 5 / 34 张")
    expect(large.locator(".facts code")).not_to_have_text(shown)
    wall.keyboard.press("Control+z")
    expect(large).to_have_attribute("aria-label", "第 5 / 35 张")
    wall.keyboard.press("Escape")
    expect(large).to_have_count(0)
    assert bin_count(wall) == "1"


@pytest.mark.long
def test_the_focus_stays_on_the_wall(wall: Page, signs, browser, studio):
    wall.locator('.tile[tabindex="0"]').focus()
    for key in ("End", " ", "Delete"):
        wall.keyboard.press(key)
    expect_last(wall, "上一步：1 张放进回收站")
    expect(wall.locator(".tile:focus")).to_have_attribute("aria-posinset", str(3 * OF_EACH - 1))
    with visit(browser, studio, lang="zh") as other:
        open_data(other, signs[0], "signs")
        wait_for(other, SEEN)
        other.locator('.tile[tabindex="0"]').focus()
        for key in ("Home", "ArrowRight", " ", "1"):
            wall.keyboard.press(key)
        expect_last(wall, "上一步：1 张从“0”改成“1”")
        for key in ("ArrowRight", " ", "2"):  # the same picture
            other.keyboard.press(key)
        expect(other.get_by_role("dialog")).to_contain_text("有 1 张刚刚在另一个页面改过")
        other.keyboard.press("Escape")
        expect(other.get_by_role("dialog")).to_have_count(0)
        expect(other.locator(".tile:focus")).to_have_count(1)


@pytest.mark.long
def test_keys_pressed_while_rows_are_on_their_way_mean_what_they_were_pressed_at(wall: Page, signs):
    held: list[Route] = []
    slow = True
    wall.route(re.compile(r"/pictures\?"), lambda route: held.append(route) if slow else route.continue_())
    wall.locator('.tile[tabindex="0"]').focus()
    path = tile(wall, 1).get_attribute("title")
    for key in (" ", "2"):
        wall.keyboard.press(key)
    expect_last(wall, "上一步：1 张从“0”改成“cat”")
    for key in ("Home", " ", "1"):  # its row is the old one, or not here
        wall.keyboard.press(key)
    wait_for(wall, "() => document.querySelector('.tile:focus')")
    assert held, "rows are on their way"
    slow = False
    for route in held:
        route.continue_()
    expect_last(wall, "上一步：1 张从“cat”改成“1”")
    assert counts(wall) == {"0": "11", "1": "13", "cat": "12"}
    changed = next(item for item in Dataset(signs[1]).items() if item.path.as_posix().endswith(path))
    assert changed.label == "1"


@pytest.mark.long
def test_the_bin_gives_back_and_is_emptied_after_a_question(wall: Page, signs):
    for number in (1, 2, 3):
        tick(wall, number)
    wall.locator(".edit-bar").get_by_role("button", name="删除").click()
    expect_last(wall, "上一步：3 张放进回收站")
    wall.get_by_role("button", name=re.compile("^回收站")).click()
    expect(wall.locator(".tile:not([hidden])")).to_have_count(3)
    tick(wall, 2)
    wall.get_by_role("button", name="恢复").click()
    expect(wall.locator(".tile:not([hidden])")).to_have_count(2)
    expect_last(wall, "上一步：恢复了 1 张")
    wall.get_by_role("button", name="清空回收站…").click()
    wall.keyboard.press("Enter")  # the focus is on Cancel
    expect(wall.get_by_role("dialog")).to_have_count(0)
    assert len(list(signs[1].rglob("*.jpg"))) == 3 * OF_EACH
    wall.get_by_role("button", name="清空回收站…").click()
    wall.get_by_role("dialog").get_by_role("button", name="彻底删除").click()
    expect(wall.get_by_text("回收站是空的")).to_be_visible()
    assert len(list(signs[1].rglob("*.jpg"))) == 3 * OF_EACH - 2
    wall.locator(".empty-act").get_by_role("button", name="回到图片").click()
    expect(wall.locator(".data-class.all")).to_contain_text(str(3 * OF_EACH - 2))


@pytest.mark.long
def test_a_class_is_renamed_and_merged_and_any_change_is_taken_back_alone(wall: Page, signs):
    def choose(name: str, item: str) -> None:
        wall.locator(".data-class-row", has_text=name).hover()
        wall.get_by_role("button", name=f"“{name}”的更多操作").click()
        wall.get_by_role("menuitem", name=item, exact=True).click()

    wall.locator(".data-class", has_text="cat").click()
    shown = wall.locator(".data-class[aria-pressed='true'] .data-class-name")
    choose("cat", "改名")
    wall.get_by_role("dialog").get_by_role("textbox").fill("猫")
    wall.keyboard.press("Enter")
    expect_last(wall, "上一步：“cat”现在叫“猫”")
    expect(shown).to_have_text("猫")
    expect(tile(wall, OF_EACH)).to_be_visible()
    assert counts(wall) == {"0": "12", "1": "12", "猫": "12"}
    wall.locator(".data-class", has_text="0").first.click()
    expect(shown).to_have_text("0")
    choose("0", "1")
    expect_last(wall, "上一步：“0”合并到“1”")
    expect(shown).to_have_text("1")
    expect(wall.locator(".data-wall .empty")).to_have_count(0)
    expect(tile(wall, 2 * OF_EACH)).to_be_attached()
    assert counts(wall) == {"1": "24", "猫": "12"}
    wall.get_by_role("button", name="改过什么").click()
    dialog = wall.get_by_role("dialog")
    expect(dialog.locator(".edit-list li")).to_have_count(2)
    dialog.locator("li", has_text="现在叫“猫”").get_by_role("button", name="撤销").click()
    expect(dialog.locator("li.undone")).to_have_count(1)
    wall.keyboard.press("Escape")
    expect_last(wall, "撤销了：“cat”现在叫“猫”")
    assert counts(wall) == {"1": "24", "cat": "12"}
    assert Dataset(signs[1]).classes == ["1", "cat"]


@pytest.mark.long
def test_the_class_that_is_shown_follows_when_another_page_or_undo_renames_it(wall: Page, signs, studio):
    shown = wall.locator(".data-class[aria-pressed='true'] .data-class-name")
    wall.locator(".data-class", has_text="cat").click()
    edit = {"kind": "relabel", "label": "猫", "where": {"label": "cat"}, "except": [], "seen": None}
    ApiClient(studio).ask("POST", f"/api/projects/{signs[0]}/datasets/signs/edits", edit)
    wall.evaluate("() => dispatchEvent(new Event('focus'))")
    expect(shown).to_have_text("猫")
    expect(tile(wall, OF_EACH)).to_be_visible()
    wall.locator(".edit-strip").get_by_role("button", name="撤销").click()
    expect(shown).to_have_text("cat")
    expect_last(wall, "撤销了：“cat”现在叫“猫”")
    expect(tile(wall, OF_EACH)).to_be_visible()


@pytest.mark.long
def test_two_pages_on_one_set(wall: Page, signs, browser, studio):
    with visit(browser, studio, lang="zh") as other:
        open_data(other, signs[0], "signs")
        wait_for(other, SEEN)
        tick(other, 1)
        other.keyboard.press("1")
        expect_last(other, "上一步：1 张从“0”改成“1”")
        tick(wall, 2)
        wall.keyboard.press("Delete")  # another picture: both hold
        expect_last(wall, "另一个页面改了 1 张，已经合在一起")
        assert counts(wall) == {"0": "10", "1": "13", "cat": "12"}
        tick(other, 2)  # the same picture as there
        other.keyboard.press("1")
        dialog = other.get_by_role("dialog")
        expect(dialog).to_contain_text("有 1 张刚刚在另一个页面改过")
        dialog.get_by_role("button", name="留着那边的").click()
        expect(other.locator(".data-class.all")).to_contain_text("35")
        assert counts(other) == {"0": "10", "1": "13", "cat": "12"}


@pytest.mark.long
def test_a_finger_rests_paints_and_taps(browser, studio, signs):
    with visit(browser, studio, "tablet") as page:
        open_data(page, signs[0], "signs")
        wait_for(page, SEEN)
        touch = page.context.new_cdp_session(page)

        def send(kind: str, *points: tuple[float, float]) -> None:
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

        def middle(number: int) -> tuple[float, float]:
            box = tile(page, number).bounding_box()
            return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

        top = page.locator(".data-wall").evaluate("e => e.scrollTop")
        send("touchStart", middle(1))
        expect(page.locator(".edit-bar")).to_contain_text("已选 1 张")
        send("touchMove", middle(2))
        send("touchMove", middle(3))
        send("touchEnd")
        expect(page.locator(".edit-bar")).to_contain_text("已选 3 张")
        assert page.locator(".data-wall").evaluate("e => e.scrollTop") == top, "a finger that paints does not scroll"
        page.touchscreen.tap(*middle(2))
        expect(page.locator(".edit-bar")).to_contain_text("已选 2 张")
        page.get_by_role("button", name="删除").tap()
        expect_last(page, "上一步：2 张放进回收站")
        assert layout_faults(page) == []


@pytest.mark.parametrize(("size", "lang"), [("laptop", "zh"), ("school", "en"), ("tablet", "en"), ("tablet", "zh")])
@pytest.mark.long
def test_it_fits_every_page(browser, studio, signs, size, lang):
    with visit(browser, studio, size, lang) as page:
        open_data(page, signs[0], "signs")
        wait_for(page, SEEN)
        tile(page, 1).click()
        page.keyboard.press(" ")
        page.keyboard.press("Shift+ArrowRight")
        expect(page.locator(".edit-bar")).to_be_visible()
        assert layout_faults(page) == []
        wall = page.locator(".data-wall").bounding_box()
        assert all(
            page.locator(each).bounding_box()["y"] <= wall["y"] for each in (".edit-bar .btn >> nth=0", ".edit-move")
        )
        page.keyboard.press("Delete")
        expect(page.locator(LAST)).to_contain_text("2")
        page.locator(".edit-strip button").last.click()
        expect(page.locator(".tile:not([hidden])")).to_have_count(2)
        assert layout_faults(page) == []


@pytest.mark.long
def test_the_number_of_pictures_is_typed(page: Page, studio):
    project = make(studio, program("print('数据')"))
    folder = studio.projects / project / "data" / "dial"
    write_photographs(folder, ["images"], OF_EACH)
    names = sorted(path.name for path in (folder / "images").iterdir())
    (folder / "labels.csv").write_text("file,angle\n" + "".join(f"{name},{10 * n}\n" for n, name in enumerate(names)))
    open_wall(page, project, "dial")
    for number in (1, 2):
        tick(page, number)
    page.get_by_role("button", name="改数").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("12 度")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(1)
    assert (
        page.get_by_role("textbox", name="正确的数").evaluate("e => e.validationMessage") == "这里要填一个数，比如 37.5"
    )
    page.get_by_role("textbox", name="正确的数").fill("12.5")
    page.keyboard.press("Enter")
    expect_last(page, "上一步：2 张改成“12.5”")
    expect(tile(page, 1).locator(".tile-label")).to_have_text("12.5")
    assert sorted(item.number for item in Dataset(folder).listing.items)[:3] == [12.5, 12.5, 20]
    page.keyboard.press("Control+z")
    expect(tile(page, 1).locator(".tile-label")).to_have_text("0")
