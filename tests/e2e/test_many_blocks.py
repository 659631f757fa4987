"""The page with three thousand blocks: it opens, nothing is asked of the server while a block is dragged, and the
change is saved once.
"""

import pytest
from playwright.sync_api import expect

from benchmarks.workspaces import of_size
from tests.e2e.hands import TWO_FRAMES, WORKSPACE, wait_for
from tests.e2e.rooms import enter, make

pytestmark = pytest.mark.long

BLOCK = f"() => {{ const box = {WORKSPACE}.getBlockById('i0').getSvgRoot().getBoundingClientRect(); return [box.left + 8, box.top + 14]; }}"
PLACE = f"() => {{ const at = {WORKSPACE}.getBlockById('i0').getRelativeToSurfaceXY(); return [at.x, at.y]; }}"


def test_three_thousand_blocks(page, studio):
    # The page asks for the data sets once the blocks stand: a slow computer would do so during the drag.
    with page.expect_response("**/datasets"):
        enter(page, make(studio, of_size(3000)))
        wait_for(page, f"() => {WORKSPACE}.getAllBlocks(false).length >= 3000")
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    before, hand = page.evaluate(PLACE), page.evaluate(BLOCK)
    page.mouse.move(*hand)
    page.mouse.down()
    for step in range(20):
        page.mouse.move(hand[0] + 10 * step, hand[1] + 4 * step)
        page.evaluate(TWO_FRAMES)
    assert asked == []
    page.mouse.move(hand[0] + 201, hand[1] + 81)
    page.mouse.up()
    with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
        pass
    expect(page.locator(".save-state.saved")).to_be_visible()
    assert page.evaluate(PLACE) != before and [method for method, _ in asked].count("PUT") == 1
