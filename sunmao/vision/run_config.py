"""Doing what a `config.yaml` says: train, evaluate, recognize."""

import errno
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sunmao.core.regular_files import IrregularFile, read_regular
from sunmao.core.strict import NOTHING, suggest_nearest
from sunmao.errors import BadConfig, BadData
from sunmao.runtime.notices import show_notice
from sunmao.tasks.registry import TASKS, load_layered_class, load_model_class, make_task
from sunmao.texts import get_both
from sunmao.training.config_files.schema import ADDED, FORMAT, NAME, WAYS, check_sections, is_path, list_parameters
from sunmao.training.config_files.yaml_text import parse_yaml
from sunmao.vision.trainable_model import TrainableModel

MAX_BYTES = 64 * 1024  # bytes of a file


class RunConfig:
    """A `config.yaml` that was read and checked.

    Args:
        kind: the class of its model. sections: what it says; paths as seen from the working folder.

    way: its verb, 'train', 'quick_train' or 'distill'. save_fold: where its weights are.
    """

    def __init__(self, kind: Any, sections: dict[str, dict[str, Any]]) -> None:
        self._kind, self._sections = kind, sections
        self.way = next(way for way in WAYS if way in sections)
        self.save_fold = sections[self.way].get("save_fold") or kind._folder

    def train(self, prepare: Callable[[Any], object] | None = None) -> list[dict]:
        """Train as the file says. Returns the log. Raises as the verb of the model does, and BadConfig.

        Args:
            prepare: is called with the model before it trains, which has its data and its choices.
        """
        model: Any = self._make_model(**self._get_made())
        self._load_dataset(model)
        for verb in ("augment", "recipe"):
            if verb in self._sections:
                getattr(model, verb)(**self._sections[verb])
        if prepare is not None:
            prepare(model)
        said = dict(self._sections[self.way])
        if self.way == "distill":
            files = self._require_setting(self.way, "teacher")
            said["teacher"] = [self._load_teacher(file) for file in ([files] if isinstance(files, str) else files)]
        return getattr(model, self.way)(**said)

    def resume_own(self) -> None:
        """Let the training go on from what an earlier process of it has left, also where it was to begin anew."""
        if self._sections[self.way].get("resume") is False:
            del self._sections[self.way]["resume"]

    def list_inputs(self) -> list[str]:
        """Paths of the files and folders that the training reads."""
        read = ("model", "dataset", "augment", "recipe", self.way)
        values = [
            value
            for section in read
            for name, value in self._sections.get(section, {}).items()
            if name != "save_fold" and is_path(self._kind, section, name, value)
        ]
        return [path for value in values for path in (value if isinstance(value, list) else [value])]

    def make_portable(self, base: Path) -> dict[str, dict[str, Any]]:
        """Return its sections with all paths as seen from the folder `base`, and where its weights go always said."""

        def tell(section: str, name: str, value: Any) -> Any:
            if not is_path(self._kind, section, name, value):
                return value
            seen = [os.path.relpath(each, base) for each in (value if isinstance(value, list) else [value])]
            return [Path(each).as_posix() for each in seen] if isinstance(value, list) else Path(seen[0]).as_posix()

        way = {**self._sections[self.way], "save_fold": self.save_fold}
        sections = {**self._sections, self.way: way}
        return {
            section: {name: tell(section, name, value) for name, value in rows.items()}
            for section, rows in sections.items()
        }

    def evaluate(self) -> Any:
        """Test the weights of the training and print how it went. Returns the report; raises as `evaluate` does."""
        said = self._sections.get("evaluate", {})
        model = self._make_model()
        if "path" not in said:
            self._require_setting("dataset", "path")
            model.load_dataset(**{**self._get_loaded(), "check": False})
        return model.evaluate(**said)

    def summarize(self, report: Any) -> Any:
        """The figures of a report as a message: an `Evaluation`, `DetectionEvaluation` …"""
        return make_task(self._kind._task).make_event(report, "")

    @property
    def takes_recordings(self) -> bool:
        """Whether `predict` is about files of sound or motion; else about pictures, or the rows of a table."""
        return bool(getattr(self._kind, "_endings", ()))

    def predict(self, image: str | Path) -> list:
        """Answer of the training's weights to a picture, or to those of a folder; of a model of sounds or motion, to
        such files; raises as `inference` does, and BadData for a folder without any.

        Returns: (the path, what `print_result` prints of it) of each.
        """
        model: Any = self._make_model()
        if hasattr(model, "transform"):
            table = model.transform(str(image))
            added = len(model._answer_rows([])[0])
            return [(f"{Path(image).as_posix()}:{number}", row[-added:]) for number, row in enumerate(table.rows, 1)]
        said = self._sections.get("predict", {})
        if self.takes_recordings:
            files = _list_files(Path(image), model._endings)
            return [(file, model._rows(model.inference(**{model._input: file}, **said))) for file in files]
        found = model.inference(image=str(image), **said)
        results = found if isinstance(found, list) else [found]
        return [(Path(each.path).as_posix(), model._rows(each)) for each in results]

    def _make_model(self, **made: Any) -> TrainableModel:
        if "backbone" in list_parameters(self._kind, "model"):
            made = {"backbone": self._require_setting("model", "backbone"), **made}
        if "method" in list_parameters(self._kind, "model") and "method" in self._sections["model"]:
            made = {"method": self._sections["model"]["method"], **made}
        line = self._sections["model"].get("layers")
        model = self._kind(**made) if line is None else self._kind._from_layers(line)
        model.save_fold = self.save_fold
        return model

    def _get_made(self) -> dict[str, Any]:
        return {name: value for name, value in self._sections["model"].items() if name not in ADDED["model"]}

    def _get_loaded(self) -> dict[str, Any]:
        said = self._sections.get("dataset", {})
        return {name: value for name, value in said.items() if name not in ADDED["dataset"]}

    def _load_dataset(self, model: TrainableModel) -> None:
        path, wanted = self._require_setting("dataset", "path"), self._sections["dataset"].get("content_hash")
        model.load_dataset(**self._get_loaded())
        if wanted and model._require_dataset().content_hash() != wanted:
            show_notice("config_other_data", level="warn", path=Path(path).as_posix())

    def _load_teacher(self, file: str) -> TrainableModel:
        from sunmao.training.checkpoints.weight_files import load_own_weights

        teacher = self._kind(load_own_weights(file)["model"])
        teacher.load_checkpoint(file)
        return teacher

    def _require_setting(self, section: str, name: str) -> Any:
        value = self._sections.get(section, {}).get(name)
        if value is None:
            raise BadConfig("config_needs", setting=f"{section}.{name}")
        return value


