"""Teaching by sounds: background, claps and whistles before the microphone, from the first page to the program, counted;
files of sounds. What Chromium's microphone hears is a file, again and again.
"""

import io
import re
import time
import wave
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from sunmao.sound.audio_clip import SAMPLE_RATE, AudioClip
from sunmao.sound.audio_files import read_audio, write_wav
from sunmao.sound.packaged_sounds import find_packaged
from tests.e2e.hands import wait_for
from tests.e2e.rooms import layout_faults, run, stop, visit
from tests.e2e.screenshots import shoot
from tests.e2e.test_accessibility import find_barriers
from tests.support.limits import HANG_TIMEOUT
from tests.support.studio import FAKE_CAMERA, launch_chromium

SOUNDS = ("clap", "whistle")
QUIET, COUNT, APART = 10.0, 12, 1.25  # seconds of background; of each sound, and seconds from one to the next
PART = COUNT * APART
TOTAL = QUIET + len(SOUNDS) * PART
HEARD = """() => Number(document.querySelector('.spectrogram')?.style.getPropertyValue('--now') || 0)"""
CARD = ".sounds-card:nth-child({})"
ENOUGH = 8


def write_film(path: Path) -> None:
    """Background alone, claps, whistles; never twice the same."""
    random = np.random.default_rng(3)
    samples = random.normal(0, 0.004, round(TOTAL * SAMPLE_RATE)).astype(np.float32)
    for number, name in enumerate(SOUNDS):
        sound = read_audio(find_packaged(name)).samples
        sound = sound[np.abs(sound) > 0.02].size and sound[: round(0.6 * SAMPLE_RATE)]
        sound = sound / np.abs(sound).max()
        for at in range(COUNT):
            start = round((QUIET + number * PART + (at + 0.35 + random.uniform(-0.05, 0.05)) * APART) * SAMPLE_RATE)
            speed = random.uniform(0.9, 1.1)
            places = np.arange(0, len(sound) - 1, speed)
            changed = np.interp(places, np.arange(len(sound)), sound) * random.uniform(0.3, 0.8)
            samples[start : start + len(changed)] += changed.astype(np.float32)[: len(samples) - start]
    write_wav(path, AudioClip(samples.clip(-1, 1)))


@pytest.fixture(scope="module")
def hearing(browser, tmp_path_factory):
    film = tmp_path_factory.mktemp("microphone") / "sounds.wav"
    write_film(film)
    running = launch_chromium(browser.browser_type, FAKE_CAMERA, f"--use-file-for-fake-audio-capture={film}")
    yield running
    running.close()


class Listener:
    """Does what a child would, and counts it."""

    def __init__(self, page: Page):
        self.page, self.actions = page, 0

    def press(self, target: str) -> None:
        self.page.locator(target).first.click()
        self.actions += 1

    def hold(self, card: int) -> None:
        """Hold the button of a card while its sounds are there, until it has enough of them."""
        page, counted = self.page, page_count(card)
        if card > 1:
            self.until_part(card - 1)
        page.locator(f"{CARD.format(card)} .teach-hold").hover()
        page.mouse.down()
        self.actions += 1
        wait_for(page, f"() => ({HEARD})() >= {QUIET} - 0.9" if card == 1 else counted)
        page.mouse.up()
        expect(page.locator(".teach-hold.held")).to_have_count(0)
        wait_for(page, counted)

    def until_part(self, number: int) -> None:
        """Wait until background (0) or the sounds of a class come."""
        begin = 0 if not number else QUIET + (number - 1) * PART
        wait_for(self.page, f"() => {{ const at = ({HEARD})() % {TOTAL}; return at >= {begin} && at < {begin} + 2; }}")


def page_count(card: int) -> str:
    """Whether a card has sounds enough to learn from."""
    return f"() => parseInt(document.querySelector('{CARD.format(card)} .cap.num').textContent) >= {ENOUGH}"


@pytest.fixture(params=["zh", pytest.param("en", marks=pytest.mark.long)])
def lang(request):
    return request.param


@pytest.mark.long
def test_background_claps_and_whistles_from_the_first_page_to_the_program(hearing, studio, tmp_path, lang):
    with visit(hearing, studio, lang=lang, permissions=["microphone"]) as page:
        child, began = Listener(page), time.monotonic()
        child.press(".hero .btn.pri")
        child.press("#teach-kind-sounds")
        expect(page.locator(".sounds-card")).to_have_count(3)
        child.hold(1)
        for card in (2, 3):
            expect(page.locator(f"{CARD.format(card)}.active")).to_be_visible()
            child.hold(card)
            if card == 2:
                shoot(page, f"sounds-collected-{lang}")
        assert layout_faults(page) == [] and find_barriers(page) == []
        expect(page.locator(".teach-go.pri")).to_be_enabled()
        print(f"{child.actions} actions, {time.monotonic() - began:.1f} s until Train")
        assert child.actions == 5
        child.press(".teach-go.pri")
        expect(page.locator(".teach-done")).to_be_visible(timeout=1000 * HANG_TIMEOUT)
        names = page.locator(".sounds-card").evaluate_all("cards => cards.map((card) => card.ariaLabel)")
        for name in names:
            expect(page.locator(".try-winner")).to_have_attribute("data-label", name, timeout=1000 * HANG_TIMEOUT)
        shoot(page, f"sounds-live-{lang}")
        assert layout_faults(page) == [] and find_barriers(page) == []
        ask_about_file(page, names[2], tmp_path)
        shoot(page, f"sounds-file-{lang}")
        assert layout_faults(page) == [] and find_barriers(page) == []
        page.locator(".sounds-source button").first.click()
        take_the_test(child)
        shoot(page, f"sounds-tested-{lang}")
        assert layout_faults(page) == [] and find_barriers(page) == []
        page.locator(".mini[data-part=hear]").first.click()
        expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()
        shoot(page, f"sounds-blocks-{lang}")
        run(page)
        for name in names[1:]:
            expect(page.locator(".con")).to_contain_text(re.compile(f"^{name}$", re.M), timeout=1000 * HANG_TIMEOUT)
        stop(page)


