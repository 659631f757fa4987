"""The table of sentences of a data set, as a page reads and writes it: `sentences.csv`, with its classes in
`classes.txt`, also those that are still empty. A data set of another form becomes such a table at its first change;
what it came as stays beside it, hidden.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from sunmao.core.atomic_files import replace as move
from sunmao.core.atomic_files import write_atomic
from sunmao.core.regular_files import read_regular
from sunmao.data.dataset_metadata import CLASSES, CLASSES_BYTES, sort_classes
from sunmao.data.files.text_encoding import split_lines
from sunmao.data.sentences import LONGEST, MAX_BYTES, clean_sentence, fold_sentence
from sunmao.errors import SunmaoError
from sunmao.server.errors import HttpProblem, localize_problem
from sunmao.server.texts import get_text
from sunmao.texts import LANGUAGES

NAME = "sentences.csv"
CAME_AS = ".came-as"  # what the data set consisted of before its first change
HEAD = ["text", "label", "split"]
TEST, TRAIN = "test", "train"
SHOWN_LEFT_OUT = 20
MAX_CLASSES, LONGEST_NAME = 100, 100


@dataclass(frozen=True)
class SentenceEntry:
    """A sentence of the table. split: 'train' or 'test', '' where the library divides it. row: its number in the
    table, from 2 on; 0: it stands in none yet.
    """

    text: str
    label: str
    split: str = TRAIN
    row: int = 0


@dataclass
class SentenceTable:
    """All sentences of a data set. classes: in their order. left_out: texts that could not be kept, each with its
    reason, the first `SHOWN_LEFT_OUT` of `left`.
    """

    folder: Path
    entries: list[SentenceEntry] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    left_out: list[dict] = field(default_factory=list)
    left: int = 0

    def add(self, label: str, texts: Iterable[str], split: str) -> int:
        """Keep texts as sentences of a class. Returns how many were kept."""
        self._require_class(label)
        known = {fold_sentence(each.text) for each in self.entries if each.label == label}
        before = len(self.entries)
        for text in map(clean_sentence, texts):
            folded = fold_sentence(text)
            why = self._find_reason(text, folded in known)
            if why:
                self._leave_out(text, why)
            elif text:
                known.add(folded)
                self.entries.append(SentenceEntry(text, label, split))
        return len(self.entries) - before

    def _find_reason(self, text: str, known: bool) -> str:
        if len(text) > LONGEST:
            return "sentence_too_long"
        return "sentence_known" if text and known else ""

    def _leave_out(self, text: str, why: str) -> None:
        self.left += 1
        if len(self.left_out) < SHOWN_LEFT_OUT:
            self.left_out.append({"name": text[:40], "why": get_text(why, most=LONGEST)})

    def remove(self, row: int, text: str) -> SentenceEntry:
        """Take a sentence away. Raises HttpProblem 409 where another one stands there by now."""
        entry = self._find(row, text)
        self.entries.remove(entry)
        return entry

    def change(self, row: int, text: str, to: str, label: str) -> None:
        """Give a sentence another text, or another class. Raises HttpProblem 409 and 422."""
        entry, clean = self._find(row, text), clean_sentence(to)
        self._require_class(label)
        if not clean or len(clean) > LONGEST:
            raise HttpProblem(422, "sentence_too_long" if clean else "sentence_empty", most=LONGEST)
        self.entries[self.entries.index(entry)] = replace(entry, text=clean, label=label)

    def add_class(self, label: str) -> None:
        """Begin an empty class. Raises HttpProblem 409 and 422."""
        name = require_class_name(label)
        if name in self.classes or len(self.classes) >= MAX_CLASSES:
            raise HttpProblem(409, "set_taken", name=name)
        self.classes.append(name)

    def rename_class(self, label: str, to: str) -> None:
        """Give a class another name. Raises HttpProblem 404, 409 and 422."""
        self._require_class(label)
        name = require_class_name(to)
        if name != label and name in self.classes:
            raise HttpProblem(409, "set_taken", name=name)
        self.classes[self.classes.index(label)] = name
        self.entries = [replace(each, label=name) if each.label == label else each for each in self.entries]

    def take(self, label: str, split: str | None = None) -> list[SentenceEntry]:
        """Take the sentences of a class away, of one part or of all. Raises HttpProblem 404."""
        self._require_class(label)
        gone = [each for each in self.entries if each.label == label and split in (None, each.split)]
        self.entries = [each for each in self.entries if each not in gone]
        return gone

    def remove_class(self, label: str) -> list[SentenceEntry]:
        """Take a class with its sentences away. Raises HttpProblem 404."""
        gone = self.take(label)
        self.classes.remove(label)
        return gone

    def write(self) -> None:
        """Put it on the disk. Raises HttpProblem 413 where it is larger than what is learned from."""
        rows = io.StringIO(newline="")
        writer = csv.writer(rows, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows([each.text, each.label, each.split] for each in self.entries)
        data = rows.getvalue().encode("utf-8")
        if len(data) > MAX_BYTES:
            raise HttpProblem(413, "sentences_full", mb=MAX_BYTES // 2**20)
        self._archive_source_files()
        write_atomic(self.folder / NAME, data)
        write_atomic(self.folder / CLASSES, "".join(f"{name}\n" for name in self.classes).encode("utf-8"))

    def as_dict(self) -> dict:
        """{classes: [{name, sentences: [{row, text, split}]}], torn: texts that stand in two classes}."""
        held: dict[str, list[dict]] = {name: [] for name in self.classes}
        for number, each in enumerate(self.entries, 2):
            held[each.label].append({"row": number, "text": each.text, "split": each.split or TRAIN})
        classes = [{"name": name, "sentences": rows} for name, rows in held.items()]
        return {"classes": classes, "torn": self._list_torn()}

    def _list_torn(self) -> list[str]:
        pairs = {(fold_sentence(each.text), each.label) for each in self.entries}
        counts = Counter(folded for folded, _ in pairs)
        return sorted({each.text for each in self.entries if counts[fold_sentence(each.text)] > 1})

    def _archive_source_files(self) -> None:
        """Files that the sentences came in would be read beside the table."""
        if (self.folder / NAME).exists():
            return
        for path in list(self.folder.iterdir()):
            if not path.name.startswith("."):
                (self.folder / CAME_AS).mkdir(exist_ok=True)
                move(path, self.folder / CAME_AS / path.name)

    def _find(self, row: int, text: str) -> SentenceEntry:
        place = row - 2
        if not 0 <= place < len(self.entries) or self.entries[place].text != text:
            raise HttpProblem(409, "sentence_moved")
        return self.entries[place]

    def _require_class(self, label: str) -> None:
        if label not in self.classes:
            raise HttpProblem(404, "no_class", name=label)


def require_class_name(label: str) -> str:
    """The name of a class in one line. Raises HttpProblem 422."""
    name = clean_sentence(label)
    if not name or len(name) > LONGEST_NAME:
        raise HttpProblem(422, "set_name")
    return name


def read_table(folder: Path) -> SentenceTable:
    """The sentences of a data set. Raises LocalizedProblem 422 for what is none, or is damaged."""
    listed = read_class_list(folder)
    entries = _read_own(folder)
    if entries is None:
        entries = _read_other(folder)
    classes = sort_classes({*listed, *(each.label for each in entries)}, listed)
    return SentenceTable(folder, entries, classes)


def create_table(folder: Path, classes: list[str]) -> None:
    """Begin a table without sentences."""
    SentenceTable(folder, [], list(classes)).write()


def read_class_list(folder: Path) -> list[str]:
    """The classes that `classes.txt` names, in its order; none where it is not there."""
    try:
        return list(dict.fromkeys(filter(None, split_lines(read_regular(folder / CLASSES, CLASSES_BYTES)))))
    except OSError:
        return []


def _read_own(folder: Path) -> list[SentenceEntry] | None:
    """The rows of a table that `write` wrote; None where there is none, or somebody gave it other columns."""
    try:
        text = read_regular(folder / NAME, MAX_BYTES).decode("utf-8-sig")
    except (OSError, ValueError):
        return None
    head, *rows = csv.reader(io.StringIO(text, newline="")) if text.strip() else [[]]
    if head != HEAD:
        return None
    return [SentenceEntry(row[0], row[1], row[2]) for row in rows if len(row) == 3 and row[0] and row[1]]


def _read_other(folder: Path) -> list[SentenceEntry]:
    from sunmao.data.files.file_tree import open_folder_tree
    from sunmao.data.sources.detect_format import read_listing

    try:
        found = read_listing(open_folder_tree(folder))
    except SunmaoError as error:
        raise localize_problem({lang: error.text(lang) for lang in LANGUAGES}, folder.parent.parent) from None
    if found.sample_kind != "sentence":
        raise HttpProblem(409, "not_sentences")
    return [
        SentenceEntry(item.content, item.label, item.split if found.divided else "")
        for item in found.items
        if item.label is not None
    ]
