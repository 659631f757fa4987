"""Writing the `config.yaml` of a training beside its weights."""

from pathlib import Path
from typing import TYPE_CHECKING

from sunmao import __version__
from sunmao.core.atomic_files import display_path, write_with_parents
from sunmao.core.regular_files import open_regular
from sunmao.runtime.notices import show_notice
from sunmao.texts import get_text
from sunmao.training.checkpoints.checkpointing import CheckpointPlan
from sunmao.training.config_files.schema import NAME
from sunmao.training.config_files.yaml_text import format_yaml

if TYPE_CHECKING:
    from sunmao.training.training_loop import TrainingLoop


MARK = "# Sunmao"  # begins what a training wrote


class ConfigWriter:
    """Observer that writes `config.yaml` when a training begins, so that it describes the weights beside it.

    A file of this name that no training wrote stays as it is; then it is called `config_2.yaml`, and so on.
    """

    def __init__(self, plan: CheckpointPlan, device: str) -> None:
        self._plan, self._device = plan, device

    def before_train(self, training: "TrainingLoop") -> None:
        path = self._plan.folder / NAME
        number = 2
        while not _is_replaceable(path):
            path = self._plan.folder / f"config_{number}.yaml"
            number += 1
        if path.name != NAME:
            show_notice("config_kept", path=(self._plan.folder / NAME).as_posix(), name=path.name)
        text = format_training(self._plan, self._device, path.parent, path)
        write_with_parents(path, text.encode("utf-8", "backslashreplace"))


def format_training(plan: CheckpointPlan, device: str, base: Path, path: Path = Path(NAME)) -> str:
    """The text of the `config.yaml` of a training; empty where nobody may ask for it again.

    device: in words. base: where the file will be. path: where it is said to be.
    """
    if plan.call is None:
        return ""
    versions = ", ".join(f"{name} {version}" for name, version in plan.info["versions"].items() if name != "sunmao")
    header = [f"{MARK} {__version__}, {versions}, {device}"]
    header += [f"# {line}" for line in get_text("config_header", path=display_path(path)).splitlines()]
    return "\n".join([*header, format_yaml(plan.call.make_sections(plan.info, plan.folder, base))])


def _is_replaceable(path: Path) -> bool:
    try:
        with open_regular(path, follow_link=True) as file:
            return file.read(len(MARK)) == MARK.encode()
    except FileNotFoundError:
        return True
    except OSError:
        return False
