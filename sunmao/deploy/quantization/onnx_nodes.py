"""Attributes of the nodes of an ONNX graph."""

from typing import Any


def get_attribute(node: Any, name: str, default: Any = None) -> Any:
    """The value of a node's attribute. node: an onnx.NodeProto."""
    from onnx.helper import get_attribute_value

    return next((get_attribute_value(each) for each in node.attribute if each.name == name), default)
