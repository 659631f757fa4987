"""Answers of a table model for one row."""

from typing import Any


def answer_row(model: Any, cells: dict[str, Any]) -> dict[str, Any]:
    """`RowAnswer`. cells: by the names of the model's columns. Raises BadValue, BadModelFile."""
    result = model.inference(data=cells)
    said = {"label": None, "confidence": 0.0, "scores": [], "value": None, "unit": ""}
    if hasattr(result, "value"):
        return said | {"value": float(result.value), "unit": result.unit}
    scores = [
        {"label": label, "score": round(float(score), 4)}
        for label, score in zip(model.classes, result.scores, strict=True)
    ]
    scores.sort(key=lambda each: -each["score"])
    return said | {"label": result.label, "confidence": float(result.confidence), "scores": scores}
