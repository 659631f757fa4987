"""Language: telling kinds of sentences apart, how close they are in meaning, and which word follows which."""

from importlib import import_module
from typing import Any

_LAZY = {
    "TextClassification": "sunmao.language.text_classification",
    "TextResult": "sunmao.tasks.text_classification.results",
    "similarity": "sunmao.language.sentence_encoder",
    "encode_sentences": "sunmao.language.sentence_encoder",
    "NextWord": "sunmao.language.next_word",
    "builtin_text": "sunmao.language.builtin_texts",
    "read_text": "sunmao.language.text_files",
}
__all__ = sorted(_LAZY)


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'sunmao.language' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
