"""Sessions of onnxruntime that share a computer."""

from sunmao.deploy.onnx_session import SPIN_MICROSECONDS, make_session_options


def test_threads_that_wait_spin_for_a_moment_only():
    spins = make_session_options().get_session_config_entry("session.intra_op.spin_duration_us")
    assert spins == str(SPIN_MICROSECONDS)
