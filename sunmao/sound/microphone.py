"""The microphone that programs hold in a variable, and what is asked of the usual one."""

import os
import weakref
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sunmao.core.atomic_files import require_path
from sunmao.core.strict import Strict
from sunmao.core.validation import require_range
from sunmao.errors import BadValue, MicrophoneDisconnected
from sunmao.protocol.messages import DeviceOpened
from sunmao.runtime import event_loop, session
from sunmao.runtime.notices import show_notice
from sunmao.sound.audio_clip import SAMPLE_RATE, AudioClip
from sunmao.sound.sources.factory import make_source
from sunmao.sound.sources.source_types import BROWSER, DEVICE, FILE, parse_microphone

WINDOW, HOP = 1.0, 0.5  # seconds of each clip of a loop, and from one to the next
LEVEL = 0.1  # seconds whose loudness `level` is
LONGEST = 600.0  # seconds that are read or recorded at once
LOOK_EVERY = 0.02
INSTEAD = "SUNMAO_MICROPHONE"  # names the usual microphone, such as 'simulated'
SILENT_FOR = 3.0  # seconds of nothing but zeros: it is switched off, or muted


class Microphone(Strict):
    """A microphone: of the page, of this computer, a simulated one, or a sound file in its place.

    Args:
        name: 'browser' (the page's, where the program runs in the studio), 'device' or 0, 1 … (this computer's, by
            the optional package sounddevice), 'simulated', or the name of a sound file. None: the one that
            SUNMAO_MICROPHONE names, else the page's in the studio and this computer's outside.

    Raises: MicrophoneMissing, FileMissing, NotASound, BadValue.

    Example:
        for clip in Microphone('simulated'):
            print(clip.level)
    """

    def __init__(self, name: str | int | Path | None = None) -> None:
        usual = os.environ.get(INSTEAD) or (BROWSER if session.is_in_studio() else DEVICE)
        kind = parse_microphone(usual if name is None else name)
        if kind.name == BROWSER and not session.is_in_studio():
            show_notice("microphone_browser_alone")
            kind = parse_microphone(DEVICE)
        self._kind, self._closed = kind, False
        self._source = make_source(kind)
        weakref.finalize(self, self._source.close).atexit = False
        self._source.open()
        self._quiet_said, self._quiet = kind.name not in (BROWSER, DEVICE), 0
        self._newest = np.zeros(0, np.float32)  # as much as `level` looks at
        session.emit(DeviceOpened("microphone", kind.shown, topic=f"microphone:{kind.shown}"))

    @property
    def name(self) -> str:
        """Name with which it was opened, as text."""
        return self._kind.shown

    @property
    def level(self) -> float:
        """Loudness now, 0 to 100: of the last tenth of a second. Waits for the first sound."""
        pieces = [self._newest]
        while (piece := self._fetch(0)) is not None:
            pieces.append(piece)
        while sum(map(len, pieces)) < LEVEL * SAMPLE_RATE and (piece := self._wait_for_piece()) is not None:
            pieces.append(piece)
        self._newest = np.concatenate(pieces)[-int(LEVEL * SAMPLE_RATE) :]
        return round(AudioClip(self._newest).level, 1)

    def read(self, seconds: float = 1.0) -> AudioClip:
        """The next seconds of sound, from now on. A file may have less.

        Args:
            seconds: 0.01 to 600.

        Raises: MicrophoneDisconnected when nothing comes any more.
        """
        count = round(require_range("seconds", seconds, 0.01, LONGEST) * SAMPLE_RATE)
        if self._kind.name != FILE:
            while self._fetch(0) is not None:
                continue
        pieces, heard = [], 0
        while heard < count and (piece := self._wait_for_piece()) is not None:
            pieces.append(piece)
            heard += len(piece)
        if not pieces:
            raise MicrophoneDisconnected("microphone_file_over", name=self._source.title)
        return AudioClip(np.concatenate(pieces)[:count])

    def __iter__(self) -> Iterator[AudioClip]:
        """Clips of one second, half a second apart, always the newest; ends when the program is asked to stop, or with
        the file.
        """
        window, hop = round(WINDOW * SAMPLE_RATE), round(HOP * SAMPLE_RATE)
        heard, fresh = np.zeros(0, np.float32), 0
        while True:
            try:
                piece = event_loop.poll_next(self._look)
            except session.StopProgram:
                if not session.stop_requested():
                    raise
                return
            if piece is False:
                return
            heard, fresh = np.concatenate([heard, piece])[-window:], fresh + len(piece)
            if len(heard) == window and fresh >= hop:
                fresh = 0
                yield AudioClip(heard)

    def close(self) -> None:
        """Let go of the microphone; at the end of the program that happens by itself."""
        self._closed = True
        self._source.close()

    def __enter__(self) -> "Microphone":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Microphone(name={self._kind.shown!r})"

    def _look(self, within: float) -> np.ndarray | bool | None:
        """Return the new sound, None for nothing yet, False at the end."""
        if self._closed:
            return False
        piece = self._fetch(within)
        return False if piece is None and self._source.ended else piece

    def _wait_for_piece(self) -> np.ndarray | None:
        """Wait for the next piece of sound; None where a file is over. Raises StopProgram."""
        while (piece := self._fetch(LOOK_EVERY)) is None:
            if self._source.ended:
                return None
            session.check_stop()
        return piece

    def _fetch(self, within: float) -> np.ndarray | None:
        if self._closed:
            raise MicrophoneDisconnected("microphone_closed")
        piece = self._source.next(within)
        if piece is not None and not self._quiet_said:
            self._notice_silence(piece)
        return piece

    def _notice_silence(self, piece: np.ndarray) -> None:
        """Say once that nothing at all is heard: a microphone that is on hears at least noise."""
        self._quiet = 0 if piece.any() else self._quiet + len(piece)
        if self._quiet > SILENT_FOR * SAMPLE_RATE:
            self._quiet_said = True
            show_notice("microphone_silent", level="warn", name=self._kind.shown)


