"""A network of layers on the canvas: the shape stands at each block before any run, and a misfit is mended by its button."""

import pytest
from playwright.sync_api import Page, expect

from sunmao.codegen.reading.read_program import read_python
from tests.e2e.hands import WORKSPACE
from tests.e2e.rooms import enter, make, visit
from tests.e2e.screenshots import shoot

PROGRAM = """from sunmao.nets import Conv, Linear, Network, Pool, ReLU

model = Network(width=32, height=32, channels=1)
model.add(Conv(filters=8, kernel_size=3))
model.add(ReLU())
model.add(Pool(kind='max', size=2))
model.add(Linear(units=10))
model.load_dataset(path='data/digits')
model.train(epochs=5, validate=True)
"""


def list_chips(page: Page) -> list[str]:
    """List the texts of the chips, from above; a block is drawn inside the one above it, before that one's chip."""
    return page.locator(".shape-chip text").all_text_contents()[::-1]


@pytest.mark.long
def test_a_misfit_is_marked_and_mended_before_any_run(browser, studio):
    project = make(studio, read_python(PROGRAM).workspace)
    with visit(browser, studio) as page:
        enter(page, project)
        misfit = page.locator(".shape-chip.misfit")
        expect(misfit).to_have_attribute("aria-label", "15×15×8 接不上")
        assert list_chips(page) == ["32×32×1", "30×30×8 · 80 个数", "30×30×8", "15×15×8", "15×15×8 接不上"]
        page.locator(".problem-mark circle").click()
        bubble = page.locator(".bubble-warning")
        expect(bubble).to_contain_text("1800")
        take(page, "misfit")
        bubble.get_by_role("button", name="在前面加一层展平").click()
        expect(misfit).to_have_count(0)
        expect(page.locator(".problem-mark")).to_have_count(0)
        expect(page.locator(".code")).to_contain_text("model.add(Flatten())")
        assert list_chips(page)[-2:] == ["1800", "10 · 18010 个数"]
        take(page, "mended")
        page.get_by_role("button", name="撤销").click()
        expect(misfit).to_have_count(1)
        larger = (
            f"() => {WORKSPACE}.getBlocksByType('net_pool')[0].getInputTargetBlock('size').setFieldValue(50, 'NUM')"
        )
        page.evaluate(larger)
        expect(misfit).to_have_attribute("aria-label", "30×30×8 接不上")
        page.locator(".problem-mark circle").click()
        page.get_by_role("button", name="改成 30").click()
        expect(page.get_by_role("img", name="给出 1×1×8")).to_be_visible()


def take(page: Page, name: str) -> None:
    """Keep pictures of the page on a laptop, an old computer and a tablet."""
    for width in (1366, 1024, 600):
        page.set_viewport_size({"width": width, "height": 768})
        shoot(page, f"net-{name}-{width}")
    page.set_viewport_size({"width": 1366, "height": 768})
