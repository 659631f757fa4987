"""`MMBase` of old lessons: BaseNN's network under another name, whose files are found again."""

import numpy as np
import pytest

from sunmao.errors import FileMissing

pytest.importorskip("torch", reason="networks come with the training engine")
pytestmark = pytest.mark.training


def test_a_network_learns_is_kept_and_opened(tmp_path, monkeypatch, capsys):
    from sunmao.compat.mmbase import BaseNet, MMBase

    monkeypatch.chdir(tmp_path)
    rows = np.array([[0.0, 1.0], [1.0, 0.0]] * 8)
    model = MMBase()
    model.add("Linear", size=(2, 8), activation="ReLU")
    model.add("Linear", size=(8, 2), activation="Softmax")
    model.load_dataset(rows, np.array([0, 1] * 8))
    assert len(model.train(lr=0.1, epochs=20)) == 20
    assert (model.inference(data=rows[:2]).argmax(axis=1) == [0, 1]).all()
    assert model.print_result() == [{"预测值": 0}, {"预测值": 1}]
    assert "预测值" in capsys.readouterr().out
    model.save("kept.pkl")

    other = BaseNet()
    other.load("kept.pkl")
    assert (other.inference(data=rows[:2]) == model.inference(data=rows[:2])).all()
    with pytest.raises(FileMissing):
        other.load("nothing.pkl")
