"""A network of rows as a file: its answers are those of the network, and what differs is counted."""

import numpy as np
import pytest
import torch

from sunmao.nets import Linear, Network
from sunmao.nets.convert_to_onnx import NEAR, _count_same, _write_graph, convert_row_network
from sunmao.tables import Table
from sunmao.tables.convert_to_onnx import describe_rows_model

pytestmark = pytest.mark.training


@pytest.fixture(autouse=True)
def english(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")


@pytest.fixture
def learn():
    """A network that has learned a little from rows of two numbers, whose answers are classes or numbers."""

    def learn_rows(answers: int):
        dice = np.random.default_rng(3)
        rows = [
            [*pair, "ab"[pair[0] > pair[1]] if answers > 1 else sum(pair)]
            for pair in dice.uniform(0, 9, (60, 2)).tolist()
        ]
        model = Network(inputs=2)
        model.add(Linear(answers))
        model.load_dataset(Table(["x", "y", "answer"], rows, title="made"))
        model.train(epochs=3, random_seed=1)
        return model._trained, [tuple(row[:2]) for row in rows]

    return learn_rows


@pytest.mark.parametrize(("nudge", "same"), [(0, True), (1e-6, True), (1e-3, False), (0.5, False)])
def test_numbers_that_differ_by_more_than_rounding_are_not_the_same(learn, nudge, same):
    trained, contents = learn(1)
    data, rows = _write_graph(trained, describe_rows_model(trained), False), trained.encoder.encode(contents)
    with torch.inference_mode():
        list(trained.network.parameters())[-1].add_(nudge)
    assert _count_same(trained, data, rows, NEAR) == (len(contents) if same else 0)


@pytest.mark.parametrize("answers", [1, 2])
@pytest.mark.parametrize("small", [False, True])
def test_how_many_answers_are_the_same_is_said(learn, capsys, tmp_path, answers, small):
    trained, contents = learn(answers)
    path = convert_row_network(trained, tmp_path / "rows", contents, small)
    assert path.endswith("rows.onnx") and str(len(contents)) in "".join(capsys.readouterr())
