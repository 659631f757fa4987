"""Any ONNX file: one input or several, one row or many, and what does not fit is said."""

import numpy as np
import pytest

from sunmao.deploy import Workflow
from sunmao.errors import BadModelFile, BadValue
from tests.support.onnx_files import field, number, onnx, sides, tensor


def make(tmp_path, first: int | None = 1):
    """A file that adds `a` and `b`, three numbers each. first: rows; None: any."""
    graph = field(1, field(1, b"a") + field(1, b"b") + field(2, b"sum") + field(4, b"Add"))
    rows = (1, 3) if first else ("n", 3)

    def shaped(name):
        if first:
            return tensor(name, *rows)
        sides_ = field(1, field(2, b"n")) + field(1, number(1, 3))
        return field(1, name.encode()) + field(2, field(1, number(1, 1) + field(2, sides_)))

    ends = b"".join(field(11, shaped(name)) for name in "ab") + field(12, shaped("sum"))
    (tmp_path / "sum.onnx").write_bytes(onnx(graph + field(2, b"sum") + ends))
    return Workflow(tmp_path / "sum.onnx", task="custom")


@pytest.mark.parametrize("first", [1, None])
def test_several_inputs_and_rows(tmp_path, first):
    model = make(tmp_path, first)
    assert list(model.inputs) == ["a", "b"] and model.outputs == ["sum"]
    [answer] = model.inference(a=[[1, 2, 3]], b=np.float64([[10, 20, 30]]))
    assert answer.tolist() == [[11, 22, 33]] and answer.dtype == np.float32
    [answer] = model.inference(data={"a": np.ones((5, 3)), "b": np.arange(15).reshape(5, 3)})
    assert answer.shape == (5, 3) and answer[4].tolist() == [13, 14, 15]


def test_a_single_number_is_an_input(tmp_path):
    """Such as the threshold of a detector: its shape has no sides at all."""
    graph = field(1, field(1, b"a") + field(1, b"b") + field(2, b"sum") + field(4, b"Add"))
    ends = field(11, tensor("a", 1, 3)) + field(11, tensor("b")) + field(12, tensor("sum", 1, 3))
    (tmp_path / "sum.onnx").write_bytes(onnx(graph + field(2, b"sum") + ends))
    model = Workflow(tmp_path / "sum.onnx", task="custom")
    assert model.inputs == {"a": [1, 3], "b": []}
    for number_given in (2, 2.0, np.float32(2), np.array(2)):
        [answer] = model.inference(a=[[1, 2, 3]], b=number_given)
        assert answer.tolist() == [[3, 4, 5]]
    with pytest.raises(BadValue):
        model.inference(a=[[1, 2, 3]], b=[1, 2, 3, 4])


def test_the_sentence_for_a_file_of_another_program_leads_on(tmp_path, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    make(tmp_path)
    with pytest.raises(BadModelFile, match="task='custom'"):
        Workflow(tmp_path / "sum.onnx")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"a": [[1, 2, 3]]}, "'b'"),
        ({"a": [[1, 2, 3]], "bb": [[1, 2, 3]]}, "'bb'"),
        ({"a": [[1, 2, 3]], "b": [[1, 2]]}, "[1, 2]"),
        ({"a": [[1, 2, 3]], "b": [1, 2, 3]}, "[3]"),
        ({"a": [[1, 2, 3]], "b": "three"}, "'b'"),
    ],
)
def test_what_does_not_fit_is_said(tmp_path, given, said, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    with pytest.raises(BadValue) as refused:
        make(tmp_path).inference(given)
    assert said in str(refused.value)


def test_files_of_the_contract_can_be_used_so_too(tmp_path):
    (tmp_path / "x.onnx").write_bytes(sides())
    model = Workflow(tmp_path / "x.onnx", task="custom", threads=1)
    picture = np.zeros((1, 1, 32, 32))
    picture[..., :16] = 1
    [scores] = model.inference(picture)
    assert scores.shape == (1, 2) and scores[0, 0] > scores[0, 1] and "custom" in repr(model)


def test_what_is_no_model_is_refused(tmp_path):
    (tmp_path / "x.onnx").write_bytes(b"nonsense")
    with pytest.raises(BadModelFile):
        Workflow(tmp_path / "x.onnx", task="custom")
