"""What the studio assumes where its command line says nothing: the port, and the folder of all projects."""

from pathlib import Path

PORT = 5050  # or the next free one


def get_default_projects() -> Path:
    """Where a child looks for its work: `Sunmao` in the user's documents."""
    from platformdirs import user_documents_path

    return user_documents_path() / "Sunmao"
