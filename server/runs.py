"""Every run of every project: start one, stop it, answer its questions, read what it said. The only door to running programs.

Nothing here knows HTTP. `on_events(project_id, run_id, events)` is called in order, without gaps, from one thread a run, with
dicts {"seq", "t", "kind", …} that are already in the log; `on_run(project_id, summary)` when a run begins and when it has its
outcome. No lock of this module is held while they are called, so they may call back.

A run's summary: {"id", "state", "started" (epoch s), "seconds", "code", "text" ({"zh", "en"} or None), "python", "lines" (block id
or None, one a printed line), "blocks" ({block id: [first, last]}), "last_seq"}.
"""

from pathlib import Path


class AlreadyRunning(Exception):
    """The project has a run that has not ended. run: its id."""

    def __init__(self, run: str):
        super().__init__(f"run {run} has not ended")
        self.run = run


class Runs:
    """The runs of one studio. Safe to use from several threads."""

    def __init__(self, on_events=lambda project, run, events: None, on_run=lambda project, summary: None):
        raise NotImplementedError

    def start(self, project_id: str, folder: Path, program: dict, lang: str = "zh") -> dict:
        """Run the compiled program: `folder/main.py` becomes program["python"]. Returns the summary at once (state 'starting').

        Raises AlreadyRunning, and OSError when the run's folder cannot be written.
        """

    def stop(self, project_id: str, run: str) -> bool:
        """Ask the run to stop; force follows by itself. False when it is not running (any more)."""

    def answer(self, project_id: str, run: str, ask: int, value: str | bytes) -> bool:
        """Answer question `ask`: a text, an option, or the bytes of a PNG. The first answer wins: False when it came too late.

        Raises ValueError when the value does not fit the question (no option, no picture, too long).
        """

    def running(self, project_id: str) -> str | None:
        """The id of the project's run that has not ended, or None."""

    def newest(self, project_id: str, folder: Path) -> dict | None:
        """The summary of the project's newest run, or None."""

    def summary(self, project_id: str, folder: Path, run: str) -> dict | None:
        """The summary of a run, or None when there is no such run."""

    def events(self, project_id: str, folder: Path, run: str, after: int = 0) -> list[dict]:
        """What the run said after number `after`, from its log: at most about 2 MB; ask again until the list is empty."""

    def picture(self, project_id: str, folder: Path, run: str, name: str) -> Path | None:
        """The file of a picture of the run (`Image.file`), or None."""

    def prepare(self, python: str) -> None:
        """A project with this program was opened: make a standby interpreter ready for what it imports."""

    def recover(self, projects: list[tuple[str, Path]]) -> None:
        """End the runs that a killed studio left behind, as 'lost', with a sentence. Before the first start."""

    def close(self) -> None:
        """Stop everything: the runs, their processes, the standby interpreter."""
