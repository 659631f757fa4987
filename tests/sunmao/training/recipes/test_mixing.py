"""Mixed and covered pictures, and what is true of them."""

import numpy as np
import pytest

from sunmao.training.recipes.mixing import encode_shares, erase_pieces, mix_batch

LEVELS = np.repeat(np.arange(4, dtype=np.uint8) * 60, 32 * 32).reshape(4, 32, 32)
SHARES = encode_shares(np.arange(4), 4)


@pytest.mark.parametrize(("mixup", "cutmix"), [(0.4, 0.0), (0.0, 1.0), (1.0, 1.0)])
def test_what_is_true_of_a_mixed_picture_is_what_it_is_made_of(mixup, cutmix):
    """Each picture has one gray of its own, so that its mean says what of it was taken."""
    for seed in range(20):
        mixed, shares = mix_batch(LEVELS, SHARES, mixup, cutmix, np.random.default_rng(seed))
        assert shares.sum(1) == pytest.approx(1)
        assert mixed.mean((1, 2)) == pytest.approx(shares @ LEVELS[:, 0, 0], abs=0.05)
    assert LEVELS[3, 0, 0] == 180, "the kept pictures are not changed"


def test_tags_are_mixed_as_they_are():
    tags = np.array([[1, 1, 0], [0, 0, 1]], np.float32)
    assert encode_shares(tags, 3) is tags
    _, shares = mix_batch(LEVELS[:2], tags, 1.0, 0.0, np.random.default_rng(0))
    assert shares[:, 0] == pytest.approx(shares[:, 1])


def test_so_many_pictures_are_covered_as_were_asked_for():
    gray = np.full((400, 40, 40, 3), 100, np.uint8)
    covered = (erase_pieces(gray, 0.25, np.random.default_rng(0)) != 100).any(3).mean((1, 2))
    assert 0.18 < (covered > 0).mean() < 0.32
    assert 0.01 < covered[covered > 0].min()
    assert covered.max() < 0.45


def test_mixing_and_covering_need_chance_alone():
    images = np.repeat(LEVELS[..., None], 3, axis=3)
    once, again = (mix_batch(images, SHARES, 0.4, 0.0, np.random.default_rng(5)) for _ in range(2))
    assert all(np.array_equal(one, other) for one, other in zip(once, again, strict=True))
    assert once[0].shape == images.shape and once[0].dtype == np.float32 and once[1].dtype == np.float32
    assert mix_batch(images, SHARES, 0.0, 1.0, np.random.default_rng(5))[0].dtype == np.uint8
    assert (erase_pieces(images.copy(), 0.0, np.random.default_rng(0)) == images).all()


def test_labels_as_shares():
    assert encode_shares(np.array([2, 0]), 3).tolist() == [[0, 0, 1], [1, 0, 0]]
