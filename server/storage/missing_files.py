"""Whether what a program's pickers name is in the project: said on the block, before the program runs."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from sunmao.codegen.file_choices import FileChoice
from sunmao.codegen.problems import WARNING, Problem, make_problem
from sunmao.codegen.program import CompiledProgram
from sunmao.data.builtin.samples import OTHER_SAMPLES, SAMPLES

LONGEST_SHOWN = 80
FILMS = (".mp4", ".avi", ".mov", ".mkv", ".webm", ".mjpeg")  # what takes the place of a camera


def add_missing(program: CompiledProgram, folder: Path) -> CompiledProgram:
    """The program with what is said of files and folders that are not in the project's folder."""
    found = [problem for choice in program.file_choices for problem in _check(choice, folder)]
    return replace(program, problems=[*program.problems, *found]) if found else program


def _check(choice: FileChoice, folder: Path) -> Iterator[Problem]:
    if not choice.path:
        yield make_problem(choice.block, "nothing_chosen", WARNING)
    elif choice.camera and not choice.path.lower().endswith(FILMS):
        return
    elif not is_there(folder, choice.path):
        yield make_problem(choice.block, "not_there", WARNING, path=choice.path[-LONGEST_SHOWN:])


def is_there(folder: Path, path: str) -> bool:
    """Whether a project has this path, or a sample that it has not made yet brings it. What leads out of the project is
    not looked for.
    """
    parts = PurePosixPath(path).parts
    if "://" in path or path.startswith("/") or ".." in parts or Path(path).drive:
        return True
    try:
        return (folder / path).exists() or _comes_with_sample(folder, parts)
    except (OSError, ValueError):  # no name that a file could have
        return False


def _comes_with_sample(folder: Path, parts: tuple[str, ...]) -> bool:
    sample = (SAMPLES | OTHER_SAMPLES).get(parts[1]) if len(parts) >= 2 and parts[0] == "data" else None
    if sample is None or (folder / "data" / sample.name).exists():
        return False
    return any(PurePosixPath(each).parts[: len(parts) - 2] == parts[2:] for each in sample.tests)
