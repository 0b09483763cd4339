"""A real Redis that a test starts, kills and starts again on the same data."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


def path() -> str:
    """Where redis-server is; skips the test without one, or fails it under ``REQUIRE_ALL=1``."""
    found = shutil.which("redis-server")
    if found:
        return found
    sentence = "no redis-server: apt-get install redis-server"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(sentence)
    pytest.skip(sentence)


class RedisServer:
    """Append-only file on, so that a killed server comes back with what it had acknowledged."""

    def __init__(self, folder: Path, password: str | None = None, *, tls: bool = False) -> None:
        self._folder = folder
        self._password = password
        self._certificate = certificate(folder) if tls else None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.start()

    @property
    def url(self) -> str:
        secret = f":{self._password}@" if self._password else ""
        if self._certificate:
            return f"rediss://{secret}127.0.0.1:{self.port}/0?ssl_ca_certs={self._certificate[1]}"
        return f"redis://{secret}127.0.0.1:{self.port}/0"

    def start(self) -> None:
        options = ["--bind", "127.0.0.1", "--dir", str(self._folder), "--save", ""]
        if self._certificate:
            key, signed = map(str, self._certificate)
            options += ["--port", "0", "--tls-port", str(self.port), "--tls-auth-clients", "no"]
            options += ["--tls-key-file", key, "--tls-cert-file", signed, "--tls-ca-cert-file", signed]
        else:
            options += ["--port", str(self.port)]
        options += ["--appendonly", "yes", *(["--requirepass", self._password] if self._password else [])]
        self._process = subprocess.Popen([path(), *options], stdout=subprocess.DEVNULL)
        for _ in range(200):
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                    if self._certificate:
                        return  # it listens
                    connection.sendall(b"PING\r\n")
                    answer = connection.recv(64)
                    if answer.startswith((b"+PONG", b"-NOAUTH")):
                        return
            except OSError:
                pass
            time.sleep(0.05)
        raise AssertionError("redis-server does not answer")

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def lose_everything(self) -> None:
        """Kill it and delete its data."""
        self.kill()
        for entry in self._folder.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        self.start()


def certificate(folder: Path) -> tuple[Path, Path]:
    """A key and a certificate for 127.0.0.1 that signs itself: files for ``--tls-key-file`` and ``--tls-cert-file``."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "redis.key", folder / "redis.crt"
    files[0].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    files[1].write_bytes(signed.public_bytes(Encoding.PEM))
    return files
