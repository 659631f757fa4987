"""Asking a cluster's gateway: HTTPS to exactly the certificate whose fingerprint the address names."""

import hashlib
import http.client
import json
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hmac import compare_digest
from pathlib import Path
from typing import Any

from sunmao.cluster.cluster_address import ClusterAddress
from sunmao.cluster.content_store import ContentStore, measure_pack, read_pack, split_packs, write_pack
from sunmao.errors import ClusterError, ClusterUnreachable, error_from_dict

TIMEOUT = 30  # seconds without a byte
ASKED = 10_000  # addresses in one question


class GatewayClient:
    """One who may ask the gateway at `address`.

    Contents are those that all jobs share, or the results of one: `place` is '' or a path such as '/jobs/ab12/results'.
    Every call raises ClusterUnreachable where nobody answers, or somebody else does, and the ClusterError that the
    gateway answers.
    """

    def __init__(self, address: ClusterAddress) -> None:
        self.address = address

    def ask(self, path: str, data: Any = None) -> Any:
        """The JSON answer of a path. data: posted as JSON; None: a GET."""
        body = None if data is None else json.dumps(data).encode()
        with self._request(path, body, len(body or b"")) as answer:
            return json.loads(answer.read())

    def send_files(self, files: dict[str, Path], place: str = "") -> int:
        """Send those files that are not there yet. files: by address. Returns how many bytes that were."""
        sent = 0
        missing = self.find_missing(files, place)
        for part in split_packs((address, files[address]) for address in missing):
            size = measure_pack(part)
            with self._request(f"{place}/contents", write_pack(part), size) as answer:
                answer.read()
            sent += size
        return sent

    def find_missing(self, addresses: Iterable[str], place: str = "") -> list[str]:
        """Those of the addresses whose contents are not there."""
        asked, found = [*addresses], []
        for start in range(0, len(asked), ASKED):
            found += self.ask(f"{place}/missing", asked[start : start + ASKED])["missing"]
        return found

    def fetch(self, addresses: Iterable[str], store: ContentStore, place: str = "") -> None:
        """Bring contents into a store; what is there is not brought again."""
        missing = store.find_missing(addresses)
        while missing:
            body = json.dumps(missing[:ASKED]).encode()
            with self._request(f"{place}/contents/read", body, len(body)) as answer:
                arrived = set(read_pack(answer, store))
            if not arrived:
                raise ClusterError("cluster_bad_content")
            missing = [address for address in missing if address not in arrived]

    @contextmanager
    def _request(self, path: str, body: Any, size: int) -> Iterator[Any]:
        connection = self._connect()
        try:
            head = {"Authorization": f"Bearer {self.address.token}", "Content-Length": str(size)}
            try:
                connection.request("GET" if body is None else "POST", path, body, head)
            except (BrokenPipeError, ConnectionResetError):
                pass  # refused before all was sent; the answer says why
            answer = connection.getresponse()
            if answer.status != 200:
                raise _make_error(answer.read())
            yield answer
        except (OSError, http.client.HTTPException, ValueError) as error:
            if isinstance(error, (ClusterError, ClusterUnreachable)):
                raise
            raise ClusterUnreachable("cluster_silent", address=self._name, reason=_describe(error)) from None
        finally:
            connection.close()

    def _connect(self) -> http.client.HTTPSConnection:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        # Nobody has signed it: the fingerprint is compared instead, before anything is said.
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection(self.address.host, self.address.port, timeout=TIMEOUT, context=context)
        try:
            connection.connect()
        except OSError as error:
            raise ClusterUnreachable("cluster_silent", address=self._name, reason=_describe(error)) from None
        shown = hashlib.sha256(connection.sock.getpeercert(binary_form=True) or b"").hexdigest()
        if not compare_digest(shown, self.address.fingerprint):
            connection.close()
            raise ClusterError("cluster_other_certificate", address=self._name)
        return connection

    @property
    def _name(self) -> str:
        return f"{self.address.host}:{self.address.port}"


def _make_error(data: bytes) -> ClusterError | ClusterUnreachable:
    try:
        error = error_from_dict(json.loads(data))
    except ValueError:
        error = None
    if isinstance(error, (ClusterError, ClusterUnreachable)):
        return error
    return ClusterUnreachable("cluster_not_understood")


def _describe(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:200]
