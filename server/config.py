"""Defaults of the studio where its command line says nothing: the port and the folder of all projects; also the folder
of the built page.
"""

from pathlib import Path

from sunmao import static

PAGE = Path(static.__file__).parent / "dist"
PORT = 5050  # or the next free one


def get_default_projects() -> Path:
    """Return the default folder of projects, where a child looks for its work: `Sunmao` in the user's documents."""
    from platformdirs import user_documents_path

    return user_documents_path() / "Sunmao"
