"""scikit-learn's learners by the names that BaseML's lessons print."""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from sunmao.core.strict import suggest_nearest
from sunmao.core.training_engine import require_scikit_learn
from sunmao.errors import BadData, BadValue

CLASSIFIERS = ("KNN", "SVM", "NaiveBayes", "CART", "AdaBoost", "MLP", "RandomForest")
REGRESSORS = (
    "LinearRegression",
    "CART",
    "RandomForest",
    "Polynomial",
    "Lasso",
    "Ridge",
    "SVM",
    "AdaBoost",
    "MLP",
)
CLUSTERERS = ("Kmeans", "Spectral clustering", "Agglomerative clustering", "Birch")
REDUCERS = ("PCA", "LDA", "LLE")
_SEED = {"random_state": 0}


def find_algorithm(name: str, names: tuple[str, ...]) -> str:
    """The name as it is printed, whichever letters are capitals. Raises BadValue, with the nearest."""
    plain = {each.lower().replace(" ", ""): each for each in names}
    key = str(name).lower().replace(" ", "")
    found = plain.get(key) or plain.get(f"{key}clustering")
    if found is None:
        guess = suggest_nearest(str(name), names)
        raise BadValue("ml_no_algorithm", value=repr(name)[:60], names=", ".join(names), guess=guess)
    return found


def make_classifier(name: str, para: dict, neighbors: int, trees: int, hidden: tuple[int, ...]) -> Any:
    """A classifier of `CLASSIFIERS` that has learned nothing. para: takes the place of all other arguments."""
    require_scikit_learn()
    from sklearn import ensemble, naive_bayes, neural_network, svm, tree
    from sklearn import neighbors as near

    return _make(
        {
            "KNN": (near.KNeighborsClassifier, {"n_neighbors": neighbors}),
            "SVM": (svm.SVC, {}),
            "NaiveBayes": (naive_bayes.GaussianNB, {}),
            "CART": (tree.DecisionTreeClassifier, _SEED),
            "AdaBoost": (ensemble.AdaBoostClassifier, {"n_estimators": trees, **_SEED}),
            "MLP": (neural_network.MLPClassifier, {"hidden_layer_sizes": hidden, "solver": "lbfgs", **_SEED}),
            "RandomForest": (ensemble.RandomForestClassifier, {"n_estimators": trees, **_SEED}),
        },
        name,
        para,
    )


def make_regressor(name: str, para: dict, trees: int, degree: int, hidden: tuple[int, ...]) -> Any:
    """A regressor of `REGRESSORS`; of 'Polynomial' what makes the powers. para: as of `make_classifier`."""
    require_scikit_learn()
    from sklearn import ensemble, linear_model, neural_network, preprocessing, svm, tree

    return _make(
        {
            "LinearRegression": (linear_model.LinearRegression, {}),
            "CART": (tree.DecisionTreeRegressor, _SEED),
            "RandomForest": (ensemble.RandomForestRegressor, {"n_estimators": trees, **_SEED}),
            "Polynomial": (preprocessing.PolynomialFeatures, {"degree": degree}),
            "Lasso": (linear_model.Lasso, {}),
            "Ridge": (linear_model.Ridge, {}),
            "SVM": (svm.SVR, {"degree": degree}),
            "AdaBoost": (ensemble.AdaBoostRegressor, {"n_estimators": trees, **_SEED}),
            "MLP": (neural_network.MLPRegressor, {"hidden_layer_sizes": hidden, "solver": "lbfgs", **_SEED}),
        },
        name,
        para,
    )


def make_clusterer(name: str, para: dict, groups: int) -> Any:
    """Make what divides into groups, of `CLUSTERERS`. para: as of `make_classifier`."""
    require_scikit_learn()
    from sklearn import cluster

    count = {"n_clusters": groups}
    return _make(
        {
            "Kmeans": (cluster.KMeans, {**count, "n_init": 10, **_SEED}),
            "Spectral clustering": (cluster.SpectralClustering, {**count, **_SEED}),
            "Agglomerative clustering": (cluster.AgglomerativeClustering, count),
            "Birch": (cluster.Birch, count),
        },
        name,
        para,
    )


def make_reducer(name: str, para: dict, components: int) -> Any:
    """Make what reduces columns, of `REDUCERS`. para: as of `make_classifier`."""
    require_scikit_learn()
    from sklearn import decomposition, discriminant_analysis, manifold

    count = {"n_components": components}
    return _make(
        {
            "PCA": (decomposition.PCA, count),
            "LDA": (discriminant_analysis.LinearDiscriminantAnalysis, count),
            "LLE": (manifold.LocallyLinearEmbedding, {**count, **_SEED}),
        },
        name,
        para,
    )


def _make(choices: dict[str, tuple[Callable, dict[str, Any]]], name: str, para: dict) -> Any:
    make, options = choices[name]
    estimator = make(**{} if para else options)
    set_parameters(estimator, para)
    return estimator


def set_parameters(estimator: Any, para: dict) -> None:
    """Set parameters of an estimator by scikit-learn's names. Raises BadValue for a name that it does not have."""
    known = estimator.get_params(deep=False)
    for name in para:
        if name not in known:
            guess = suggest_nearest(name, known)
            raise BadValue("ml_no_parameter", name=name, names=", ".join(known), guess=guess)
    estimator.set_params(**para)


def fit_quietly(estimator: Any, rows: np.ndarray, truth: np.ndarray | None = None) -> None:
    """Let an estimator learn. Raises BadData, with scikit-learn's reason, where it cannot."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of scikit-learn, in its own words: not there yet after so many rounds
            estimator.fit(rows, truth)
    except (ValueError, TypeError) as error:
        reason = str(error).partition("\n")[0][:200]
        raise BadData("ml_not_learned", algorithm=type(estimator).__name__, reason=reason) from None
