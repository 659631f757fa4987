"""scikit-learn's estimators by our names, and their files without pickle."""

import io
import zipfile
from pathlib import Path
from typing import Any

from sunmao.data.tables.packages import KEEPING, require_package
from sunmao.errors import BadModelFile
from sunmao.models.table_methods import TABLE_METHODS
from sunmao.training.checkpoints.array_files import MAX_BYTES

# Besides those that skops itself trusts; of scikit-learn's own, they hold numbers.
TRUSTED = [
    "sklearn.metrics._dist_metrics.EuclideanDistance64",
    "sklearn.neighbors._kd_tree.KDTree",
    "sklearn.neural_network._stochastic_optimizers.AdamOptimizer",
    "sklearn.tree._tree.Tree",
]
_ITERATIONS = 2000  # of what goes on until nothing changes


def make_estimator(method: str, numbers: bool, options: dict[str, int], seed: int) -> Any:
    """An estimator that has learned nothing yet.

    Args:
        method: of `TABLE_METHODS`. numbers: whether it guesses a number, else a class.
        options: 'max_depth', 'neighbors', 'trees', 'groups' where they were asked for. seed: of its random numbers.
    """
    from sklearn import cluster, decomposition, ensemble, linear_model, neighbors, neural_network, svm, tree
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    classes = {
        "decision_tree": (tree.DecisionTreeClassifier, tree.DecisionTreeRegressor),
        "random_forest": (ensemble.RandomForestClassifier, ensemble.RandomForestRegressor),
        "boosting": (ensemble.GradientBoostingClassifier, ensemble.GradientBoostingRegressor),
        "knn": (neighbors.KNeighborsClassifier, neighbors.KNeighborsRegressor),
        "linear": (linear_model.LogisticRegression, linear_model.LinearRegression),
        "svm": (svm.SVC, svm.SVR),
        "mlp": (neural_network.MLPClassifier, neural_network.MLPRegressor),
        "kmeans": (cluster.KMeans, cluster.KMeans),
        "pca": (decomposition.PCA, decomposition.PCA),
    }
    names = {"max_depth": "max_depth", "neighbors": "n_neighbors", "trees": "n_estimators", "groups": "n_clusters"}
    chosen: dict[str, Any] = {names[name]: value for name, value in options.items()}
    about = TABLE_METHODS[method]
    if about.seeded:
        chosen["random_state"] = seed
    if method == "mlp" or (method == "linear" and not numbers):
        chosen["max_iter"] = _ITERATIONS
    if method == "kmeans":
        chosen = {"n_clusters": 3, "n_init": 10, **chosen}
    if method == "pca":
        chosen["n_components"] = 2
    estimator = classes[method][numbers](**chosen)
    return make_pipeline(StandardScaler(), estimator) if about.scaled else estimator


def get_last_step(estimator: Any) -> Any:
    """Estimator without the scaler before it."""
    return estimator[-1] if hasattr(estimator, "steps") else estimator


def dump_estimator(estimator: Any) -> bytes:
    """The file of an estimator. Raises BackendMissing."""
    require_package(KEEPING)
    from skops import io as skops_io

    return skops_io.dumps(estimator)


def load_estimator(data: bytes, path: Path) -> Any:
    """The estimator of a file, made of types that are known alone: nothing in it is run.

    Raises: BackendMissing, BadModelFile.
    """
    require_package(KEEPING)
    from skops import io as skops_io

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > MAX_BYTES:
                raise ValueError("too large")
        return skops_io.loads(data, trusted=TRUSTED)
    except Exception:  # what skops makes of a damaged file is not written down anywhere
        raise BadModelFile("bad_weights", path=path.as_posix()) from None
