"""Hands for the canvas: real drags with a real mouse, aimed with the help of the workspace's own geometry.

Nothing here changes the program by script; scripts only ask where things are.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.support.limits import poll_until

WORKSPACE = "Blockly.getMainWorkspace()"

WHERE_IN_FLYOUT = f"""([type, inner, variable]) => {{
  const flyout = {WORKSPACE}.getFlyout().getWorkspace();
  const fits = b => b.type === type && (!inner || b.getDescendants(true).some(d => d.type === inner)) && (!variable || b.getField('VAR')?.getText() === variable);
  const block = flyout.getTopBlocks().find(fits);
  if (!block) return null;
  const matrix = flyout.getCanvas().getScreenCTM();
  const own = block.outputConnection ?? block.previousConnection ?? {{ x: block.getRelativeToSurfaceXY().x, y: block.getRelativeToSurfaceXY().y }};
  const box = [...block.getSvgRoot().children].find(e => e.matches('.blocklyPath')).getBoundingClientRect();
  const label = block.inputList.flatMap(i => i.fieldRow).find(f => f.isVisible() && !f.EDITABLE);
  const grip = (label?.getSvgRoot() ?? block.getSvgRoot()).getBoundingClientRect();
  return {{ grab: [grip.left + 3, grip.top + grip.height / 2], own: [own.x * matrix.a + matrix.e, own.y * matrix.d + matrix.f], box: [box.left, box.top, box.right, box.bottom] }};
}}"""

WHERE_IS_HOLE = f"""([id, input]) => {{
  const block = {WORKSPACE}.getBlockById(id);
  const connection = input === 'next' ? block.nextConnection : input ? block.getInput(input).connection : block.getRelativeToSurfaceXY();
  const matrix = {WORKSPACE}.getCanvas().getScreenCTM();
  return [connection.x * matrix.a + matrix.e, connection.y * matrix.d + matrix.f];
}}"""

WHERE_IS_FIELD = f"""id => {{
  const field = {WORKSPACE}.getBlockById(id).inputList.flatMap(i => i.fieldRow).find(f => f.EDITABLE && f.isVisible());
  const box = field.getSvgRoot().getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}}"""

TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
BUTTON = f"""([id, nth]) => {{
  const block = {WORKSPACE}.getBlockById(id);
  const images = [...block.getFields()].filter(f => f.isVisible()).map(f => f.getSvgRoot()?.querySelector('image')).filter(i => ['20px', '32px'].includes(i?.getAttribute('width')));
  const box = images.at(nth).getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}}"""
IDS = f"() => {WORKSPACE}.getAllBlocks(false).map(b => b.id)"


@dataclass(frozen=True)
class Hands:
    """A child's hands on the blocks view."""

    page: Page

    def open_drawer(self, name: str) -> None:
        """Click a drawer of the toolbox (a second click would close it); those that do not fit stand under More."""
        item = self.page.get_by_role("treeitem", name=name, exact=True)
        if not item.is_visible():
            self.page.locator(".drawer-more").click()
        if item.get_attribute("aria-selected") != "true":
            item.click()
        wait_for(self.page, f"() => {WORKSPACE}.getFlyout().isVisible()")

    def drag(
        self,
        kind: str,
        to: tuple[str, str] | None,
        *,
        drawer: str,
        inner: str | None = None,
        variable: str | None = None,
    ) -> str:
        """Drag a block out of a drawer onto ('block id', 'next' or an input's name), or to a free place; returns its
        id.
        """
        before = set(self.page.evaluate(IDS))
        if to:
            self._scroll_to(to)
        self.open_drawer(drawer)
        place = self._in_view([kind, inner, variable])
        target = self.page.evaluate(WHERE_IS_HOLE, list(to)) if to else [620, 430]
        shift = [grab - own for grab, own in zip(place["grab"], place["own"], strict=True)]
        self._carry(place["grab"], [target[0] + shift[0] + 4, target[1] + shift[1] + 4])
        made = [block for block in self.page.evaluate(IDS) if block not in before]
        assert made, f"{kind} did not arrive"
        outer = self.page.evaluate(
            f"ids => ids.find(id => !ids.includes({WORKSPACE}.getBlockById(id).getParent()?.id))", made
        )
        if to:
            parent = self.page.evaluate(f"id => {WORKSPACE}.getBlockById(id).getParent()?.id ?? null", outer)
            assert parent == to[0], f"{kind} did not attach to {to}"
        return outer

    def inside(self, block: str, *inputs: str) -> str:
        """The id of the block in a hole, hole in hole."""
        for name in inputs:
            block = self.page.evaluate(
                f"([id, name]) => {WORKSPACE}.getBlockById(id).getInputTargetBlock(name).id", [block, name]
            )
        return block

    def type_into(self, block: str, text: str) -> None:
        """Click the text or number field of a block, write, press Enter."""
        self._click_field(block)
        box = self.page.locator(".blocklyWidgetDiv input")
        box.fill(text)
        box.press("Enter")
        expect(box).to_have_count(0)

    def choose(self, block: str, name: str) -> None:
        """Choose another variable or word in the first menu of a block; what it is known for may follow it."""
        self._click_field(block)
        called = re.compile(rf"^{re.escape(name)}(?: · .*)?$")
        self.page.get_by_role("option", name=called).or_(self.page.get_by_role("menuitemcheckbox", name=called)).click()

    def choose_offered(self, block: str, label: str) -> None:
        """Choose what a picker offers under this label."""
        self._click_field(block)
        self.page.locator(".picker-option").filter(has=self.page.get_by_text(label, exact=True)).click()

    def new_variable(self, block: str, name: str) -> None:
        """Rename a block's variable to a new one, through the menu and its dialog."""
        self._click_field(block)
        self.page.get_by_text("新建变量").last.click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("textbox").fill(name)
        dialog.get_by_role("textbox").press("Enter")
        expect(dialog).to_have_count(0)

    def _click_field(self, block: str) -> None:
        """Click the first field of a block that can be edited."""
        self._scroll_to((block, None))
        self.page.evaluate(TWO_FRAMES)  # a change of shape is drawn a frame later
        box = self.page.evaluate(WHERE_IS_FIELD, block)
        self.page.mouse.click(box[0], box[1])

    def _scroll_to(self, place: tuple[str, str | None]) -> None:
        """Turn the wheel over the canvas until a connection or block lies well inside it."""
        self.page.keyboard.press("Escape")
        height = self.page.viewport_size["height"]
        for _ in range(40):
            y = self.page.evaluate(WHERE_IS_HOLE, list(place))[1]
            if 130 < y < height - 260:
                return
            self.page.mouse.move(800, height / 2)
            self.page.mouse.wheel(0, 100 if y > 130 else -100)
            self.page.evaluate(TWO_FRAMES)
        raise AssertionError(f"{place} cannot be scrolled into view")

    def _in_view(self, wanted: list) -> dict:
        """Return the place of the block in the flyout, scrolled into view by the wheel."""
        for _ in range(40):
            place = self.page.evaluate(WHERE_IN_FLYOUT, wanted)
            assert place, f"{wanted} is not in this drawer"
            height = self.page.viewport_size["height"]
            if place["grab"][1] < height - 70 and place["grab"][1] > 60:
                return place
            self.page.mouse.move(place["grab"][0], height / 2)
            self.page.mouse.wheel(0, 120 if place["grab"][1] > 60 else -120)
            self.page.evaluate(TWO_FRAMES)
        raise AssertionError(f"{wanted} cannot be scrolled into view")

    def _carry(self, start: list[float], end: list[float]) -> None:
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move(start[0] + 6, start[1], steps=3)
        mouse.move(*end, steps=12)
        for wobble in (
            2,
            0,
        ):  # a hand comes to rest; blocks that made room on the way need a last move to close up again
            self.page.evaluate(TWO_FRAMES)
            mouse.move(end[0] + wobble, end[1])
        mouse.up()
        self.page.evaluate(TWO_FRAMES)


def wait_for(page: Page, question: str, argument: object = None) -> None:
    """Ask the page until it says yes (Playwright's own wait_for_function needs eval, which the page's policy forbids)."""
    poll_until(
        lambda: page.evaluate(question, argument),
        question,
        lambda: page.evaluate("() => new Promise(requestAnimationFrame)"),
    )


def press_button(page: Page, block: str, nth: int) -> None:
    """Press the nth ＋ or － of a block, once its last change is drawn and the button stands still."""
    page.evaluate(TWO_FRAMES)
    page.mouse.click(*page.evaluate(BUTTON, [block, nth]))
    page.evaluate(TWO_FRAMES)
