"""The example program that is written beside a model file."""

import os
from pathlib import Path

from sunmao.core.atomic_files import write_with_parents
from sunmao.core.regular_files import open_regular
from sunmao.deploy.companion_files import get_example_path
from sunmao.tasks.registry import make_image_task
from sunmao.texts import get_both

MARK = "# " + get_both("example_program")["zh"]
_PROGRAM = """{mark}
# {english}
import sys
from pathlib import Path

from sunmao.deploy import Workflow

here = Path(__file__).resolve().parent
pictures = sys.argv[1:] or [here / {picture!r}]

model = Workflow(checkpoint=here / {name!r})
results = [model.inference(image=picture) for picture in pictures]
for result in results:
{printing}
"""
_XEDU = """
# {xedu_zh} {xedu_en}
# from XEdu.hub import Workflow as wf
# model = wf(task='mmedu', checkpoint={name!r})
# result = model.inference(data=str(pictures[0]))
# print(model.format_output(lang='zh'))
"""


def is_ours(path: Path) -> bool:
    """Whether a file begins as ours do; False also for what is no regular file."""
    try:
        with open_regular(path, follow_link=True) as file:
            return file.read(len(MARK.encode())) == MARK.encode()
    except OSError:
        return False


def write_example(model: Path, items: list, task: str) -> tuple[Path, bool]:
    """Write the program, unless a file of the pupil's own has its name. Returns (its path, whether it is the pupil's
    own).
    """
    path, plain = get_example_path(model), model.suffix.lower() == ".onnx"
    if os.path.lexists(path) and not is_ours(path):
        return path, True
    picture = _relative_path(model.parent, items[0].path) if items else "picture.png"
    titles, xedu = get_both("example_program"), get_both("example_xedu")
    kind = make_image_task(task)
    text = (_PROGRAM + _XEDU * (plain and kind.known_to_xedu)).format(
        mark=MARK,
        english=titles["en"],
        picture=picture,
        name=model.name,
        xedu_zh=xedu["zh"],
        xedu_en=xedu["en"],
        printing=kind.example_lines,
    )
    write_with_parents(path, text.encode("utf-8"))
    return path, False


def _relative_path(folder: Path, picture: Path) -> str:
    """The picture's path as seen from the folder, so that both can be carried elsewhere together."""
    try:
        return Path(os.path.relpath(picture, folder)).as_posix()
    except ValueError:
        return picture.name  # another drive on Windows
