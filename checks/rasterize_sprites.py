"""Makes the PNG beside each SVG of the stage's sprites: `python -m checks.rasterize_sprites`, after one was drawn anew.

Programs read the PNG (OpenCV reads no SVG), the page shows it too, so that both have the same picture.
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parents[1] / "sunmao" / "stage" / "drawings"
SIDE = 480  # pixels: four for each step of the stage, as many as the largest stage of a page shows


def main() -> None:
    """Draw them all with Chromium, on nothing."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SIDE, "height": SIDE})
        for path in sorted(FOLDER.glob("*/*.svg")):
            drawn = path.read_text(encoding="utf-8").replace('width="120" height="120"', f'width="{SIDE}"', 1)
            page.set_content(f'<body style="margin:0;background:none">{drawn}</body>')
            page.screenshot(path=path.with_suffix(".png"), omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
