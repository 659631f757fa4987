"""The next-word machine: from the first page to a written sentence and the reason of a word, counted; its keys, and what
it refuses.
"""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.rooms import layout_faults, visit
from tests.e2e.screenshots import shoot
from tests.e2e.test_accessibility import find_barriers
from tests.support.studio import ApiClient

TEXT = {
    "zh": "春天来了，小草绿了，桃花红了。小鸟在树上唱歌，小鱼在水里游。春天的风很软，春天的雨很暖。孩子们在草地上跑，"
    "小狗也在草地上跑。夏天来了，天很热，小鸟不唱歌了，小鱼在水里睡觉。秋天来了，树叶黄了，苹果红了。",
    "en": "spring is here, the grass is green and the peach tree is red. the little bird sings in the tree, the little "
    "fish swims in the pond. the children run on the grass, the little dog runs on the grass. summer is here, the days "
    "are long and the nights are full of stars. the little bird sings no more.",
}


@pytest.fixture(params=["zh", pytest.param("en", marks=pytest.mark.long)])
def lang(request):
    return request.param


@pytest.fixture
def page(browser, studio, lang):
    with visit(browser, studio, lang=lang) as page:
        yield page


def begin(page: Page) -> None:
    page.locator(".hero .btn.pri").click()
    page.locator("#teach-kind-next_word").click()
    expect(page.locator(".next-card")).to_be_visible()


def add_text(page: Page, text: str) -> None:
    page.locator(".next-tools .btn").first.click()
    page.locator("dialog textarea").fill(text)
    page.locator("dialog .btn.pri").click()
    expect(page.locator(".next-enough")).to_be_visible()


@pytest.mark.long
def test_from_the_first_page_to_why_a_word_came(page, studio, lang):
    began = time.monotonic()
    begin(page)
    assert layout_faults(page) == [] and find_barriers(page) == []
    add_text(page, TEXT[lang])
    expect(page.locator(".next-go .btn.pri")).to_be_enabled()
    page.locator(".next-go .btn").nth(1).click()
    expect(page.locator(".next-word").nth(5)).to_be_visible()
    page.locator(".next-word").nth(2).click()
    expect(page.locator(".next-why")).to_be_visible()
    actions, spent = 7, time.monotonic() - began
    print(f"{actions} actions, {spent:.1f} s")
    word, before = (page.locator(".next-word").nth(at).inner_text() for at in (2, 1))
    assert f"“{word}”" in page.locator(".next-why b").inner_text()
    expect(page.locator(".next-before").first).to_have_text(before)
    expect(page.locator(".next-after.chosen").first).to_have_text(word)
    expect(page.locator(".next-cells .chosen")).to_have_count(1)
    die, cell = (page.locator(place).bounding_box() for place in (".next-die-mark", ".next-cells .chosen"))
    assert cell["x"] - 1 <= die["x"] + die["width"] / 2 <= cell["x"] + cell["width"] + 1
    shoot(page, f"next-why-{lang}")
    assert layout_faults(page) == [] and find_barriers(page) == []
    project = ApiClient(studio).ask("GET", f"/api/projects/{page.url.split('#/project/')[1].split('/')[0]}")
    python = project["program"]["python"]
    assert "NextWord(order=1)" in python and ".write(" in python and "open('data/" in python
    page.locator(".mini[data-part=write]").click()
    expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()


