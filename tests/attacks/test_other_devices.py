"""`--host`: other devices come in by HTTPS with a token, and no other way."""

import json
import os
import re
import socket
import ssl
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from sunmao.server.http import certificate, lan
from sunmao.server.http.lan import format_for_url, list_own_addresses, list_own_names, list_reachable, parse_host
from sunmao.server.http.wsgi_server import listen
from tests.attacks.attacker import Attacker
from tests.support.limits import HANG_TIMEOUT

LOOPBACK = {"127.0.0.1", "localhost"}


def first_bytes(door: Attacker, send: bytes) -> bytes:
    """All that the studio answers to bytes on a bare connection."""
    with socket.create_connection((door.place.hostname, door.port), 60) as raw:
        raw.sendall(send)
        return b"".join(iter(lambda: raw.recv(65536), b""))


@pytest.mark.fault("D18")
@pytest.mark.parametrize(
    "plain",
    [
        "GET /?token={token} HTTP/1.1\r\nHost: {host}\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "POST /api/projects HTTP/1.1\r\nHost: {host}\r\nX-Sunmao: 1\r\n\r\n",
        "\r\n\r\n",
    ],
)
def test_plain_http_gets_a_sentence_and_never_the_page(target, plain, row):
    far = target.far
    answer = first_bytes(far, plain.format(token=far.token, host=far.place.netloc).encode()).decode()
    head, _, body = answer.partition("\r\n\r\n")
    status = int(head.split()[1])
    assert (
        status in (307, 400)
        and "main.js" not in answer
        and far.token not in answer
        and "set-cookie" not in head.lower()
    )
    found = re.search(r"location: (\S+)", head, re.I)
    assert (found[1] if found else None) == (
        f"https://{far.place.netloc}/" if far.place.netloc in plain.format(token="", host=far.place.netloc) else None
    )
    assert status == (307 if found else 400)
    row(
        saw=" / ".join(re.findall(r">([^<>]+)</h1>", body)),
        kept=f"plain HTTP at the TLS port: {status}, neither page nor cookie",
    )


@pytest.mark.fault("D18")
def test_other_devices_need_token_https_and_one_of_our_names(target, row):
    far = target.far
    assert far.place.scheme == "https" and far.ask("GET", "/", far.host)[0] == 401
    status, headers, _ = far.ask("GET", f"/?token={far.token}", far.host)
    assert status == 200 and "; Secure" in headers["set-cookie"] and "HttpOnly" in headers["set-cookie"]
    for name in list_own_names():
        place = f"{name}:{far.port}"
        status, headers, _ = far.ask("GET", "/api/session", {**far.own, "Host": place})
        assert status == 200, name
        assert name.startswith("[") or f"connect-src 'self' wss://{place}" in headers["content-security-policy"]
    assert far.ask("GET", "/", {**far.own, "Host": f"192.0.2.250:{far.port}"})[0] == 403
    far.works()
    target.near.works()
    row(
        saw=json.loads(far.ask("GET", "/api/session", far.host)[2])["text"],
        kept="no token: 401; the page of this computer worked on at its own address",
    )


@pytest.mark.fault("D18")
def test_the_certificate_is_for_this_machine_and_shown(target, row):
    """As a phone looks at it: names, validity, key; and its fingerprint is the one that is shown."""
    far = target.far
    with far.connect() as raw:
        data = raw.getpeercert(binary_form=True)
        assert raw.version() in ("TLSv1.2", "TLSv1.3")
    found = x509.load_der_x509_certificate(data)
    names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert set(names.get_values_for_type(x509.DNSName)) >= {"localhost"}
    assert {str(address) for address in names.get_values_for_type(x509.IPAddress)} == set(list_own_addresses()) | {
        "127.0.0.1"
    }
    assert found.not_valid_after_utc - found.not_valid_before_utc <= timedelta(days=397)
    assert found.public_key().curve.name == "secp256r1"
    fingerprint = found.fingerprint(hashes.SHA256()).hex(":").upper()
    shown = far.json("GET", "/api/network")
    assert shown["fingerprint"] == fingerprint and fingerprint in target.said and target.far.address in target.said
    assert shown["addresses"][0]["url"] == target.far.address and shown["addresses"][0]["qr"].startswith(
        "data:image/svg+xml"
    )
    assert far.token not in json.dumps(target.near.json("GET", "/api/session"))
    kept = target.studio.projects / ".sunmao" / "network.pem"
    assert os.name == "nt" or kept.stat().st_mode & 0o777 == 0o600
    trusting = ssl.create_default_context(cadata=ssl.DER_cert_to_PEM_cert(data))
    for name in ("localhost", far.place.hostname):
        with (
            socket.create_connection((far.place.hostname, far.port), HANG_TIMEOUT) as raw,
            trusting.wrap_socket(raw, server_hostname=name),
        ):
            pass
    row(
        saw=target.said.splitlines()[0],
        kept="ECDSA P-256, 397 days, names of this machine; key readable by its owner only",
    )


