"""YAML as a `config.yaml` has it: plain values, lists and mappings, read without trusting the file.

The values are those of YAML 1.2 ("core schema"), but that digits after a leading 0 are a text: PyYAML's own 1.1 takes
`off` for false, `1e-3` for a text, `8:1:1` for a number and `010` for 8. Anchors, tags and names that stand twice are
refused.
"""

import re
from typing import Any

import yaml

from sunmao.errors import BadConfig

DEEPEST = 8  # lists and mappings inside one another
TAG = "tag:yaml.org,2002:"
FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$|[-+]?\.(?:inf|Inf|INF)$|\.(?:nan|NaN|NAN)$"
)
RESOLVERS = (
    ("null", re.compile(r"(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""]),
    ("bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")),
    ("int", re.compile(r"[-+]?(?:0|[1-9][0-9]{0,18})$"), list("-+0123456789")),
    ("float", FLOAT, list("-+.0123456789")),
)


class _Loader(yaml.SafeLoader):
    yaml_implicit_resolvers: dict = {}

    def __init__(self, text: bytes | str) -> None:
        super().__init__(text)
        self._depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadConfig("config_anchor", line=line)
        if getattr(event, "tag", None):
            raise BadConfig("config_tag", line=line, tag=event.tag)
        if self._depth == DEEPEST:
            raise BadConfig("config_deep", line=line)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        names = set()
        for key, _ in node.value:
            line = key.start_mark.line + 1
            if key.tag != f"{TAG}str":
                raise BadConfig("config_no_yaml", line=line, reason="a name is expected before ':'")
            if key.value in names:
                raise BadConfig("config_twice", line=line, name=key.value)
            names.add(key.value)
        return super().construct_mapping(node, deep)


class _Dumper(yaml.SafeDumper):
    """Puts quotes around what either version of YAML would take for something else than a text."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


for _kind, _pattern, _first in RESOLVERS:
    _Loader.add_implicit_resolver(TAG + _kind, _pattern, _first)
    _Dumper.add_implicit_resolver(TAG + _kind, _pattern, _first)


def parse_yaml(text: bytes | str) -> Any:
    """The value of a text. Raises BadConfig, with the line where there is one."""
    loader = None
    try:
        loader = _Loader(text)
        return loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = error.problem or error.context or ""
        raise BadConfig("config_no_yaml", line=mark.line + 1 if mark else 1, reason=reason) from None
    except (yaml.YAMLError, UnicodeError) as error:
        raise BadConfig("config_no_yaml", line=1, reason=str(error).splitlines()[0]) from None
    finally:
        if loader:
            loader.dispose()


def format_yaml(data: dict) -> str:
    """The text of plain values, in the order in which they are given.

    Example:
        >>> print(format_yaml({'augment': {'policy': 'off', 'rotate': 1e-3}}), end='')
        augment:
          policy: 'off'
          rotate: 0.001
    """
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
