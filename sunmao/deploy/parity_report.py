"""The parity report that lies beside every model file: does it, and the program beside it, answer as PyTorch does?"""

import json
import platform
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sunmao import __version__
from sunmao.core.atomic_files import display_path, write_atomic
from sunmao.data.listing import Sample
from sunmao.deploy.companion_files import get_example_path, get_report_path
from sunmao.deploy.example_program import is_ours
from sunmao.deploy.parity import Difference
from sunmao.deploy.run_example import ask_example, describe_result
from sunmao.deploy.workflow import Workflow
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice

LISTED = 100  # pictures that differ
PROGRAM_PICTURES = 500  # that the example program is asked about


def write_report(
    path: Path, backend: str, report: dict, different: Sequence[Difference], items: Sequence[Sample]
) -> None:
    """Ask the example program in a fresh process, and write the report beside the model file. Where nothing was asked,
    there is none, nor an older one.

    Args:
        path: the model file; its example program lies beside it.
        backend: what runs the file. report, different: see `compare_outputs`. items: the pictures that were asked.
    """
    if not report["pictures"]:
        get_report_path(path).unlink(missing_ok=True)
        return
    rows = [{"name": backend, "file": path.name, **report, "different": list(map(_describe, different[:LISTED]))}]
    if row := _ask_program(path, items):
        rows.append(row)
    said = {
        "reference": "PyTorch",
        "pictures": report["pictures"],
        "rows": rows,
        "time": datetime.now().astimezone().isoformat(timespec="seconds"),
        "system": f"{platform.system()} {platform.machine()}",
        "sunmao": __version__,
    }
    write_atomic(get_report_path(path), json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8"))


def _ask_program(path: Path, items: Sequence[Sample]) -> dict | None:
    """The row of the example program: it is compared with the file, as what it prints is rounded. None: a program of
    the pupil's own stands in its place, or nothing is asked.
    """
    program, items = find_program(path), items[:PROGRAM_PICTURES]
    if program is None or not items:
        return None
    session.check_stop()
    model = Workflow(path)
    ours = [describe_result(model.inference(image=item.path, show=False)) for item in items]
    theirs = ask_example(program, [item.path for item in items])
    if theirs is None or len(theirs) != len(ours):
        show_notice("program_fails", level="warn", path=program.as_posix())
        return {"name": "program", "file": program.name, "pictures": len(items), "same": 0, "ties": 0, "different": []}
    different = [
        _describe(Difference(item.path, own, printed))
        for item, own, printed in zip(items, ours, theirs, strict=True)
        if own != printed
    ]
    if different:
        show_notice("program_differs", level="warn", path=program.as_posix(), count=len(different))
    same = len(items) - len(different)
    row = {"name": "program", "file": program.name, "pictures": len(items), "same": same, "ties": 0}
    return {**row, "different": different[:LISTED]}


def find_program(path: Path) -> Path | None:
    """The example program of a model file, where it is ours."""
    program = get_example_path(path)
    return program if is_ours(program) else None


def _describe(each: Difference) -> dict:
    return {"picture": display_path(each.path), "theirs": each.theirs, "ours": each.ours, "tie": each.tie}
