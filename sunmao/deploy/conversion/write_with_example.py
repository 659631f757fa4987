"""An ONNX file, with a program beside it that needs onnxruntime and NumPy alone."""

import os
from pathlib import Path

from sunmao.core.atomic_files import display_path, write_with_parents
from sunmao.deploy.companion_files import get_example_path
from sunmao.deploy.example_program import MARK, is_ours
from sunmao.protocol.messages import FileWritten
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.texts import get_both


def write_with_example(path: Path, data: bytes, program: str, notice: str) -> str:
    """Write the file, and the program unless one of the pupil's own has its name. Returns the file's path.

    program: with the holes mark, english, which says what it is, and name, of the file. notice: a key; its sentence
    has the holes path and size, in kB.
    """
    write_with_parents(path, data)
    example = get_example_path(path)
    size = max(1, round(path.stat().st_size / 1024))
    show_notice(notice, path=path.as_posix(), size=size)
    session.emit(FileWritten(path=display_path(path), role="model"))
    if os.path.lexists(example) and not is_ours(example):
        show_notice("example_kept", path=example.as_posix())
        return path.as_posix()
    text = program.format(mark=MARK, english=get_both("example_program")["en"], name=path.name)
    write_with_parents(example, text.encode())
    session.emit(FileWritten(path=display_path(example), role="text"))
    return path.as_posix()
