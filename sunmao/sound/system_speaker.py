"""The loudspeaker and the voice of this computer: what its system has for them, and one sentence where it has nothing.

Sounds are played by afplay (macOS), winsound (Windows), or PulseAudio's, PipeWire's or ALSA's player (Linux), else by
the package sounddevice where that is installed. Text is said by `say` (macOS), SAPI (Windows), Speech Dispatcher or
eSpeak NG (Linux).
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from sunmao.protocol.messages import SoundStarted
from sunmao.runtime import session
from sunmao.runtime.notices import print_safely, show_notice
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import read_audio, write_wav
from sunmao.sound.packaged_sounds import find_packaged
from sunmao.sound.speaker import Playing
from sunmao.sound.tone_synthesis import make_tones

PLAYERS = {"darwin": (("afplay",),), "linux": (("paplay",), ("pw-play",), ("aplay", "-q"))}
# Of each program that speaks: its arguments by language; the text comes over its standard input.
VOICES: dict[str, tuple[dict[str, tuple[str, ...]], ...]] = {
    "darwin": ({"zh": ("say", "-v", "Tingting", "-f", "-"), "en": ("say", "-f", "-")},),
    "linux": (
        {"zh": ("espeak-ng", "-v", "cmn", "--stdin"), "en": ("espeak-ng", "-v", "en", "--stdin")},
        {"zh": ("spd-say", "-w", "-e", "-l", "zh"), "en": ("spd-say", "-w", "-e", "-l", "en")},
    ),
    "win32": (
        {
            language: (
                "powershell",
                "-NoProfile",
                "-Command",
                "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
                "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
                f"try {{ $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, '{culture}') }} catch {{ }}; "
                "$voice.Speak([Console]::In.ReadToEnd())",
            )
            for language, culture in (("zh", "zh-CN"), ("en", "en-US"))
        },
    ),
}
ENDS_WITHIN = 60.0  # seconds: a program that is over lets its last sounds be heard, and no longer


class _NoPlayback:
    """Nothing can be heard: the program goes on at once."""

    def is_over(self) -> bool:
        return True

    def stop(self) -> None:
        return None


class _Command:
    """A program of the system that plays or speaks. file: a temporary one, removed at the end."""

    def __init__(self, process: subprocess.Popen, missing: str, file: Path | None = None) -> None:
        self._process, self._missing, self._file = process, missing, file

    def is_over(self) -> bool:
        status = self._process.poll()
        if status is None:
            return False
        if status > 0:
            _warn_once(self._missing)
        self._clean_up()
        return True

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._clean_up()

    def _clean_up(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)


class _Timed:
    """A sound that a library plays: over when its time is. end: ends it sooner; file: as of `_Command`."""

    def __init__(self, seconds: float, end: Any, file: Path | None = None) -> None:
        self._due, self._end, self._file = time.monotonic() + seconds, end, file

    def is_over(self) -> bool:
        if time.monotonic() < self._due:
            return False
        self._clean_up()
        return True

    def stop(self) -> None:
        self._end()
        self._clean_up()

    def _clean_up(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)


class SystemSpeaker:
    """See `speaker.Speaker`. What plays still when the program is over is heard to its end; Stop ends it."""

    def __init__(self) -> None:
        self._playing: list[Playing] = []
        atexit.register(self._end)

    def start(self, sound: SoundStarted) -> Playing:
        """See `speaker.Speaker`."""
        playing = self._speak(sound) if sound.what == "say" else self._play(sound)
        self._playing = [one for one in self._playing if not one.is_over()] + [playing]
        return playing

    def _speak(self, sound: SoundStarted) -> Playing:
        print_safely(sound.text)
        for voice in VOICES.get(_get_system(), ()):
            command = voice[sound.language]
            if shutil.which(command[0]):
                return _run(command, "sound_no_voice", said=sound.text)
        _warn_once("sound_no_voice")
        return _NoPlayback()

    def _play(self, sound: SoundStarted) -> Playing:
        kept = find_packaged(sound.path) if sound.what == "packaged" else Path(sound.path)
        if sound.what != "tones" and kept is not None and kept.suffix.lower() == ".wav":
            return _play_wav(kept, sound.seconds, None)
        clip = make_tones(sound.tones) if sound.what == "tones" else read_audio(sound.path)
        if not _can_play():
            return _play_clip(clip)
        handle, name = tempfile.mkstemp(suffix=".wav")
        os.close(handle)
        write_wav(name, clip)
        return _play_wav(Path(name), clip.duration, Path(name))

    def _end(self) -> None:
        end = time.monotonic() + ENDS_WITHIN
        with suppress(KeyboardInterrupt):
            while not session.stop_requested() and time.monotonic() < end:
                if all(one.is_over() for one in self._playing):
                    return
                time.sleep(0.02)
        for one in self._playing:
            one.stop()


def _get_system() -> str:
    return "linux" if sys.platform.startswith("linux") else sys.platform


def _find_player() -> tuple[str, ...] | None:
    return next((player for player in PLAYERS.get(_get_system(), ()) if shutil.which(player[0])), None)


def _can_play() -> bool:
    return sys.platform == "win32" or _find_player() is not None


def _play_wav(path: Path, seconds: float, temporary: Path | None) -> Playing:
    """Play a wav file with what the system has. seconds: its duration."""
    if sys.platform == "win32":
        import winsound

        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        try:
            winsound.PlaySound(str(path), flags)
        except RuntimeError:
            _warn_once("sound_no_player")
            return _NoPlayback()
        return _Timed(seconds, lambda: winsound.PlaySound(None, 0), temporary)
    player = _find_player()
    return _run((*player, str(path)), "sound_no_player", temporary) if player else _play_clip(read_audio(path))


def _play_clip(clip: AudioClip) -> Playing:
    """Play a clip with the package sounddevice, where it is installed and finds a loudspeaker."""
    try:
        import sounddevice

        sounddevice.play(clip.samples, clip.sample_rate)
    except Exception:  # the package, its library or a loudspeaker is missing: each has an exception of its own
        _warn_once("sound_no_player")
        return _NoPlayback()
    return _Timed(clip.duration, sounddevice.stop)


def _run(command: tuple[str, ...], missing: str, file: Path | None = None, *, said: str = "") -> Playing:
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        _warn_once(missing)
        return _NoPlayback()
    assert process.stdin is not None
    with suppress(OSError):  # it has ended already: `is_over` says it
        process.stdin.write(said.encode())
        process.stdin.close()
    return _Command(process, missing, file)


_warned_keys: set[str] = set()


def _warn_once(key: str) -> None:
    """Say a sentence, but not at every sound."""
    if key not in _warned_keys:
        _warned_keys.add(key)
        show_notice(key, level="warn")
