"""Sounds of a program in a real browser: what it plays is heard through the page's own audio graph, and Stop ends it."""

import re
from contextlib import contextmanager

import numpy as np
import pytest
from playwright.sync_api import expect

from sunmao.codegen.reading.read_program import read_python
from tests.e2e.hands import wait_for
from tests.e2e.rooms import enter, make, read_output, run
from tests.support.studio import FAKE_CAMERA, ApiClient, launch_chromium

# What reaches the loudspeaker passes analysers as well: every 5 ms the loudest frequency of the last 170 ms, in hertz, its
# decibels, and the largest of the last 256 samples.
HEAR = """
window.heard = [];
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to, ...more) {
  if (to instanceof AudioDestinationNode) {
    const analyser = new AnalyserNode(to.context, { fftSize: 8192, smoothingTimeConstant: 0 });
    const now = new AnalyserNode(to.context, { fftSize: 256 });
    connect.call(this, analyser);
    connect.call(this, now);
    const samples = new Float32Array(256);
    const bins = new Float32Array(analyser.frequencyBinCount);
    setInterval(() => {
      analyser.getFloatFrequencyData(bins);
      const top = bins.indexOf(Math.max(...bins));
      now.getFloatTimeDomainData(samples);
      window.heard.push([(top * to.context.sampleRate) / analyser.fftSize, bins[top], Math.max(...samples)]);
    }, 5);
  }
  return connect.call(this, to, ...more);
};
"""
LOUD = -50  # decibels
BIN = 6  # hertz
PLAYS = """from sunmao.sound import play, play_tone, say

play_tone(tone='A4', seconds=0.6)
play('whistle', wait=True)
play('two.wav', wait=True)
say('你好')
print('over')
"""
ON_AND_ON = """from sunmao.sound import play_tone

play_tone(tone='A4', seconds=30)
"""
LISTENS = """from sunmao.sound import record_sound, sound_level

record_sound(path='heard.wav', seconds=1.5)
print('level', sound_level())
"""
HERTZ = 660
# Milliseconds from a click on Stop until no sample is heard any more.
QUIET_AFTER_STOP = """() => new Promise((resolve) => {
  const [before, began] = [heard.length, performance.now()];
  document.querySelector('#run.stop').click();
  const look = setInterval(() => {
    const quiet = heard.slice(before).slice(-3);
    if (quiet.length < 3 || quiet.some(([, , sample]) => sample > 1e-4)) return;
    clearInterval(look);
    resolve(performance.now() - began);
  }, 5);
})"""


def _hears(hertz: float, within: float) -> str:
    return f"() => heard.some(([tone, loud]) => loud > {LOUD} && Math.abs(tone - {hertz}) < {within})"


@pytest.fixture
def hearing(page, studio):
    """The page, which notes what it lets be heard."""
    page.add_init_script(HEAR)
    page.goto(studio.url)
    return page


def test_a_program_of_blocks_is_heard(hearing, studio):
    from sunmao.sound.audio_files import write_wav
    from sunmao.sound.tone_synthesis import make_tones

    project = make(studio, read_python(PLAYS).workspace)
    write_wav(studio.projects / project / "two.wav", make_tones([(1000, 0.4)]))
    enter(hearing, project)
    run(hearing)
    wait_for(hearing, _hears(440, 2 * BIN))
    wait_for(hearing, _hears(1900, 80))
    wait_for(hearing, _hears(1000, 2 * BIN))
    wait_for(hearing, "() => document.querySelector('.con')?.textContent.includes('over')")
    assert "说：你好" in read_output(hearing)
    hearing.get_by_role("button", name="不出声").click()
    expect(hearing.get_by_role("button", name="出声", exact=True)).to_be_visible()
    wait_for(hearing, f"() => heard.at(-1)[1] < {LOUD}")  # until the words have left the analyser
    hearing.evaluate("() => { heard.length = 0 }")
    run(hearing)
    expect(hearing.locator(".con")).to_contain_text("over")
    assert hearing.evaluate(f"() => heard.every(([, loud]) => loud < {LOUD})")
    hearing.get_by_role("button", name="出声", exact=True).click()


def test_stop_ends_the_sound_at_once(hearing, studio):
    enter(hearing, make(studio, read_python(ON_AND_ON).workspace))
    run(hearing)
    wait_for(hearing, _hears(440, 2 * BIN))
    quiet_after = hearing.evaluate(QUIET_AFTER_STOP)
    print(f"quiet after {quiet_after:.0f} ms")  # a computer that does much else is slower
    assert quiet_after < 5_000
    expect(hearing.locator("#run.stop")).to_have_count(0)


@pytest.fixture(scope="module")
def listening(browser, tmp_path_factory):
    """A browser whose microphone hears a tone again and again; who may use it, its contexts say."""
    from sunmao.sound.audio_files import write_wav
    from sunmao.sound.tone_synthesis import make_tones

    tone = tmp_path_factory.mktemp("microphone") / "tone.wav"
    write_wav(tone, make_tones([(HERTZ, 5.0)]))
    running = launch_chromium(browser.browser_type, FAKE_CAMERA, f"--use-file-for-fake-audio-capture={tone}")
    yield running
    running.close()


@contextmanager
def opened(browser, studio, project, **more):
    """A page that shows the project, and its context. more: permissions."""
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", **more)
    page = context.new_page()
    page.goto(studio.url)
    enter(page, project)
    yield context, page
    context.close()


@pytest.mark.long
def test_a_program_hears_the_microphone_of_the_page(listening, studio):
    import soundfile

    project = make(studio, read_python(LISTENS).workspace)
    with opened(listening, studio, project, permissions=["microphone"]) as (_, page):
        run(page)
        expect(page.locator(".banner")).to_contain_text("程序正在用话筒听")
        expect(page.locator(".con")).to_contain_text("level")
        expect(page.locator(".banner")).to_have_count(0)
        assert 70 < float(re.findall(r"level ([\d.]+)", read_output(page))[0]) < 100
    samples, rate = soundfile.read(studio.projects / project / "heard.wav")
    assert rate == 16_000 and len(samples) == 1.5 * rate
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / rate)
    assert abs(hertz[spectrum.argmax()] - HERTZ) < 1
    around = spectrum[np.abs(hertz / HERTZ - np.round(hertz / HERTZ)) < 0.01].sum()  # the tone and its overtones
    assert around > 0.99 * spectrum.sum()


@pytest.mark.long
def test_a_microphone_that_the_browser_blocks(listening, studio):
    project = make(studio, read_python(LISTENS).workspace)
    with opened(listening, studio, project) as (context, page):
        run(page)
        banner = page.locator(".banner", has=page.get_by_role("button", name="再试一次"))
        expect(banner).to_contain_text("浏览器不让用话筒。点地址栏左边的图标")
        expect(page.locator(".ask")).to_contain_text("再允许一次使用话筒")
        context.grant_permissions(["microphone"])  # it goes on by itself
        expect(page.locator(".con")).to_contain_text("level")
        expect(page.locator(".ask")).to_have_count(0)
