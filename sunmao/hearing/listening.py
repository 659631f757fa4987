"""Listening: what a model hears second after second becomes events, each said once."""

import threading
import time
from collections import deque
from collections.abc import Iterable
from typing import Any

from sunmao.errors import BadValue
from sunmao.inference.answer_events import AnswerWatch
from sunmao.locks.lock_order import make_lock
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.seconds import is_background

WINDOW = 1.0  # seconds of a sound
WAITING = 4  # sounds that wait to be listened to: older ones are let go


class SoundWatch(AnswerWatch):
    """All that one model is asked to hear. model: a `SoundClassification`. Background is never announced."""

    window = WINDOW

    def require_source(self, label: str, source: Any) -> None:
        """See the base: background, nothing that gives sounds."""
        if is_background(label):
            raise BadValue("sound_background_heard", label=label)
        if source is not None and not isinstance(source, Iterable):
            raise BadValue("sound_no_microphone", value=repr(source)[:60])

    def open_source(self, source: Any) -> "_SoundQueue":
        """See the base."""
        if source is None:
            from sunmao.sound import Microphone

            source = Microphone()
        return _SoundQueue(source)

    def ask(self, sample: AudioClip) -> Any:
        """See the base."""
        return self._model.inference(sound=sample)

    def is_nothing(self, result: Any) -> bool:
        """See the base."""
        return is_background(result.top(1)[0].label)


class _SoundQueue:
    """The newest sounds of a microphone, which a thread of its own goes through."""

    def __init__(self, microphone: Iterable[AudioClip]) -> None:
        self._microphone = microphone
        self._lock = make_lock()
        self._waiting: deque[tuple[float, AudioClip]] = deque(maxlen=WAITING)
        self._error: BaseException | None = None
        threading.Thread(target=self._listen, name="listening", daemon=True).start()

    def take(self) -> list[tuple[float, AudioClip]]:
        """(when it ended, on the clock of `time.monotonic`; a sound) of those that came since. Raises what the
        microphone has raised.
        """
        with self._lock:
            found, error = list(self._waiting), self._error
            self._waiting.clear()
            if found or error is None:  # an error is told after what was heard before it
                return found
            self._error = None
        raise error

    def _listen(self) -> None:
        try:
            for clip in self._microphone:
                with self._lock:
                    self._waiting.append((time.monotonic(), clip))
        except BaseException as error:  # told in the program's own thread
            with self._lock:
                self._error = error
