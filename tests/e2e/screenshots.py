"""Pictures of the page for people, where SUNMAO_SHOTS names a folder for them."""

import os
from pathlib import Path

from playwright.sync_api import Page


def shoot(page: Page, name: str) -> None:
    """Keep a picture of what the page shows, once nothing moves on it."""
    if folder := os.environ.get("SUNMAO_SHOTS"):
        page.wait_for_timeout(400)
        page.screenshot(path=Path(folder, f"{name}.png"))
