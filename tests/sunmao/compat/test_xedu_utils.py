"""`XEdu.utils` computes what the textbook prints, and shows it."""

import numpy as np
import pytest

from sunmao.compat import install
from sunmao.errors import BadValue

install()


def test_the_printed_numbers():
    from XEdu.utils import cosine_similarity, get_similarity, softmax

    assert np.allclose(softmax(np.array([[1, 2], [3, 3]])), [[0.2689, 0.7311], [0.5, 0.5]], atol=1e-4)
    first, second = np.array([[1.0, 0], [1, 1]]), np.array([[0, 2.0], [3, 0], [1, 1]])
    assert np.allclose(cosine_similarity(first, second), [[0, 1, 0.70711], [0.70711, 0.70711, 1]], atol=1e-4)
    likely = np.array(get_similarity(first, second, method="cosine"))
    assert likely.shape == (2, 3) and np.allclose(likely.sum(axis=1), 1) and likely[0].argmax() == 1
    for method in ("euclidean", "pearson"):
        found = get_similarity(first, second, method=method, use_softmax=False)
        assert found.shape == (2, 3)
    assert np.allclose(found[0, 1], np.corrcoef(first[0], second[1])[0, 1])
    assert len(get_similarity(first[0], second)) == 3 and len(get_similarity(first, second[0])) == 2


def test_pictures_of_likeness(tmp_path, monkeypatch):
    from XEdu.utils import visualize_probability, visualize_similarity

    from sunmao.images.image_files import save_image_file

    monkeypatch.chdir(tmp_path)
    for name, color in (("red.png", (255, 0, 0)), ("blue.png", (0, 0, 255))):
        save_image_file(name, np.full((50, 80, 3), color, np.uint8))
    table = visualize_similarity(np.array([[0.9, 0.1, 0.2], [0.3, 0.8, 0.1]]), ["red.png", "blue.png"], list("红蓝绿"))
    assert [255, 0, 0] in table.reshape(-1, 3).tolist() and [0, 0, 255] in table.reshape(-1, 3).tolist()
    bars = visualize_probability([[0.9, 0.1], [0.2, 0.8]], ["red.png", "blue.png"], ["red", "blue"])
    assert bars.shape[2] == 3 and list((tmp_path / "output").iterdir())


def test_a_sentence_for_rows_that_cannot_be_compared():
    from XEdu.utils import cosine_similarity, get_similarity, softmax, visualize_similarity

    for call in (
        lambda: softmax([1, 2]),
        lambda: cosine_similarity(np.ones((2, 3)), np.ones((2, 4))),
        lambda: get_similarity(np.ones((2, 3)), np.ones((2, 3)), method="cosin"),
        lambda: visualize_similarity(np.ones((2, 2)), ["a"], ["b"]),
    ):
        with pytest.raises(BadValue):
            call()
