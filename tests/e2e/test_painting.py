"""A model that paints: really trained on drawn pictures, its differences looked at, its areas over the camera's picture."""

import re

import cv2
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.filming import filmed
from tests.e2e.hands import wait_for
from tests.e2e.lessons import go_to
from tests.e2e.rooms import LANGUAGES, SIZES, ended, enter, layout_faults, make, program, run, visit
from tests.e2e.screenshots import shoot
from tests.support.drawn_masks import draw_painted
from tests.support.studio import ApiClient

pytestmark = [pytest.mark.training, pytest.mark.long]

TRAIN = """
from sunmao.vision import SemanticSegmentation
model = SemanticSegmentation(backbone='UNet-Lite0', image_size=64)
model.load_dataset(path='data/garden', check=False)
model.save_fold = 'models/garden'
model.train(epochs=12, random_seed=1)
model.evaluate('test')
model.convert('models/garden.onnx')
"""
FRAMES = 40
PAINTED = (
    "() => [...document.querySelectorAll('.try-place .over .thing')].map(thing => thing.dataset.label).sort().join()"
)
DRAWN = "images => images.every(image => image.complete && image.naturalWidth > 8)"


@pytest.fixture(scope="module")
def garden(studio, browser) -> str:
    """A project that has trained, tested and converted a small network on painted pictures of its own."""
    made = make(studio, program(TRAIN))
    draw_painted(studio.projects / made / "data" / "garden")
    with visit(browser, studio) as page:
        enter(page, made)
        run(page)
        expect(page.locator("#run.stop")).to_be_visible()
        ended(page)
        expect(page.locator(".prog.ok")).to_contain_text(re.compile(r"训练好了。大考：9\d(\.\d)?% 的点涂对了"))
        expect(page.locator(".curve .figure-name").first).to_be_visible()
    return made


@pytest.fixture(scope="module")
def seeing(browser, tmp_path_factory):
    """A browser whose camera shows one of the pictures."""
    folder = tmp_path_factory.mktemp("camera")
    draw_painted(folder / "garden", {"test": 1})
    picture = cv2.resize(cv2.imread(str(folder / "garden/images/test/test_0.png")), (320, 240))
    clip = folder / "garden.mjpeg"
    clip.write_bytes(cv2.imencode(".jpg", picture)[1].tobytes() * FRAMES)
    with filmed(browser, clip) as running:
        yield running


@pytest.mark.parametrize(("size", "lang"), [("laptop", "zh"), ("tablet", "en")])
def test_differences_lie_over_the_pictures_the_worst_first(browser, studio, garden, size, lang):
    with visit(browser, studio, size, lang) as page:
        page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/mistakes` }", garden)
        rows = page.locator(".classes tbody tr")
        expect(rows).to_have_count(2)
        expect(rows.first).to_contain_text("leaf")
        tiles = page.locator(".paint-tile")
        expect(tiles).to_have_count(8)
        wait_for(page, f"() => ({DRAWN})([...document.querySelectorAll('.paint-tile img')].slice(0, 4))")
        shares = [float(words) for words in re.findall(r"([\d.]+)%", " ".join(tiles.all_inner_texts()))]
        assert shares == sorted(shares) and len(shares) >= 6
        shoot(page, f"painting-{size}-{lang}")
        assert find_faults(page) == []
        first = tiles.first.get_attribute("title")
        tiles.first.click()
        window = page.get_by_role("dialog")
        expect(window.locator("h2")).to_have_text(first.split("/")[-1])
        page.keyboard.press("ArrowRight")
        expect(window.locator("h2")).not_to_have_text(first.split("/")[-1])
        assert find_faults(page) == []
        assert window.evaluate("window => window.scrollWidth <= window.clientWidth")
        shoot(page, f"painting-large-{size}-{lang}")
        page.keyboard.press("Escape")
        expect(window).to_have_count(0)


def test_areas_lie_over_the_camera(seeing, studio, garden):
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})
    width, height, _ = SIZES["laptop"]
    context = seeing.new_context(
        viewport={"width": width, "height": height}, locale=LANGUAGES["zh"], permissions=["camera"]
    )
    page = context.new_page()
    page.goto(studio.url)
    enter(page, garden)
    go_to(page, "模型")
    chosen = page.locator(".models tr.chosen")
    expect(chosen).to_contain_text(re.compile(r"语义分割.*UNet-Lite0"))
    expect(chosen).to_contain_text("mIoU")
    page.get_by_role("tab", name="摄像头").click()
    page.get_by_role("button", name="打开摄像头").click()
    wait_for(page, f"() => ({PAINTED})() === 'leaf,stone'")
    assert page.locator(".try-place .over .thing polygon, .try-place .over .thing path").count() >= 2
    assert layout_faults(page) == []
    shoot(page, "painting-camera")
    context.close()


def test_painted_pictures_lead_to_a_training(browser, studio):
    project = make(studio, {"blocks": {"languageVersion": 0, "blocks": []}})
    draw_painted(studio.projects / project / "data" / "garden")
    with visit(browser, studio) as page:
        page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/data/garden` }", project)
        expect(page.locator(".data-main")).to_be_visible()
        page.get_by_role("button", name="开始体检").click()
        page.get_by_role("button", name="用它训练").click()
        expect(page.locator(".code")).to_contain_text("SemanticSegmentation(backbone='UNet-Lite0')")
        expect(page.locator(".problem-strip, .prob").first).to_contain_text("没有发现问题")


def find_faults(page: Page) -> list[str]:
    """Faults of the layout; the wall of pictures goes on below the page."""
    return [fault for fault in layout_faults(page) if not fault.startswith("OUT ")]
