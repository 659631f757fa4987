"""Zips of pictures as pupils bring them in."""

import json
import shutil
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from sunmao.data.builtin.samples import make_sample
from tests.support.paths import SHARED

CELLS = {"train": 12, "valid": 4, "test": 6}  # pictures


def pack(folder: Path) -> Path:
    """A zip of a folder, beside it."""
    archive = folder.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(folder.rglob("*")):
            packed.write(path, Path(folder.name) / path.relative_to(folder))
    return archive


def pack_cells(folder: Path) -> Path:
    """A zip of pictures with boxes: blood cells where they are at hand, else drawn shapes."""
    source = SHARED / "data" / "bccd" if SHARED.is_dir() else Path(make_sample("shapes", folder))
    for part, count in CELLS.items():
        labels = source / "annotations" / f"{part}.json"
        said = json.loads(labels.read_text(encoding="utf-8"))
        said["images"] = said["images"][:count]
        kept = {image["id"] for image in said["images"]}
        said["annotations"] = [each for each in said["annotations"] if each["image_id"] in kept]
        (folder / "cells" / "annotations").mkdir(parents=True, exist_ok=True)
        (folder / "cells" / "annotations" / labels.name).write_text(json.dumps(said), encoding="utf-8")
        for image in said["images"]:
            target = folder / "cells" / "images" / part / image["file_name"]
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / "images" / part / image["file_name"], target)
    return pack(folder / "cells")


def bring_in(page: Page, archive: Path) -> None:
    """Choose a zip in the menu of imports, and take what it is found to be."""
    page.locator("input[accept*=zip]").first.set_input_files(archive)
    take_found(page)


def take_found(page: Page) -> None:
    """Take what an import is found to be: the button has the focus."""
    expect(page.locator(".import-foot .btn.pri")).to_be_focused()
    page.keyboard.press("Enter")
