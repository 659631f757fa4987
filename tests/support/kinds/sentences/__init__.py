"""Sentences with a label each, learned by scikit-learn: what the kind registers."""

from sunmao.tasks.registry import TaskEntry
from tests.support.kinds.registration import Registration
from tests.support.kinds.sentences.table import SENTENCE_TABLE

HERE = __name__
SENTENCES = Registration(
    ("sentence", f"{HERE}.samples:SentenceSamples"),
    SENTENCE_TABLE,
    ("sentences", TaskEntry(f"{HERE}.task:SentenceTask", f"{HERE}.model:SentenceModel", ("sentences",))),
    {"task_sentences": ("分句子", "telling sentences apart")},
)