@pytest.mark.long
def test_keys_boldness_orders_and_two_texts(browser, studio):
    with visit(browser, studio, lang="en") as page:
        begin(page)
        add_text(page, TEXT["en"])
        page.locator("h1").click(force=True)
        for count in (1, 2, 3):
            page.keyboard.press(" ")
            expect(page.locator(".next-word")).to_have_count(count)
        page.locator(".next-word").last.focus()
        page.keyboard.press("ArrowLeft")
        expect(page.locator(".next-word").nth(1)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".next-word.asked")).to_have_count(1)
        page.locator(".next-bold input").fill("0")
        page.locator(".next-go .btn.ic").click()
        expect(page.locator(".next-word")).to_have_count(0)
        page.locator(".next-go .btn").nth(1).click()
        expect(page.locator(".next-word").nth(10)).to_be_visible()
        first = page.locator(".next-word").all_inner_texts()
        page.locator(".next-go .btn.ic").click()
        expect(page.locator(".next-word")).to_have_count(0)
        page.locator(".next-go .btn").nth(1).click()
        expect(page.locator(".next-word").nth(10)).to_be_visible()
        assert page.locator(".next-word").all_inner_texts() == first, "the most frequent word is always the same"
        page.get_by_role("tab", name="3 words").click()
        expect(page.locator("#next-order-3")).to_have_attribute("aria-selected", "true")
        counted = page.locator(".next-enough").inner_text()
        page.locator(".next-tools").get_by_role("button", name="Samples").click()
        page.get_by_role("menuitem", name="Fables").click()
        expect(page.locator(".next-names button")).to_have_count(2)
        expect(page.locator(".next-enough")).not_to_have_text(counted)
        shoot(page, "next-two-en")
        page.locator(".next-tools .menu-root").last.click()
        page.get_by_role("menuitem", name="Take this text away").click()
        expect(page.locator(".next-names")).to_have_count(0)
        expect(page.locator(".next-enough")).to_have_text(counted)
        page.reload()
        expect(page.locator(".next-enough")).to_have_text(counted)


@pytest.mark.long
def test_what_is_odd_is_said_in_a_sentence(browser, studio, tmp_path):
    with visit(browser, studio) as page:
        begin(page)
        page.locator(".next-tools .btn").first.click()
        page.locator("dialog .btn.pri").click()
        expect(page.locator(".toast")).to_contain_text("这里还没有字")
        add_text(page, "只有几个词。")
        expect(page.locator(".next-counted .warn")).to_contain_text("至少 30 个词")
        expect(page.locator(".next-go .btn.pri")).to_be_disabled()
        page.locator(".next-tools .btn").first.click()
        page.locator("dialog textarea").fill("字" * 400_000)
        page.locator("dialog .btn.pri").click()
        expect(page.locator(".toast").last).to_contain_text("1 MB")
        picture = tmp_path / "a.txt"
        picture.write_bytes(bytes(range(256)))
        with page.expect_file_chooser() as chooser:
            page.locator(".next-tools .btn").nth(1).click()
        chooser.value.set_files(picture)
        expect(page.locator(".toast").last).to_contain_text("不是文字文件")


@pytest.mark.long
@pytest.mark.parametrize("size", ["school", "tablet"])
def test_the_page_fits_smaller_screens(browser, studio, size):
    with visit(browser, studio, size) as page:
        begin(page)
        add_text(page, TEXT["zh"])
        page.locator(".next-go .btn").nth(1).click()
        expect(page.locator(".next-word").nth(2)).to_be_visible()
        shoot(page, f"next-{size}")
        assert layout_faults(page) == []


SELECT = """word => {
  const walk = document.createTreeWalker(document.querySelector('.next-text'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(word);
    if (at >= 0) return getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + word.length);
  }
}"""


def test_chinese_words_are_joined_and_cut_by_hand(browser, studio):
    with visit(browser, studio) as page:
        begin(page)
        add_text(page, TEXT["zh"])
        expect(page.locator("#teach-kind-next_word b")).to_have_text("1")
        counted = page.locator(".next-enough")
        first = counted.inner_text()
        page.evaluate(SELECT, "苹果")
        shoot(page, "next-cut-zh")
        assert layout_faults(page) == [] and find_barriers(page) == []
        page.get_by_role("button", name="一个字一个字切开").click()
        expect(counted).not_to_have_text(first)
        page.locator(".toast button").first.click()
        expect(counted).to_have_text(first)
        page.evaluate(SELECT, "在草地上跑")
        page.get_by_role("button", name="连成一个词").click()
        expect(counted).not_to_have_text(first)
        joined = counted.inner_text()
        page.reload()
        expect(counted).to_have_text(joined)
        page.evaluate(SELECT, "的风")
        expect(page.locator(".next-cuts")).to_be_visible()
        page.evaluate(SELECT, "。春")
        expect(page.locator(".next-cuts")).to_have_count(0)
