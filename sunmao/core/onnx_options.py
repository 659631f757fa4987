"""Options of onnxruntime's sessions that all of Sunmao shares."""

from typing import Any

# Median of a run of EfficientNet-Lite0 on two cores with this, onnxruntime's own setting, and none: alone 5.1, 5.2 and
# 7.6 ms, two sessions by turns 5.2, 8.0 and 6.7 ms, two programs at once 8.2, 16.7 and 8.9 ms.
SPIN_MICROSECONDS = 50


def make_float_options(spin: int | None = SPIN_MICROSECONDS, threads: int | None = None) -> Any:
    """The options of sessions that compute without 8-bit products: threads that wait for work spin no longer than
    between two layers. Else two sessions, of one program or of two, wait for each other's spinning.

    spin: microseconds; None: onnxruntime's own. threads: how many share out one sample; None: one a core.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    if spin is not None:
        options.add_session_config_entry("session.intra_op.spin_duration_us", str(spin))
    if threads is not None:
        options.intra_op_num_threads = threads
    return options
