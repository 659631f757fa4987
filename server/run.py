"""One run: its states, its process, its questions, from Run to the outcome."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ..events import OUTCOMES, Answer, Answered, Ask, Line, Note, Output, Start, State, Stop
from . import outcome
from .messages import is_good
from .native import Native
from .outcome import Ending
from .recorder import Recorder
from .runlog import RunLog
from .standby import Interpreter

NEXT = {
    "idle": {"starting"},
    "starting": {"running", "stopping", *OUTCOMES},
    "running": {"waiting", "stopping", *OUTCOMES},
    "waiting": {"running", "stopping", *OUTCOMES},
    "stopping": {"forcing", *OUTCOMES},
    "forcing": set(OUTCOMES),
}
CONNECTS_WITHIN = 60  # seconds: an old computer that loads torch
INTERRUPT_AFTER, KILL_AFTER = 0.5, 1.5  # seconds after the request to stop
LOOKS_EVERY = 0.5
CROWD = 300  # processes
TIDIES_FOR = 1.0  # seconds after its last line until the page is told
LONGEST_ANSWER = 100_000  # characters


@dataclass(frozen=True)
class Job:
    """What is run. folder: the project's; home: the run's own folder; environment: additions for the program; memory: bytes it may use."""

    main: Path
    folder: Path
    home: Path
    environment: dict
    memory: int


class Run:
    """The run of `job` in an interpreter that `find` gives.

    tell: called with lists of events that are in the log; begun: once, when its process is known; over: once, after the last event.
    Raises OSError when its log cannot be made.
    """

    def __init__(self, job: Job, *, tell: Callable[[list[dict]], None], begun: Callable[["Run"], None], over: Callable[["Run"], None]):
        self._job, self._begun, self._over = job, begun, over
        self.state, self.text, self.code, self.seconds = "idle", None, None, 0.0
        self._lock = threading.RLock()
        self._ending = Ending(code=None)
        self._questions: dict[int, Ask] = {}
        self._interpreter: Interpreter | None = None
        self._wire, self._line, self._native = None, None, ""
        self._ended, self._stopped = threading.Event(), threading.Event()
        self.log = RunLog(job.home)
        self._recorder = Recorder(self.log, tell, self._log_failed)

    def start(self, find: Callable[[], Interpreter]) -> None:
        """Begin; returns at once."""
        self._become("starting")
        threading.Thread(target=self._live, args=(find,), name=f"run {self._job.home.name}", daemon=True).start()

    def stop(self, reason: str | None = None, **params) -> bool:
        """Ask it to stop, then interrupt, then kill. reason: why the studio itself wants it, a key of outcome.TEXTS."""
        with self._lock:
            if not self._become("stopping"):
                return False
            self._ending = replace(self._ending, stopping=True, reason=reason, params=params)
        threading.Thread(target=self._enforce_stop, name="stop", daemon=True).start()
        return True

    def answer(self, ask: int, value: str | bytes) -> bool:
        """Answer question `ask`. False when it is not open (any more). Raises ValueError when the value does not fit."""
        with self._lock:
            question = self._questions.get(ask)
            if question is None or self.state != "waiting":
                return False
            shown = self._check(question, value)
            if question.form == "picture":
                value = str(self.log.save_picture(f"answer_{ask}.png", value).resolve())
            del self._questions[ask]
            self._recorder.put([Answered(ask, shown)])
            if not self._questions:
                self._become("running")
        self._send(Answer(ask, value))
        return True

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the outcome. False when it has not come in time."""
        return self._ended.wait(seconds)

    def elapsed(self) -> float:
        """Seconds since it began, or that it took."""
        return self.seconds if self.state in OUTCOMES else self._recorder.seconds()

    def identity(self) -> dict:
        """What finds its process again after a crash of the studio: {'pid', 'began', 'mark'}; empty before there is one."""
        if self._interpreter is None:
            return {}
        process = self._interpreter.process
        return {"pid": process.pid, "began": process.started, "mark": process.mark}

    # States.

    def _become(self, state: str, text: dict | None = None) -> bool:
        with self._lock:
            if state not in NEXT.get(self.state, ()):
                return False
            self.state, self.text = state, text
            self._recorder.put([State(state, self.code, text)])
            return True

    # Its life, in its own thread.

    def _live(self, find) -> None:
        try:
            interpreter = find()
        except OSError:
            self._blame("not_started")
            return self._finish(None)
        with self._lock:
            self._interpreter = interpreter
        self._finish(self._accompany(interpreter))

    def _accompany(self, interpreter: Interpreter) -> int | None:
        process = interpreter.process
        native = Native((process.stdout, process.stderr), self._hear_native)
        threading.Thread(target=self._watch, args=(process,), name="watch", daemon=True).start()
        reader = None
        if self._hand_over(interpreter):
            reader = threading.Thread(target=self._read, name="reader", daemon=True)
            reader.start()
        try:
            self._begun(self)
        except OSError as error:
            self._log_failed(error)
        process.ended.wait()
        left = process.kill()
        if reader is not None:
            reader.join(10)
        native.join(0.5)
        interpreter.door.close()
        with self._lock:
            self._ending = replace(self._ending, leftovers=left)
        self._native = native.tail
        return process.code

    def _hand_over(self, interpreter: Interpreter) -> bool:
        """Give the program to the interpreter, unless it was stopped before; False when it will never run."""
        wire = self._await(interpreter)
        with self._lock:
            stopping = self._ending.stopping
            self._wire = wire
        if wire is not None and not stopping:
            job = self._job
            self._send(Start(main=str(job.main), cwd=str(job.folder), argv=[job.main.name], env=job.environment))
            return True
        if not stopping:
            self._blame("not_started")
        interpreter.process.kill()
        return False

    def _await(self, interpreter: Interpreter):
        deadline = time.monotonic() + CONNECTS_WITHIN
        while time.monotonic() < deadline and not interpreter.process.ended.is_set() and not self._stopped.is_set():
            if interpreter.door.opened.wait(0.05):
                return interpreter.door.wait(0)
        return None

    def _finish(self, code: int | None) -> None:
        with self._lock:
            self._questions.clear()
            self._ending = replace(self._ending, code=code)
            self._tell_fate(code)
            state, text = outcome.judge(self._ending)
            self.code, self.seconds = code, self._recorder.seconds()
            self._become(state, text)
        if self._wire is not None:
            self._wire.close()
        self._recorder.close()
        self._close_log()
        try:
            self._over(self)
        finally:
            self._ended.set()

    def _close_log(self) -> None:
        try:
            self.log.sync()
        except OSError as error:
            self._log_failed(error)
        self.log.close()

    # What it says.

    def _read(self) -> None:
        while True:
            try:
                messages = self._wire.receive()
            except ValueError:
                return self._end_for("unreadable")
            except (EOFError, OSError) as error:
                # multiprocessing's own complaint about a wrong length carries no number of the system's.
                unreadable = isinstance(error, OSError) and error.errno is None
                return self._end_for("unreadable") if unreadable else self._mind_silence()
            if not all(map(is_good, messages)):
                return self._end_for("unreadable")
            self._hear(messages)

    def _mind_silence(self) -> None:
        # The connection ends with the process. A program that only closed it could not be stopped nicely any more.
        if not self._interpreter.process.ended.wait(2):
            self._end_for("unreadable")

    def _hear(self, messages: list) -> None:
        told = [message for message in messages if not isinstance(message, (State, Ask))]
        size = sum(len(getattr(message, "text", "")) + len(getattr(message, "data", "")) + 100 for message in told)
        if len(told) == len(messages):
            self._note(messages)
            return self._recorder.put(messages, size)
        for message in messages:
            if isinstance(message, State):
                self._hear_state(message)
            elif isinstance(message, Ask):
                self._hear_question(message)
            else:
                self._note([message])
                self._recorder.put([message], 100)

    def _note(self, messages: list) -> None:
        for message in messages:
            if isinstance(message, Line):
                self._line = message.line

    def _hear_state(self, message: State) -> None:
        if message.state == "running":
            self._become("running")
        elif message.state in ("finished", "stopped", "error"):
            with self._lock:
                self._ending = replace(self._ending, said=message.state, text=message.text)
            timer = threading.Timer(TIDIES_FOR, self._mention_tidying)
            timer.daemon = True
            timer.start()

    def _hear_question(self, message: Ask) -> None:
        with self._lock:
            self._questions[message.id] = message
            self._recorder.put([message])
            self._become("waiting")

    def _hear_native(self, text: str) -> None:
        self._recorder.put([Output(text, "native")], len(text))

    def _mention_tidying(self) -> None:
        if not self._interpreter.process.ended.is_set() and self.state in ("running", "waiting"):
            said = outcome.sentence("tidying")
            self._recorder.put([Note(**said)])

    def _check(self, question: Ask, value: str | bytes) -> str:
        """What of an answer is shown in the log. Raises ValueError when it does not fit the question."""
        if question.form == "picture":
            if not isinstance(value, bytes) or not value.startswith(b"\x89PNG\r\n\x1a\n"):
                raise ValueError("a PNG is needed")
            return ""
        if not isinstance(value, str) or len(value) > LONGEST_ANSWER:
            raise ValueError("a text is needed, not too long")
        if question.form == "choice" and value not in question.options:
            raise ValueError("not one of the options")
        return value

    def _send(self, message) -> None:
        if self._wire is not None:
            try:
                self._wire.send([message])
            except OSError:
                pass  # it has just ended: its process tells

    # How it is ended.

    def _enforce_stop(self) -> None:
        self._stopped.set()
        self._send(Stop())
        if self._ended.wait(INTERRUPT_AFTER) or self._interpreter is None:
            return
        process = self._interpreter.process
        process.interrupt()
        if self._ended.wait(KILL_AFTER - INTERRUPT_AFTER):
            return
        if not process.ended.is_set() and self._become("forcing"):
            with self._lock:
                self._ending = replace(self._ending, forced=True)
        process.kill()

    def _end_for(self, reason: str, **params) -> None:
        """End it at once, for a reason that is a key of outcome.TEXTS."""
        self._blame(reason, **params)
        self._interpreter.process.kill()

    def _blame(self, reason: str, **params) -> None:
        with self._lock:
            if self._ending.reason is None and not self._ending.stopping:
                self._ending = replace(self._ending, reason=reason, params=params)

    def _watch(self, process) -> None:
        while not process.ended.wait(LOOKS_EVERY):
            count, memory = process.weigh()
            if memory > self._job.memory:
                self._end_for("memory", gb=f"{memory / 2**30:.1f}")
            elif count > CROWD:
                self._end_for("crowd")
            try:
                self.log.sync()
            except OSError as error:
                self._log_failed(error)

    def _log_failed(self, error: OSError) -> None:
        self._blame("disk_full")
        if self._interpreter is not None:
            threading.Thread(target=self._interpreter.process.kill, daemon=True).start()

    def _tell_fate(self, code: int | None) -> None:
        """An Error event for an end that the program could not tell itself."""
        ending = self._ending
        if not ending.reason and (ending.stopping or ending.said or not outcome.died(code)) or ending.reason == "closed":
            return
        key = ending.reason or ("crashed" if outcome.crashed(code) else "killed")
        line = outcome.crash_line(self._native, str(self._job.main)) or self._line
        native = self._native if key in ("crashed", "not_started") else ""
        self._recorder.put([outcome.crash_error(key, line, code, native, **(ending.params or {}))])
