"""The names of the classes in a `data.yaml`, and its folders: the little of YAML that programs for YOLO write there.

PyYAML, measured in its place: 12 to 37 s for 1 MB (0.3 s here), its C parser dies of 100,000 open brackets, and a tab
or a Windows path anywhere else in the file hides the names. It is none of the packages that Sunmao brings.
"""

import json
import re

_KEY = r"""["']?{key}["']?\s*:\s*(?:&(?P<anchor>\S+)\s*)?(?P<rest>.*)$"""
_ANCHOR = r".*&{name}(?:\s+(?P<rest>.*))?$"
_ITEM = re.compile(r"""^(?:-|(\d{1,8})\s*:|["'](\d{1,8})["']\s*:)(?:\s+|$)(.*)$""")
_TEXT = re.compile(
    r"""\s*+(?:(?P<number>\d{1,8})\s*+:\s*+(?=\S))?(?P<value>"(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+'|[^,\[\]{}#]*+)\s*+(?:,|$)"""
)


def read_names(text: str) -> dict[int, str]:
    """Class number → name under `names:`; empty where there is no such thing. One value is the file of the names.

    Example:
        >>> read_names("nc: 2\\nnames: ['cat', \\"dog\\"]  # two")
        {0: 'cat', 1: 'dog'}
        >>> read_names("names:\\n  0: 猫\\n  7: 'dog: big'\\npath: .")
        {0: '猫', 7: 'dog: big'}
    """
    return read_entries(text, "names")


def read_entries(text: str, key: str) -> dict[int, str]:
    """Values under a key of the outermost level, by number: of a list, of a table of numbers, or one value as
    number 0; empty where there is no such thing.

    Example:
        >>> read_entries("kpt_shape: [17, 3]", "kpt_shape"), read_entries("train: ../train/images", "train")
        ({0: '17', 1: '3'}, {0: '../train/images'})
    """
    return _read_after(text.splitlines(), re.compile(_KEY.format(key=re.escape(key))))


def _read_after(lines: list[str], pattern: re.Pattern) -> dict[int, str]:
    for place, line in enumerate(lines):
        if found := pattern.match(line):
            rest = (found["rest"] or "").strip()
            if rest.startswith(("[", "{")):
                return _parse_flow("\n".join([rest, *lines[place + 1 :]]))
            if rest.startswith("*"):
                before = re.compile(_ANCHOR.format(name=re.escape(rest[1:].split("#")[0].strip())))
                return _read_after(lines[:place], before)
            if rest and not rest.startswith("#"):
                return {0: _unquote(rest)}
            return _parse_block(lines[place + 1 :])
    return {}


def _parse_flow(text: str) -> dict[int, str]:
    """`[a, b]` or `{0: a, 1: b}`, also over several lines."""
    end = _find_end(text)
    inside = " ".join(filter(None, map(str.strip, text[1:end].split("\n")))).rstrip(",")
    names: dict[int, str] = {}
    place = 0
    while place < len(inside):
        found = _TEXT.match(inside, place)
        if not found or found.end() == place:
            return names
        names[int(found["number"]) if found["number"] else len(names)] = _unquote(found["value"])
        place = found.end()
    return names


def _find_end(text: str) -> int:
    """End of the first list: at its bracket that stands in no quotes."""
    quote = ""
    for place, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "]}":
            return place
    return len(text)


def _parse_block(lines: list[str]) -> dict[int, str]:
    """One name a line, after `-` or after its number."""
    names: dict[int, str] = {}
    for line in lines:
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        found = _ITEM.match(said)
        if not found or not (line[0].isspace() or said.startswith("-")):
            break
        number = found[1] or found[2]
        names[int(number) if number else len(names)] = _unquote(found[3])
    return names


def _unquote(value: str) -> str:
    """A text without its quotes, or up to its comment."""
    value = value.strip()
    if value.startswith('"'):
        closing = re.match(r'"(?:[^"\\]|\\.)*"', value)
        try:
            return str(json.loads(closing[0])) if closing else value
        except ValueError:
            return closing[0][1:-1] if closing else value
    if value.startswith("'"):
        closing = re.match(r"'((?:[^']|'')*)'", value)
        return closing[1].replace("''", "'") if closing else value
    return re.split(r"\s#", value)[0].strip()
