"""`Classification` and `Regression` of BaseML."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from sunmao.compat.argument_types import FilePath, Rows
from sunmao.compat.baseml import charts
from sunmao.compat.baseml.algorithms import (
    CLASSIFIERS,
    REGRESSORS,
    find_algorithm,
    fit_quietly,
    make_classifier,
    make_regressor,
)
from sunmao.compat.baseml.metrics import SUPERVISED, compute_supervised, describe_score, find_metric
from sunmao.compat.baseml.model import NOTHING, TabularModel
from sunmao.compat.baseml.reading import as_numbers, read_number_rows, require_numbers, to_array
from sunmao.core.validation import require_range
from sunmao.errors import BadValue, DatasetNotLoaded
from sunmao.runtime.notices import print_safely
from sunmao.tables.answers import share_margins


class SupervisedModel(TabularModel):
    """Supervised learners: they learn from rows whose right answers are given."""

    def train(self, validate: bool = False, val_size: float = 0.2, lr: float = 0.001, epochs: int = 200) -> None:
        """Learn from the rows that are loaded.

        Args:
            validate: keep a part, `val_size`, and print how well it is answered.
            lr: of MLP the first step, of AdaBoost the weight of each tree. epochs: of MLP the most steps.
        """
        if self.algorithm == "MLP":
            self.model.set_params(learning_rate_init=lr, max_iter=epochs)
        elif self.algorithm == "AdaBoost":
            self.model.set_params(learning_rate=lr)
        if validate:
            from sklearn.model_selection import train_test_split

            share = require_range("val_size", val_size, 0.01, 0.99)
            parts = train_test_split(self._require_rows(), self._require_labels(), test_size=share, random_state=0)
            self.x_train, self.x_val, self.y_train, self.y_val = parts
        self._fit(self._require_rows(), self._require_labels())
        if validate:
            self._print_validation()

    def _fit(self, x: np.ndarray, y: np.ndarray) -> None:
        fit_quietly(self.model, x, y)

    def _print_validation(self) -> None:
        raise NotImplementedError

    def _predict(self, rows: np.ndarray) -> np.ndarray:
        return self.model.predict(rows)

    def inference(self, data: Rows | float | None = NOTHING, verbose: bool = True) -> np.ndarray:
        """The answers for rows, (N,). data: rows; not given: those kept for the test, else those it learned from."""
        return self._predict(self._read_input(data, self._test_or_train))

    def _test_or_train(self) -> Any:
        kept = self.x_test is not None and len(self.x_test)
        return self.x_test if kept else self._require_rows()

    def valid(
        self, path: FilePath | None = None, x: Rows | None = None, y: Rows | None = None, metrics: str = "accuracy"
    ) -> tuple[float, np.ndarray]:
        """Test the model, and print how well it does.

        Args:
            path: a table like that of `load_tab_data`; x, y: rows and what is right; nothing: the rows kept for it.
            metrics: 'acc', 'precision', 'recall', 'f1', 'auc', of numbers 'r2', 'mse', 'mae'.

        Returns: (the measure, the answers).
        """
        name = find_metric(metrics, SUPERVISED)
        if path is not None and x is None:
            rows = read_number_rows(path)
            x, y = require_numbers(rows[:, :-1], path), self._read_labels(rows[:, -1], path)
            self.x_test, self.y_test = x, y
        x, y = self._find_test_rows(x, y)
        answers = self.inference(x)
        score = compute_supervised(name, y, answers, self._get_scores(x))
        print_safely(describe_score(name, SUPERVISED, score))
        return score, answers

    def _find_test_rows(self, x: Rows | None, y: Rows | None) -> tuple[np.ndarray, np.ndarray]:
        """The rows that a test is about. Raises DatasetNotLoaded, BadValue."""
        if x is None and y is None:
            x, y = self.x_test, self.y_test
        if x is None or y is None or not len(x):
            raise DatasetNotLoaded("ml_no_test_rows")
        x, y = to_array(x), to_array(y)
        if len(x) != len(y):
            raise BadValue("ml_uneven", rows=len(x), labels=len(y))
        return x, y.ravel() if y.ndim == 2 and y.shape[1] == 1 else y

    def _get_scores(self, rows: np.ndarray) -> Any:
        """Gives (N, C) probabilities where it is called; None of what guesses numbers."""
        return None


class TabularClassifier(SupervisedModel):
    """BaseML中的分类模块,包含['KNN'(K近邻分类), 'SVM'(支持向量机分类), 'NaiveBayes'(朴素贝叶斯分类), 'CART'(决策树分类), 'AdaBoost'(自适应增强分类),
    'MLP'(多层感知机分类), 'RandomForest'(随机森林分类)]分类算法.

    Attributes:
        algorithm: 算法名称
        model: scikit-learn 的模型
    """

    def __init__(
        self,
        algorithm: str = "KNN",
        n_neighbors: int = 5,
        n_estimators: int = 100,
        n_hidden: tuple[int, ...] = (100,),
        para: Mapping[str, Any] | None = None,
    ) -> None:
        name = find_algorithm(algorithm, CLASSIFIERS)
        super().__init__(name, make_classifier(name, dict(para or {}), n_neighbors, n_estimators, n_hidden))

    def _read_labels(self, labels: np.ndarray, path: FilePath) -> np.ndarray:
        return as_numbers(labels)

    def _predict(self, rows: np.ndarray) -> np.ndarray:
        answers = np.asarray(self.model.predict(rows))
        whole = answers.dtype.kind in "fiub" and np.array_equal(answers, np.round(answers))
        return answers.astype(int) if whole else answers

    def _print_validation(self) -> None:
        share = float((self.model.predict(self.x_val) == self.y_val).mean())
        print_safely(f"训练准确率为：{share * 100}%")

    def _get_scores(self, rows: np.ndarray) -> Any:
        def compute() -> np.ndarray:
            if not hasattr(self.model, "predict_proba"):
                found = self.model.decision_function(rows)
                return np.stack([-found, found], axis=1) if found.ndim == 1 else share_margins(found)
            return self.model.predict_proba(rows)

        return compute

    def metricplot(self, X: Rows | None = None, y_true: Rows | None = None) -> None:
        """Show, for each class, as what its rows were answered."""
        self._require_rows()
        x, y = self._find_test_rows(X, y_true)
        charts.show_class_answers(y, self.inference(x))

    def plot(self, X: Rows | None = None, y_true: Rows | None = None) -> None:
        """Show the answers in the plane of the first two columns, of SVM with the borders between them. KNN and SVM."""
        if self.algorithm not in ("KNN", "SVM"):
            raise BadValue("ml_no_plot", algorithm=self.algorithm, names="KNN, SVM")
        rows = self._read_input(X, self._test_or_train)
        if self.algorithm == "SVM" and rows.shape[1] != 2:
            raise BadValue("ml_plot_columns", wanted=2, found=rows.shape[1])
        truth = None if y_true is None else to_array(y_true).ravel()
        border = self._predict if self.algorithm == "SVM" else None
        charts.show_plane(rows, self._predict(rows), truth, border)


class TabularRegressor(SupervisedModel):
    """BaseML中的回归模块,包含['LinearRegression'(线性回归), 'CART'(决策树回归), 'RandomForest'(随机森林回归), 'Polynomial'(多项式回归),
    'Lasso'(套索回归), 'Ridge'(岭回归), 'SVM'(支持向量机回归), 'AdaBoost'(自适应增强回归), 'MLP'(多层感知机回归)]回归算法.

    Attributes:
        algorithm: 算法名称
        model: scikit-learn 的模型
    """

    def __init__(
        self,
        algorithm: str = "LinearRegression",
        n_estimators: int = 20,
        degree: int = 2,
        n_hidden: tuple[int, ...] = (100,),
        para: Mapping[str, Any] | None = None,
    ) -> None:
        name = find_algorithm(algorithm, REGRESSORS)
        super().__init__(name, make_regressor(name, dict(para or {}), n_estimators, degree, n_hidden))
        self.coef: Any = None
        self.intercept: Any = None
        self.poly_linear_model: Any = None
        if name == "Polynomial":
            from sklearn.linear_model import LinearRegression

            self.poly_linear_model = LinearRegression()

    def _fit(self, x: np.ndarray, y: np.ndarray) -> None:
        if self.poly_linear_model is not None:
            x = self.model.fit_transform(x)
        learner = self.model if self.poly_linear_model is None else self.poly_linear_model
        if y.ndim == 2 and self.algorithm in ("SVM", "AdaBoost"):
            raise BadValue("ml_one_number", algorithm=self.algorithm, found=y.shape[1])
        fit_quietly(learner, x, y)
        if self.algorithm == "LinearRegression":
            self.coef, self.intercept = learner.coef_, learner.intercept_

    def _predict(self, rows: np.ndarray) -> np.ndarray:
        if self.poly_linear_model is None:
            return self.model.predict(rows)
        return self.poly_linear_model.predict(self.model.transform(rows))

    def _print_validation(self) -> None:
        if len(self.y_val) < 2:
            print_safely("测试集小于2个样本，无法使用R值计算")
            return
        score = compute_supervised("r2", self.y_val, self._predict(self.x_val), None)
        print_safely(f"R值为: {score}")

    def _list_learners(self) -> Any:
        return self.model if self.poly_linear_model is None else [self.model, self.poly_linear_model]

    def _take_learners(self, found: Any) -> bool:
        if self.poly_linear_model is None:
            return super()._take_learners(found)
        if not isinstance(found, list) or [type(each) for each in found] != [
            type(self.model),
            type(self.poly_linear_model),
        ]:
            return False
        self.model, self.poly_linear_model = found
        return True

    def metricplot(self, X: Rows | None = None, y_true: Rows | None = None) -> None:
        """Show the right numbers across and the answers up: the nearer to the line, the better."""
        x, y = self._find_test_rows(X, y_true)
        charts.show_numbers(y.ravel(), self.inference(x).ravel())

    def plot(self, X: Rows | None = None, y_true: Rows | None = None) -> None:
        """Show the line that was learned of one column. LinearRegression."""
        if self.algorithm != "LinearRegression":
            raise BadValue("ml_no_plot", algorithm=self.algorithm, names="LinearRegression")
        rows = self._read_input(X, self._test_or_train)
        if rows.shape[1] != 1:
            raise BadValue("ml_plot_columns", wanted=1, found=rows.shape[1])
        truth = (self.y_test if self._test_or_train() is self.x_test else self.y_train) if X is None else y_true
        charts.show_line(rows[:, 0], self._predict(rows).ravel(), None if truth is None else to_array(truth).ravel())
