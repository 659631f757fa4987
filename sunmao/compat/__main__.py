"""`python -m sunmao.compat [--camera SOURCE] PROGRAM ARGS`: the program as `python PROGRAM ARGS` would run it, with the
textbooks' names at hand.

With --camera the program sees that film or picture, or 'simulated', in the place of this computer's cameras.
"""

import os
import sys
from pathlib import Path
from types import TracebackType

from sunmao.compat import install, opencv
from sunmao.compat.opencv_windows import show_in_files
from sunmao.runtime.execute import execute
from sunmao.runtime.signals import WHOLE, is_interrupted, tell_error

CAMERA = "--camera"
otherwise = sys.excepthook


def _print_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    # A lesson is run by a pupil: every error is a sentence, as on the page.
    if os.environ.get(WHOLE) == "1" or is_interrupted(error):
        otherwise(kind, error, trace)
    else:
        tell_error(error, trace)


def _replace_cameras(source: str) -> None:
    from sunmao.cameras import open_camera
    from sunmao.cameras.sources import parse_source
    from sunmao.compat.video_capture import replace_video_capture

    open_camera.instead = parse_source(source)
    opencv.install(replace_video_capture(open_camera.instead))


if __name__ == "__main__":
    sys.excepthook = _print_error
    install()
    opencv.install(show_in_files)
    words = sys.argv[1:]
    if words[0] == CAMERA:
        _replace_cameras(words[1])
        words = words[2:]
    execute(str(Path(words[0]).absolute()), words)
