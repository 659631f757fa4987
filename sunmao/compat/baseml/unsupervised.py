"""`Cluster` and `DimentionReduction` of BaseML."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from sunmao.compat.argument_types import FilePath, Rows
from sunmao.compat.baseml import charts
from sunmao.compat.baseml.algorithms import (
    CLUSTERERS,
    REDUCERS,
    find_algorithm,
    fit_quietly,
    make_clusterer,
    make_reducer,
)
from sunmao.compat.baseml.metrics import CLUSTERS, compute_clusters, describe_score, find_metric
from sunmao.compat.baseml.model import NOTHING, TabularModel
from sunmao.compat.baseml.reading import read_number_rows, require_numbers, to_array
from sunmao.errors import BadValue
from sunmao.runtime.notices import print_safely

WIDTH = 60  # letters of the line above a group


class ClusterModel(TabularModel):
    """BaseML中的聚类模块,包含['Kmeans'(K均值聚类), 'Spectral clustering'(谱聚类), 'Agglomerative clustering'(层次聚类),
    'Birch'(二叉可伸缩聚类树聚类)]聚类算法.

    Attributes:
        algorithm: 算法名称
        model: scikit-learn 的模型
    """

    _splits = False

    def __init__(self, algorithm: str = "Kmeans", N_CLUSTERS: int = 5, para: Mapping[str, Any] | None = None) -> None:
        name = find_algorithm(algorithm, CLUSTERERS)
        super().__init__(name, make_clusterer(name, dict(para or {}), N_CLUSTERS))
        self.n = N_CLUSTERS

    def train(self, validate: bool = False) -> None:
        """Divide the rows into groups. validate: print the silhouette coefficient, -1 … 1, 1 is best."""
        rows = self._require_rows()
        if len(rows) < self.model.get_params()["n_clusters"]:
            raise BadValue("ml_few_rows", rows=len(rows), groups=self.model.get_params()["n_clusters"])
        fit_quietly(self.model, rows)
        if validate:
            print_safely(f"轮廓系数为：{compute_clusters('silhouette_score', rows, self.model.labels_)}")

    def inference(self, data: Rows | float | None = NOTHING, verbose: bool = True) -> np.ndarray:
        """The number of each row's group, (N,). data: rows; not given: those that were divided. verbose: print the
        groups.

        Of 'Spectral clustering' and 'Agglomerative clustering' only the divided rows have groups.
        """
        rows = self._read_input(data, self._require_rows)
        if verbose and self.x_train is not None and len(self.x_train):
            self._print_groups()
        if hasattr(self.model, "predict"):
            return self.model.predict(rows)
        if self.x_train is None or not np.array_equal(rows, to_array(self.x_train)):
            raise BadValue("ml_no_new_rows", algorithm=self.algorithm)
        return self.model.labels_

    def _print_groups(self) -> None:
        labels, rows = self.model.labels_, to_array(self.x_train)
        if self.algorithm == "Kmeans":
            print_safely(self.model.cluster_centers_)
        if len(labels) == len(rows):
            for number in range(int(labels.max()) + 1):
                print_safely(f" CLUSTER-{number + 1} ".center(WIDTH, "="))
                print_safely(rows[labels == number])

    def valid(
        self,
        path: FilePath | None = None,
        x: Rows | None = None,
        y: Rows | None = None,
        metrics: str = "silhouette_score",
    ) -> tuple[float, np.ndarray]:
        """Quality of a division into groups: 'silhouette_score', 'calinski_harabasz_score', 'davies_bouldin_score'.

        Returns: (the measure, the groups).
        """
        name = find_metric(metrics, CLUSTERS)
        if path is not None:
            rows = read_number_rows(path)
            x = require_numbers(rows if rows.shape[1] == self.model.n_features_in_ else rows[:, :-1], path)
        rows = self._require_rows() if x is None else to_array(x)
        groups = self.inference(rows, verbose=False)
        score = compute_clusters(name, rows, groups)
        print_safely(describe_score(name, CLUSTERS, score))
        return score, groups

    def metricplot(self, X: Rows | None = None) -> None:
        """Show how far the middles of the groups are from each other, and how many rows each has. Kmeans."""
        self._require_kmeans()
        rows = self._read_input(X, self._require_rows)
        charts.show_middles(self.model.cluster_centers_, np.bincount(self.model.predict(rows), minlength=self.n))

    def plot(self, X: Rows | None = None) -> None:
        """Show the groups in the plane of the first two columns. Kmeans."""
        self._require_kmeans()
        rows = self._read_input(X, self._require_rows)
        charts.show_groups(rows, self.model.predict(rows), self.model.cluster_centers_)

    def _require_kmeans(self) -> None:
        if self.algorithm != "Kmeans":
            raise BadValue("ml_no_plot", algorithm=self.algorithm, names="Kmeans")


class ReductionModel(TabularModel):
    """BaseML中的降维模块,包含['PCA'(主成分分析), 'LDA'(线性判别分析), 'LLE'(局部线性嵌入)]降维算法.

    Attributes:
        algorithm: 算法名称
        model: scikit-learn 的模型
    """

    _splits = False

    def __init__(self, algorithm: str = "PCA", n_components: int = 2, para: Mapping[str, Any] | None = None) -> None:
        name = find_algorithm(algorithm, REDUCERS)
        super().__init__(name, make_reducer(name, dict(para or {}), n_components))
        self.n_components = n_components

    def train(self, validate: bool = True) -> None:
        """Find the fewer columns. validate: print which share of the variance each keeps."""
        rows = self._require_rows()
        fit_quietly(self.model, rows, *([self._require_labels()] if self.algorithm == "LDA" else []))
        if validate and hasattr(self.model, "explained_variance_ratio_"):
            print_safely(f"累计方差贡献率为：{self.model.explained_variance_ratio_}")

    def inference(self, data: Rows | float | None = NOTHING) -> np.ndarray:
        """Rows with fewer columns, (N, n_components). data: rows; not given: those that it learned from."""
        return self.model.transform(self._read_input(data, self._require_rows))

    def fit_transform(self) -> np.ndarray:
        """`train` and `inference` at once."""
        self.train(validate=False)
        return self.inference()

    def plot(self, X: Rows | None = None, y_true: Rows | None = None) -> None:
        """Show the rows in the plane of the first two new columns, in colors by `y_true`. PCA."""
        if self.algorithm != "PCA":
            raise BadValue("ml_no_plot", algorithm=self.algorithm, names="PCA")
        labels = self.y_train if X is None and y_true is None else y_true
        found = self.inference(NOTHING if X is None else X)
        charts.show_plane(found, None if labels is None else to_array(labels).ravel(), None, None)
