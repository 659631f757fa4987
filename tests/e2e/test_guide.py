"""The steps, from a zip of pictures to a model in use; a data set that does not fit is refused, with the way out."""

import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from sunmao.data.builtin.samples import make_sample
from tests.e2e.archives import CELLS, bring_in, pack, pack_cells
from tests.e2e.hands import wait_for
from tests.e2e.rooms import layout_faults, visit
from tests.support.paths import SHARED
from tests.support.studio import ApiClient, Studio

pytestmark = [pytest.mark.training, pytest.mark.long]

NARROW = {"width": 600, "height": 800}
SIGNS = {"training_set": 20, "val_set": 4, "test_set": 8}  # pictures of each of the ten classes


@pytest.fixture
def signs(tmp_path) -> Path:
    """A zip of pictures of ten classes: photographs of hands where they are at hand, else digits written by hand."""
    source = SHARED / "data" / "sign-digits" if SHARED.is_dir() else Path(make_sample("digits", tmp_path))
    for part, count in SIGNS.items():
        for label in sorted((source / part).iterdir()):
            folder = tmp_path / "signs" / part / label.name
            folder.mkdir(parents=True)
            for picture in sorted(label.iterdir())[:count]:
                shutil.copy(picture, folder)
    return pack(tmp_path / "signs")


@pytest.fixture
def cells(tmp_path) -> Path:
    return pack_cells(tmp_path)


def begin(page: Page, task: int) -> None:
    """From the first page to the data, for the first or the second task."""
    page.get_by_role("button", name="按步骤做").click()
    page.locator(".guide-task").nth(task).click()
    go_on(page)
    expect(page.locator(".guide-set").first).to_be_visible()


def go_on(page: Page) -> None:
    """The one filled button below."""
    page.locator(".guide-foot .btn.pri").click()


def read_blocks(page: Page, studio: Studio) -> str:
    """The Python of the project's blocks, as they are saved."""
    project = page.evaluate("() => decodeURIComponent(location.hash).split('/')[2]")
    return ApiClient(studio).ask("GET", f"/api/projects/{quote(project)}")["program"]["python"]


def test_from_a_zip_of_pictures_to_a_model_in_use(browser, studio, signs):
    with visit(browser, studio) as page:
        begin(page, 0)
        bring_in(page, signs)
        expect(page.locator(".guide-set.chosen b")).to_have_text("signs")
        expect(page.locator(".guide-parts li .num")).to_have_text(["200", "40", "80"])
        expect(page.locator(".guide-doctor")).to_be_visible()
        assert layout_faults(page) == []
        go_on(page)
        expect(page.locator(".guide-method.chosen b").first).to_be_visible()
        assert layout_faults(page) == []
        change_the_method(page)
        go_on(page)
        page.locator(".guide-train-go.pri").click()
        expect(page.locator(".guide-stop[aria-current] .sr")).to_be_attached()  # the step is done
        expect(page.locator(".guide-train .curve")).to_be_visible()
        assert layout_faults(page) == []
        go_on(page)
        expect(page.locator(".guide-score")).to_contain_text("80 题答对")
        assert int(page.locator(".guide-score").inner_text().split("答对 ")[1].split(" ")[0]) > 40
        assert layout_faults(page) == find_narrow_faults(page) == []
        go_on(page)
        expect(page.locator(".guide-file b").first).to_have_text("signs.onnx")
        with page.expect_download() as download:
            page.locator(".guide-file a").click()
        assert download.value.path().stat().st_size > 1_000_000
        assert find_narrow_faults(page) == []
        go_on(page)
        expect(page.locator(".guide-step .try")).to_be_visible()
        assert layout_faults(page) == find_narrow_faults(page) == []
        lead_to_smaller(page)
        go_on_from_the_end(page, studio)
        leave_for_the_blocks(page, studio)
        carry_to_another_computer(page, studio)


def find_narrow_faults(page: Page) -> list:
    """The faults of the layout on a page as narrow as a small tablet held upright; then it is as wide as before."""
    before = page.viewport_size
    page.set_viewport_size(NARROW)
    faults = layout_faults(page)
    page.set_viewport_size(before)
    return faults


def change_the_method(page: Page) -> None:
    """Check that a choice in words changes the blocks beside it, and that a large network from nothing is warned of."""
    blocks = page.locator(".guide-now .mini")
    page.locator(".guide-method").nth(1).click()
    expect(blocks.last).to_have_text("训练 10 轮")
    page.locator(".guide-own .btn.link").click()
    page.locator(".guide-own select").select_option("ResNet18")
    expect(page.locator(".guide-own .guide-nothing")).to_contain_text("ResNet18 要从零学起")
    page.locator(".guide-method").nth(0).click()
    expect(blocks).to_have_text(["分类模型 EfficientNet-Lite0", "快速训练 50 轮"])
    expect(page.locator(".guide-nothing")).to_have_count(0)


def lead_to_smaller(page: Page) -> None:
    """Check that the step that writes a file leads to making it smaller."""
    here = page.url
    page.locator(".guide-stop").nth(5).click()
    page.get_by_role("button", name="把它变小").click()
    expect(page.locator(".compression")).to_be_in_viewport()
    expect(page.locator(".compression").get_by_role("button", name="把它变小")).to_be_visible()
    page.goto(here)


