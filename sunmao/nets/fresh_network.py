"""A network of layers as it is before it learns: its numbers are random."""

from dataclasses import replace

from sunmao.models.layered.entry import make_picture_entry
from sunmao.models.layered.layered_network import LayeredNetwork
from sunmao.models.layered.layers import Flatten, Linear
from sunmao.models.network import Classifier
from sunmao.tasks.classification.train import TrainedNetwork
from sunmao.training.run_metadata import use_seed

SEED = 1


def build_fresh(network: LayeredNetwork) -> TrainedNetwork:
    """A network for pictures with random numbers, the same each time. One whose end is missing gets any end."""
    complete = _complete(network)
    last = complete.layers[-1]
    assert isinstance(last, Linear)
    entry = make_picture_entry(complete)
    with use_seed(SEED):
        module = Classifier(entry, last.units, entry.image_size)
    return TrainedNetwork(entry, module.eval(), [], {})


def _complete(network: LayeredNetwork) -> LayeredNetwork:
    if network.is_complete:
        return network
    flat = () if len(network.shape) == 1 else (Flatten(),)
    return replace(network, layers=(*network.layers, *flat, Linear(units=1)))
