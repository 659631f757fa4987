"""Sounds outside the studio, with what the system has for them, and without."""

import sys

import pytest

from sunmao.sound import playing, system_speaker
from sunmao.sound.audio_files import read_audio
from sunmao.sound.system_speaker import SystemSpeaker

# Stands for a player or a voice: keeps the file and what comes over its standard input.
PROGRAM = """#!{python}
import shutil, sys
if sys.argv[-1].endswith('.wav'):
    shutil.copy(sys.argv[-1], {kept!r} + '.wav')
open({kept!r}, 'w', encoding='utf-8').write(repr((sys.argv[1:], sys.stdin.read())))
sys.exit({status})
"""


@pytest.fixture
def system(tmp_path, monkeypatch):
    """A system with the programs that a test asks for, and nothing else: `make(name, status)` → where it keeps what it was
    given.
    """
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(system_speaker.sys, "platform", "linux")
    monkeypatch.setitem(sys.modules, "sounddevice", None)  # not installed
    monkeypatch.setattr(playing, "_system", [SystemSpeaker()])
    monkeypatch.setattr(system_speaker, "_warned_keys", set())

    def make(name, status=0):
        kept, file = tmp_path / f"{name}.kept", folder / name
        file.write_text(PROGRAM.format(python=sys.executable, kept=str(kept), status=status), encoding="utf-8")
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
