"""`python -m sunmao.compat [--camera SOURCE] PROGRAM ARGS`: the program as `python PROGRAM ARGS` would run it, with the
textbooks' names at hand.

With --camera the program sees that film or picture, or 'simulated', in the place of this computer's cameras.
"""

import sys
from pathlib import Path

from sunmao.compat import install, opencv
from sunmao.compat.opencv_windows import show_in_files
from sunmao.runtime.execute import execute

CAMERA = "--camera"
otherwise = sys.excepthook
OURS = {__file__, execute.__code__.co_filename, "<frozen runpy>"}


def _hide_own_frames(kind, error, trace) -> None:
    # A pupil's error begins in the pupil's file, as under plain Python.
    while trace is not None and trace.tb_frame.f_code.co_filename in OURS:
        trace = trace.tb_next
    otherwise(kind, error.with_traceback(trace), trace)


def _replace_cameras(source: str) -> None:
    from sunmao.cameras import open_camera
    from sunmao.cameras.sources import parse_source
    from sunmao.compat.video_capture import replace_video_capture

    open_camera.instead = parse_source(source)
    opencv.install(replace_video_capture(open_camera.instead))


if __name__ == "__main__":
    sys.excepthook = _hide_own_frames
    install()
    opencv.install(show_in_files)
    words = sys.argv[1:]
    if words[0] == CAMERA:
        _replace_cameras(words[1])
        words = words[2:]
    execute(str(Path(words[0]).absolute()), words)
