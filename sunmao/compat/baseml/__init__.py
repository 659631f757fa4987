"""`BaseML`: the textbook's classical machine learning, by scikit-learn."""

from sunmao import __version__
from sunmao.compat.baseml import image_loader as IMGLoader
from sunmao.compat.baseml.supervised import TabularClassifier as Classification
from sunmao.compat.baseml.supervised import TabularRegressor as Regression
from sunmao.compat.baseml.unsupervised import ClusterModel as Cluster
from sunmao.compat.baseml.unsupervised import ReductionModel as DimentionReduction

__all__ = ["Classification", "Cluster", "DimentionReduction", "IMGLoader", "Regression", "__version__"]
