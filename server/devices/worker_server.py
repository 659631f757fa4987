"""Where a helper process of the studio is spoken with: by the studio over one wire, by programs and pages that a ticket
lets in.

A process says what it does with three functions (see `WorkerServer`); its main is `return WorkerServer(obey, attend,
farewell).serve()`. It ends with the studio's wire, however the studio ends.
"""

import os
import threading
import traceback
from collections.abc import Callable

from sunmao.errors import ProtocolMismatch, SunmaoError, error_to_dict
from sunmao.protocol import frames
from sunmao.protocol.connection import MessageConnection, connect_to_studio
from sunmao.runtime.watchdog import call_later
from sunmao.server.processes.loopback_endpoint import LoopbackEndpoint

TICKET_LASTS = 30  # seconds until somebody has to come with it
MOST = 40  # visits of one `who` at a time: the oldest makes room
LEAVES_WITHIN = 2.0  # seconds
REVOKES_WITHIN = 0.5  # seconds; what opens a device meanwhile lets go of it as soon as it has it


class Client:
    """Somebody whom a ticket let in. who: {'project', 'title', 'run'} of a program, or {'page': True}; left: whether it
    was sent away.
    """

    def __init__(self, who: dict, wire: MessageConnection):
        self.who, self._wire, self.left = who, wire, False
        self._saying = threading.Lock()

    def say(self, said: dict, data: bytes = b"") -> None:
        """Send one frame, from any thread; waits while the other side does not read. Raises OSError when the other side
        is gone.
        """
        self.say_frame(frames.encode_frame(said, data))

    def say_frame(self, frame: bytes) -> None:
        """Send a frame that is packed already; see `say`."""
        with self._saying:
            self._wire.send_bytes(frame)

    def hear(self, most: int = frames.MOST_QUESTION) -> tuple[dict, bytes]:
        """Wait for the next frame. Raises EOFError or OSError at the end, ValueError for what is no frame."""
        if self.left:  # what came before is not heard any more
            raise EOFError
        return frames.decode_frame(self._wire.receive_bytes(most))

    def has_news(self) -> bool:
        """Whether `hear` would return at once."""
        return self._wire.has_news()

    def leave(self) -> None:
        """End the connection, from any thread: wakes whoever says or hears."""
        self.left = True
        self._wire.shut()

    def close(self) -> None:
        """Let go of it, at the end of the visit."""
        self.leave()
        with self._saying:  # the number of a closed socket may be another one's a moment later
            self._wire.close()


class Ticket:
    """A ticket, and who came with it. over: set when nothing of it is left."""

    def __init__(self, who: dict):
        self.who, self.door = who, LoopbackEndpoint()
        self.caller: Client | None = None
        self.revoked, self.over = False, threading.Event()

    def revoke(self) -> None:
        """Send away who has come, and let nobody in any more."""
        self.revoked = True
        self.door.close()
        if self.caller is not None:
            self.caller.leave()
        else:
            self.over.set()


class WorkerServer:
    """The studio's wire and the callers of this process.

    Args:
        obey: called with (do, params) for each question of the studio, each in a thread of its own; returns the answer.
            What it raises as SunmaoError is told in its words.
        attend: called with each `Client`, in a thread of its own; when it returns or raises, the connection ends.
        farewell: called when the studio has gone; there are `LEAVES_WITHIN` seconds for it.
    """

    def __init__(
        self,
        obey: Callable[[str, dict], dict],
        attend: Callable[[Client], None],
        farewell: Callable[[], None] = lambda: None,
    ):
        self._obey, self._attend, self._farewell = obey, attend, farewell
        self._lock = threading.Lock()
        self._visits: list[Ticket] = []
        self._wire: MessageConnection | None = None

    def serve(self) -> int:
        """Answer until the studio has gone. Returns the exit status."""
        self._wire = connect_to_studio()
        try:
            while True:
                said, _ = frames.decode_frame(self._wire.receive_bytes(frames.MOST_QUESTION))
                self._hear(said.pop("n"), said.pop("do"), said)
        except (EOFError, OSError):
            pass
        call_later(LEAVES_WITHIN, lambda: os._exit(1))
        self._farewell()
        os._exit(0)  # threads that wait for a device would hold a usual end up

    def tell(self, said: dict, data: bytes = b"") -> None:
        """Tell the studio something that it did not ask for: its `on_event` gets it."""
        try:
            self._wire.send_bytes(frames.encode_frame(said, data))
        except OSError:
            pass  # it has gone: `serve` notices

    def _hear(self, number: int, do: str, params: dict) -> None:
        known: dict[str, Callable] = {"ping": dict, "ticket": self._admit, "revoke": self._revoke}
        own = known.get(do)
        act = (lambda: own(**params)) if own else (lambda: self._obey(do, params))
        if own and do != "revoke":
            self._answer(number, act)  # at once, whatever else goes on
        else:
            threading.Thread(target=self._answer, args=(number, act), name=do, daemon=True).start()

    def _answer(self, number: int, act: Callable[[], dict]) -> None:
        try:
            answer = act()
        except SunmaoError as error:
            answer = {"error": error_to_dict(error)}
        except Exception:
            traceback.print_exc()
            answer = {"failed": True}
        self.tell({**answer, "n": number})

    def _admit(self, who: dict) -> dict:
        visit = Ticket(who)
        with self._lock:
            self._visits.append(visit)
            same = [each for each in self._visits if each.who == who]
        if len(same) > MOST:
            same[0].revoke()
        threading.Thread(target=self._receive, args=(visit,), name="visit", daemon=True).start()
        return {"address": visit.door.address, "key": visit.door.key.hex()}

    def _revoke(self, **who) -> dict:
        """Send away everybody who is so, and wait until what they used is free again."""
        with self._lock:
            gone = [visit for visit in self._visits if who.items() <= visit.who.items()]
        for visit in gone:
            visit.revoke()
        for visit in gone:
            visit.over.wait(REVOKES_WITHIN)
        return {}

    def _receive(self, visit: Ticket) -> None:
        try:
            caller = visit.caller = Client(visit.who, visit.door.wait(TICKET_LASTS))
            if not visit.revoked:
                self._attend(caller)
        except (EOFError, OSError, ValueError):  # TimeoutError is an OSError
            pass
        except ProtocolMismatch:
            pass  # whoever came has met it as well, and says it
        except Exception:
            traceback.print_exc()
        finally:
            if visit.caller is not None:
                visit.caller.close()
            visit.over.set()
            with self._lock:
                self._visits.remove(visit)
