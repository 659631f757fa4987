"""A BaseNN network as an ONNX file, with the two notes that XEdu.hub's task 'basenn' reads."""

from pathlib import Path

import onnx
from torch import nn

from sunmao.compat.basenn.book_layers import Sequence, TextSteps
from sunmao.core.atomic_files import new_file, write_with_parents
from sunmao.core.validation import require_whole
from sunmao.deploy.export import ExportGraph, append_fields, export_graph

OLDEST = 10
EXAMPLE = """from XEdu.hub import Workflow as wf
import numpy as np

# 模型声明
basenn = wf(task='basenn', checkpoint='{file}')
# 待推理数据，此处仅以随机数组为例
data = np.random.random({size}).astype('float32')
# 模型推理
res = basenn.inference(data=data)
# 标准化推理结果
result = basenn.format_output(lang="zh")
"""


def export_book(network: nn.Sequential, path: Path, about: dict, opset: int, ir: int) -> None:
    """Write a network and an example program beside it.

    Args:
        about: input_size, [1, …]; dataset_type; scale of pictures; of texts word2idx. opset, ir: the oldest wished for.

    Raises: NotConverted.
    """
    size, kind = [1, *about["input_size"][1:]], about.get("dataset_type", "tab")
    oldest = 14 if any(isinstance(part, (Sequence, TextSteps)) for part in network) else OLDEST
    opened = {"input": {0: "batch_size"}, "output": {0: "batch_size"}}
    graph = ExportGraph(network.to("cpu").eval(), tuple(size), ("output",), opened, oldest)
    ir = require_whole("ir_version", ir, 1, 12)
    notes = {"input_size": str(size), "dataset_type": kind}
    if kind == "img":
        notes["scale"] = str(about["scale"])
    if about.get("word2idx"):
        notes["word2idx"] = str(about["word2idx"])
    path.parent.mkdir(parents=True, exist_ok=True)
    with new_file(path) as place:
        export_graph(graph, place, "BaseNN", require_whole("opset_version", opset, 1, 30), ir)
        model = onnx.ModelProto()
        onnx.helper.set_model_props(model, notes)
        append_fields(place, model)
    example = EXAMPLE.format(file=path.as_posix(), size=tuple(size))
    write_with_parents(path.with_suffix(".py"), example.encode())
