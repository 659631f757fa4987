"""End of a program outside the studio: Ctrl+C and errors of ours are told in a sentence, and a closed terminal leaves
nothing switched on.
"""

import mmap
import os
import signal
import sys
import threading
from types import FrameType, TracebackType
from typing import Any

ENDINGS = ("SIGTERM", "SIGHUP", "SIGBREAK")  # of `kill`, of a closed terminal, of a closed window on Windows
WHOLE = "SUNMAO_TRACEBACK"  # the switch: with '1' an error of ours shows every step, as any other error
RESERVE = 16 * 2**20  # bytes: what telling that memory is short needs itself


def install_handlers() -> None:
    """From now on what ends the program is told in a sentence, where it is an interrupt, an error of ours or short
    memory; every other error as before.
    """
    otherwise = sys.excepthook
    plain = (
        otherwise is sys.__excepthook__
    )  # whoever put another one there, a debugger or IPython, wants to show errors himself

    reserve = mmap.mmap(-1, RESERVE)

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        reserve.close()
        from sunmao import errors, texts
        from sunmao.core.memory_errors import says_out_of_memory
        from sunmao.runtime import session

        if is_interrupted(error):
            if not issubclass(kind, session.StopProgram):
                print(texts.split_text("py_interrupt")[0], file=sys.stderr)
        elif (
            (issubclass(kind, errors.SunmaoError) or says_out_of_memory(error))
            and plain
            and os.environ.get(WHOLE) != "1"
        ):
            tell_error(error, trace)
        else:
            otherwise(kind, error, trace)

    sys.excepthook = tell
    sys.unraisablehook = _report_unraisable


def tell_error(error: BaseException, trace: TracebackType | None) -> None:
    """Say on the error output what an error means, what to do, and where in the program's own file it happened."""
    from sunmao import texts

    print(
        _make_sentence(error),
        "",
        *_list_own_frames(error, trace),
        texts.get_text("whole_traceback", switch=f"{WHOLE}=1"),
        sep="\n",
        file=sys.stderr,
    )


def is_interrupted(error: BaseException | None) -> bool:
    """Whether an error is an interrupt, or what a library made of one: torch, interrupted while it is imported, raises
    another error because of it.
    """
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__
    return False


def _report_unraisable(ignored: Any) -> None:
    # Ctrl+C while Python waits for the program's threads, or tidies up: Python would show its own steps.
    if not is_interrupted(ignored.exc_value):
        sys.__unraisablehook__(ignored)
        return
    from sunmao import texts

    print(texts.split_text("py_interrupt")[0], file=sys.stderr)


def _make_sentence(error: BaseException) -> str:
    """Explanation of an error, and what to do."""
    from sunmao import errors, texts
    from sunmao.explain import exceptions

    if isinstance(error, errors.SunmaoError):
        return str(error)
    key, params = exceptions.find_reason(error, _get_main_file() or "")
    return texts.get_text(key, **params)


def _list_own_frames(error: BaseException, trace: TracebackType | None) -> list[str]:
    """Place in the program's own file where it happened, as a traceback shows it."""
    import traceback  # only now: a program begins sooner without it

    main = _get_main_file()
    steps = traceback.format_list([step for step in traceback.extract_tb(trace) if step.filename == main])
    if isinstance(error, SyntaxError) and error.filename == main:  # it has no step: nothing ran yet
        steps += traceback.format_exception_only(error)[:-1]
    return [line.rstrip() for line in steps]


def _get_main_file() -> str | None:
    return getattr(sys.modules["__main__"], "__file__", None)


def exit_on_terminate() -> None:
    """From now on a program that is told to end does first what it does at every end; told twice, it ends at once."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ENDINGS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _handle_terminate)


def _handle_terminate(number: int, frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    sys.exit(128 + number)
