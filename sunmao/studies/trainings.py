"""The trainings of a study, as they are kept on the disk: a study that was stopped goes on where it stood."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sunmao.core.atomic_files import write_with_parents
from sunmao.core.regular_files import read_regular

NAME, FORMAT, MAX_BYTES = "study.json", 1, 16 * 1024 * 1024
STATES = ("waiting", "paused", "finished", "diverged", "failed")
BROKEN = ("diverged", "failed")


@dataclass
class StudyTraining:
    """One training. variant: its number, from 0; seed: of its random numbers; state: of `STATES`; values: the mark
    after each epoch; samples: how many it learns from, and tested: how many it was tested on; file: of its weights, in
    its folder; error: the sentence of one that failed, as `errors.error_to_dict` has it.
    """

    variant: int
    seed: int
    state: str = "waiting"
    values: list[float] = field(default_factory=list)
    samples: int = 0
    tested: int = 0
    file: str = ""
    error: dict = field(default_factory=dict)

    @property
    def can_go_on(self) -> bool:
        """Whether it has not come to an end."""
        return self.state in ("waiting", "paused")

    @property
    def is_broken(self) -> bool:
        """Whether it ended without having learned what it should."""
        return self.state in BROKEN

    @property
    def folder(self) -> str:
        """The name of its folder in that of the study."""
        return f"{self.variant + 1}_{self.seed}"


@dataclass
class StudyLog:
    """Log of the trainings of a study, in a file. asked: all that decides how they go."""

    folder: Path
    asked: dict
    trainings: list[StudyTraining]

    def write(self) -> None:
        """Bring it to the disk."""
        data = {"format": FORMAT, "asked": self.asked, "trainings": [asdict(each) for each in self.trainings]}
        write_with_parents(self.folder / NAME, json.dumps(data).encode())

    def read(self) -> bool:
        """Take over what the file knows of the same study; False: there is none, or it is of another one."""
        try:
            data = json.loads(read_regular(self.folder / NAME, MAX_BYTES))
            found = [StudyTraining(**each) for each in data["trainings"]]
            same = data["format"] == FORMAT and data["asked"] == json.loads(json.dumps(self.asked))
            known = [(each.variant, each.seed) for each in found]
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return False
        if not same or known != [(each.variant, each.seed) for each in self.trainings]:
            return False
        if not all(_is_plausible(each) for each in found):
            return False
        # What failed may have lacked memory, or a computer: it is tried again.
        self.trainings = [StudyTraining(each.variant, each.seed) if each.state == "failed" else each for each in found]
        return True


def _is_plausible(training: StudyTraining) -> bool:
    numbers = isinstance(training.values, list) and all(isinstance(each, (int, float)) for each in training.values)
    counts = isinstance(training.samples, int) and isinstance(training.tested, int)
    named = isinstance(training.file, str) and Path(training.file).name == training.file
    return numbers and counts and named and training.state in STATES
