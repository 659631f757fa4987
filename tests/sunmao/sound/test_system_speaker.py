"""Sounds outside the studio, with what the system has for them, and without."""

import sys

import pytest

from sunmao.runtime import session
from sunmao.sound import playing, system_speaker
from sunmao.sound.audio_files import read_audio
from sunmao.sound.system_speaker import SystemSpeaker

# Stands for a player or a voice: keeps the file and what comes over its standard input.
PROGRAM = """#!{python}
import shutil, sys, time
time.sleep({seconds})
if sys.argv[-1].endswith('.wav'):
    shutil.copy(sys.argv[-1], {kept!r} + '.wav')
open({kept!r}, 'w', encoding='utf-8').write(repr((sys.argv[1:], sys.stdin.read())))
sys.exit({status})
"""


@pytest.fixture
def system(tmp_path, monkeypatch):
    """A system with the programs that a test asks for, and nothing else: `make(name, status, seconds)` → where it keeps what it was
    given.
    """
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(system_speaker.sys, "platform", "linux")
    monkeypatch.setitem(sys.modules, "sounddevice", None)  # not installed
    monkeypatch.setattr(playing, "_system", [SystemSpeaker()])
    monkeypatch.setattr(system_speaker, "_warned_keys", set())

    def make(name, status=0, seconds=0):
        kept, file = tmp_path / f"{name}.kept", folder / name
        said = {"python": sys.executable, "kept": str(kept), "status": status, "seconds": seconds}
        file.write_text(PROGRAM.format(**said), encoding="utf-8")
        file.chmod(0o755)
        return kept

    return make


posix = pytest.mark.skipif(sys.platform == "win32", reason="programs of a test are scripts")


@posix
def test_a_tone_is_played_by_what_the_system_has(system):
    kept = system("aplay")
    playing.play_tone("A4", seconds=0.5)
    assert kept.read_text(encoding="utf-8").startswith("(['-q', ")
    assert read_audio(str(kept) + ".wav").duration == pytest.approx(0.5, abs=0.01)


@posix
def test_text_is_said_and_shown(system, capsys):
    kept = system("espeak-ng")
    playing.say("你好 '$(ls)'")
    assert kept.read_text(encoding="utf-8") == repr((["-v", "cmn", "--stdin"], "你好 '$(ls)'"))
    assert capsys.readouterr().out == "你好 '$(ls)'\n"


@posix
def test_where_nothing_plays_it_is_said_once_and_the_program_goes_on(system, capsys, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    for _ in range(2):
        playing.play("ding", wait=True)
        playing.play_tone("C4", seconds=0.1)
        playing.say("hello")
    told = capsys.readouterr()
    assert told.err.count("in silence") == 1 and told.err.count("no voice") == 1
    assert told.out == "hello\nhello\n"


@posix
def test_a_player_that_finds_no_loudspeaker(system, capsys, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "zh")
    system("aplay", status=1)
    playing.play("ding", wait=True)
    assert "听不见" in capsys.readouterr().err


@posix
def test_what_still_plays_at_the_end_of_a_program_is_heard(system):
    kept = system("aplay", seconds=0.2)
    playing.play("ding")
    assert not kept.exists()
    playing._system[0]._end()
    assert kept.exists()


@posix
@pytest.mark.parametrize("stopped", [True, False])
def test_a_sound_is_ended_by_stop_or_when_it_takes_too_long(system, monkeypatch, stopped):
    monkeypatch.setattr(session, "stop_requested", lambda: stopped)
    if not stopped:
        monkeypatch.setattr(system_speaker, "ENDS_WITHIN", 0.1)
    kept = system("aplay", seconds=3600)
    playing.play("ding")
    [sound] = playing._system[0]._playing
    playing._system[0]._end()
    assert sound.is_over() and not kept.exists()
