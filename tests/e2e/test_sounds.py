"""Sounds of a program in a real browser: what it plays is heard through the page's own audio graph, and Stop ends it."""

import pytest
from playwright.sync_api import expect

from sunmao.codegen.reading.read_program import read_python
from tests.e2e.hands import wait_for
from tests.e2e.rooms import enter, make, read_output, run

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
    hearing.get_by_role("button", name="静音").click()
    expect(hearing.get_by_role("button", name="打开声音")).to_be_visible()
    hearing.evaluate("() => { heard.length = 0 }")
    run(hearing)
    expect(hearing.locator(".con")).to_contain_text("over")
    assert hearing.evaluate(f"() => heard.every(([, loud]) => loud < {LOUD})")
    hearing.get_by_role("button", name="打开声音").click()


def test_stop_ends_the_sound_at_once(hearing, studio):
    enter(hearing, make(studio, read_python(ON_AND_ON).workspace))
    run(hearing)
    wait_for(hearing, _hears(440, 2 * BIN))
    quiet_after = hearing.evaluate(QUIET_AFTER_STOP)
    print(f"quiet after {quiet_after:.0f} ms")  # a computer that does much else is slower
    assert quiet_after < 5_000
    expect(hearing.locator("#run.stop")).to_have_count(0)
