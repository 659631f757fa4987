"""Imports of a program, and whether they cannot work without the training engine."""

import re
from collections.abc import Iterable

IMPORTS = re.compile(r"^\s*(?:from|import)\s+([\w.]+)", re.M)
TEXTBOOKS = ("MMEdu", "BaseNN", "BaseML", "MMBase", "BaseNet")  # libraries of textbooks that learn
LIBRARIES = ("torch", "torchvision", "sklearn", "scipy", *TEXTBOOKS)
TRAINS = "sunmao.vision"
LANGUAGE = "sunmao.language"
TABLES = "sunmao.tables"
FORMS, FRAMES = "pywebio", "pandas"
_READS_TEXT = re.compile(
    r"^\s*from\s+sunmao\.ready\S*\s+import\s*(?:\([^)]*|[^\n]*)\bread_text\b|\bready\.read_text\b", re.M
)
_TASK_OF_HUB = r"\bXEdu\.hub\b.*['\"](?:{})['\"]"  # of the textbook's `XEdu.hub`
_READS_BY_HUB = re.compile(_TASK_OF_HUB.format("ocr"), re.S | re.I)
_ENCODES_TEXT_BY_HUB = re.compile(_TASK_OF_HUB.format("embedding_text"), re.S | re.I)
_LOOKS_BY_HUB = re.compile(_TASK_OF_HUB.format("cls_imagenet|embedding_image"), re.S | re.I)
_LEARNS_SENTENCES = re.compile(rf"^\s*from {re.escape(LANGUAGE)}\b.*\bimport\b.*\bTextClassification\b", re.M)
_LEARNS_SOUNDS = re.compile(r"^\s*from sunmao\.sound\b.*\bimport\b.*\bSoundClassification\b", re.M)
_LEARNS_MOTION = re.compile(r"^\s*from sunmao\.motion\b.*\bimport\b.*\bMotionClassification\b", re.M)
_LEARNS_ROWS = re.compile(r"\bTableModel\b")
_SAMPLE_TABLES = re.compile(r"\bsample_table\(.*['\"](?:wine|diabetes|digits)['\"]")  # scikit-learn has them
_READS_WORKBOOKS = re.compile(r"\.(?:xls[xmb]?|ods)\b", re.I)


def list_imports(python: str) -> set[str]:
    """The modules that a program names."""
    return set(IMPORTS.findall(python))


def needs_engine(imports: Iterable[str]) -> bool:
    """Whether what is imported cannot work without the engine."""
    return any(name.split(".")[0] in LIBRARIES or name.startswith(TRAINS) for name in imports)


def needs_language(python: str, imports: Iterable[str]) -> bool:
    """Whether a program cannot work without the packages for language: it imports what is built on them, or makes
    numbers of texts by the textbook's hub.
    """
    named = any(name == LANGUAGE or name.startswith(f"{LANGUAGE}.") for name in imports)
    return named or bool(_ENCODES_TEXT_BY_HUB.search(python))


def reads_text(python: str) -> bool:
    """Whether a program may read text in pictures, which needs the models for it."""
    return bool(_READS_TEXT.search(python) or _READS_BY_HUB.search(python))


def looks_by_network(python: str) -> bool:
    """Whether a program may name things, or make numbers of pictures, by the textbook's hub: the network's weights come
    with the training engine.
    """
    return bool(_LOOKS_BY_HUB.search(python))


def trains_sentences(python: str) -> bool:
    """Whether a program may teach a text model, which the training engine fits."""
    return bool(_LEARNS_SENTENCES.search(python)) and "train(" in python


def trains_sounds(python: str) -> bool:
    """Whether a program may teach a sound model, which the training engine fits."""
    return bool(_LEARNS_SOUNDS.search(python)) and "train(" in python


def trains_motion(python: str) -> bool:
    """Whether a program may teach a gesture model, which the training engine fits."""
    return bool(_LEARNS_MOTION.search(python)) and "train(" in python


def needs_tables(python: str, imports: Iterable[str]) -> bool:
    """Whether a program cannot work without the packages for tables: it learns from rows, or names a workbook."""
    return TABLES in imports and bool(_LEARNS_ROWS.search(python) or _READS_WORKBOOKS.search(python))


def needs_forms(imports: Iterable[str]) -> bool:
    """Whether what is imported makes a page by PyWebIO's package."""
    return any(name.split(".")[0] == FORMS for name in imports)


def needs_frames(imports: Iterable[str]) -> bool:
    """Whether what is imported reads tables by pandas."""
    return any(name.split(".")[0] == FRAMES for name in imports)


def trains_rows(python: str, imports: Iterable[str]) -> bool:
    """Whether a program may learn from the rows of a table, or takes a table, for which there is scikit-learn."""
    return TABLES in imports and bool(_LEARNS_ROWS.search(python) or _SAMPLE_TABLES.search(python))


def uses_engine(python: str, imports: Iterable[str]) -> bool:
    """Whether a program may use the training engine, by what it imports or what it teaches."""
    return (
        needs_engine(imports)
        or trains_sentences(python)
        or trains_sounds(python)
        or trains_motion(python)
        or trains_rows(python, imports)
        or looks_by_network(python)
    )
