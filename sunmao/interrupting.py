"""How a program outside the studio is ended: Ctrl+C is told in a sentence, and a closed terminal leaves nothing switched on."""

import signal
import sys
import threading

ENDINGS = ("SIGTERM", "SIGHUP", "SIGBREAK")  # of `kill`, of a closed terminal, of a closed window on Windows


def tell_shortly() -> None:
    """From now on an interrupt that ends the program is told in a sentence; every other error as before."""
    otherwise = sys.excepthook

    def tell(kind, error, trace):
        if not issubclass(kind, KeyboardInterrupt):
            return otherwise(kind, error, trace)
        from . import link, texts

        if not issubclass(kind, link.Stop):
            print(texts.parts("py_interrupt")[0], file=sys.stderr)

    sys.excepthook = tell


def end_tidily() -> None:
    """From now on a program that is told to end does first what it does at every end; told twice, it ends at once."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ENDINGS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number, frame) -> None:
    signal.signal(number, signal.SIG_DFL)
    sys.exit(128 + number)
