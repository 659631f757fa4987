"""Everything shown is seen whole, can be hit, and has a name: cards, the search, the matrix, buttons on blocks, the
code.
"""

import pytest
from playwright.sync_api import Page, expect

from sunmao.server.examples.catalog import list_examples
from tests.e2e.hands import WORKSPACE, Hands
from tests.e2e.rooms import enter, make, program, run, visit

MATRIX = """
from sunmao.runtime import session
from sunmao.protocol.learning_messages import ClassFigures, Evaluation
names, count = {names!r}, len({names!r})
matrix = [[9 if a == b else 1 for a in range(count)] for b in range(count)]
session.emit(Evaluation(correct=9 * count, total=sum(map(sum, matrix)), classes=names, matrix=matrix, by_class=[ClassFigures(0.9, 0.9, 0.9, 10)] * count))
"""
BOX = "element => { const box = element.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; }"

# Of each button on a block, how far a press reaches it from the middle of its circle: [pixels across, pixels down].
HIT = """() => [...document.querySelectorAll('.blocklyBlockCanvas g:has(> image):has(> rect)')].map(button => {
  const { left, top, height } = button.querySelector('image').getBoundingClientRect();
  const isHit = (x, y) => button.contains(document.elementFromPoint(left + height / 2 + x, top + height / 2 + y));
  const reach = (dx, dy) => { let n = 0; while (isHit(n * dx, n * dy)) n++; return n; };
  return [reach(1, 0) + reach(-1, 0) - 1, reach(0, 1) + reach(0, -1) - 1];
})"""


def inside(inner: list[float], outer: list[float]) -> bool:
    """Whether a box lies in another, each [left, top, right, bottom]."""
    return all(a >= b - 1 for a, b in zip(inner[:2], outer[:2])) and all(
        a <= b + 1 for a, b in zip(inner[2:], outer[2:])
    )


@pytest.mark.parametrize("size", ["laptop", "school"])
def test_own_projects_lie_above_the_fold_and_show_only_blocks_that_are_there(browser, studio, size):
    make(studio, program(), "空的")
    make(studio, program(*(f"print({n})" for n in range(12))), "长的")
    with visit(browser, studio, size) as page:
        for title, rows in (("空的", 1), ("长的", 7)):
            card = page.locator(".card-frame").filter(has_text=title).first
            expect(card.locator(".silhouette rect")).to_have_count(rows)
            assert inside(card.locator(".silhouette").evaluate(BOX), card.locator(".picture").evaluate(BOX))
            assert card.evaluate(BOX)[1] < page.viewport_size["height"] - 100
        expect(page.locator(".example-picture")).to_have_count(len(list_examples()))


@pytest.mark.long
def test_nothing_shows_through_around_the_search(page: Page, studio):
    page.set_viewport_size({"width": 1366, "height": 480})
    enter(page, make(studio, program("print(1)")))
    page.locator(".blocklyToolbox").evaluate("box => box.scrollTo(0, 60)")
    for x, y in ((10, 62), (70, 60), (4, 90), (143, 100)):
        hit = page.evaluate("([x, y]) => document.elementFromPoint(x, y).className", [x, y])
        assert "find" in hit, (x, y, hit)


@pytest.mark.parametrize(("size", "least"), [("laptop", 24), ("tablet", 44)])
@pytest.mark.long
def test_a_button_on_a_block_can_be_hit(browser, studio, size, least):
    with visit(browser, studio, size) as page:
        choice = {"type": "controls_if", "id": "if", "x": 90, "y": 140, "extraState": {"elseIfCount": 1}}
        items = {"type": "lists_create_with", "id": "list", "x": 90, "y": 400, "extraState": {"itemCount": 2}}
        saved = program()
        saved["blocks"]["blocks"] += [choice, items]
        enter(page, make(studio, saved))
        hit = page.evaluate(HIT)
        # The words of the row below take up to three pixels.
        assert len(hit) == 4 and all(min(sides) >= least - 3 for sides in hit), hit


@pytest.mark.long
def test_delete_counts_the_blocks_that_are_seen(page: Page, studio):
    enter(page, make(studio, program("print(1)", "print(2)")))
    text = {"type": "show_print", "id": "print", "inputs": {"item0": {"shadow": {"type": "text"}}}}
    saved = program()
    saved["blocks"]["blocks"][0]["next"] = {"block": text}
    enter(page, make(studio, saved))
    page.locator("[data-id=print] > .blocklyPath").first.click(button="right", position={"x": 4, "y": 12}, force=True)
    expect(page.get_by_role("menuitem", name="删除积木")).to_be_visible()


# What elements say that they own and nobody finds: serious to axe (aria-valid-attr-value).
MISSING_PARTS = """() => [...document.querySelectorAll('[aria-owns]')]
  .flatMap(one => one.getAttribute('aria-owns').split(' ')).filter(id => !document.getElementById(id))"""


@pytest.mark.long
def test_drawers_hold_blocks_alone_and_every_line_has_a_name(page: Page, studio):
    enter(page, make(studio, program("import math\n\nprint(math.pi)")))
    Hands(page).open_drawer("开始与事件")
    assert (
        page.evaluate(f"{WORKSPACE}.getFlyout().getWorkspace().getCanvas().querySelectorAll('[role=figure]').length")
        == 0
    )
    expect(page.get_by_role("option", name="空行").first).to_be_attached()
    Hands(page).open_drawer("逻辑")
    assert page.evaluate(f"{WORKSPACE}.getFlyout().getWorkspace().getAllBlocks().length") > 0
    assert page.evaluate(MISSING_PARTS) == []
    names = page.locator(".ln").evaluate_all("lines => lines.map(line => line.ariaLabel || line.textContent.trim())")
    assert all(names)


@pytest.mark.parametrize(("width", "names"), [(1366, ["猫", "狗", "鸟"]), (600, [str(n) for n in range(10)])])
def test_the_matrix_is_seen_whole_with_its_heading_in_the_middle(page: Page, studio, width, names):
    page.set_viewport_size({"width": width, "height": 768})
    project = make(studio, program(MATRIX.format(names=names)))
    enter(page, project)
    run(page)
    expect(page.locator("#run.go")).to_be_visible()
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/mistakes` }", project)
    expect(page.locator(".cm")).to_have_count(len(names) ** 2)
    grid, last = page.locator(".matrix").evaluate(BOX), page.locator(".cm").last.evaluate(BOX)
    assert inside(last, grid) and last[2] <= width
    words = "p => { const range = document.createRange(); range.selectNodeContents(p); const box = range.getBoundingClientRect(); return (box.left + box.right) / 2; }"
    cells = [page.locator(".cm").first.evaluate(BOX)[0], last[2]]
    assert abs(page.locator(".matrix-x").evaluate(words) - sum(cells) / 2) < 24
