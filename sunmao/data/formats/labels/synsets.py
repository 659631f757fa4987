"""Names of classes whose folders are called by numbers of WordNet (`n01440764`), as ImageNet's lists give them."""

import re
from collections import Counter

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.reading.class_lists import read_lines_beside
from sunmao.data.formats.reading.image_paths import get_name
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing

_LISTS = ("loc_synset_mapping.txt", "synset_words.txt", "words.txt", "synset_mapping.txt", "imagenet_class_index.txt")
_NUMBER = re.compile(r"n\d{8}")
_LINE = re.compile(r"(n\d{8})[\s,:]+([^,]*[^\s,])")


def read_synset_names(tree: FileTree, labels: set[str], found: DatasetListing) -> dict[str, str]:
    """Label → name, where all labels are WordNet's numbers and a list is there; a name that two have keeps its number.
    The names that are used are a finding.
    """
    file = next((path for path in tree.files if get_name(path).lower() in _LISTS), None)
    if file is None or not labels or not all(_NUMBER.fullmatch(label) for label in labels):
        return {}
    said = (_LINE.match(line) for line in read_lines_beside(tree, file, found))
    names = {match[1]: match[2] for match in said if match}
    count = Counter(names.get(label) for label in labels)
    used = {
        label: names[label] if count[names[label]] == 1 else f"{names[label]} ({label})"
        for label in sorted(labels)
        if label in names
    }
    if used:
        holes = {"file": file, "names": format_names(f"{label} → {name}" for label, name in used.items())}
        found.findings.append(Issue("synset_names", holes, count=len(used)))
    return used
