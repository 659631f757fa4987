"""The process of a program in the studio: `python -P -m sunmao.compat.program`.

It connects first, loads what it was told to, and waits; when the studio says Start it becomes the program, exactly as
`python main.py` would. Started for one run or kept ready for the next one: it is the same.
"""

import atexit
import faulthandler
import os
import signal
import sys
import threading
from importlib import import_module
from types import FrameType

from sunmao import explain
from sunmao.cluster.cluster_address import TRAIN_ON
from sunmao.compat import install, opencv, opencv_windows
from sunmao.explain import exceptions
from sunmao.inference.training_place import Place, set_place
from sunmao.protocol.connection import MessageConnection, connect_to_studio
from sunmao.protocol.messages import CurrentLine, RunState, StartProgram
from sunmao.runtime import session, stdin
from sunmao.runtime.debugger import Debugger
from sunmao.runtime.descriptors import protect_descriptors
from sunmao.runtime.execute import execute
from sunmao.runtime.line_sampler import LineSampler
from sunmao.runtime.outbox import Outbox, replace_streams
from sunmao.runtime.reaper import become_subreaper
from sunmao.runtime.signals import is_interrupted
from sunmao.runtime.watchdog import Watchdog

STOP_FOLLOWS = 1  # seconds: a library that is just being loaded may let the signal through first


def main() -> int:
    """Wait for a program and run it. Returns the exit status."""
    # Stop while torch is loaded, before the program begins: nothing needs to be tidied, and nobody be told.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    wire = connect_to_studio()
    _preload(os.environ.pop("SUNMAO_PRELOAD", "").split(), wire)
    wire.send([RunState("starting")])
    try:
        start, *more = wire.receive()
    except (EOFError, OSError):
        return 0  # the studio does not need this interpreter any more
    return _run_program(start, more, wire) if isinstance(start, StartProgram) else 0


def _preload(modules: list[str], wire: MessageConnection) -> None:
    # A copy of the descriptor: the program may close its own, and a crash must still be told.
    crashes = os.dup(2)
    faulthandler.enable(file=crashes, all_threads=False)
    protect_descriptors([crashes, *wire.list_descriptors()])
    become_subreaper()
    for name in modules:
        try:
            import_module(name)
        except Exception:  # the program itself will meet the reason, if it needs the module at all
            pass


def _run_program(start: StartProgram, more: list, wire: MessageConnection) -> int:
    os.chdir(start.cwd)
    os.environ.update(start.env)
    if os.environ.get(TRAIN_ON):
        set_place(_find_cluster_place)
    outbox = Outbox(wire)
    session.set_outbox(outbox)
    program = ProgramRunner(start, outbox)
    replace_streams(outbox, program.say_left)
    stdin.install()
    install()
    opencv.install(opencv_windows.show_on_page)
    signal.signal(signal.SIGINT, program.interrupt)
    sys.unraisablehook = _hide_stop_traceback
    sampler = LineSampler(outbox, start.main, threading.get_ident(), start.blocks)
    outbox.start(sampler.tick)
    stepping = Debugger(outbox, sampler, start)
    Watchdog(wire, stepping.set_pace).start(more)
    for at_end in (outbox.close, stepping.end):  # after everything that the program itself does then
        atexit.register(at_end)
    outbox.put(RunState("running"), hurry=True)
    return program.run()


def _find_cluster_place() -> Place:
    from sunmao.cluster.cluster_place import find_cluster_place

    return find_cluster_place()


class ProgramRunner:
    """The pupil's program: runs it and says how it ended."""

    def __init__(self, start: StartProgram, outbox: Outbox) -> None:
        self._start, self._outbox = start, outbox
        self._telling = self._told = False

    def say_left(self) -> None:
        """Say that the program ends here by its own will (`os._exit`), unless it has said how it ended."""
        if not self._told:
            self._outbox.put(RunState("finished"))

    def interrupt(self, number: int, frame: FrameType | None) -> None:
        """Handler of SIGINT: ends the program, but never in the middle of a message of ours."""
        if self._outbox.holds(frame):
            self._outbox.interrupted = True
        elif not self._telling:
            raise session.make_interruption()

    def run(self) -> int:
        """Run the file to its end. Returns the exit status; SystemExit goes through, so that its status stays the
        program's own.
        """
        try:
            session.check_stop()
            execute(self._start.main, self._start.argv)
        except BaseException as error:
            self._telling = self._told = True
            self._outbox.put(*self._make_ending(error), hurry=True)
            if isinstance(error, SystemExit):
                raise
            return 0 if session.stop_requested() else 1
        finally:
            self._telling = False
        self._told = True
        self._outbox.put(RunState("finished"), hurry=True)
        return 0

    def _make_ending(self, error: BaseException) -> list:
        if isinstance(error, SystemExit):
            said = None if error.code is None or isinstance(error.code, int) else explain.get_message(error.code)
            return [RunState("finished", text={"zh": said, "en": said} if said else None)]
        if is_interrupted(error) and session.wait_for_stop(STOP_FOLLOWS):
            return [RunState("stopped")]
        told = exceptions.describe_exception(error, self._start.main, self._start.blocks, self._start.typed)
        return [*([CurrentLine(told.line)] if told.line else []), told, RunState("error")]


def _hide_stop_traceback(ignored: "sys.UnraisableHookArgs") -> None:
    # Stop while Python tidies up, or while a library is loaded, ends that; Python would report it as an error.
    if not (is_interrupted(ignored.exc_value) and session.wait_for_stop(STOP_FOLLOWS)):
        sys.__unraisablehook__(ignored)


if __name__ == "__main__":
    # As `sunmao.compat.program`, so that nothing of this file is kept in the program's `__main__`.
    sys.exit(import_module("sunmao.compat.program").main())
