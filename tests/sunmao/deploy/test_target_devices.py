"""Files for kinds of computers: the form that each of them opens."""

import onnx
import pytest

from sunmao.deploy.export import NEWEST_IR, NEWEST_OPSET
from sunmao.deploy.target_devices import SUPPORTED, TARGET_DEVICES
from sunmao.vision import Classification

pytestmark = pytest.mark.training


@pytest.mark.parametrize("name", TARGET_DEVICES)
def test_the_oldest_version_knows_the_form(name):
    device = TARGET_DEVICES[name]
    opset, ir = SUPPORTED[device.onnxruntime]
    assert 11 <= device.opset <= min(opset, NEWEST_OPSET) and 6 <= device.ir <= min(ir, NEWEST_IR)


@pytest.mark.training
@pytest.mark.parametrize("name", TARGET_DEVICES)
def test_a_file_has_the_form_of_its_target(name, few, digits_weights):
    model = Classification(backbone="LeNet")
    model.load_dataset(path=few, check=False)
    model.load_checkpoint(digits_weights)
    file = onnx.load(model.convert(out_file="models/x.onnx", target=name))
    device = TARGET_DEVICES[name]
    assert (file.opset_import[0].version, file.ir_version) == (device.opset, device.ir)
    assert any(node.op_type == "QuantizeLinear" for node in file.graph.node) == device.quantized
