"""`import BaseDeploy as bd; model = bd('x.onnx')`: our Workflow with the textbook's printed results."""

import base64
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sunmao import __version__
from sunmao.compat.argument_types import FilePath, Picture
from sunmao.compat.devices import siot
from sunmao.core.validation import require_choice
from sunmao.deploy.generic_model import GenericModel
from sunmao.deploy.workflow import Workflow
from sunmao.errors import SunmaoError
from sunmao.images.image_files import decode_image, to_rgb
from sunmao.runtime.notices import print_safely
from sunmao.tasks.object_detection.results import DetectionResult

if TYPE_CHECKING:
    from sunmao.compat.basedt.data import ImageData
    from sunmao.compat.web_forms.model_page import ModelPage


__all__ = ["__call__", "__version__"]

SURE = 0.65  # what a detector is less sure of is not told, unless its file says at which confidence it is best
PICTURES, RESULTS = "XEdu/model_infer", "XEdu/model_result"  # topics
COLORS = ("cv2", "pil")  # the drawn picture: blue first, or red first


class TextbookModel(Workflow):
    """A model file. One picture is answered by one dict, of a detector by a list of dicts; a folder by a list of these."""

    def inference(
        self,
        input_data: "Picture | ImageData | None" = None,
        show: bool = False,
        get_img: str | None = None,
        score: float | None = None,
        show_path: bool = False,
        **more: Any,
    ) -> Any:
        """`Workflow.inference`. input_data: also an `ImageData` of BaseDT; arrays are blue first, as OpenCV gives them.
        get_img: 'cv2' or 'pil', then the drawn picture comes along; score: less sure than this is not told; show_path:
        print the picture's file and the answer.
        """
        path = input_data if show_path and isinstance(input_data, (str, Path)) else None
        input_data = turn_red_first(getattr(input_data, "raw_value", input_data))
        if score is None and self._is_detector and "confidence" not in self.information:
            score = SURE
        least: dict[str, Any] = {"confidence" if self._is_detector else "unknown": score}
        result = super().inference(input_data, show=show, **least, **more)
        if path is not None:
            print_safely(f"{path} {self._to_textbook(result)}")
        return result if get_img is None else (result, self._draw_last(get_img))

    def diy_inference(self, input_data: np.ndarray | list | dict[str, np.ndarray]) -> list:
        """Outputs of the network itself for its input, an array: a list of arrays."""
        return GenericModel(self.checkpoint).inference(data=input_data)

    def run_gradio(self, **named: Any) -> None:
        """Show a page that answers pictures until the program is stopped."""
        self._make_page().open(named.get("server_port"))

    def run_pywebio(self, port: int | None = None) -> None:
        """As `run_gradio`, at a port."""
        self._make_page().open(port)

    def run_fastapi(self, port: int | None = None, mode: str = "json", score: float | None = SURE) -> None:
        """As `run_pywebio`; programs send a picture to `/upload` and get what `print_result` gives (mode 'json') or the
        drawn picture ('img').
        """
        self._make_page(mode, score).open(port, address=True)

    def _make_page(self, *given: Any) -> "ModelPage":
        from sunmao.compat.web_forms.model_page import ModelPage  # Flask, which most lessons do without

        return ModelPage(self, *given)

    def run_siot(self, ip: str = "127.0.0.1", port: int = 1883) -> None:
        """Answer the pictures of the topic XEdu/model_infer, JPEG or PNG in base64, in XEdu/model_result, as JSON."""

        def answer(client: object, userdata: object, message: siot.TopicMessage) -> None:
            try:
                image = decode_image(base64.b64decode(message.payload), message.topic)
                told = self.print_result(self.inference(to_rgb(image)[..., ::-1]))
            except (SunmaoError, ValueError) as error:
                told = {"error": str(error)}
            siot.publish(RESULTS, json.dumps(told, ensure_ascii=False))

        siot.init(server=ip, port=port)
        siot.connect()
        siot.subscribe(PICTURES, answer)
        siot.loop()

    def stop_siot(self) -> None:
        """Answer no more pictures of a topic."""
        siot.stop()

    def print_result(self, result: Any = None) -> dict[str, Any] | list:
        """Print and return `{'标签': 0, '置信度': 0.94, '预测结果': 'cat'}`, or a list; each thing of a detector has its '坐标',
        too.
        """
        if result is None and self._last:
            result = self._last[0] if len(self._last) == 1 else self._last
        told = self._to_textbook(result)
        print_safely(told)
        return told

    @property
    def _is_detector(self) -> bool:
        return self._answering.result_type is DetectionResult

    def _to_textbook(self, result: Any) -> dict[str, Any] | list:
        """A result, or a list of them, in the words of these packages, which call the number of a thing's class 标签."""
        if isinstance(result, (list, tuple)) and result:
            return [self._to_textbook(each) for each in result]
        rows = self._rows(result)
        return [{"标签": row.pop("类别标签"), **row} for row in rows] if self._is_detector else rows[0]

    def _draw_last(self, kind: str) -> np.ndarray:
        """The last picture with its answer, (H, W, 3) uint8, in the wanted order of colors."""
        image = self._last[0].draw()
        return image[..., ::-1].copy() if require_choice("img_type", kind, COLORS) == "cv2" else image


def turn_red_first(image: Any) -> Any:
    """An array of three colors as our models take it; anything else as it is."""
    is_colored = isinstance(image, np.ndarray) and image.ndim == 3 and image.shape[2] == 3
    return np.ascontiguousarray(image[..., ::-1]) if is_colored else image


def __call__(model_path: FilePath, backend: str = "ort") -> TextbookModel:
    """Open a model file. backend: 'ort', onnxruntime, is the only one."""
    return TextbookModel(checkpoint=model_path)
