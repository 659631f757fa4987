"""The ways of learning from a table's rows, by name: what each is called, and what can be chosen of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TableMethod:
    """A way of learning. zh, en: its name. options: arguments of `TableModel` that it takes. seeded: whether it draws
    random numbers. scaled: whether columns are brought to mean 0 and deviation 1 first, as what adds their numbers up
    needs. supervised: whether it learns to guess a column; else it groups rows, or puts columns together.
    """

    zh: str
    en: str
    options: tuple[str, ...] = ()
    seeded: bool = True
    scaled: bool = False
    supervised: bool = True


TABLE_METHODS = {
    "decision_tree": TableMethod("决策树", "decision tree", ("max_depth",)),
    "random_forest": TableMethod("随机森林", "random forest", ("max_depth", "trees")),
    "boosting": TableMethod("提升树", "boosted trees", ("max_depth", "trees")),
    "knn": TableMethod("K 近邻", "k nearest", ("neighbors",), seeded=False),
    "linear": TableMethod("线性", "linear", seeded=False, scaled=True),
    "svm": TableMethod("SVM", "SVM", seeded=False, scaled=True),
    "mlp": TableMethod("小神经网络", "small neural net", scaled=True),
    "kmeans": TableMethod("K 均值（分组）", "k-means (groups)", ("groups",), scaled=True, supervised=False),
    "pca": TableMethod("主成分（合并列）", "PCA (fewer columns)", seeded=False, scaled=True, supervised=False),
}
