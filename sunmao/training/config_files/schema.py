"""Schema of a `config.yaml`: sections named as a model's verbs, with the arguments of these.

Nothing is listed twice: the names, and what their values may be, are read from the signatures of the model's class.
"""

import inspect
import json
from collections.abc import Iterable
from types import NoneType
from typing import Any, get_args

from sunmao.core.strict import suggest_nearest
from sunmao.errors import BadConfig
from sunmao.texts import get_both

NAME = "config.yaml"
FORMAT = 1
WAYS = ("train", "quick_train", "distill")  # a file has one of them
VERBS = {
    "model": "__init__",
    "dataset": "load_dataset",
    "augment": "augment",
    "recipe": "recipe",
    **{way: way for way in WAYS},
    "evaluate": "evaluate",
    "predict": "inference",
}
# Where a verb hands on arguments that it does not name (`**more`).
CONTINUED = {"evaluate": "_prepare", "inference": "_prepare", "distill": "train"}
ADDED: dict[str, dict[str, Any]] = {
    "model": {"task": str, "layers": str},  # layers: of a network of layers, in one line
    "dataset": {"content_hash": str | None},
}
LEFT_OUT = {"predict": {"image", "sound", "motion", "show"}}  # named on the command line; there is no window
PATHS = ("path", "save_fold", "checkpoint", "class_path", "teacher", "unlabeled")
SEVERAL = ("teacher",)  # of the paths
KINDS: dict[Any, str] = {
    int: "config_whole",
    float: "config_number",
    str: "config_text",
    bool: "config_yes_no",
    NoneType: "config_null",
    list[str]: "config_names",
}
PLAIN = (str, int, float, bool)


def list_parameters(kind: type, section: str) -> dict[str, Any]:
    """Options of a section for a model of this class: types by name, None where there are several kinds.

    Empty where the class has no such verb.
    """
    left_out, added = LEFT_OUT.get(section, ()), ADDED.get(section, {})
    found = {each.name: each.annotation if _is_known(each.annotation) else None for each in _list(kind, section)}
    return added | {name: types for name, types in found.items() if name not in left_out}


def get_defaults(kind: type, section: str) -> dict[str, Any]:
    """The values that the arguments of a verb have where nothing is said."""
    return {each.name: each.default for each in _list(kind, section)}


def check_sections(kind: type, data: dict) -> None:
    """Raises BadConfig for a section or a name that there is not, and for a value of another kind than it can have."""
    sections = {section: list_parameters(kind, section) for section in VERBS}
    sections = {section: known for section, known in sections.items() if known}
    for section, said in data.items():
        if section == "format":
            continue
        if section not in sections:
            raise _make_unknown(section, sections)
        if not isinstance(said, dict):
            raise BadConfig("config_no_section", section=section)
        for name, value in said.items():
            if name not in sections[section]:
                raise _make_unknown(f"{section}.{name}", [f"{section}.{each}" for each in sections[section]])
            _check_value(section, name, value, sections[section][name])


def _is_known(types: Any) -> bool:
    """Whether all of the types of an argument can stand in a configuration."""
    return all(each in KINDS for each in get_args(types) or (types,))


def is_path(kind: type, section: str, name: str, value: Any) -> bool:
    """Whether a value is the path of a file or folder, or a list of such. 'weights' may also be a word for weights."""
    if (section, name) == ("model", "weights"):
        return isinstance(value, str) and value not in kind._kinds  # type: ignore[attr-defined]
    return name in PATHS and value is not None


def _list(kind: type, section: str) -> list[inspect.Parameter]:
    """The arguments of a verb, also of those to which it hands on what it does not name."""
    found: dict[str, inspect.Parameter] = {}
    verb: str | None = VERBS[section]
    while verb and hasattr(kind, verb):
        for owner in (each for each in kind.__mro__ if verb in vars(each)):
            _, *parameters = inspect.signature(vars(owner)[verb], eval_str=True).parameters.values()
            for each in parameters:
                if each.kind is not each.VAR_KEYWORD:
                    found.setdefault(each.name, each)
            if not any(each.kind is each.VAR_KEYWORD for each in parameters):
                break
        verb = CONTINUED.get(verb)
    return list(found.values())


def _make_unknown(key: str, names: Iterable[str]) -> BadConfig:
    return BadConfig("config_unknown_key", setting=key, guess=suggest_nearest(key, names), names=", ".join(names))


def _check_value(section: str, name: str, value: Any, types: Any) -> None:
    if name in PATHS:
        kinds: tuple = (str,) if types is None else get_args(types) or (types,)
        fits = isinstance(value, kinds) or (name in SEVERAL and _is_list_of(value, (str,)))
    elif types is None:
        kinds, fits = PLAIN, value is None or isinstance(value, PLAIN) or _is_list_of(value, PLAIN)
    else:
        kinds = get_args(types) or (types,)
        whole = type(value) is int and float in kinds
        fits = type(value) in kinds or whole or (list[str] in kinds and _is_list_of(value, (str,)))
    if not fits:
        wanted = [get_both(KINDS[kind]) for kind in kinds]
        raise BadConfig(
            "config_wrong_kind",
            setting=f"{section}.{name}",
            value=json.dumps(value, ensure_ascii=False)[:60],
            wanted={lang: {"zh": "、", "en": ", "}[lang].join(each[lang] for each in wanted) for lang in ("zh", "en")},
        )


def _is_list_of(value: Any, kinds: tuple) -> bool:
    return isinstance(value, list) and all(isinstance(each, kinds) for each in value)
