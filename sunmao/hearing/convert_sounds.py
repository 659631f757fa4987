"""A sound model as an ONNX file, with a program beside it that needs onnxruntime and NumPy alone."""

from pathlib import Path
from typing import Any

import numpy as np

from sunmao.deploy.conversion.convert_to_onnx import require_onnx_path
from sunmao.deploy.conversion.write_with_example import write_with_example
from sunmao.errors import NotConverted
from sunmao.hearing.sound_graph import write_sound_model
from sunmao.runtime import session
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.seconds import SECOND

TRIED, NEAR = 8, 1e-3  # sounds on which the scores of both must agree, and by how much they may differ
_PROGRAM = """{mark}
# {english}
import json
import sys
import wave
from pathlib import Path

import numpy as np
import onnxruntime

here = Path(__file__).resolve().parent
session = onnxruntime.InferenceSession(str(here / {name!r}))
about = json.loads(session.get_modelmeta().custom_metadata_map["SUNMAO_INFO"])
for file in sys.argv[1:]:
    # One second, mono, 16 bits, 16 kHz; what is longer is cut, what is shorter gets silence at its end.
    with wave.open(file) as sound:
        if (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) != (1, 2, about["sample_rate"]):
            sys.exit(f"{{file}}: mono, 16 bits, {{about['sample_rate']}} Hz")
        samples = np.frombuffer(sound.readframes(about["sample_rate"]), "<i2") / np.float32(32768)
    samples = np.pad(samples, (0, about["sample_rate"] - len(samples))).astype(np.float32)
    (scores,) = session.run(None, {{"sound": samples}})
    best = int(scores.argmax())
    print(file, about["classes"][best], round(float(scores[best]), 4))
"""


def convert_sounds(trained: Any, out_file: str | Path | None) -> str:
    """Write the file, and the program unless one of the pupil's own has its name. trained: a `TrainedSounds`.

    Returns: the file's path. Raises BadValue for a path that cannot be written, NotConverted where onnxruntime answers
    otherwise.
    """
    path = require_onnx_path(out_file)
    session.check_stop()
    data = write_sound_model(trained)
    _require_parity(trained, data)
    return write_with_example(path, data, _PROGRAM, "sounds_converted")


def _require_parity(trained: Any, data: bytes) -> None:
    import onnxruntime

    run = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"]).run
    random = np.random.default_rng(0)
    for loudness in np.geomspace(1e-4, 0.3, TRIED):
        second = (random.standard_normal(SECOND) * loudness).clip(-1, 1).astype(np.float32)
        (theirs,) = run(None, {"sound": second})
        if np.abs(theirs - trained.scores([AudioClip(second)])[0]).max() > NEAR:
            raise NotConverted("sounds_onnx_differs")
