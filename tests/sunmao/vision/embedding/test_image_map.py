"""A data set as a map: its axes are those of the singular value decomposition, and what looks alike lies together."""

import numpy as np
import pytest

from sunmao.data.dataset import Dataset
from sunmao.errors import BadValue
from sunmao.vision import embed_dataset, project_features
from sunmao.vision.embedding import image_map
from sunmao.vision.embedding.image_map import is_umap_installed
from tests.support.photographs import write_photographs

GROUPS, OF_EACH, STRANGERS = 3, 40, 4


def make_groups(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Rows, (124, 64) float32, around three middles, and four strangers far from all of them; the group of each row."""
    random = np.random.default_rng(seed)
    middles = 3 * random.standard_normal((GROUPS, 64))
    rows = [middle + random.standard_normal((OF_EACH, 64)) for middle in middles]
    strange = 12 * random.standard_normal((1, 64)) + random.standard_normal((STRANGERS, 64))
    groups = np.repeat(np.arange(GROUPS + 1), [OF_EACH] * GROUPS + [STRANGERS])
    return np.concatenate([*rows, strange]).astype(np.float32), groups


def share_of_own(places: np.ndarray, groups: np.ndarray, count: int) -> np.ndarray:
    """Of each row, the share of its nearest `count` that are of its group."""
    away = np.linalg.norm(places[:, None] - places[None], axis=2)
    np.fill_diagonal(away, np.inf)
    return (groups[np.argsort(away, axis=1)[:, :count]] == groups[:, None]).mean(1)


@pytest.mark.slow
def test_pca_is_the_singular_value_decomposition():
    rows = np.random.default_rng(1).standard_normal((50, 20)).astype(np.float32) * np.arange(1, 21, dtype=np.float32)
    found = project_features(rows, "pca")
    centered = rows.astype(np.float64) - rows.mean(0, dtype=np.float64)
    _, _, axes = np.linalg.svd(centered, full_matrices=False)
    wanted = centered @ axes[:2].T
    assert found.shape == (50, 2) and found.dtype == np.float32
    # An axis may point either way.
    np.testing.assert_allclose(found * np.sign((found * wanted).sum(0)), wanted, atol=1e-3)
    np.testing.assert_array_equal(found, project_features(rows, "pca"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "method",
    [
        "pca",
        "tsne",
        pytest.param(
            "umap",
            marks=pytest.mark.skipif(
                not is_umap_installed(), reason="the optional package umap-learn is not installed"
            ),
        ),
    ],
)
def test_what_is_alike_lies_together_and_strangers_apart(method):
    rows, groups = make_groups()
    places = project_features(rows, method)
    assert places.shape == (len(rows), 2) and np.isfinite(places).all()
    own = share_of_own(places, groups, STRANGERS - 1)
    assert own[groups == GROUPS].min() == 1, "strangers are each other's neighbors, and nobody else's"
    assert own.mean() > (0.8 if method == "pca" else 0.95)


@pytest.mark.slow
def test_tsne_shows_groups_that_two_directions_cannot():
    random = np.random.default_rng(3)
    groups = np.repeat(np.arange(20), 15)
    rows = (2 * np.eye(20))[groups] @ random.standard_normal((20, 64)) + random.standard_normal((300, 64))
    flat, apart = (share_of_own(project_features(rows, way), groups, 10).mean() for way in ("pca", "tsne"))
    assert apart > 0.95 and flat < 0.8


@pytest.mark.slow
def test_many_rows_are_placed_between_landmarks(monkeypatch):
    monkeypatch.setattr(image_map, "LANDMARKS", 60)
    rows, groups = make_groups()
    rows, groups = rows[groups < GROUPS], groups[groups < GROUPS]
    places = project_features(rows, "tsne")
    assert places.shape == (len(rows), 2) and share_of_own(places, groups, 5).mean() > 0.95
    np.testing.assert_array_equal(places, project_features(rows, "tsne"))
    assert np.abs(places - project_features(rows, "tsne", seed=1)).max() > 1


@pytest.mark.parametrize("method", ["pca", "tsne"])
@pytest.mark.parametrize("count", [0, 1, 2, 4, 5, 7])
def test_few_rows_and_rows_that_are_all_the_same(method, count):
    rows = np.random.default_rng(0).standard_normal((count, 6))
    assert project_features(rows, method).shape == (count, 2)
    same = project_features(np.ones((count, 6)), method)
    assert same.shape == (count, 2) and not same.any()


def test_what_is_no_table_is_refused():
    for wrong in (np.zeros(3), np.zeros((2, 3, 4)), np.full((3, 3), np.nan)):
        with pytest.raises(BadValue) as caught:
            project_features(wrong)
        assert caught.value.key == "features_shape"
    with pytest.raises(BadValue) as caught:
        project_features(np.zeros((9, 3)), "tsn")
    assert "tsne" in str(caught.value)


@pytest.mark.skipif(is_umap_installed(), reason="the optional package umap-learn is installed")
def test_a_missing_package_is_told():
    with pytest.raises(BadValue) as caught:
        project_features(np.zeros((9, 3)), "umap")
    assert caught.value.key == "umap_missing"


@pytest.mark.training
@pytest.mark.long
def test_planted_strangers_lie_apart_from_their_class(tmp_path, cache):
    """Photographs among plain colors, with the colors' label."""
    folder = tmp_path / "mixed"
    write_photographs(folder, ["scene", "plain"], 20)
    plain = sorted((folder / "plain").iterdir())
    import cv2

    for number, file in enumerate(plain[4:]):
        image = np.full((80, 80, 3), (40, 180, 90 + 5 * number), np.uint8)
        cv2.circle(image, (40, 40), 8 + number, (255, 255, 255), -1)
        cv2.imwrite(str(file), image)
    told = []
    samples, features = embed_dataset(Dataset(folder), on_progress=lambda *far: told.append(far))
    assert features.shape == (40, 1280) and told[-1] == (40, 40)
    strangers = {file.name for file in plain[:4]}
    groups = np.array([int(one.label == "plain" and one.path.name not in strangers) for one in samples])
    for method in ("pca", "tsne"):
        own = share_of_own(project_features(features, method), groups, 3)
        odd = [one.label == "plain" and one.path.name in strangers for one in samples]
        assert own[odd].mean() > 0.9, method