def _list_files(path: Path, endings: tuple[str, ...]) -> list[str]:
    """A file, or those right in a folder that have one of some endings, in the order of their names."""
    if not path.is_dir():
        return [path.as_posix()]
    files = sorted(each.as_posix() for each in path.iterdir() if each.suffix.lower() in endings)
    if not files:
        raise BadData("no_files_to_predict", path=path.as_posix(), names=", ".join(endings))
    return files


def load_config(path: str | Path, changes: Sequence[str] = ()) -> RunConfig:
    """Read a `config.yaml`.

    Args:
        path: the file. Paths in it are as seen from its folder.
        changes: 'section.name=value' each, with values as in YAML; paths as seen from the working folder.

    Raises: BadConfig, which says what is wrong with the file or a change.

    Example:
        load_config('checkpoints/cls_model/config.yaml', ['train.epochs=5']).train()
    """
    path = Path(path)
    data = parse_yaml(_read(path))
    if not isinstance(data, dict) or not data:
        raise BadConfig("config_empty", path=path.as_posix())
    if data.get("format", FORMAT) != FORMAT:
        raise BadConfig("config_newer", path=path.as_posix(), format=str(data["format"])[:20])
    if not isinstance(data.get("model"), dict):
        raise BadConfig("config_needs", setting="model.task")
    said = _parse_changes(changes)
    model = {**data["model"], **said.get("model", {})}
    kind = _find_kind(model.get("task"), model.get("layers"))
    check_sections(kind, data)
    sections = {
        section: {name: _locate(kind, section, name, value, path.parent) for name, value in rows.items()}
        for section, rows in data.items()
        if section != "format"
    }
    ways = [way for way in WAYS if way in sections]
    if len(ways) != 1:
        raise BadConfig("config_ways", names=", ".join(WAYS), found=", ".join(ways) or "–")
    if other := next((section for section in said if section in WAYS and section not in ways), None):
        raise BadConfig("config_other_way", way=ways[0], said=other, name=next(iter(said[other])))
    check_sections(kind, said)
    if "path" in said.get("dataset", {}):
        sections.get("dataset", {}).pop("content_hash", None)  # other pictures on purpose
    for section, rows in said.items():
        sections.setdefault(section, {}).update(rows)
    return RunConfig(kind, sections)


def _find_kind(task: Any, layers: Any = None) -> type[TrainableModel]:
    if task is None:
        raise BadConfig("config_needs", setting="model.task")
    if not isinstance(task, str) or task not in TASKS:
        guess, names = suggest_nearest(task, TASKS), ", ".join(TASKS)
        raise BadConfig("unknown_choice", argument="model.task", value=str(task)[:60], guess=guess, names=names)
    if layers is None:
        return load_model_class(task)
    if (kind := load_layered_class(task)) is None or not kind._reads_layers(layers):
        raise BadConfig("config_layers", layers=str(layers)[:60], task=task)
    return kind


def _parse_changes(changes: Sequence[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for change in changes:
        key, equals, text = change.partition("=")
        section, dot, name = key.strip().partition(".")
        if not (equals and dot and section and name):
            raise BadConfig("config_bad_override", said=change[:100])
        found.setdefault(section, {})[name] = parse_yaml(text)
    return found


def _locate(kind: type, section: str, name: str, value: Any, base: Path) -> Any:
    """A path of the file as seen from the working folder."""
    if not is_path(kind, section, name, value):
        return value
    if isinstance(value, list):
        return [_locate(kind, section, name, each, base) for each in value]
    return Path(os.path.normpath(base / value)).as_posix()


def _read(path: Path) -> bytes:
    try:
        return read_regular(path, MAX_BYTES, follow_link=True)
    except IrregularFile as error:
        if path.is_dir():
            inside = path / NAME
            guess = get_both("did_you_mean", name=inside.as_posix()) if inside.is_file() else NOTHING
            raise BadConfig("config_folder", path=path.as_posix(), guess=guess) from None
        if error.reason == "size":
            raise BadConfig("config_large", path=path.as_posix(), kb=MAX_BYTES // 1024) from None
        raise BadConfig("config_irregular", path=path.as_posix()) from None
    except (FileNotFoundError, NotADirectoryError):
        names = [each.name for each in path.parent.glob("*.y*ml")] if path.parent.is_dir() else []
        raise BadConfig("config_missing", path=path.as_posix(), guess=suggest_nearest(path.name, names)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or os.strerror(errno.EINVAL)
        raise BadConfig("config_unreadable", path=path.as_posix(), reason=reason) from None
