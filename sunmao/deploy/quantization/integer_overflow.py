"""Whether sums of 8-bit products overflow on this processor.

On processors with AVX2 or AVX-512 and without VNNI (most before 2019) onnxruntime adds two products of 8 by 8 bits in
16, where the largest do not fit, and they become the largest number that does: of hand signs a RegNet in 8 bits said
41 % right there instead of 91. It has a slower way that is right:
https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html
"""

from functools import cache
from importlib.resources import files

import numpy as np

# MatMulInteger of A, (1, 8) uint8, with (8, 16) times the largest int8; tests make it anew.
PROBE = "overflow_probe.onnx"
WIDTH, LARGEST = 8, 127


@cache
def has_overflow() -> bool:
    """Whether 8 × 255 × 127 comes out smaller here. Asked once; it takes some milliseconds."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level, options.intra_op_num_threads = 3, 1
    probe = files(__package__).joinpath(PROBE).read_bytes()
    session = onnxruntime.InferenceSession(probe, options, providers=["CPUExecutionProvider"])
    [sums] = session.run(None, {"A": np.full((1, WIDTH), 255, np.uint8)})
    return bool((sums != WIDTH * 255 * LARGEST).any())
