"""Networks as lists of layers: shapes, numbers, names and misfits, without torch."""

import pytest

from sunmao.errors import BadValue, UnknownModel
from sunmao.models import find_model
from sunmao.models.layered.layered_network import LayeredNetwork, parse_network
from sunmao.models.layered.layers import (
    LAYERS,
    LSTM,
    BatchNorm,
    Conv,
    Dropout,
    Flatten,
    LayerMisfit,
    Linear,
    Mend,
    Pool,
)

LENET = "Network 32x32x1 Conv(6,5) ReLU Pool Conv(16,5) ReLU Pool Flatten Linear(120) ReLU Linear(84) ReLU Linear(10)"


def test_lenet_of_blocks_has_the_parameters_of_lenet():
    network = parse_network(LENET)
    assert network.parameters == find_model("LeNet").parameters == 61_706
    assert [each.shape for each in network.outputs][::3] == [(28, 28, 6), (10, 10, 16), (400,), (84,)]


@pytest.mark.parametrize(
    "name",
    [
        LENET,
        "Network 24x40x3 Conv(8,3,2,1) BatchNorm Sigmoid Pool(average,3) Dropout(0.25) LSTM(16) Tanh Linear(3)",
        "Network 4",
        "Network 7 Linear(1)",
    ],
)
def test_a_name_is_read_back(name):
    assert parse_network(name).name == name


@pytest.mark.parametrize(
    "name",
    [
        "LeNet",
        "Network",
        "Network 32x32",
        "Network 32x32x2",
        "Network 4x4x1",
        "Network 4 Conv(8,3)",
        "Network 4 Linear(0)",
        "Network 4 Linear(1,2)",
        "Network 4 Eval(1)",
        "Network 9999x9999x3 Flatten",
        "Network 32x32x1 Linear(10)",
        "Network 256x256x3 Flatten Linear(10000)",
    ],
)
def test_what_is_no_network_is_none(name):
    assert parse_network(name) is None


def test_a_network_of_rows_is_no_model_of_pictures():
    with pytest.raises(UnknownModel):
        find_model("Network 4 Linear(3)")


@pytest.mark.parametrize(
    ("shape", "layer", "key", "mend"),
    [
        ((15, 15, 8), Linear(10), "wants_row", Mend("flatten")),
        ((1800,), Conv(8, 3), "wants_picture", None),
        ((1800,), Pool(), "wants_picture", None),
        ((8, 8, 1), Conv(8, 9), "filter_large", Mend("set", "kernel_size", 8)),
        ((8, 9, 1), Conv(8, 11, 1, 1), "filter_large", Mend("set", "kernel_size", 10)),
        ((12, 8, 1), Pool("max", 10), "pool_large", Mend("set", "size", 8)),
        ((200, 200, 3), Conv(1000, 3), "too_large", None),
    ],
)
def test_a_misfit_says_what_would_fit(shape, layer, key, mend):
    with pytest.raises(LayerMisfit) as told:
        LayeredNetwork(shape).add(layer)
    assert (told.value.key, told.value.mend) == (key, mend)
    if mend and mend.way == "set":
        LayeredNetwork(shape).add(type(layer)(**{**vars(layer), mend.argument: mend.value}))
    elif mend:
        LayeredNetwork(shape).add(Flatten()).add(layer)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Conv, {"filters": 0}),
        (Conv, {"kernel_size": 2.5}),
        (Pool, {"kind": "least"}),
        (Dropout, {"rate": 0.95}),
        (Linear, {"units": "x"}),
    ],
)
def test_a_value_that_makes_no_sense_is_told_by_its_name(kind, values):
    with pytest.raises(BadValue) as told:
        kind(**values)
    assert next(iter(values)) in str(told.value)


def test_what_is_learned_is_counted_as_torch_has_it():
    torch = pytest.importorskip("torch")
    from sunmao.models.layered.build import LayeredBuild

    network = LayeredNetwork((24, 40, 3))
    for layer in (Conv(8, 3, 2, 1), BatchNorm(), LAYERS["ReLU"](), Pool("average", 2), LSTM(16), Linear(5)):
        network = network.add(layer)
    module = LayeredBuild(network)(5)
    assert sum(each.numel() for each in module.parameters()) == network.parameters
    seen = {}
    for name, part in module.named_children():
        part.register_forward_hook(lambda _, __, given, name=name: seen.update({name: tuple(given.shape[1:])}))
    module.eval()(torch.zeros(2, 3, 40, 40))
    shapes = [each.shape for each in network.outputs]
    torchs = [seen[f"layer{number}"] for number in range(1, len(shapes) + 1)]
    assert [(s[2], s[1], s[0]) if len(s) > 1 else s for s in torchs] == shapes
