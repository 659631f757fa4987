"""Hands for labeling: a set of cells without labels, what was meant to be in it, and ways to draw that."""

import json
import shutil
import time
from pathlib import Path

from playwright.sync_api import Page

from sunmao.data.dataset import Dataset
from sunmao.data.listing import Sample
from tests.e2e.hands import TWO_FRAMES, wait_for
from tests.e2e.rooms import make, program
from tests.support.limits import poll_until
from tests.support.studio import ApiClient

CLASSES = ["RBC", "WBC", "Platelets"]


WITHIN = 2.0  # pixels of the picture


# Where a point of the picture is on the screen.
TO_SCREEN = """([x, y]) => {
  const image = document.querySelector('.label-stage > img'), box = image.getBoundingClientRect();
  return [box.left + x * box.width / image.offsetWidth, box.top + y * box.height / image.offsetHeight];
}"""


SHOWN = """path => {
  const image = document.querySelector('.label-stage > img');
  return image?.complete && image.naturalWidth && decodeURIComponent(new URL(image.src).pathname).endsWith(path);
}"""


SAVED = "() => Object.keys(sessionStorage).every(key => !key.startsWith('sunmao:labels:'))"


LETTERS = "qweasdzxc"


class PictureSet:
    """A data set of a project, at first without pictures."""

    def __init__(self, studio, name: str):
        self.studio, self.project = studio, make(studio, program(f"print('{name}')"))
        self.folder = studio.projects / self.project / "data" / name
        self.folder.mkdir(parents=True)
        self.visitor = ApiClient(studio)
        self.path = f"/api/projects/{self.project}/datasets/{name}"

    def ask(self, method: str, where: str, body: object = None) -> dict:
        return self.visitor.ask(method, f"{self.path}/{where}" if where else self.path, body)

    def settle(self) -> None:
        poll_until(lambda: not self.ask("GET", "").get("coming"), "the set is read", lambda: time.sleep(0.05))

    def declare(self, task: str = "detection", classes: list[str] = CLASSES) -> None:
        self.settle()
        self.ask("PUT", "task", {"task": task, "classes": classes})
        self.settle()

    def read(self, name: str) -> Sample:
        """Read the labels of a picture from the files now, as a program does."""
        return next(one for one in Dataset(self.folder).items() if Path(one.path).name == name)

    def saved(self, name: str) -> list[tuple[str, list[float]]]:
        """The boxes that the files have now."""
        return [(thing.label, list(thing.box)) for thing in self.read(name).things]


class Cells(PictureSet):
    """Photographs of blood without labels, and what was meant to be in them."""

    def __init__(self, studio, shared: Path, count: int = 12):
        super().__init__(studio, "cells")
        said = json.loads((shared / "data" / "bccd" / "annotations" / "train.json").read_text(encoding="utf-8"))
        names = {one["id"]: one["name"] for one in said["categories"]}
        self.meant: dict[str, list[tuple[str, list[float]]]] = {}
        for image in sorted(said["images"], key=lambda one: one["file_name"])[:count]:
            name = Path(image["file_name"]).name
            shutil.copy(shared / "data" / "bccd" / "images" / "train" / name, self.folder / name)
            self.meant[name] = [
                (names[one["category_id"]], [x, y, x + w, y + h])
                for one in said["annotations"]
                if one["image_id"] == image["id"]
                for x, y, w, h in [one["bbox"]]
            ]
        self.settle()


def open_labeling(page: Page, project: str, name: str = "", data: str = "cells") -> None:
    """Go to where the set is labeled, and wait for the picture."""
    detail = f"{data}/label" + (f"/{name}" if name else "")
    page.evaluate(
        "([id, detail]) => {"
        " location.hash = `#/project/${encodeURIComponent(id)}/data/${encodeURIComponent(detail)}` }",
        [project, detail],
    )
    wait_for(page, SHOWN, name)


def worst(found: list[tuple[str, list[float]]], meant: list[tuple[str, list[float]]]) -> float:
    """The largest difference of a side, in pixels, of labels in the order in which they were made."""
    assert [label for label, _ in found] == [label for label, _ in meant]
    return max(abs(a - b) for (_, one), (_, other) in zip(found, meant) for a, b in zip(one, other))


def drag(page: Page, start: list[float], end: list[float]) -> None:
    page.mouse.move(*page.evaluate(TO_SCREEN, start))
    page.mouse.down()
    page.mouse.move(*page.evaluate(TO_SCREEN, [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2]), steps=2)
    page.mouse.move(*page.evaluate(TO_SCREEN, end), steps=2)
    page.mouse.up()


def press_box(page: Page, label: str, box: list[float], size: tuple[int, int] = (416, 312)) -> int:
    """Draw a box by keys alone: a digit, N, and the ninths of two opposite corners. Returns how many presses."""
    presses = [str(CLASSES.index(label) + 1), "n"]
    for x, y in (box[:2], box[2:]):
        left, top, (wide, high) = 0.0, 0.0, size
        for _ in range(5):
            wide, high = wide / 3, high / 3
            column, row = min(2, int((x - left) / wide)), min(2, int((y - top) / high))
            left, top = left + column * wide, top + row * high
            presses.append(LETTERS[column + 3 * row])
    for key in presses:
        page.keyboard.press(key)
    return len(presses)


class Fingers:
    """Touches of a screen, as the browser gets them from one."""

    def __init__(self, page: Page):
        self.page, self.session = page, page.context.new_cdp_session(page)

    def send(self, kind: str, *points: list[float]) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def drag(self, start: list[float], end: list[float]) -> None:
        first, last = (self.page.evaluate(TO_SCREEN, point) for point in (start, end))
        self.send("touchStart", first)
        for share in (0.25, 0.5, 0.75, 1):
            self.send("touchMove", [a + share * (b - a) for a, b in zip(first, last)])
        self.page.evaluate(TWO_FRAMES)  # a finger comes to rest before it is lifted
        self.send("touchMove", last)
        self.page.evaluate(TWO_FRAMES)
        self.send("touchEnd")
        self.page.evaluate(TWO_FRAMES)

    def tap_until(self, target: str, happened: str) -> None:
        """Tap, again where the browser has taken a tap right after a quick drag for the end of a fling."""
        button = self.page.locator(target)
        poll_until(lambda: button.evaluate(happened), happened, lambda: (button.tap(), self.page.wait_for_timeout(350)))
