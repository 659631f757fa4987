"""Migrations from what an older Sunmao saved to what this one reads: one step for each change of the format, declared
here only.

A file is brought up to date in memory while it is read. The first save in its place keeps the original in the history
(`workspaces.set_aside`).
"""

from collections.abc import Callable

FORMAT = 1  # of workspace.json and of project.json
Step = Callable[[dict], dict]

# Format n → what makes it n + 1. Empty: there was no format before 1.
WORKSPACE: dict[int, Step] = {}
CARD: dict[int, Step] = {}


def migrate(value: dict, version: int, steps: dict[int, Step]) -> dict:
    """Migrate what was saved in format `version` to the present format. Raises ValueError for what no Sunmao wrote."""
    try:
        for number in range(version, FORMAT):
            value = steps[number](value)
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"not of format {version}: {error!r}") from None
    return value
