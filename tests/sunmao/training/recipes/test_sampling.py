"""In which order pictures are learned from."""

import numpy as np

from sunmao.training.recipes.sampling import draw_order


def test_balanced_drawing_gives_small_classes_the_same_chance():
    labels = np.repeat([0, 1, 2], [200, 90, 10])
    assert sorted(draw_order(labels, None, np.random.default_rng(0))) == list(range(300))
    drawn = np.bincount(labels[draw_order(labels, "balanced", np.random.default_rng(0))], minlength=3)
    assert drawn.sum() == 300
    assert drawn.min() > 70
    tags = np.zeros((300, 2))
    tags[:150, 0], tags[:10, 1] = 1, 1
    order = draw_order(tags, "balanced", np.random.default_rng(0))
    assert 70 < (order < 10).sum() < 130, "a picture of several tags goes by its rarest"