@pytest.mark.fault("D18")
@pytest.mark.parametrize("host", ["192.0.2.250", "evil.example", "0.0.0.0.evil.example"])
def test_a_host_that_is_not_this_machine_is_refused(tmp_path, host, row):
    command = [sys.executable, "-m", "sunmao.server", "--host", host, "--no-browser", "--projects", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=HANG_TIMEOUT)
    assert done.returncode == 2 and done.stdout == "" and host in done.stderr and not list(tmp_path.iterdir())
    row(saw=done.stderr.splitlines()[0], kept="nothing listens, nothing was written")


def test_which_hosts_are_this_machine():
    assert [parse_host(host) for host in ("0.0.0.0", "::", "[::]", "127.0.0.1")] == ["0.0.0.0", "::", "::", "127.0.0.1"]
    assert [
        parse_host(host)
        for host in ("", "evil", "1.2.3", "224.0.0.1", "255.255.255.255", "0.0.0.0/0", "::ffff:0.0.0.0", "２.2.2.2")
    ] == [None] * 8
    assert LOOPBACK < list_own_names() and all(
        address not in ("127.0.0.1", "::1") for address in [*list_reachable("0.0.0.0"), *list_reachable("::")]
    )
    assert set(list_reachable("0.0.0.0")) <= set(list_reachable("::")) and list_reachable("127.0.0.1") == ["127.0.0.1"]
    assert (format_for_url("::1"), format_for_url("1.2.3.4")) == ("[::1]", "1.2.3.4")


class TestCertificate:
    """The certificate is kept while it fits, and made anew otherwise."""

    names = frozenset({"localhost", "127.0.0.1", "[::1]", "教室", "a" * 64, "lab.local"})

    def test_it_is_kept_while_it_covers_the_names(self, tmp_path):
        file = tmp_path / "x" / "network.pem"
        first = certificate.get_certificate(file, self.names)
        assert (
            first.names == {"localhost", "127.0.0.1", "::1", "lab.local"}
            and certificate.get_certificate(file, self.names) == first
        )
        assert certificate.get_certificate(file, self.names - {"lab.local"}) == first
        moved = certificate.get_certificate(file, self.names | {"10.0.0.7"})
        assert moved.fingerprint != first.fingerprint and "10.0.0.7" in moved.names

    def test_it_is_renewed_before_its_end(self, tmp_path, monkeypatch):
        first = certificate.get_certificate(tmp_path / "c", self.names)
        monkeypatch.setattr(certificate, "RENEWED", first.ends - datetime.now(UTC) + timedelta(hours=1))
        assert not first.covers(self.names)
        assert certificate.get_certificate(tmp_path / "c", self.names).fingerprint != first.fingerprint

    @pytest.mark.parametrize("damage", [b"", b"x", b"\x00" * 4096])
    def test_a_damaged_one_is_made_anew(self, tmp_path, damage):
        first = certificate.get_certificate(tmp_path / "c", self.names)
        (tmp_path / "c").write_bytes(damage)
        (tmp_path / "c").chmod(0o644)
        assert certificate.get_certificate(tmp_path / "c", self.names).fingerprint != first.fingerprint
        assert os.name == "nt" or (tmp_path / "c").stat().st_mode & 0o777 == 0o600

    def test_a_computer_that_moved_gets_a_new_one(self, tmp_path, monkeypatch):
        with listen("127.0.0.1", 0) as listener:
            door = lan.LanAccess("127.0.0.1", listener, tmp_path)
            first, context = door.certificate, door.context()
            assert door.context() is context and door.certificate == first
            names = list_own_names() | {"10.9.8.7", "教室"}
            monkeypatch.setattr(lan, "list_own_names", lambda: names)
            assert door.context() is not context
            assert "10.9.8.7" in door.certificate.names and door.certificate.fingerprint != first.fingerprint
            assert door.context() is door.context() and door.addresses() == [
                f"https://127.0.0.1:{door.port}/?token={door.sessions.token}"
            ]

    def test_another_key_is_none(self, tmp_path):
        one, other = (
            certificate.get_certificate(tmp_path / name, self.names).file.read_text().partition("-----BEGIN CERT")
            for name in ("1", "2")
        )
        (tmp_path / "c").write_text(one[0] + "".join(other[1:]))
        with pytest.raises(ValueError):
            certificate.read_certificate(tmp_path / "c")


def test_large_saves_and_answers_go_through_tls_whole(target):
    """The same as without TLS. (A websocket through it: tests/e2e/test_network.py.)"""
    far = target.far
    project = far.make("large")
    words = "积木" * 500_000
    block = {
        "type": "text_print",
        "id": "t",
        "inputs": {"TEXT": {"block": {"type": "text", "fields": {"TEXT": words}}}},
    }
    workspace = {"blocks": {"blocks": [{"type": "program_start", "id": "s", "next": {"block": block}}]}}
    assert far.run_blocks(project, workspace) == words + "\n"
    assert (
        far.json("GET", f"/api/projects/{quote(project)}")["workspace"]
        == target.near.json("GET", f"/api/projects/{quote(project)}")["workspace"]
        == workspace
    )