def ask_about_file(page: Page, name: str, folder: Path) -> None:
    """A whistle from a file, not from the microphone."""
    file = folder / "whistle.wav"
    write_wav(file, AudioClip(read_audio(find_packaged("whistle")).samples[:SAMPLE_RATE]))
    with page.expect_file_chooser() as chooser:
        page.locator(".sounds-source button").last.click()
    chooser.value.set_files(file)
    expect(page.locator(".sounds-heard audio")).to_be_visible()
    expect(page.locator(".try-winner")).to_have_attribute("data-label", name)


def is_silent(page: Page) -> bool:
    """Nothing stands out in the newest 2.5 of the 6 seconds that are drawn; above it are buttons."""
    drawn = np.asarray(Image.open(io.BytesIO(page.locator(".sounds-heard").screenshot())).convert("RGB"))
    height, width = drawn.shape[:2]
    newest = drawn[height // 3 :, round(width * 3.5 / 6) :]
    return not ((newest[..., 1] > 150) & (newest[..., 2] < 150)).any()


def take_the_test(child: Listener) -> None:
    """Five sounds of each class, when they are there: while the page trained, it may have heard less than the film has."""
    while not is_silent(child.page):
        time.sleep(0.1)
    child.press(".teach-test .btn.pri")
    silent = time.monotonic()
    for part in range(3):
        time.sleep(max(0, silent + QUIET - 3 + PART + 2 - time.monotonic()) if part == 2 else 0)
        child.press(".teach-turn .btn.pri")
        expect(child.page.locator(".teach-squares li").nth(part).locator(".full")).to_have_count(5, timeout=60_000)
    score = child.page.locator(".teach-test .teach-score")
    expect(score).to_be_visible(timeout=1000 * HANG_TIMEOUT)
    right, total = sorted(map(int, re.findall(r"\d+", score.inner_text())))[-2:]
    assert total == 15 and right >= 13


def make_wav(path: Path, channels: int, rate: int) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(bytes(2 * channels * rate))
    return path


def test_files_become_samples_and_what_is_none_is_named(browser, studio, tmp_path):
    film = tmp_path / "film.wav"
    write_film(film)
    samples = read_audio(film).samples
    claps = []
    for at in range(3):
        start = round((QUIET + at * APART) * SAMPLE_RATE)
        claps.append(tmp_path / f"clap{at}.wav")
        write_wav(claps[-1], AudioClip(samples[start : start + SAMPLE_RATE]))
    (tmp_path / "text.wav").write_text("not a sound")
    odd = [make_wav(tmp_path / "eight.wav", 8, 16_000), make_wav(tmp_path / "fast.wav", 1, 192_000)]
    with visit(browser, studio) as page:
        page.locator(".hero .btn.pri").click()
        page.locator("#teach-kind-sounds").click()
        expect(page.locator(".sounds-card")).to_have_count(3)
        card = page.locator(".sounds-card", has=page.get_by_text("第 1 类"))
        card.get_by_role("button", name=re.compile("录“")).first.click()
        with page.expect_file_chooser() as chooser:
            page.locator(".sounds-card.active .teach-tools .btn:not(.hold)").click()
        chooser.value.set_files([*claps, *odd, tmp_path / "text.wav"])
        expect(page.locator(".left-out li")).to_have_count(3)
        expect(card.locator(".sound-tile")).to_have_count(3)
        for said in ("8 个声道", "192", "text.wav"):
            expect(page.locator(".left-out")).to_contain_text(said)
        with page.expect_response(lambda answer: "/sound-samples/" in answer.url):
            card.locator(".sound-button").first.click()
        page.get_by_role("menuitem").last.click()
        expect(card.locator(".sound-tile")).to_have_count(2)
        page.locator(".toast button").first.click()
        expect(card.locator(".sound-tile")).to_have_count(3)
        # The microphone is refused: the amber sentence stands in its place, and files go on.
        expect(page.locator(".sounds-heard.trouble")).to_be_visible()
        shoot(page, "sounds-denied-zh")
        assert layout_faults(page) == [] and find_barriers(page) == []