_default_microphone: list[Microphone] = []


def sound_level() -> float:
    """Return the loudness at the microphone, 0 (still) to 100: at the page's in the studio, else at this computer's.

    Raises: MicrophoneMissing, MicrophoneDisconnected.
    """
    return _get_usual().level


def record_sound(path: str | Path, seconds: float = 3) -> None:
    """Record what the microphone hears into a wav file (16 kHz, mono, 16 bits). Stop ends it earlier, and what there is
    stays.

    Args:
        path: the file, which ends in .wav; folders that are missing are made.
        seconds: 0.1 to 600.

    Raises: BadValue for another ending, or where it cannot be written; MicrophoneMissing, MicrophoneDisconnected.
    """
    from sunmao.sound.audio_files import write_wav

    target = require_path("path", path)
    if target.suffix.lower() != ".wav":
        raise BadValue("sound_not_recorded", path=target.as_posix())
    seconds, microphone, pieces = require_range("seconds", seconds, 0.1, LONGEST), _get_usual(), []
    while microphone._fetch(0) is not None:
        continue
    count, heard = round(seconds * SAMPLE_RATE), 0
    try:
        while heard < count and (piece := microphone._wait_for_piece()) is not None:
            pieces.append(piece)
            heard += len(piece)
    finally:
        if pieces:
            try:
                write_wav(target, AudioClip(np.concatenate(pieces)[:count]))
            except OSError:
                raise BadValue("sound_not_recorded", path=target.as_posix()) from None
    show_notice("sound_recorded", path=target.as_posix())


def _get_usual() -> Microphone:
    if not _default_microphone or _default_microphone[0]._closed:
        _default_microphone[:] = [Microphone()]
    return _default_microphone[0]
