"""The logs of edits that an imported project brings: each is read once in a process of its own before it comes in."""

from pathlib import Path

from sunmao.data.edits.edit_log import FILE
from sunmao.server.errors import HttpProblem
from sunmao.server.jobs.jobs import JobRunner, JobSpec
from sunmao.server.projects.import_zip import ImportedProject

SMALL = 64 * 1024  # bytes: such a log is read in a moment, whatever it says


def leave_unreadable_logs(folder: Path, found: ImportedProject, jobs: JobRunner) -> None:
    """Take the logs out of an unpacked project that hold more than is read, and say so. Raises HttpProblem where the
    studio ends meanwhile.
    """
    logs = [path for path, entry in found.files.items() if path.endswith(f"/{FILE}") and entry.size > SMALL]
    if not logs:
        return
    job = jobs.start(JobSpec("", "", "edits", "find_unreadable_logs", {"folder": str(folder), "paths": logs}))
    try:
        unreadable = job.wait()["paths"]
    except HttpProblem:
        if job.state == "stopped":
            raise
        unreadable = logs  # whatever ended its process would end the next one
    for path in unreadable:
        (folder / path).unlink(missing_ok=True)
        found.leave(found.files[path].path[:200], "left_edits")
