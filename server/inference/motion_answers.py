"""Answers of a gesture model for what a page's sensor felt."""

import time
from typing import Any

import numpy as np

from sunmao.motion.motion_clip import MotionClip


def answer_motion(model: Any, felt: bytes) -> dict:
    """`MotionAnswer`. felt: (n, 3) float32 in g at 50 Hz, as bytes. Raises BadValue for what is not of a whole reading,
    BadModelFile.
    """
    clip = MotionClip(np.frombuffer(felt, np.float32).reshape(-1, 3))
    began = time.perf_counter()
    result = model.inference(motion=clip)
    ms = 1000 * (time.perf_counter() - began)
    scores = [
        {"label": label, "score": round(float(score), 4)}
        for label, score in zip(model.classes, result.scores, strict=True)
    ]
    said = {"label": result.label, "unknown": False, "confidence": float(result.confidence), "scores": scores}
    return said | {"ms": round(ms, 2), "model": model.backbone, "still": clip.is_still}
