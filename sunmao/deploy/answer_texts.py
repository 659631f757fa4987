"""What a model answers for a picture, in a few words for a table."""

from collections import Counter

import numpy as np

from sunmao.deploy.quantization.compare import SURE as FOUND
from sunmao.vision.inference.tasks import SURE

MOST = 5  # labels that are told


def describe_answer(answer, task: str, classes: list[str]) -> str:
    """The answer in a few words: 'cat 0.9312', of things 'cat × 2, dog × 1'.

    answer: what a `Predictor` gives for one picture: scores, (C,), `Detections` or `PaintedImage`. classes: the labels.
    """
    if task == "classification":
        return f"{classes[int(answer.argmax())]} {float(answer.max()):.4f}"
    if task == "multi_label":
        sure = [place for place in np.argsort(-answer) if answer[place] >= SURE][:MOST]
        return ", ".join(f"{classes[place]} {float(answer[place]):.4f}" for place in sure) or "–"
    if task == "regression":
        return f"{float(answer[0]):.4f}"
    if task == "semantic":
        numbers, counts = np.unique(answer.mask, return_counts=True)
        shares = sorted(zip(counts / answer.mask.size, numbers, strict=True), reverse=True)[:MOST]
        names = ["–", *classes]  # what belongs to no class comes first
        return ", ".join(f"{names[int(number)]} {100 * share:.1f}%" for share, number in shares)
    counted = Counter(int(number) for number in answer.labels[answer.scores >= FOUND])
    best = f" ({float(answer.scores.max()):.4f})" if len(answer) else ""
    return (", ".join(f"{classes[number]} × {count}" for number, count in sorted(counted.items())) or "–") + best
