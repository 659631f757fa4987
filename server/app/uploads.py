"""Uploads: a folder of thousands of pictures in one request, without as many open files or as much memory."""

import contextlib
import tempfile
from pathlib import Path
from typing import Any

import flask

from sunmao.server.projects.project_store import OWN
from sunmao.server.storage.safe_files import make_folder_safely
from sunmao.server.studio import get_studio


class UploadPart:
    """One uploaded file: a stretch of the request's one temporary file."""

    def __init__(self, spool: Any) -> None:
        self.spool, self.begin, self.size, self.at = spool, spool.tell(), 0, 0

    def write(self, data: bytes) -> int:
        """Add bytes; the parts of a request are written one after the other."""
        self.size += len(data)
        return self.spool.write(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place in this part."""
        self.at = {0: 0, 1: self.at, 2: self.size}[whence] + offset
        return self.at

    def tell(self) -> int:
        """The place in this part."""
        return self.at

    def read(self, size: int = -1) -> bytes:
        """The next bytes of this part."""
        left = max(0, self.size - self.at)
        self.spool.seek(self.begin + self.at)
        data = self.spool.read(left if size is None or size < 0 else min(size, left))
        self.at += len(data)
        return data

    def seekable(self) -> bool:
        """Zip files are read from their end."""
        return True

    def close(self) -> None:
        """Nothing: the temporary file goes with the request."""


class UploadRequest(flask.Request):
    """Flask's request, with all uploaded files in one temporary file of the projects' disk."""

    _spool = None
    into: Path | None = None  # where uploads are wanted as a file, which then stays

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> Any:
        if self._spool is None:
            folder: Path = get_studio().config.projects / OWN
            make_folder_safely(folder)
            self._spool = open(self.into, "w+b") if self.into else tempfile.TemporaryFile(dir=folder, prefix="upload-")
        self._spool.seek(0, 2)
        return UploadPart(self._spool)

    def close(self) -> None:
        """The request is answered: its uploads go."""
        super().close()
        if self._spool is not None:
            with contextlib.suppress(OSError):  # a full disk has been told already; nobody reads the rest
                self._spool.close()
