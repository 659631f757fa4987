"""Answers of a text model for a sentence, and the effect of leaving out each of its words."""

import time
from typing import Any

MAX_WORDS = 60  # that are left out in turn


def answer_sentence(model: Any, text: str, words: bool) -> dict:
    """Compute the model's answer for a sentence, with 'ms' and 'model'. words: each of the sentence's words is left out
    in turn; of a longer sentence than `MAX_WORDS` none is. Raises BadValue, BackendMissing.
    """
    began = time.perf_counter()
    result = model.inference(text=text)
    found = result.tested_words if words and len(text) <= 4 * MAX_WORDS else []
    ms = 1000 * (time.perf_counter() - began)
    tested = [{"word": each.word, "start": each.start, "without": each.without, "seen": each.seen} for each in found]
    scores = [
        {"label": label, "score": round(float(score), 4)}
        for label, score in zip(model.classes, result.scores, strict=True)
    ]
    return {
        "label": result.label,
        "unknown": False,
        "confidence": result.confidence,
        "scores": scores,
        "words": tested,
        "ms": round(ms, 2),
        "model": model.backbone,
    }
