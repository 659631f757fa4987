"""The certificate with which other devices reach the studio: made here, signed by nobody else, kept with its key in one
file.
"""

import ipaddress
import os
import re
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from sunmao.core.atomic_files import write_private
from sunmao.server.storage.safe_files import METADATA_LIMIT, read_file_safely

LASTS = timedelta(days=397)  # phones take no certificate that lasts longer
RENEWED = timedelta(days=30)  # before its end
SLOW_CLOCK = timedelta(days=1)  # tablets whose clock is behind take it as well
DNS_NAME = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*")


@dataclass(frozen=True)
class Certificate:
    """file: certificate and key as PEM; names: whom it speaks for; fingerprint: SHA-256, as browsers show it."""

    file: Path
    names: frozenset[str]
    ends: datetime
    fingerprint: str

    def covers(self, names: frozenset[str]) -> bool:
        """Whether it speaks for all of these names that a certificate can hold, and for a while yet."""
        return {name for name in map(strip_brackets, names) if make_general_name(name)} <= self.names and datetime.now(
            UTC
        ) < self.ends - RENEWED


def get_certificate(file: Path, names: frozenset[str]) -> Certificate:
    """The certificate in `file` when it still covers `names` (addresses and names of this machine), else a new one.
    Raises OSError.
    """
    try:
        found = read_certificate(file)
    except (OSError, ValueError):
        found = None
    if found is None or not found.covers(names):
        write_certificate(file, names)
        found = read_certificate(file)
    os.chmod(file, 0o600)  # also when the folder was copied from elsewhere
    return found


def read_certificate(file: Path) -> Certificate:
    """Read the certificate in a file. Raises OSError, and ValueError when certificate and key are damaged or do not
    belong together.
    """
    data = read_file_safely(file, METADATA_LIMIT)
    certificate, key = x509.load_pem_x509_certificate(data), serialization.load_pem_private_key(data, None)
    if key.public_key() != certificate.public_key():
        raise ValueError("another key")
    try:
        told = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        raise ValueError("no names") from None
    names = {*told.get_values_for_type(x509.DNSName), *map(str, told.get_values_for_type(x509.IPAddress))}
    return Certificate(
        file,
        frozenset(names),
        certificate.not_valid_after_utc,
        certificate.fingerprint(hashes.SHA256()).hex(":").upper(),
    )


def make_server_context(file: Path) -> ssl.SSLContext:
    """The TLS context of a server that shows the certificate of a file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(file)
    context.set_alpn_protocols(["http/1.1"])
    context.options |= ssl.OP_NO_RENEGOTIATION  # it costs whoever asks less than it costs us
    return context


def write_certificate(file: Path, names: frozenset[str]) -> None:
    """Make a key and a certificate for `names`. Only the owner can read the file, from its first byte on. Raises
    OSError.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = sign_certificate(key, sorted(map(strip_brackets, names)))
    data = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_private(file, data + certificate.public_bytes(serialization.Encoding.PEM))


def sign_certificate(key: ec.EllipticCurvePrivateKey, names: list[str]) -> x509.Certificate:
    """A certificate for a server, signed by its own key."""
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Sunmao {socket.gethostname()}"[:64])])
    begins = datetime.now(UTC) - SLOW_CLOCK
    usage = x509.KeyUsage(True, False, False, False, False, False, False, False, False)  # signatures only
    return (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(own)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + LASTS)
        .add_extension(
            x509.SubjectAlternativeName([found for name in names if (found := make_general_name(name))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )


def strip_brackets(name: str) -> str:
    """A name as a certificate says it: an address without the brackets that it has in a URL."""
    return name.strip("[]")


def make_general_name(name: str) -> x509.GeneralName | None:
    """A name in the certificate's own form; None for one that no certificate can hold (a computer may be called 教室)."""
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name) if DNS_NAME.fullmatch(name) else None
