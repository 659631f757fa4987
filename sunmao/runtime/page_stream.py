"""Stream of what pages push while a program wants it, over a connection of its own from the studio's process for it."""

from sunmao.errors import SunmaoError, error_from_dict
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.protocol import frames
from sunmao.protocol.connection import MessageConnection
from sunmao.runtime import session
from sunmao.texts import LANGUAGES

ANSWERS_WITHIN = 10.0  # seconds beyond what was asked for: the studio's part for it hangs then
LOOK_EVERY = 0.02


class PageStream:
    """The newest of what pages of this project push.

    what: 'sound' or 'motion'; most: bytes that come at once; missing: raised where no studio is there; error: the class
    of what is raised when it ends; closed: the sentence for a stream that was closed.
    """

    def __init__(self, what: str, most: int, missing: SunmaoError, error: type[SunmaoError], closed: str) -> None:
        self._what, self._most, self._missing, self._error, self._closed = what, most, missing, error, closed
        self._wire: MessageConnection | None = None
        self._after = 0
        self._lock = make_lock(LockOrder.SENDER)

    def open(self) -> None:
        """Begin to want it. Raises `missing`, `error`, and StopProgram when the program is asked to stop meanwhile."""
        try:
            self._wire = session.connect_bridge("microphones")
        except (OSError, EOFError):
            raise self._error("bridge_gone") from None
        if self._wire is None:
            raise self._missing
        self._after = self._request({"do": "open", "what": self._what}, ANSWERS_WITHIN)[0]["end"]

    def next(self, within: float) -> bytes | None:
        """Return the data that has come since the last call, waited for at most `within` seconds; None for nothing
        yet. Where the page may not give it, the person is asked, and it goes on with the first that comes.
        """
        piece, trouble = self._look(within)
        return self._wait_for(trouble) if trouble else piece

    def close(self) -> None:
        """Want it no more. Safe to call twice. The end of the connection says it."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.shut()
            wire.close()

    def _look(self, within: float) -> tuple[bytes | None, SunmaoError | None]:
        """Return what is new; else the error because of which nothing comes just now, where it may come again."""
        said, data = self._request({"do": "next", "after": self._after, "within": within}, within + ANSWERS_WITHIN)
        if "end" in said:
            self._after = said["end"]
            return data, None
        return None, error_from_dict(said["error"]) if "error" in said else None

    def _wait_for(self, trouble: SunmaoError) -> bytes | None:
        """Say what is missing and go on with the first that comes. Raises `trouble` when the person ends it, and Stop."""
        came: list[bytes] = []

        def there() -> bool:
            piece, _ = self._look(LOOK_EVERY)
            if piece is not None:
                came.append(piece)
            return bool(came)

        if not session.ask_to_plug_in({lang: trouble.text(lang) for lang in LANGUAGES}, there):
            raise trouble
        return came[0]

    def _request(self, question: dict, within: float) -> tuple[dict, bytes]:
        """One question and its answer. An answer that is not waited for to its end would be taken for the next one's:
        the connection ends then.
        """
        with self._lock:
            wire = self._wire
            if wire is None:
                raise self._error(self._closed)
            try:
                wire.send_bytes(frames.encode_frame(question))
                while not wire.has_news(LOOK_EVERY):
                    session.check_stop()
                    within -= LOOK_EVERY
                    if within <= 0:
                        raise TimeoutError
                said, data = frames.decode_frame(wire.receive_bytes(self._most))
            except (OSError, EOFError, ValueError):
                self.close()
                raise self._error("bridge_gone") from None
            except BaseException:
                self.close()
                raise
        if "error" in said and not said.get("waits"):
            raise error_from_dict(said["error"])
        return said, data
