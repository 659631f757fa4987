"""Sound files as pages get them, and a program with sounds that is carried out of the studio."""

import io
import os
import subprocess
import sys
import zipfile
from contextlib import closing

import numpy as np
import pytest

from sunmao.codegen.reading.read_program import read_python
from sunmao.server.projects.project_sounds import find_sound_kind
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import read_audio, write_wav
from sunmao.sound.tone_synthesis import make_tones
from tests.support.app_client import Page
from tests.support.limits import HANG_TIMEOUT

PROGRAM = """from sunmao.sound import play, play_tone, say

say('你好')
play_tone(tone='A4', seconds=0.5)
play('mine.wav', wait=True)
play('ding')
print('over')
"""
# Stands for a player of the system: keeps what it is to play.
PLAYER = """#!{python}
import pathlib, shutil, sys
kept = pathlib.Path({kept!r})
shutil.copy(sys.argv[-1], kept / f'{{len(list(kept.iterdir()))}}.wav')
"""


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"RIFF....WAVE", "wav"),
        (b"OggS", "ogg"),
        (b"fLaC", "flac"),
        (b"ID3", "mpeg"),
        (b"\xff\xfb\x90", "mpeg"),
        (b"<html>", None),
        (b"\xff\xd8\xff", None),
        (b"", None),
    ],
)
def test_a_sound_is_known_by_its_content(start, kind):
    assert find_sound_kind(start) == kind


@pytest.fixture
def page(tmp_path):
    """A page of a studio without projects."""
    (tmp_path / "projects").mkdir()
    with closing(Page(tmp_path / "projects")) as opened:
        yield opened


def test_the_sounds_that_come_along_are_sent_and_no_others(page):
    answer = page.ask("GET", "/api/sounds/ding")
    assert answer.mimetype == "audio/wav" and answer.data.startswith(b"RIFF")
    assert page.ask("GET", "/api/sounds/..%2F__init__").status_code == 404
    assert page.ask("GET", "/api/sounds/none").status_code == 404


@pytest.mark.process
@pytest.mark.skipif(os.name == "nt", reason="the player of this test is a script")
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has other players")
def test_an_exported_program_is_heard_outside(page, tmp_path):
    made = page.ask("POST", "/api/projects", {"title": "t", "lang": "zh"}).json
    workspace = read_python(PROGRAM).workspace
    page.ask("PUT", f"/api/projects/{made['id']}/workspace", {"workspace": workspace, "base": made["version"]})
    write_wav(tmp_path / "projects" / made["id"] / "mine.wav", make_tones([(1000, 0.3)]))
    packed = io.BytesIO(page.ask("GET", f"/api/projects/{made['id']}/export/project.zip").data)
    zipfile.ZipFile(packed).extractall(tmp_path / "outside")
    (folder,) = {path.parent for path in (tmp_path / "outside").rglob("main.py")}
    (tmp_path / "bin").mkdir()
    (tmp_path / "kept").mkdir()
    player = tmp_path / "bin" / "aplay"
    player.write_text(PLAYER.format(python=sys.executable, kept=str(tmp_path / "kept")), encoding="utf-8")
    player.chmod(0o755)
    ran = subprocess.run(
        [sys.executable, "main.py"],
        cwd=folder,
        env={**os.environ, "PATH": str(tmp_path / "bin"), "SUNMAO_LANG": "zh", "PYTHONUTF8": "1"},
        capture_output=True,
        timeout=HANG_TIMEOUT,
        encoding="utf-8",
    )
    assert ran.returncode == 0 and ran.stdout == "你好\nover\n"
    assert ran.stderr.count("没有会说话的声音") == 1 and "Traceback" not in ran.stderr
    pitches = [find_pitch(read_audio(tmp_path / "kept" / f"{number}.wav")) for number in range(3)]
    assert pitches == pytest.approx([440, 1000, 1318], abs=5)


def find_pitch(clip: AudioClip) -> float:
    """The loudest frequency, in hertz."""
    spectrum = np.abs(np.fft.rfft(clip.samples * np.hanning(len(clip.samples))))
    return spectrum.argmax() / clip.duration
