"""`python -m sunmao.compat PROGRAM ARGS`: the program as `python PROGRAM ARGS` would run it, with the textbooks' names at hand."""

import sys
from pathlib import Path

from ..execute import execute
from . import install

OURS = {__file__, execute.__code__.co_filename, "<frozen runpy>"}


def _hide_ours(kind, error, trace) -> None:
    # A pupil's error begins in the pupil's file, as under plain Python.
    while trace is not None and trace.tb_frame.f_code.co_filename in OURS:
        trace = trace.tb_next
    sys.__excepthook__(kind, error.with_traceback(trace), trace)


if __name__ == "__main__":
    sys.excepthook = _hide_ours
    install()
    execute(str(Path(sys.argv[1]).absolute()), sys.argv[1:])
