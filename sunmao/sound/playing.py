"""Speech, sounds and tones that a program plays."""

import os
import re
import time
from collections import deque
from pathlib import Path
from typing import Any, Literal

from sunmao import texts
from sunmao.boards.tones import GAP, parse_melody, to_hertz
from sunmao.core.strict import suggest_nearest
from sunmao.core.validation import require_choice, require_range
from sunmao.errors import BadValue, FileMissing
from sunmao.protocol.messages import SoundStarted
from sunmao.runtime import event_loop, session
from sunmao.sound.packaged_sounds import PACKAGED, find_packaged
from sunmao.sound.speaker import Playing, Speaker
from sunmao.sound.studio_speaker import StudioSpeaker

LONGEST_TEXT = 2000  # letters that are said at once
LONGEST = 60.0  # seconds of a tone
AT_ONCE = 30  # sounds that may begin within a second: a loop that waits for none is slowed down
PAUSE = 1 / AT_ONCE
LETTERS_A_SECOND = {"zh": 3.0, "en": 9.0}  # slow voices: only where nothing tells when it is over
MIN_SPEECH = 2.0  # seconds

_system: list[Speaker] = []
_start_times: deque[float] = deque(maxlen=AT_ONCE)  # when, on the clock of `time.monotonic`


def say(text: Any, language: str = "", wait: bool = True) -> None:
    """Say a text with the voice of the browser, outside the studio with the computer's. It is always shown as well.

    Args:
        text: at most its first 2,000 letters are said.
        language: 'zh' or 'en'; empty: Chinese where the text has Chinese characters.
        wait: whether the program goes on only when it has been said.

    Raises: BadValue for another language.

    Example:
        >>> say('')
    """
    chosen = require_choice("language", language, texts.LANGUAGES) if language else ""
    spoken = str(text).strip()[:LONGEST_TEXT]
    if not spoken:
        return
    chinese = chosen == "zh" if chosen else re.search(texts.CHINESE, spoken) is not None
    voice: Literal["zh", "en"] = "zh" if chinese else "en"
    seconds = MIN_SPEECH + len(spoken) / LETTERS_A_SECOND[voice]
    _start(SoundStarted(0, "say", text=spoken, language=voice, seconds=seconds, waits=bool(wait)))


def play(sound: Any, wait: bool = False) -> None:
    """Play a short sound that comes along, such as 'ding', or a sound file (wav, mp3, ogg, flac) of the project.

    Args:
        sound: the name or the path.
        wait: whether the program goes on only when it is over.

    Raises: FileMissing, with the nearest name; NotASound for a file that cannot be played; BadValue for a file outside
    the project, while the program runs in the studio.

    Example:
        play('ding')
    """
    name = os.fspath(sound).strip() if isinstance(sound, (str, Path)) else str(sound)
    packaged = find_packaged(name)
    if packaged is not None:
        started = SoundStarted(0, "packaged", path=name, seconds=_measure_packaged(packaged), waits=bool(wait))
    else:
        started = SoundStarted(0, "file", path=_find_in_project(name), seconds=_measure_file(name), waits=bool(wait))
    _start(started)


def play_tone(tone: Any, seconds: float = 0.5) -> None:
    """Play a tone or a melody with the loudspeaker of the computer, and go on when it is over.

    Args:
        tone: notes such as 'C4', 'F#4', 'Bb3' with spaces between ('-' is a rest), or how often a second it swings (31
            to 16000).
        seconds: how long each note lasts, 0.01 to 60.

    Raises: BadValue: no such tone, or another time.

    Example:
        play_tone('C4 E4 G4', seconds=0.3)
    """
    melody, each = parse_melody(tone), require_range("seconds", seconds, 0.01, LONGEST)
    sounding = max(each - GAP, each / 2)
    tones: list[tuple[float, float]] = []
    for note in melody:
        tones += [(to_hertz(note), sounding), (0.0, each - sounding)] if note is not None else [(0.0, each)]
    _start(SoundStarted(0, "tones", tones=tones, seconds=each * len(melody), waits=True))


def _start(sound: SoundStarted) -> None:
    session.check_stop()
    now = time.monotonic()
    if len(_start_times) == AT_ONCE and now - _start_times[0] < 1:
        event_loop.wait(PAUSE)
    _start_times.append(time.monotonic())
    playing = choose_speaker().start(sound)
    if sound.waits:
        _wait_for(playing)


def _wait_for(playing: Playing) -> None:
    try:
        event_loop.wait_until(playing.is_over)
    except BaseException:
        playing.stop()
        raise


def _measure_packaged(path: Path) -> float:
    import wave

    with wave.open(str(path), "rb") as file:
        return file.getnframes() / file.getframerate()


def _measure_file(name: str) -> float:
    """Its duration in seconds. Raises FileMissing with the nearest name, NotASound."""
    from sunmao.sound.audio_files import read_audio

    if not os.path.exists(name):
        folder = Path(name).parent
        beside = [each.name for each in folder.iterdir()] if folder.is_dir() else []
        raise FileMissing("sound_unknown", name=name, guess=suggest_nearest(name, [*PACKAGED, *beside]))
    return read_audio(name).duration


def _find_in_project(name: str) -> str:
    """The path as the studio's page asks for it: below the project, with '/'. Raises BadValue for one outside."""
    if not session.is_in_studio():
        return name
    try:
        path = Path(os.path.relpath(os.path.realpath(name), os.path.realpath(".")))
    except (OSError, ValueError):  # another disk of Windows, or a name that no file can have
        path = Path("..")
    if path.is_absolute() or ".." in path.parts:
        raise BadValue("sound_outside", name=name)
    return path.as_posix()


def choose_speaker() -> Speaker:
    """The speaker of this program."""
    if session.is_in_studio():
        return StudioSpeaker()
    if not _system:
        from sunmao.sound.system_speaker import SystemSpeaker

        _system.append(SystemSpeaker())
    return _system[0]
