"""Sounds and motion come in as pictures do: a zip of class folders, a project of Teachable Machine, an export of Edge
Impulse; the page says what was found, and shows it afterwards.
"""

import json
import zipfile
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import encode_wav
from tests.e2e.archives import pack
from tests.e2e.rooms import layout_faults, make, program, visit
from tests.e2e.screenshots import shoot
from tests.e2e.test_accessibility import find_barriers
from tests.support.acquisitions import write_motion_export
from tests.support.drawn_sounds import make_sound, write_sounds
from tests.support.photographs import write_photographs
from tests.support.studio import ApiClient, Studio

pytestmark = pytest.mark.long

WORDS = {
    "sound": {"zh": "{n} 段声音", "en": "{n} sounds"},
    "motion": {"zh": "{n} 个动作", "en": "{n} gestures"},
}
SEEN = "() => [...document.querySelectorAll('.import-samples img')].every(one => one.complete && one.naturalWidth > 0)"


def open_data(page: Page, studio: Studio) -> str:
    """The data view of a new project; returns its id."""
    project = make(studio, program())
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/data` }", project)
    expect(page.locator("input[accept*=zip]").first).to_be_attached()
    return project


def bring_in(page: Page, archive: Path, said: str, shot: str) -> None:
    """Choose a file, see what it is found to be, and take it."""
    page.locator("input[accept*=zip]").first.set_input_files(archive)
    window = page.locator(".import-dialog")
    expect(window.locator(".import-sum")).to_contain_text(said)
    page.wait_for_function(SEEN)
    assert window.locator(".import-samples img").count() >= 3
    expect(window.locator(".import-foot .ghost")).to_have_count(0)  # it can be taken in no other way
    shoot(page, f"import-{shot}")
    assert layout_faults(page) == [] and find_barriers(page) == []
    expect(page.locator(".import-foot .btn.pri")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".upload")).to_contain_text(said)


def list_sets(studio: Studio, project: str) -> dict:
    """{name: (what its samples are, how many)} of the data sets that the project has."""
    rows = ApiClient(studio).ask("GET", f"/api/projects/{quote(project)}/datasets")
    return {row["name"]: (row["samples"], row["pictures"]) for row in rows if not row["builtin"]}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_zip_of_class_folders_becomes_a_data_set_of_sounds(browser, studio, tmp_path, lang):
    archive = pack(write_sounds(tmp_path / "claps", each=4, background_seconds=6))
    with visit(browser, studio, lang=lang) as page:
        project = open_data(page, studio)
        bring_in(page, archive, WORDS["sound"][lang].format(n=18), f"sounds-{lang}")
        expect(page.locator(".sound-large")).to_have_count(18)
        shoot(page, f"import-sounds-taken-{lang}")
        assert layout_faults(page) == [] and find_barriers(page) == []
        assert list_sets(studio, project) == {"claps": ("sound", 18)}


def test_a_sound_project_of_teachable_machine_is_opened(browser, studio, tmp_path):
    random, archive = np.random.default_rng(0), tmp_path / "claps.tm"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("manifest.json", json.dumps({"type": "audio", "version": "2.4.10", "appdata": {}}))
        for label, kind in (("Background Noise", "背景声"), ("Clap", "clap"), ("Whistle!", "whistle")):
            for number in range(4):
                packed.writestr(f"{label}-!-{number}.wav", encode_wav(AudioClip(make_sound(kind, random))))
    with visit(browser, studio) as page:
        project = open_data(page, studio)
        bring_in(page, archive, WORDS["sound"]["zh"].format(n=12), "sounds-tm")
        expect(page.locator(".sound-large")).to_have_count(12)
        assert list_sets(studio, project) == {"claps": ("sound", 12)}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_export_of_edge_impulse_becomes_a_data_set_of_motion(browser, studio, tmp_path, lang):
    archive = pack(write_motion_export(tmp_path / "wand"))
    with visit(browser, studio, lang=lang) as page:
        project = open_data(page, studio)
        bring_in(page, archive, WORDS["motion"][lang].format(n=20), f"motions-{lang}")
        expect(page.locator(".data")).to_contain_text("circle")
        shoot(page, f"import-motions-taken-{lang}")
        assert layout_faults(page) == []
        assert list_sets(studio, project) == {"wand": ("motion", 20)}


def test_sounds_are_no_pictures_of_the_set_that_is_open(browser, studio, tmp_path):
    write_photographs(tmp_path / "pets", ["cat", "dog"], 2)
    archive = pack(write_sounds(tmp_path / "claps", each=2, background_seconds=2))
    with visit(browser, studio) as page:
        project = open_data(page, studio)
        page.locator("input[accept*=zip]").first.set_input_files(pack(tmp_path / "pets"))
        expect(page.locator(".import-foot .btn.pri")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".data .tile")).not_to_have_count(0)
        page.locator("input[accept*=zip]").first.set_input_files(archive)
        expect(page.locator(".import-sum")).to_contain_text("8 段声音")
        expect(page.locator(".import-into")).to_have_count(0)
        page.keyboard.press("Enter")
        expect(page.locator(".sound-large")).to_have_count(8)
        assert list_sets(studio, project) == {"pets": ("picture", 4), "claps": ("sound", 8)}


def test_a_zip_with_only_spectrograms_says_so(browser, studio, tmp_path):
    archive = tmp_path / "empty.tm"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("manifest.json", json.dumps({"type": "audio"}))
        packed.writestr("Clap/samples.json", "[]")
    with visit(browser, studio) as page:
        project = open_data(page, studio)
        page.locator("input[accept*=zip]").first.set_input_files(archive)
        expect(page.locator(".toast, [role=alert], [role=status]", has_text="声谱图").first).to_be_visible()
        assert list_sets(studio, project) == {}
