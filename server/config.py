"""What the studio assumes where its command line says nothing: the port, and the folder of all projects; and where the
built page is.
"""

from pathlib import Path

from sunmao import static

PAGE = Path(static.__file__).parent / "dist"
PORT = 5050  # or the next free one


def get_default_projects() -> Path:
    """Where a child looks for its work: `Sunmao` in the user's documents."""
    from platformdirs import user_documents_path

    return user_documents_path() / "Sunmao"
