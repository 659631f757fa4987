"""`import BaseDeploy as bd; model = bd('x.onnx')`: our Workflow with the textbook's printed results."""

from .. import __version__
from ..deploy.workflow import Workflow
from ..notes import tell

__all__ = ["__call__", "__version__"]


class Deployed(Workflow):
    """A model file. One picture is answered by one dict, a folder by a list of them."""

    def print_result(self, result=None):
        """Print and return `{'标签': 0, '置信度': 0.94, '预测结果': 'cat'}`, a list of these for a folder."""
        rows = self._rows(result)
        answer = rows if isinstance(result, list) or (result is None and len(self._last) != 1) else rows[0]
        tell(answer)
        return answer


def __call__(model_path, backend: str = "ort") -> Deployed:
    """Open a model file. backend: 'ort', onnxruntime, is the only one."""
    return Deployed(checkpoint=model_path)
