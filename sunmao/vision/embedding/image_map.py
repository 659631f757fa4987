"""A data set as a map: pictures that look alike to the packaged backbone lie close together."""

import csv
import io
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sunmao.core.atomic_files import write_with_parents
from sunmao.core.training_engine import require_torch
from sunmao.core.validation import require_choice, require_whole
from sunmao.data.dataset import open_dataset
from sunmao.data.listing import Sample
from sunmao.errors import BadValue
from sunmao.models import find_model, find_packaged
from sunmao.models.model_spec import ModelSpec

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset


METHODS = ("pca", "tsne", "umap")
NEIGHBORS = 30  # t-SNE's perplexity
COMPONENTS = 50  # principal components that t-SNE and UMAP are given, as van der Maaten and Hinton advise
LANDMARKS = 4_000  # rows that t-SNE lays out itself: its time grows with them, two thousand take half a minute
ANCHORS = 5  # landmarks between which another row is placed
ITERATIONS = 500
AT_ONCE = 2_000  # rows whose distances to all landmarks are in memory at once


def embed_dataset(
    dataset: "Dataset", split: str = "all", on_progress: Callable[[int, int], None] | None = None
) -> tuple[list[Sample], np.ndarray]:
    """Turn the pictures of a data set into rows of numbers, by what the packaged backbone sees in them.

    The same rows as quick training and the search for wrong labels use; remembered by the pictures' contents.

    Args:
        dataset: a folder or a Dataset.
        split: 'train', 'val', 'test' or 'all'.
        on_progress: called with (pictures done, pictures in all).

    Returns: the pictures that can be read, and their rows, (N, features) float32.

    Raises: EngineMissing, DataNotFound, BadData.

    Example:
        >>> samples, features = embed_dataset('data/pets')  # doctest: +SKIP
        >>> features.shape  # doctest: +SKIP
        (12, 1280)
    """
    return embed_samples(open_dataset(dataset).items(split), on_progress)


def embed_samples(
    samples: list[Sample], on_progress: Callable[[int, int], None] | None = None
) -> tuple[list[Sample], np.ndarray]:
    """As `embed_dataset`, for pictures that are known already."""
    require_torch()
    from sunmao.vision.embedding.embedding import Embedder

    entry = find_model(find_packaged("classification"))
    assert isinstance(entry, ModelSpec)
    return Embedder(entry, entry.quick_size).of_items(samples, on_progress)


def project_features(features: np.ndarray, method: str = "pca", seed: int = 0) -> np.ndarray:
    """Lay rows of numbers out in two dimensions, those that are alike close together.

    Args:
        features: (N, K) float, such as those of `embed_dataset`.
        method: 'pca': the two directions in which the rows differ most (Pearson, 1901), exact and quick, distances keep
            their meaning; 'tsne': neighbors stay neighbors (van der Maaten and Hinton, Visualizing Data using t-SNE,
            2008), groups come apart, distances between groups mean little; 'umap': the same aim, quicker for many rows
            (McInnes, Healy, Melville, UMAP, 2018), where the package umap-learn is installed.
        seed: another number gives 'tsne' and 'umap' another start.

    Returns: (N, 2) float32, around (0, 0). 'tsne' lays out 4,000 rows, drawn at random, and places all others between
    the five of them that are nearest. Fewer than 5 rows are always laid out by 'pca'.

    Raises: BadValue for features that are no table of finite numbers, for another method, and for 'umap' where its
    package is missing.

    Example:
        >>> import numpy
        >>> project_features(numpy.eye(4)).shape
        (4, 2)
    """
    rows, method = np.asarray(features, np.float32), require_choice("method", method, METHODS)
    if rows.ndim != 2 or not np.isfinite(rows).all():
        raise BadValue("features_shape", shape=rows.shape)
    seed = require_whole("seed", seed, 0)
    if method == "umap" and not is_umap_installed():
        raise BadValue("umap_missing")
    if method == "pca" or len(rows) < ANCHORS:
        return _compute_components(rows, 2)
    layout = _lay_out_umap if method == "umap" else _lay_out_tsne
    return _center(layout(_compute_components(rows, COMPONENTS), seed))


def write_map(file: Path, folder: Path, samples: list[Sample], places: np.ndarray) -> None:
    """Write a CSV file of path, labels, split, x and y, one line a picture.

    folder: of the data set, below which paths are named. places: (N, 2) float, of `project_features`. Raises OSError.
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("path", "labels", "split", "x", "y"))
    for sample, (x, y) in zip(samples, places, strict=True):
        path = sample.path.relative_to(folder).as_posix()
        rows.writerow((path, ";".join(sample.labels), sample.split, f"{x:.5g}", f"{y:.5g}"))
    # With a mark of its encoding, or spreadsheets show Chinese names as nonsense.
    write_with_parents(file, text.getvalue().encode("utf-8-sig"))


def is_umap_installed() -> bool:
    """Whether the optional package umap-learn is there; it is not loaded."""
    return find_spec("umap") is not None


def _compute_components(rows: np.ndarray, count: int) -> np.ndarray:
    """The first principal components, (N, count) float32, zeros for those that there are not."""
    from sklearn.decomposition import PCA

    found = np.zeros((len(rows), count), np.float32)
    most = min(count, *rows.shape)
    if most and np.ptp(rows, axis=0).any():  # rows that are all the same differ in no direction
        # By the covariance: many rows are no more work than few.
        found[:, :most] = PCA(most, svd_solver="covariance_eigh").fit_transform(rows.astype(np.float64))
    return found


def _lay_out_tsne(rows: np.ndarray, seed: int) -> np.ndarray:
    """rows: (N, K) float32; (N, 2) float32."""
    from sklearn.manifold import TSNE

    if len(rows) > LANDMARKS:
        return _lay_out_by_landmarks(rows, seed)
    perplexity = min(NEIGHBORS, (len(rows) - 1) / 3)
    if not rows.any():  # all rows are the same: there is nothing to scale the start by
        return rows[:, :2]
    made = TSNE(2, perplexity=perplexity, init="pca", max_iter=ITERATIONS, random_state=seed, n_jobs=-1)
    return made.fit_transform(rows)


def _lay_out_by_landmarks(rows: np.ndarray, seed: int) -> np.ndarray:
    """Lay out some rows, and place each of the others in the middle of those that are nearest, nearer ones counting
    for more.
    """
    from sklearn.neighbors import NearestNeighbors

    chosen = np.sort(np.random.default_rng(seed).permutation(len(rows))[:LANDMARKS])
    places = _lay_out_tsne(rows[chosen], seed)
    found = np.empty((len(rows), 2), np.float32)
    search = NearestNeighbors(n_neighbors=ANCHORS, algorithm="brute").fit(rows[chosen])
    for begin in range(0, len(rows), AT_ONCE):
        distances, near = search.kneighbors(rows[begin : begin + AT_ONCE])
        weights = 1 / np.maximum(distances, 1e-6) ** 2
        weights /= weights.sum(1, keepdims=True)
        found[begin : begin + AT_ONCE] = (places[near] * weights[..., None]).sum(1)
    found[chosen] = places
    return found


def _lay_out_umap(rows: np.ndarray, seed: int) -> np.ndarray:
    """rows: (N, K) float32; (N, 2) float32."""
    from umap import UMAP  # type: ignore[import-not-found]  # optional; numba takes seconds to load

    return UMAP(n_neighbors=min(15, len(rows) - 1), random_state=seed, n_jobs=1).fit_transform(rows)


def _center(places: np.ndarray) -> np.ndarray:
    return (places - places.mean(0)).astype(np.float32)
