"""`embedding_text` of XEdu.hub: the words of the textbook, rows of numbers by our encoder."""

import numpy as np
import pytest

from sunmao.compat.hub.workflow import Workflow
from sunmao.errors import BadValue


@pytest.mark.long
@pytest.mark.slow
def test_texts_become_rows_of_numbers(tmp_path, capsys):
    model = Workflow(task="embedding_text")
    rows = model.inference(data=["a cat", "a dog", "一只猫"])
    assert (
        rows.shape == (3, 512) and rows.dtype == np.float32 and np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)
    )
    assert rows[0] @ rows[2] > rows[0] @ rows[1]
    assert (model.inference(data="a cat") == rows[:1]).all() and model.format_output(lang="zh").shape == (1, 512)
    assert capsys.readouterr().out.startswith("[[")
    file = tmp_path / "texts.txt"
    file.write_bytes("一只猫\n\na cat\n".encode("gb18030"))
    assert np.allclose(model.inference(data=str(file)), rows[[2, 0]], atol=1e-5)


@pytest.mark.parametrize("data", ["", [], None, 7, ["a", ""], "x" * 1001])
def test_what_is_no_text_is_said(data):
    with pytest.raises(BadValue) as caught:
        Workflow(task="embedding_text").inference(data=data)
    assert caught.value.text("zh") and caught.value.text("en")
