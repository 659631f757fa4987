"""One run: its states, its process, its questions, from Run to the outcome."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sunmao.core.atomic_files import FULL
from sunmao.errors import ProtocolMismatch
from sunmao.locks.lock_order import LockOrder, make_rlock
from sunmao.protocol.connection import MessageConnection
from sunmao.protocol.messages import (
    OUTCOMES,
    Ask,
    AskAnswered,
    BridgeReply,
    BridgeRequest,
    Notice,
    Output,
    ProgramError,
    Progress,
    RunPhase,
    RunState,
    SoundEnded,
    StepControl,
    StepMode,
    StopRequest,
)
from sunmao.protocol.stage_messages import FROM_PROGRAM, StageInput, StageMessage
from sunmao.server.processes.resource_limits import watch_limits
from sunmao.server.processes.warm_interpreter import WarmInterpreter
from sunmao.server.runs import outcome
from sunmao.server.runs.event_log import EventLog
from sunmao.server.runs.listener import RunListener
from sunmao.server.runs.outcome import RunEnding
from sunmao.server.runs.questions import OpenQuestions
from sunmao.server.runs.recorder import EventRecorder
from sunmao.server.runs.run_spec import RunSpec

NEXT = {
    "starting": {"running", "stopping", *OUTCOMES},
    "running": {"waiting", "paused", "stopping", *OUTCOMES},
    "waiting": {"running", "paused", "stopping", *OUTCOMES},
    "paused": {"running", "waiting", "stopping", *OUTCOMES},
    "stopping": {"forcing", *OUTCOMES},
    "forcing": set(OUTCOMES),
}
CONNECTS_WITHIN = 60  # seconds: an old computer that loads torch
INTERRUPT_AFTER, KILL_AFTER = 0.3, 1.3  # seconds after the request to stop
TIDIES_FOR = (
    3.0  # seconds after its last line until the page is told, of waiting or of work: not of waiting for a busy computer
)
WINDS_UP_WITHIN = 30  # seconds more for one that has said that it is about to stop: it brings weights from elsewhere
LEAVES_WITHIN = 1.2  # seconds more for one that has said that it stops: torch takes one to be unloaded
CLOSES_WITHIN = 2  # seconds between the end of the connection and that of the process
SPAWNED_ITSELF = "has finished its bootstrapping phase"  # words of Python's own message
HEARS_WITHIN = 30  # seconds in which nothing comes, after the end of the process, for what it said last


class Run:
    """The run of `spec` in an interpreter that `find` gives.

    on_events: called with lists of events that are in the log; on_start: once, when its process is known; on_end: once,
    after the last event;
    issue_ticket: answers the program's wish to speak with a bridge; on_stop: called once, in a thread of its own, as
    soon as it is asked to stop; on_stage: called with what it says of its stage, which stands in no log;
    settings: how the panel of its stage was set by hand.
    Raises OSError when its log cannot be made.
    """

    def __init__(
        self,
        spec: RunSpec,
        *,
        on_events: Callable[[list[dict]], None],
        on_start: Callable[["Run"], None],
        on_end: Callable[["Run"], None],
        issue_ticket: Callable[[BridgeRequest], BridgeReply],
        on_stop: Callable[[], None] = lambda: None,
        on_stage: Callable[[StageMessage], None] = lambda message: None,
        settings: Sequence[StageInput] = (),
    ) -> None:
        self._settings = settings
        self._on_stage = on_stage
        self._spec, self._on_start, self._on_end, self._issue_ticket = spec, on_start, on_end, issue_ticket
        self._on_stop = on_stop
        self.folder = spec.folder
        self.state: RunPhase = "starting"
        self.seconds = 0.0
        self.text: dict | None = None
        self.code: int | None = None
        self._lock = make_rlock(LockOrder.RUN)
        self._ending = RunEnding(code=None)
        self._interpreter: WarmInterpreter | None = None
        self._wire: MessageConnection | None = None
        self._listener: RunListener | None = None
        self._native = ""
        self._ended, self._stopped = threading.Event(), threading.Event()
        self._pace, self._paused = StepControl(), False
        self._winds_up = False
        self.log = EventLog(spec.home)
        self._questions = OpenQuestions(self.log)
        self._recorder = EventRecorder(self.log, on_events, self._log_failed)
        self._recorder.put([RunState(self.state)])

    def start(self, find: Callable[[], WarmInterpreter | None]) -> None:
        """Begin; returns at once. One that was stopped before ends without having run, and one for which `find` gives
        no interpreter.
        """
        threading.Thread(
            target=self._run_program, args=(find,), name=f"run {self._spec.home.name}", daemon=True
        ).start()

    def stop(self, reason: str | None = None, **params: Any) -> bool:
        """Ask it to stop, then interrupt, then kill. reason: why the studio itself wants it, a key of outcome.TEXTS."""
        with self._lock:
            if not self._change_state("stopping"):
                return False
            self._ending = replace(self._ending, stopping=True, reason=reason, params=params)
        threading.Thread(target=self._enforce_stop, name="stop", daemon=True).start()
        return True

    def answer(self, ask: int, value: str | bytes) -> bool:
        """Answer question `ask`. False when it is not open (any more). Raises ValueError when the value does not fit."""
        with self._lock:
            taken = self._questions.take(ask, value) if self.state == "waiting" else None
            if taken is None:
                return False
            answer, answered = taken
            self._take_answered(answered)
        self._send(answer)
        return True

    def end_sound(self, sound: int) -> None:
        """A page has played it to its end: the program may go on."""
        self._send(SoundEnded(sound))

    def set_pace(self, mode: StepMode, breakpoints: Sequence[str]) -> bool:
        """Go on at this pace (see `messages.StepControl`), pausing at these blocks. False when it has ended or is about
        to.
        """
        places = self._spec.places(breakpoints)
        with self._lock:
            if self._ending.stopping or self.state in OUTCOMES:
                return False
            self._pace = StepControl(mode or self._pace.mode, places)
            self._send(StepControl(mode, places))
        return True

    def deliver_input(self, said: StageInput) -> None:
        """Tell the program that something happened on its stage; one that is over hears nothing."""
        if self.state not in OUTCOMES:
            self._send(said)

    def notify(self, text: dict[str, str]) -> None:
        """Say something to whoever watches it, in both languages."""
        self._recorder.put([Notice(**text)])

    def report_fetched(self, done: int, total: int) -> None:
        """Say to whoever watches it how many megabytes of what it waits for have come."""
        self._recorder.put([Progress(done=done, total=max(done, total), unit="megabyte", task="fetch")])

    def is_stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stopped.is_set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the outcome. False when it has not come in time."""
        return self._ended.wait(seconds)

    def get_elapsed(self) -> float:
        """Seconds since it began, or that it took."""
        return self.seconds if self.state in OUTCOMES else self._recorder.seconds()

    def identity(self) -> dict:
        """Return what finds the run's process again after a crash of the studio: {'pid', 'began', 'mark'}; empty before
        there is one.
        """
        if self._interpreter is None:
            return {}
        process = self._interpreter.process
        return {"pid": process.pid, "began": process.started, "mark": process.mark}

    # States.

    def _change_state(self, state: RunPhase, text: dict | None = None) -> bool:
        with self._lock:
            if state not in NEXT.get(self.state, ()):
                return False
            self.state, self.text = state, text
            self._recorder.put([RunState(state, self.code, text)])
            return True

    # Its life, in its own thread.

    def _run_program(self, find: Callable) -> None:
        try:
            interpreter = find()
        except OSError:
            self._set_end_reason("not_started")
            return self._finish(None)
        if interpreter is None:
            self._set_end_reason("engine_later")
            return self._finish(None)
        with self._lock:
            self._interpreter = interpreter
        self._finish(self._supervise(interpreter))

    def _supervise(self, interpreter: WarmInterpreter) -> int | None:
        process = interpreter.process
        interpreter.read_output(self._record_native)
        limits = {"memory": self._spec.memory, "too_much": self._end_for, "looked": self._sync_log}
        threading.Thread(target=watch_limits, args=(process,), kwargs=limits, name="watch", daemon=True).start()
        if self._start_program(interpreter) and self._wire is not None:
            self._listener = RunListener(
                self._wire, record=self._recorder.put, on_message=self._handle_message, on_close=self._handle_disconnect
            )
        with self._handle_disk_errors():
            self._on_start(self)
        process.ended.wait()
        left = process.reaped + process.kill()
        if self._listener is not None:
            complete = self._listener.join(HEARS_WITHIN)
            # Whoever ends well says so last, also by `os._exit`.
            if not (complete and self._ending.said) and not outcome.was_killed(process.code):
                self._set_end_reason("cut_off")
        with self._lock:
            self._ending = replace(self._ending, leftovers=left)
        self._native = interpreter.read_tail(0.5)
        return process.code

    def _start_program(self, interpreter: WarmInterpreter) -> bool:
        """Give the program to the interpreter, unless it was stopped before; False when it will never run."""
        wire = None
        try:
            wire = interpreter.wait_connected(CONNECTS_WITHIN, self._stopped.is_set)
        except ProtocolMismatch as mismatch:
            self._set_end_reason(mismatch.key, **mismatch.params)
        with self._lock:
            stopping = self._ending.stopping
            self._wire = wire
            if wire is not None and not stopping:
                self._send(self._spec.make_start(self._pace), *self._settings)
                return True
        if not stopping:
            self._set_end_reason("not_started")
        interpreter.process.kill()
        return False

    def _finish(self, code: int | None) -> None:
        with self._lock:
            self._questions.close()
            self._ending = replace(self._ending, code=code)
            self._record_crash(code)
            self._report_self_damage()
            state, text = outcome.judge_outcome(self._ending)
            self.code, self.seconds = code, self._recorder.seconds()
            self._change_state(state, text)
        if self._interpreter is not None:
            self._interpreter.close()
        self._recorder.close()
        self._sync_log()
        self.log.close()
        try:
            self._on_end(self)
        finally:
            self._ended.set()

    def _sync_log(self) -> None:
        with self._handle_disk_errors():
            self.log.sync()

    # What it says.

    def _handle_message(
        self, message: RunState | Ask | AskAnswered | BridgeRequest | ProgramError | StageMessage
    ) -> None:
        if isinstance(message, BridgeRequest):
            return self._send(self._issue_ticket(message))
        if isinstance(message, FROM_PROGRAM):
            return self._on_stage(message)
        if isinstance(message, ProgramError):
            return self._recorder.put([self._spec.locate(message)])
        with self._lock:
            if isinstance(message, AskAnswered):
                if self._questions.drop(message.id):
                    self._take_answered(message)
            elif isinstance(message, Ask):
                self._questions.add(message)
                self._recorder.put([message])
                self._change_state("waiting")
            elif message.state in ("running", "paused"):
                self._paused = message.state == "paused"
                if not self._questions:  # a question that another thread asks goes before
                    self._change_state(message.state)
            elif message.state == "stopping":
                self._winds_up = True
            elif message.state in ("finished", "stopped", "error"):
                self._ending = replace(self._ending, said=message.state, text=message.text)
                threading.Thread(target=self._notify_cleanup, name="tidying", daemon=True).start()

    def _take_answered(self, answered: AskAnswered) -> None:
        self._recorder.put([answered])
        if not self._questions:
            self._change_state("paused" if self._paused else "running")

    def _record_native(self, text: str) -> None:
        self._recorder.put([Output(text, "native")], len(text))

    def _handle_disconnect(self, unreadable: bool) -> None:
        # The connection ends with the process. A program that only closed it could not be stopped nicely any more.
        assert self._interpreter is not None  # whose connection it was
        if unreadable or not self._interpreter.process.ended.wait(CLOSES_WITHIN):
            self._end_for("unreadable")

    def _notify_cleanup(self) -> None:
        assert self._interpreter is not None  # which has been interrupted
        if self._interpreter.process.outlasts(TIDIES_FOR) and self.state in ("running", "waiting"):
            self._recorder.put([Notice(**outcome.get_sentence("tidying"))])

    def _send(self, *messages: Any) -> None:
        if self._wire is not None:
            try:
                self._wire.send(list(messages))
            except OSError:
                pass  # it has just ended: its process tells

    # How it is ended.

    def _enforce_stop(self) -> None:
        self._stopped.set()
        if self._interpreter is not None:
            self._interpreter.process.remember()
        self._send(StopRequest())
        threading.Thread(target=self._on_stop, name="rest", daemon=True).start()
        if self._ended.wait(INTERRUPT_AFTER) or self._interpreter is None:
            return
        process = self._interpreter.process
        process.interrupt()
        if self._ended.wait(KILL_AFTER - INTERRUPT_AFTER) or (self._winds_up and self._ended.wait(WINDS_UP_WITHIN)):
            return
        if self._ending.said and self._ended.wait(LEAVES_WITHIN):
            return
        if not process.ended.is_set() and not self._ending.said and self._change_state("forcing"):
            with self._lock:
                self._ending = replace(self._ending, forced=True)
        process.kill()

    def _end_for(self, reason: str, **params: Any) -> None:
        """End it at once, for a reason that is a key of outcome.TEXTS."""
        self._set_end_reason(reason, **params)
        if self._interpreter is not None:
            self._interpreter.process.kill()

    def _set_end_reason(self, reason: str, **params: Any) -> None:
        with self._lock:
            if self._ending.reason is None and not self._ending.stopping:
                self._ending = replace(self._ending, reason=reason, params=params)

    @contextlib.contextmanager
    def _handle_disk_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._log_failed(error)

    def _log_failed(self, error: OSError) -> None:
        self._set_end_reason("disk_full" if error.errno in FULL else "disk_fails")
        if self._interpreter is not None:
            threading.Thread(target=self._interpreter.process.kill, daemon=True).start()

    def _record_crash(self, code: int | None) -> None:
        """An Error event for an end that the program could not tell itself."""
        ending = self._ending
        if (
            not ending.reason
            and (ending.stopping or ending.said or not outcome.was_killed(code))
            or ending.reason == "closed"
        ):
            return
        key = ending.reason or ("crashed" if outcome.has_crashed(code) else "killed")
        line = outcome.find_crash_line(self._native, str(self._spec.main)) or (
            self._listener.line if self._listener else None
        )
        native = self._native if key in ("crashed", "not_started") else ""
        self._recorder.put([outcome.make_crash_error(key, line, code, native, **(ending.params or {}))])

    def _report_self_damage(self) -> None:
        """Report in a sentence what the program did to itself."""
        if SPAWNED_ITSELF in self._native:
            self._recorder.put([Notice(**outcome.get_sentence("spawned_itself"), level="warn")])
        if not self.log.is_elsewhere() and self._spec.backup.bring_back():
            with self._handle_disk_errors():
                self.log.restore()
            self._recorder.put([Notice(**outcome.get_sentence("folder_deleted"), level="warn")])
