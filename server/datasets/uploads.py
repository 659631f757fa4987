"""Uploads of a page that become a data set: straight to the disk, beside the place where the data set will lie."""

import contextlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from sunmao.server.datasets.imports.received_files import PARTS, UPLOAD
from sunmao.server.errors import HttpProblem
from sunmao.server.storage import files, safe_files

FILES = 100_000  # more come as a zip, of which no form has to be read
NAMES_BYTES = 64 * 1024 * 1024


@contextlib.contextmanager
def make_staging_folder(data: Path) -> Iterator[Path]:
    """A folder in which something is made; the next start removes it if this studio ends before. It goes when this goes
    wrong.
    """
    safe_files.make_folder_safely(data)
    stage = data / files.make_stray_name("set")
    stage.mkdir()
    try:
        yield stage
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise


def receive_upload(stage: Path) -> str:
    """Write the form's `zip`, or its `files`, into the file `upload` of the folder `stage`; returns the form's `name`.

    Of files, the form's `paths` says in JSON where each lies; `parts.json` then holds [path, begin, size] each. Raises
    Problem 400, 413 and 507.
    """
    room = shutil.disk_usage(stage).free - files.SPARE
    if room <= 0 or (request.content_length or 0) > room:
        files.require_space(stage, request.content_length or files.SPARE)
    request.into = stage / UPLOAD  # type: ignore[attr-defined]  # of the app's own class of requests
    request.max_content_length, request.max_form_parts, request.max_form_memory_size = room, FILES + 10, NAMES_BYTES
    try:
        name, dropped, zipped = request.form.get("name", ""), request.files.getlist("files"), "zip" in request.files
    except ClientDisconnected:
        raise HttpProblem(400, "not_complete") from None
    except RequestEntityTooLarge:
        raise HttpProblem(400, "too_many_files", limit=FILES) from None
    if not (zipped or dropped):
        raise HttpProblem(400, "not_complete")
    if not zipped:
        paths = parse_names(request.form.get("paths", ""))
        if len(dropped) != len(paths):
            raise HttpProblem(400, "bad_value", name="paths")
        streams: list[Any] = [each.stream for each in dropped]  # of `UploadRequest`'s own kind
        parts = [[path, stream.begin, stream.size] for path, stream in zip(paths, streams, strict=True)]
        (stage / PARTS).write_text(json.dumps(parts), encoding="ascii")
    return name


def parse_names(paths: str) -> list[str]:
    """The list of texts that a JSON text is; empty for any other."""
    try:
        found = json.loads(paths)
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) and all(isinstance(each, str) for each in found) else []
