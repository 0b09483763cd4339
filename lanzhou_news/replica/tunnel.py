"""``CONNECT``: real https URLs through the proxy. The replica ends the TLS itself, with a certificate nobody trusts.

Scrapy does not verify certificates by default, so an unmodified profile with https URLs can be crawled.
"""

from __future__ import annotations

import asyncio
import ssl
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


def untrusted_context(hosts: Sequence[str]) -> ssl.SSLContext:
    """A server context with a fresh self-signed certificate for ``hosts``."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "replica")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "replica.pem")
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
        context.load_cert_chain(file)
    return context


class _Inside(asyncio.Protocol):
    """Passes everything on to the server's own protocol and tells when the connection has ended."""

    def __init__(self, served: asyncio.Protocol) -> None:
        self._served = served
        self.ended = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._served.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        self._served.data_received(data)

    def eof_received(self) -> bool | None:
        return self._served.eof_received()

    def pause_writing(self) -> None:
        self._served.pause_writing()

    def resume_writing(self) -> None:
        self._served.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._served.connection_lost(exc)
        self.ended.set()


async def open_tunnel(request: web.BaseRequest, server: web.Server, context: ssl.SSLContext) -> None:
    """Answer a CONNECT, shake hands as the server the client asked for, and serve requests inside until it ends."""
    transport = request.transport
    if transport is None:
        return
    transport.write(_ESTABLISHED)
    inside = _Inside(server())
    secure = await asyncio.get_running_loop().start_tls(transport, inside, context, server_side=True)
    if secure is not None:
        inside.connection_made(secure)
        await inside.ended.wait()
