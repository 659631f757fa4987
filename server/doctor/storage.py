"""Checks of the disk where projects are kept, of the memory that programs can have, and of the built page."""

import errno
import shutil
import sys
import tempfile
from pathlib import Path

from sunmao.core.atomic_files import FULL
from sunmao.server.config import PAGE
from sunmao.server.doctor import repair_commands
from sunmao.server.doctor.diagnosis import Diagnosis, format_size, make_ok, make_problem

DISK = (200 * 1024**2, 2 * 1024**3)  # bytes: below the first nothing can be saved, below the second training may stop
MEMORY = 1024**3
TRIED = 64 * 1024  # bytes that are really written: a full disk, a quota and a forbidden folder all show so


def check_disk(projects: Path) -> Diagnosis:
    """Free space where the projects are, and whether something can be written there."""
    place = next(folder for folder in (projects, *projects.absolute().parents) if folder.is_dir())
    free = shutil.disk_usage(place).free
    detail = {"folder": str(projects), "free": format_size(free)}
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(bytes(TRIED))
            file.flush()
    except OSError as error:
        if error.errno in FULL:
            return make_problem("disk", "doctor_disk_full", detail, repair=repair_commands.get_free_disk_command())
        repair = (
            repair_commands.get_other_folder_command()
            if error.errno == errno.EROFS
            else repair_commands.get_allow_folder_command(place)
        )
        return make_problem("disk", "doctor_disk_closed", detail, repair=repair)
    if free < DISK[1]:
        return make_problem(
            "disk",
            "doctor_disk_full",
            detail,
            level="error" if free < DISK[0] else "warning",
            repair=repair_commands.get_free_disk_command(),
        )
    return make_ok("disk", "doctor_disk", detail)


def check_memory() -> Diagnosis:
    """Memory that programs can have now."""
    import psutil

    state = psutil.virtual_memory()
    detail = {"available": format_size(state.available), "total": format_size(state.total)}
    if state.available < MEMORY:
        return make_problem(
            "memory", "doctor_memory_short", detail, level="warning", repair=repair_commands.get_busiest_command()
        )
    return make_ok("memory", "doctor_memory", detail)


def check_page() -> Diagnosis:
    """Whether the page was built (a wheel always contains it)."""
    if (PAGE / "index.html").is_file():
        return make_ok("page", "doctor_page")
    return make_problem(
        "page",
        "page_not_built",
        {},
        repair=repair_commands.quote_command(sys.executable, str(PAGE.parent / "build_page.py")),
    )
