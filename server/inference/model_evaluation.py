"""A test of the model that answers, from its file: nothing is trained, and no other model is tested."""

import contextlib
from typing import Any

from sunmao.protocol.messages import to_dict


def evaluate_model(model: Any, folder: str, dataset: str) -> dict:
    """Test a model on the part 'test' of a data set; returns the event of a run (`learning_messages.Evaluation` and its
    like).

    Args: folder: the project's, below which pictures are named. dataset: the data set's folder in it.

    Raises: BadData.
    """
    with contextlib.chdir(folder):
        return to_dict(model.make_evaluation_event(model.evaluate(split="test", path=dataset)))
