"""A project trains on a cluster with a real Ray: chosen on the page, its curve, Stop, and its weights tried here."""

import json

import pytest
from playwright.sync_api import Page, expect

from sunmao.cluster.cluster_address import FOLDER, add_name
from tests.e2e import filming
from tests.e2e.hands import wait_for
from tests.e2e.lessons import lesson
from tests.e2e.rooms import enter, make, visit
from tests.e2e.screenshots import shoot
from tests.e2e.test_tryit import FRAMES, frame
from tests.support.ray_cluster import RayCluster, needs_ray
from tests.support.studio import NO_PRELOADING, start_studio, stop_studio

pytestmark = [pytest.mark.process, pytest.mark.training, pytest.mark.long, needs_ray]
EPOCHS = 500


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A cluster called lab-server on this computer."""
    folder = tmp_path_factory.mktemp("cluster")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(folder / "names"))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        made = RayCluster(folder / "server")
        made.start()
        add_name("lab-server", made.address)
        yield made
        made.end()


@pytest.fixture(scope="module")
def studio(cluster, tmp_path_factory):
    """A studio that knows the cluster."""
    running = start_studio(tmp_path_factory.mktemp("projects"), before=NO_PRELOADING)
    yield running
    stop_studio(running)


def test_trained_there_and_tried_by_camera_here(cluster, studio, browser, tmp_path):
    project = make(studio, lesson(EPOCHS, 0.003))
    with visit(browser, studio) as page:
        enter(page, project)
        go_to(page, "training")
        page.get_by_label("训练在").select_option("lab-server")
        expect(page.locator(".train-on .cap")).to_contain_text("lab-server 现在有空")
        shoot(page, "train-on")
        go_to(page, "blocks")
        page.locator("#run").click()
        expect(page.locator(".where-trains")).to_have_text("在 lab-server 上训练")
        expect(page.locator(".curve canvas").first).to_be_visible()
        expect(page.locator(".prog")).to_contain_text(f"/ {EPOCHS}")
        shoot(page, "trains-there")
        page.locator("#run").click()
        expect(page.locator("#run")).to_contain_text("运行")
        expect(page.locator(".where-trains")).to_have_count(0)
    [weights] = studio.projects.glob("*/models/digits/latest.pth")
    assert not (weights.parent / "handed_in.json").exists()
    [job] = json.loads((cluster.folder / "jobs.json").read_text())["jobs"]
    assert job["state"] == "stopped"
    try_by_camera(browser, studio, project, tmp_path / "digits.mjpeg")


def try_by_camera(browser, studio, project: str, clip) -> None:
    """The weights that came back say which digit a camera sees."""
    picture = sorted(next(studio.projects.glob("*/data/digits/test_set/0")).glob("*.png"))[0]
    clip.write_bytes(frame(picture) * FRAMES)
    with filming.filmed(browser, clip, "--use-fake-ui-for-media-stream") as running:
        page = running.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        page.goto(studio.url)
        enter(page, project)
        go_to(page, "models")
        page.get_by_role("button", name="打开摄像头").click()
        wait_for(page, "digit => document.querySelector('.try-winner')?.dataset.label === digit", "0")
        shoot(page, "tried-here")


def test_nothing_is_seen_where_no_cluster_is_named(cluster, studio, browser):
    project = make(studio, lesson(1, 0.003))
    names = cluster.folder.parent / "names" / "clusters.json"
    kept = names.read_bytes()
    names.unlink()
    try:
        with visit(browser, studio) as page:
            enter(page, project)
            with page.expect_response("**/api/clusters"):
                go_to(page, "training")
            expect(page.get_by_text("先训练一次")).to_be_visible()
            expect(page.locator(".train-on")).to_have_count(0)
    finally:
        names.write_bytes(kept)


def go_to(page: Page, view: str) -> None:
    """Another view of the open project."""
    page.evaluate("view => { location.hash = location.hash.split('/').slice(0, 3).concat(view).join('/') }", view)
