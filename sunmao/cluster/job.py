"""A job: a training with its files by address, exact versions and limits, and how far it is."""

from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from platform import python_version
from typing import Literal

from sunmao.inference.training_place import StudyPart

State = Literal["waiting", "handed", "finished", "stopped", "error", "lost"]
ENDED = ("finished", "stopped", "error", "lost")
PACKAGES = ("sunmao", "torch", "torchvision", "numpy", "opencv-python", "pillow", "timm", "mmdet", "scikit-learn")
EPOCH_MARK = "mark"  # as which the worker of a study's training tells how good an epoch is
ATTEMPTS = 5  # of a job whose process dies; killing the head does not count


@dataclass(frozen=True)
class Limits:
    """Limits of what a job may take of one node. processors: cores, also the threads it computes with; cards: graphics
    cards; memory: bytes that the node must have free for it, 0 where nothing is said.
    """

    processors: int = 1
    cards: int = 0
    memory: int = 0

    def cover(self, other: "Limits") -> bool:
        """Whether these are as much as others in everything."""
        return self.processors >= other.processors and self.cards >= other.cards and self.memory >= other.memory


@dataclass(frozen=True)
class TrainingJob:
    """One training that was handed in.

    Args:
        id: made by whoever hands it in, so that handing in twice is once.
        files: address of the tree of its files.
        folder: working folder, config: its `config.yaml`, output: the folder of its weights; paths of the tree.
        versions: of Python and of the packages that compute. limits: what it may take.
        language: of its sentences, 'zh' or 'en'. studio: a program of a studio has handed it in: its sentences come as
            messages in both languages, and no log is printed. part: what a study asks for, None: the whole training.
        state: 'waiting' in the list, 'handed' to Ray, or how it ended: 'lost' after too many dead processes.
        attempt: how often it was begun, from 1; deaths: how often its process died by itself.
        stop: whether it shall stop. results: address of the tree of `output` as it was last; error: the sentence of a
            failed one, as `errors.error_to_dict` has it.
    """

    id: str
    files: str
    folder: str
    config: str
    output: str
    versions: dict = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    language: str = "en"
    studio: bool = False
    part: StudyPart | None = None
    state: str = "waiting"
    attempt: int = 0
    deaths: int = 0
    stop: bool = False
    results: str = ""
    error: dict = field(default_factory=dict)

    @property
    def has_ended(self) -> bool:
        """Whether nothing will happen to it any more."""
        return self.state in ENDED

    @property
    def submission(self) -> str:
        """The name by which Ray knows this attempt."""
        return f"{self.id}-{self.attempt}"

    def begin_again(self, died: bool) -> "TrainingJob":
        """The job as it waits once more. died: its own process did, not the head."""
        deaths = self.deaths + died
        return replace(self, state="lost" if deaths >= ATTEMPTS else "waiting", deaths=deaths)


def list_versions() -> dict[str, str]:
    """Versions of Python and of the packages that compute, as they are installed here."""
    found = {"python": python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def compare_versions(here: dict[str, str], there: dict[str, str]) -> str:
    """The differences, such as 'torch 2.15.0 ≠ 2.14.1'; empty where there are none."""
    names = dict.fromkeys((*here, *there))
    return ", ".join(
        f"{name} {here.get(name, '–')} ≠ {there.get(name, '–')}" for name in names if here.get(name) != there.get(name)
    )
