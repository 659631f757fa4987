"""Server inside a helper process of the studio: it serves the studio over one wire, and the programs and pages that a
ticket lets in.

A process says what it does with three functions (see `WorkerServer`); its main is `return WorkerServer(handle_request,
handle_client, shut_down).serve()`. It ends with the studio's wire, however the studio ends.
"""

import os
import threading
import traceback
from collections.abc import Callable
from typing import Any

from sunmao.errors import ProtocolMismatch, SunmaoError, error_to_dict
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.protocol import frames
from sunmao.protocol.connection import MessageConnection, connect_to_studio
from sunmao.runtime.watchdog import call_later
from sunmao.server.processes.loopback_endpoint import LoopbackEndpoint

TICKET_LASTS = 30  # seconds until somebody has to come with it
MAX_VISITS = 40  # visits of one `who` at a time: the oldest makes room
LEAVES_WITHIN = 2.0  # seconds
REVOKES_WITHIN = 0.5  # seconds; what opens a device meanwhile lets go of it as soon as it has it


class Client:
    """Somebody whom a ticket let in. who: {'project', 'title', 'run'} of a program, or {'page': True}; left: whether it
    was sent away.
    """

    def __init__(self, who: dict, wire: MessageConnection) -> None:
        self.who, self._wire, self.disconnected = who, wire, False
        self._saying = make_lock(LockOrder.SENDER)

    def send(self, said: dict, data: bytes = b"") -> None:
        """Send one frame, from any thread; waits while the other side does not read. Raises OSError when the other side
        is gone.
        """
        self.send_frame(frames.encode_frame(said, data))

    def send_frame(self, frame: bytes) -> None:
        """Send a frame that is packed already; see `say`."""
        with self._saying:
            self._wire.send_bytes(frame)

    def receive(self, most: int = frames.MAX_QUESTION) -> tuple[dict, bytes]:
        """Wait for the next frame. Raises EOFError or OSError at the end, ValueError for what is no frame."""
        if self.disconnected:  # what came before is not heard any more
            raise EOFError
        return frames.decode_frame(self._wire.receive_bytes(most))

    def has_pending(self) -> bool:
        """Whether `receive` would return at once."""
        return self._wire.has_news()

    def disconnect(self) -> None:
        """End the connection, from any thread: wakes whoever sends or receives."""
        self.disconnected = True
        self._wire.shut()

    def close(self) -> None:
        """Let go of it, at the end of the visit."""
        self.disconnect()
        with self._saying:  # the number of a closed socket may be another one's a moment later
            self._wire.close()


class Ticket:
    """A ticket, and who came with it. over: set when nothing of it is left."""

    def __init__(self, who: dict) -> None:
        self.who, self.endpoint = who, LoopbackEndpoint()
        self.client: Client | None = None
        self.revoked, self.over = False, threading.Event()

    def revoke(self) -> None:
        """Send away who has come, and let nobody in any more."""
        self.revoked = True
        self.endpoint.close()
        if self.client is not None:
            self.client.disconnect()
        else:
            self.over.set()


class WorkerServer:
    """The studio's wire and the callers of this process.

    Args:
        handle_request: called with (do, params) for each question of the studio, each in a thread of its own; returns
            the answer. What it raises as SunmaoError is told in its words.
        handle_client: called with each `Client`, in a thread of its own; when it returns or raises, the connection
        ends.
        shut_down: called when the studio has gone; there are `LEAVES_WITHIN` seconds for it.
    """

    def __init__(
        self,
        handle_request: Callable[[str, dict], dict],
        handle_client: Callable[[Client], None],
        shut_down: Callable[[], None] = lambda: None,
    ) -> None:
        self._handle_request, self._handle_client, self._shut_down = handle_request, handle_client, shut_down
        self._lock = make_lock()
        self._tickets: list[Ticket] = []
        self._wire: MessageConnection | None = None

    def serve(self) -> int:
        """Answer until the studio has gone. Returns the exit status."""
        self._wire = connect_to_studio()
        try:
            while True:
                said, _ = frames.decode_frame(self._wire.receive_bytes(frames.MAX_QUESTION))
                self._dispatch(said.pop("n"), said.pop("do"), said)
        except (EOFError, OSError):
            pass
        call_later(LEAVES_WITHIN, lambda: os._exit(1))
        self._shut_down()
        os._exit(0)  # threads that wait for a device would hold a usual end up

    def notify(self, said: dict, data: bytes = b"") -> None:
        """Tell the studio something that it did not ask for: its `on_event` gets it."""
        assert self._wire is not None, "serve comes first"
        try:
            self._wire.send_bytes(frames.encode_frame(said, data))
        except OSError:
            pass  # it has gone: `serve` notices

    def _dispatch(self, number: int, do: str, params: dict) -> None:
        known: dict[str, Callable] = {"ping": dict, "ticket": self._issue_ticket, "revoke": self._revoke}
        own = known.get(do)
        act = (lambda: own(**params)) if own else (lambda: self._handle_request(do, params))
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
        self.notify({**answer, "n": number})

    def _issue_ticket(self, who: dict) -> dict:
        ticket = Ticket(who)
        with self._lock:
            self._tickets.append(ticket)
            same = [each for each in self._tickets if each.who == who]
        if len(same) > MAX_VISITS:
            same[0].revoke()
        threading.Thread(target=self._receive, args=(ticket,), name="visit", daemon=True).start()
        return {"address": ticket.endpoint.address, "key": ticket.endpoint.key.hex()}

    def _revoke(self, **who: Any) -> dict:
        """Send away everybody who is so, and wait until what they used is free again."""
        with self._lock:
            gone = [ticket for ticket in self._tickets if who.items() <= ticket.who.items()]
        for ticket in gone:
            ticket.revoke()
        for ticket in gone:
            ticket.over.wait(REVOKES_WITHIN)
        return {}

    def _receive(self, ticket: Ticket) -> None:
        try:
            client = ticket.client = Client(ticket.who, ticket.endpoint.wait(TICKET_LASTS))
            if not ticket.revoked:
                self._handle_client(client)
        except (EOFError, OSError, ValueError):  # TimeoutError is an OSError
            pass
        except ProtocolMismatch:
            pass  # whoever came has met it as well, and says it
        except Exception:
            traceback.print_exc()
        finally:
            if ticket.client is not None:
                ticket.client.close()
            ticket.over.set()
            with self._lock:
                self._tickets.remove(ticket)
