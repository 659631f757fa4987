"""Asking a gateway: of exactly its certificate, and nobody else."""

import hashlib
from dataclasses import replace

import pytest

from sunmao.cluster.gateway_client import GatewayClient
from sunmao.errors import ClusterError, ClusterUnreachable
from sunmao.server.http.wsgi_server import listen
from tests.server.cluster.test_gateway import gateway  # noqa: F401


def test_nothing_is_said_to_another_certificate(gateway):
    other = GatewayClient(replace(gateway.address, fingerprint=hashlib.sha256(b"other").hexdigest()))
    with pytest.raises(ClusterError) as refused:
        other.ask("/jobs")
    assert refused.value.key == "cluster_other_certificate"


def test_who_does_not_answer_is_named(gateway):
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ClusterUnreachable) as silent:
        GatewayClient(replace(gateway.address, port=port)).ask("/jobs")
    assert str(port) in str(silent.value)
