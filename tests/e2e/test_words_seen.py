"""Words on the canvas as Blockly says and draws them: announcements, the variables drawer, warnings with their button."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.rooms import enter, make, run
from tests.support.blocks.workspace_builder import Block, block, number, set_variable, stack, text, variable
from tests.support.studio import ApiClient, Studio

MOVES = {
    "zh": ("看与问积木", "移动：接在“程序开始时”下面。"),
    "en": ("Show & ask blocks", "Below “when the program starts”: moving"),
}
LABELS = """() => [...document.querySelectorAll('.blocklyFlyout .blocklyDraggable')].map(one => one.textContent)"""
# From the end of a block's first word to the field behind it, in units of the block.
GAP = """() => {
  const block = document.querySelector('.blocklyBlockCanvas [data-id="set"]');
  const [word, field] = [...block.querySelectorAll(':scope > .blocklyField, :scope > .blocklyNonEditableField, :scope > g')]
    .map(one => one.getBoundingClientRect()).filter(box => box.width).sort((a, b) => a.left - b.left);
  return [word.right, field.left, block.getCTM().a];
}"""


def set_language(page: Page, studio: Studio, language: str) -> None:
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": language})
    page.reload()


def saved(*blocks: Block, names: tuple[str, ...] = ("age",)) -> dict:
    top = stack([block("program_start"), *blocks]) | {"x": 40, "y": 24}
    variables = [{"name": name, "id": f"id_{name}"} for name in names]
    return {"blocks": {"languageVersion": 0, "blocks": [top]}, "variables": variables}


@pytest.mark.parametrize("language", MOVES)
def test_a_move_by_keys_is_announced_in_a_sentence(page: Page, studio: Studio, language):
    set_language(page, studio, language)
    drawer, move = MOVES[language]
    enter(page, make(studio, saved(names=())))
    page.keyboard.press("Control+b")
    page.keyboard.press("2")
    expect(page.locator(".blocklyKeyboardNavigation .blocklyActiveFocus").first).to_be_visible()
    for key in ("t", "ArrowDown", "ArrowRight"):  # to the second drawer and into it
        page.keyboard.press(key)
    expect(page.locator(".blocklyFlyout .blocklyActiveFocus")).to_be_attached()
    expect(page.locator(f'.blocklyFlyout [aria-label="{drawer}"]')).to_be_attached()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#blocklyAriaAnnounce")).to_contain_text(move)
    page.keyboard.press("Enter")


def test_the_variables_drawer_offers_what_the_program_has_made(page: Page, studio: Studio):
    set_language(page, studio, "zh")
    enter(page, make(studio, saved(set_variable("age", number(9)))))
    page.get_by_role("treeitem", name="变量").click()
    expect(page.locator(".blocklyFlyout .blocklyDraggable").first).to_be_visible()
    shown = page.evaluate(LABELS)
    assert any("age" in words for words in shown)
    assert not any(name in words for words in shown for name in ("model", "camera", "tracker"))


def test_a_text_answer_used_as_a_number_is_mended_by_a_button(page: Page, studio: Studio):
    set_language(page, studio, "zh")
    asked = set_variable("age", block("text_prompt_ext", {"TYPE": "TEXT"}, TEXT=text("几岁？")))
    total = block("text_print", TEXT=block("math_arithmetic", {"OP": "ADD"}, A=variable("age"), B=number(1)))
    enter(page, make(studio, saved(asked, total)))
    page.locator(".problem-mark circle").first.click()
    expect(page.locator(".bubble-title")).to_contain_text("回答“age”是一段文本")
    page.get_by_role("button", name="改成问一个数").click()
    expect(page.locator(".lines")).to_contain_text("age = float(input(")
    expect(page.locator(".problem-mark")).to_have_count(0)


def test_a_loop_that_counts_by_0_is_mended_by_a_button(page: Page, studio: Studio):
    set_language(page, studio, "zh")
    loop = block("controls_for", {"VAR": {"id": "id_age"}}, FROM=number(1), TO=number(10), BY=number(0))
    enter(page, make(studio, saved(loop)))
    page.locator(".problem-mark circle").first.click()
    page.get_by_role("button", name="改成 1", exact=True).click()
    expect(page.locator(".lines")).to_contain_text("range(1, 11)")


def test_no_hole_stands_behind_a_short_word(page: Page, studio: Studio):
    set_language(page, studio, "zh")
    enter(page, make(studio, saved(set_variable("age", number(9)) | {"id": "set"})))
    end, begin, scale = page.evaluate(GAP)
    assert 0 < (begin - end) / scale <= 14, "Zelos leaves 24 units behind one Chinese letter"


def test_a_variable_without_a_value_is_given_one_by_a_button(page: Page, studio: Studio):
    set_language(page, studio, "zh")
    grow = set_variable("score", block("math_arithmetic", {"OP": "ADD"}, A=variable("age"), B=number(1)))
    loop = block("controls_repeat_ext", TIMES=number(3), DO=grow)
    enter(page, make(studio, saved(loop, names=("age", "score"))))
    page.locator(".problem-mark circle").first.click()
    expect(page.locator(".bubble")).to_contain_text("变量“age”还没有值")
    page.get_by_role("button", name="给它一个值").click()
    page.keyboard.type("7")  # the number has the keys
    page.keyboard.press("Enter")
    expect(page.locator(".lines")).to_contain_text(re.compile("age = 7.*for .* in range", re.S))
    expect(page.locator(".problem-mark")).to_have_count(0)

    own = block("program_python", {"code": "print(points)"})
    enter(page, make(studio, saved(block("controls_repeat_ext", TIMES=number(1), DO=own))))
    run(page)  # only the run knows what is missing
    page.locator(".bubble-error").get_by_role("button", name="给它一个值").click()
    expect(page.locator(".bubble")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".lines")).to_contain_text(re.compile("points = 0.*for .* in range", re.S))