def go_on_from_the_end(page: Page, studio: Studio) -> None:
    """The end leads on: to what leaves with the project, and to a program that trains nothing."""
    for way in page.locator(".guide-on .btn").all():  # in sight without a search
        expect(way).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="带走").click()
    expect(page.locator(".export-parts li")).to_have_count(5)
    expect(page.locator(".export-parts input:checked")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_contain_text("错题留在这台电脑上")
    assert layout_faults(page) == []
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    here = page.url
    page.get_by_role("button", name="让舵机转起来").click()
    expect(page.locator(".name-line")).to_contain_text("的程序")
    python = read_blocks(page, studio)
    assert "Workflow(checkpoint='models/" in python and ".angle = 45" in python and "train" not in python
    page.goto(here)
    expect(page.locator(".guide-on")).to_be_visible()


def carry_to_another_computer(page: Page, studio: Studio) -> None:
    """Out and in again the model is there: it is tested from its file, and nothing is trained."""
    project = page.evaluate("() => decodeURIComponent(location.hash).split('/')[2]")
    away = f"/api/projects/{quote(project)}/export/project.zip?without=history&without=unfinished"
    carried = {"name": "carried.zip", "mimeType": "application/zip", "buffer": ApiClient(studio).send("GET", away)}
    page.locator(".brand").click()
    page.locator("input[accept*=zip]").set_input_files(carried)
    wait_for(page, "id => ![undefined, id].includes(decodeURIComponent(location.hash).split('/')[2])", project)
    brought = page.evaluate("() => location.hash.split('/')[2]")
    page.evaluate("id => { location.hash = `#/project/${id}/guide/train` }", brought)
    expect(page.locator(".guide-train")).to_contain_text("以前训练好的")
    page.locator("nav.sections a", has_text="训练").click()
    expect(page.locator(".empty:visible")).to_contain_text("这里没有它的曲线")
    page.locator("nav.sections a", has_text="错题本").click()
    expect(page.locator(".empty:visible")).to_contain_text("模型训练好了，还没有大考")
    page.get_by_role("button", name="去大考").click()
    page.get_by_role("button", name="大考", exact=True).last.click()
    expect(page.locator(".guide-score")).to_contain_text("80 题答对")
    expect(page.locator(".guide-stop").last).to_be_enabled()


def leave_for_the_blocks(page: Page, studio: Studio) -> None:
    """A small block leads to that block; what is added there is left alone by the steps, which go on showing."""
    page.locator(".guide-now .mini").click()
    expect(page.locator(".blocklySelected")).to_be_visible()
    python = read_blocks(page, studio)
    assert all(verb in python for verb in ("quick_train(epochs=50)", "evaluate()", "convert(", "Workflow("))
    page.evaluate(
        """() => {
          const workspace = Blockly.getMainWorkspace();
          const block = Blockly.serialization.blocks.append({ type: 'show_print' }, workspace, { recordUndo: true });
          workspace.getBlockById('set_model_file').nextConnection.connect(block.previousConnection);
        }"""
    )
    page.locator("nav.sections a").first.click()
    expect(page.locator(".guide-note.warn")).to_contain_text("积木比这些步骤多")
    page.locator(".guide-stop").first.click()
    expect(page.locator(".guide-task input").first).to_be_disabled()
    for place in (".guide-lead", ".guide-hint"):
        expect(page.locator(place)).to_contain_text("到积木里改")
    expect(page.locator(".guide")).not_to_contain_text("随时可以改")
    expect(page.locator(".guide-stop").last).to_be_enabled()


def test_data_that_does_not_fit_is_refused_with_the_way_out(browser, studio, cells, signs):
    with visit(browser, studio) as page:
        begin(page, 0)
        bring_in(page, cells)
        expect(page.locator(".guide-refused")).to_contain_text("cells 标的是方框")
        expect(page.locator(".guide-stop").nth(1)).to_be_disabled()
        assert layout_faults(page) == [] and "cells" not in read_blocks(page, studio)
        page.get_by_role("button", name="改成找东西").click()
        expect(page.locator(".guide-refused")).to_have_count(0)
        expect(page.locator(".guide-set.chosen b")).to_have_text("cells")
        # The other way round, at the task; another set for it is the other way out.
        page.locator(".guide-stop").first.click()
        page.locator(".guide-task").nth(0).click()
        expect(page.locator(".guide-refused")).to_be_visible()
        page.locator(".guide-refused .btn", has_text="手写数字").click()
        expect(page.locator(".guide-data .cap").first).to_contain_text("手写数字")
        page.locator(".guide-task").nth(1).click()
        page.locator(".guide-refused .btn", has_text="cells").click()
        go_on(page)
        expect(page.locator(".guide-parts li .num")).to_have_text([str(count) for count in CELLS.values()])
        go_on(page)
        find_cells(page)


def find_cells(page: Page) -> None:
    """A detector learns for one epoch; its mark counts things, with a range. Where it found nothing, to train longer is
    the filled button.
    """
    page.locator(".guide-own .btn.link").click()
    epochs = page.locator(".guide-own input")
    epochs.fill("1")
    epochs.press("Tab")
    expect(page.locator(".guide-now .mini").last).to_have_text("训练 1 轮")
    go_on(page)
    page.locator(".guide-train-go.pri").click()
    expect(page.locator(".guide-train-go:not(.pri)")).to_be_visible()
    expect(page.locator(".guide-stop").nth(4)).to_be_enabled()
    page.locator(".guide-foot .btn").last.click()
    expect(page.locator(".guide-score")).to_contain_text("个里找对")
    page.locator(".guide-foot .btn").last.click()
    expect(page.locator(".guide-file b").first).to_have_text("cells.onnx")
