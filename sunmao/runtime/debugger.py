"""Pauses, steps and slow motion: the program is traced while it needs to be, and only in the pupil's own file.

A step is one block: lines that belong to the block of the line before are no new step, unless the program jumped back
(a loop). Without blocks each line is a step. Imports, `def` lines, lambdas and comprehensions are none; a breakpoint on
a function's first line pauses when the function is called.

While one thread is paused the others go on as far as their next step. 'step' lets all go and pauses the same thread at
its next one. Python traces each thread apart: one that began at full speed stays there, one that began otherwise can
always be paused, and a main thread that met the recursion limit is traced again when the pace is next set.
"""

import _thread
import ast
import linecache
import os
import signal
import sys
import threading
from types import FrameType
from typing import Any

from sunmao.protocol.messages import RunState, StartProgram, StepControl, VariableValues
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.runtime.variable_repr import VariableWatch

REST = 0.7  # seconds at each step in slow motion
# Not SIGINT, which programs may take for themselves. It is never really sent: Python only calls its handler.
SIGNAL: signal.Signals = getattr(signal, "SIGBREAK" if sys.platform == "win32" else "SIGURG")
PASSED_OVER = {"<lambda>", "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}


class Debugger:
    """Lets the program of `start` run at a pace that may change at any time. Made in the main thread."""

    def __init__(self, outbox: Any, sampler: Any, start: StartProgram, rest: float = REST) -> None:
        self._outbox, self._sampler, self._main, self._rest = outbox, sampler, start.main, rest
        self._blocks = start.blocks
        self._end = self.step_of(start.until)
        self._variables = VariableWatch(start.main)
        self._mode, self._stops, self._paces = "run", frozenset(), 0
        self._shown: threading.Thread | None = None  # the thread that is paused or rests; the others wait
        self._stepper: threading.Thread | None = None  # the one thread that 'step' pauses; None: whichever comes first
        self._headers: frozenset | None = None
        self._warned = False
        signal.signal(SIGNAL, self._install)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.end)
        self._set(StepControl(start.mode, start.breakpoints))
        self._install()

    def set_pace(self, pace: StepControl) -> None:
        """Go on at this pace. From any thread; also in the middle of a line of the program."""
        self._set(pace)
        _thread.interrupt_main(SIGNAL)

    def end(self) -> None:
        """Let this thread, and all that begin from now on, run without pauses: the program is over, or this is a copy
        of it.
        """
        self._mode, self._stops, self._end = "run", frozenset(), 0
        self._install()

    def _set(self, pace: StepControl) -> None:
        self._stops = frozenset(step for line in pace.breakpoints if (step := self.step_of(line)))
        if pace.mode:
            self._stepper, self._mode = self._shown, pace.mode
            self._paces += 1
        session.wake_waiters()

    def step_of(self, line: int) -> int:
        """The step that a line belongs to: a number, 0 for none."""
        if not self._blocks:
            return line
        return self._blocks[line - 1] if 0 < line <= len(self._blocks) else 0

    # Tracing on and off.

    def _install(self, number: Any = None, frame: Any = None) -> None:
        """Trace from here on, or no longer; as a signal's handler also the functions that run now, from `frame`
        outwards.
        """
        needed = self._mode != "run" or bool(self._stops) or self._end > 0
        if sys.gettrace() not in (None, self._trace_call):
            return self._warn_once() if needed else None
        sys.settrace(self._trace_call if needed else None)
        if threading.gettrace() in (None, self._trace_call):
            threading.settrace(self._trace_call if needed else None)
        while needed and frame is not None:
            if self._concerns(frame) and frame.f_trace is None:
                frame.f_trace = _FrameTracer(self)
            frame = frame.f_back

    def _warn_once(self) -> None:
        # In a thread: a signal's handler may have come in the middle of a message.
        if not self._warned:
            self._warned = True
            threading.Thread(target=show_notice, args=("cannot_step", "warn"), daemon=True).start()

    def _concerns(self, frame: FrameType) -> bool:
        return frame.f_code.co_filename == self._main and frame.f_code.co_name not in PASSED_OVER

    def _trace_call(self, frame: FrameType, event: Any, arg: Any) -> Any:
        if not self._concerns(frame):
            return None
        if frame.f_trace is not None:  # a generator that goes on
            return frame.f_trace
        first = self.step_of(frame.f_code.co_firstlineno)
        if first in self._stops and frame.f_code.co_name != "<module>":
            self.begin(frame, first, entered=True)
            return _FrameTracer(self, first)
        return _FrameTracer(self)

    def _is_header(self, line: int) -> bool:
        if self._headers is None:
            tree = ast.parse("".join(linecache.getlines(self._main)))
            places = (
                node
                for node in ast.walk(tree)
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
            )
            self._headers = frozenset(
                line
                for node in places
                for line in range(
                    min([node.lineno, *(each.lineno for each in node.decorator_list)]), node.body[0].lineno
                )
            )
        return line in self._headers

    # Pausing.

    def begin(self, frame: FrameType, step: int, entered: bool = False) -> None:
        """A new step begins at the line of `frame`; entered: with the call of its function. Raises StopProgram in the
        main thread, and SystemExit there where the program shall end.
        """
        if step == self._end and threading.current_thread() is threading.main_thread():
            raise SystemExit
        if self._shown is None and self._mode == "run" and step not in self._stops:
            return
        try:
            if entered == self._is_header(frame.f_lineno):
                self._arrive(frame, step)
        except RecursionError:  # so near its own limit the program meets it by itself
            pass

    def _arrive(self, frame: FrameType, step: int) -> None:
        """Wait while another thread is paused; pause or rest when it is this one's turn."""
        me = threading.current_thread()
        session.wait_for_reply(lambda: self._take_turn(me))
        try:
            while not session.stop_requested() and self._pause_at(frame, step, me):
                pass
        finally:
            self._shown = None
            session.wake_waiters()
        if me is threading.main_thread():
            session.check_stop()

    def _take_turn(self, me: threading.Thread) -> bool:
        self._shown = self._shown or me
        return self._shown is me

    def _pause_at(self, frame: FrameType, step: int, me: threading.Thread) -> bool:
        """One pause or one rest. Returns whether the pace was changed during a rest, so that it must be looked at
        again.
        """
        paces = self._paces
        if step in self._stops or self._mode == "step" and self._may_pause(me):
            try:
                self._show(frame, RunState("paused"))
                session.wait_for_reply(lambda: self._paces != paces)
            finally:
                self._outbox.put(RunState("running"), hurry=True)
        elif self._mode == "slow":
            self._show(frame)
            return session.wait_for_reply(lambda: self._paces != paces, self._rest)
        return False

    def _may_pause(self, me: threading.Thread) -> bool:
        return self._stepper in (None, me) or not self._stepper.is_alive()

    def _show(self, frame: FrameType, *first: Any) -> None:
        values, changed = self._variables.look(frame)
        self._outbox.put(*first, self._sampler.look(), VariableValues(frame.f_lineno, values, changed), hurry=True)


class _FrameTracer:
    """Python's trace function of one function call: finds where a new step begins. step: the one that it is in."""

    __slots__ = ("_stepping", "_step", "_began", "_line", "_place")

    def __init__(self, stepping: Debugger, step: int = 0) -> None:
        self._stepping, self._step = stepping, step
        self._began, self._line, self._place = -1, 0, -1  # where the step began in the code; where it was last

    def __call__(self, frame: Any, event: Any, arg: Any) -> Any:
        if event != "line":
            return self
        line, place = frame.f_lineno, frame.f_lasti
        step = self._stepping.step_of(line)
        # A call over several lines comes back to its first one, a comprehension to its own begin: these are no loops.
        back = place <= self._began or place <= self._place and line != self._line
        self._line, self._place = line, place
        if step == self._step and not back:
            return self
        self._step, self._began = step, place
        if step:
            self._stepping.begin(frame, step)
        return self
