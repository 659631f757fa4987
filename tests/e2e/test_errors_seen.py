"""An error as a child sees it on the blocks: the ring is around the value block that failed, the bubble stands at it."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import wait_for
from tests.e2e.rooms import ended, enter, make, run
from tests.support.blocks import workspace_builder as w
from tests.support.blocks.failing_programs import PROGRAMS, WRONG, calculate, call, define

RINGED = """([kind, id]) => {
  const ring = document.querySelector(`.ring.${kind} > .ring-inner`)?.getAttribute('d');
  const block = Blockly.getMainWorkspace().getBlockById(id);
  return ring === block.pathObject.svgPath.getAttribute('d');
}"""


def expect_ring(page: Page, block: str, kind: str = "err") -> None:
    """The one ring of a kind is around a block, and lies where that is."""
    wait_for(page, RINGED, [kind, block])
    expect(page.locator(f".ring.{kind}")).to_have_count(1)
    ring = page.locator(f".ring.{kind} > .ring-inner").bounding_box()
    path = page.locator(f'[data-id="{block}"] > .blocklyPath').first.bounding_box()
    assert abs(ring["x"] - path["x"]) < 4 and abs(ring["y"] - path["y"]) < 4


@pytest.mark.parametrize("name", ["division by zero in a sum", "a position from a variable in a loop"])
def test_the_value_block_is_ringed(page, studio, name):
    enter(page, make(studio, PROGRAMS[name].workspace))
    run(page)
    bubble = page.locator(".bubble")
    expect(bubble).to_be_visible()
    expect_ring(page, WRONG)
    box, path = bubble.bounding_box(), page.locator(f'[data-id="{WRONG}"] > .blocklyPath').first.bounding_box()
    assert abs(box["x"] - path["x"]) < 40 and box["y"] > path["y"]
    page.reload()
    expect(page.locator(".bubble")).to_be_visible()
    expect_ring(page, WRONG)


def test_a_step_stops_at_what_a_function_gives_back(page, studio):
    value = calculate("ADD", w.variable("数"), w.number(1))
    told = w.say(call("加一", w.number(3)))
    enter(page, make(studio, w.program([told], [define("加一", "数", result=value)])))
    page.keyboard.press("F9")
    expect_ring(page, told["id"], "still")
    page.keyboard.press("F9")
    expect_ring(page, value["id"], "still")
    page.keyboard.press("F8")
    ended(page)
    expect(page.locator(".con")).to_contain_text("4")
