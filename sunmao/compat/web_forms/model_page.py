"""A page for a model file, and an address that programs send pictures to: BaseDeploy's `run_gradio`, `run_pywebio` and
`run_fastapi`.
"""

from typing import Any

import numpy as np
from flask import Flask, Response, jsonify, request

from sunmao.compat.web_forms.addresses import HOST
from sunmao.compat.web_forms.interface import JSON, Interface, PictureField
from sunmao.core.validation import require_choice
from sunmao.errors import BadValue, SunmaoError
from sunmao.images.image_files import decode_image, encode_png, to_rgb
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.runtime.notices import print_safely
from sunmao.texts import get_text

PORT = 1956  # where the textbook's pages are
MODES = ("json", "img")  # what `/upload` answers with: the answer, or the picture with it


class ModelPage(Interface):
    """The page of a model of BaseDeploy. mode: 'json' or 'img'; score: less sure than this is not told. Raises BadValue."""

    def __init__(self, model: Any, mode: str = "json", score: float | None = None) -> None:
        self._model, self._score, self._lock = model, score, make_lock(LockOrder.MODEL_PAGE)
        self._mode = require_choice("mode", mode, MODES)
        field = PictureField(label=get_text("web_picture"))
        super().__init__(self._answer, [field], [PictureField(), JSON()], title=str(model.checkpoint))

    def open(self, port: int | None = None, address: bool = False) -> None:
        """Show the page until the program is stopped. address: say where pictures are sent to."""
        self.launch(server_port=port or PORT, prevent_thread_lock=True)
        if address:
            print_safely(f"EasyAPI的接口已启动，地址为http://{HOST}:{self.server.port}/upload")
        self.wait()

    def make_app(self) -> Flask:
        """The page, and `/upload` for one picture, a file of any name."""
        app = super().make_app()

        @app.post("/upload")
        def upload() -> Response | tuple[Response, int]:
            try:
                drawn, said = self._answer(self._read_upload())
            except SunmaoError as error:
                return jsonify({"error": str(error)}), 400
            return jsonify(said) if self._mode == "json" else Response(encode_png(drawn), mimetype="image/png")

        return app

    def _read_upload(self) -> np.ndarray:
        sent = next(iter(request.files.values()), None)
        if sent is None or not (data := sent.read()):
            raise BadValue("web_no_picture")
        return decode_image(data, sent.filename or "")

    def _answer(self, image: np.ndarray) -> tuple[np.ndarray, Any]:
        """The picture with its answer, red first, and the answer. image: (H, W, 3) or (H, W) uint8, red first."""
        with self._lock:  # a model remembers its last picture
            result, drawn = self._model.inference(to_rgb(image)[..., ::-1], get_img="pil", score=self._score)
            return drawn, self._model.print_result(result)
