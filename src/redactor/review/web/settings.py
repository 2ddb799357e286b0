"""How a review desk is served: which addresses it answers to, how long a session lasts, how much it takes."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from redactor.errors import UsageError

_LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
_DEFAULT_PORT = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a desk is reached.

    Attributes:
        host: address that is listened on.
        port: of it.
        public_name: name under which people come.
        certificate: for TLS.
        key: of the certificate.
    """

    host: str
    port: int
    public_name: str | None
    certificate: Path | None
    key: Path | None

    @property
    def tls(self) -> bool:
        """Whether there is TLS."""
        return self.certificate is not None and self.key is not None


@dataclass(frozen=True, slots=True)
class Settings:
    """What the web application has to know beside the desk itself.

    Attributes:
        hosts: values of the ``Host`` header that are answered, lower case, with their port.
        tls: whether browsers reach it over TLS.
        idle_seconds: a session ends so long after the person last did something.
        longest_seconds: a session ends so long after its login, whatever happens.
        largest_upload: bytes of one draft.
        largest_request: bytes of any other request.
        one_time_token: opens the desk once, for a single user on this machine; ``None`` where
            people have accounts.
    """

    hosts: frozenset[str]
    tls: bool = False
    idle_seconds: int = 15 * 60
    longest_seconds: int = 12 * 60 * 60
    largest_upload: int = 64 * 1024 * 1024
    largest_request: int = 256 * 1024
    one_time_token: str | None = None

    @property
    def scheme(self) -> str:
        """``http`` or ``https``."""
        return "https" if self.tls else "http"

    @property
    def origins(self) -> frozenset[str]:
        """Values of the ``Origin`` header that a request which changes something may have."""
        return frozenset(f"{self.scheme}://{host}" for host in self.hosts)

    @property
    def cookie(self) -> str:
        """Name of the session's cookie; under TLS no other host and no plain page can set it."""
        return "__Host-redactor" if self.tls else "redactor"


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine only."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def answered_hosts(
    host: str, port: int, *, public_name: str | None = None, tls: bool = False
) -> frozenset[str]:
    """Return the ``Host`` headers that a desk answers to; any other is an attack, or a mistake.

    Args:
        host: address that is listened on.
        port: port that is listened on.
        public_name: name under which people reach it, with its port where it is unusual.
        tls: whether over TLS.

    Raises:
        UsageError: if it listens on every address and nobody said under which name.
    """
    names = [_bracketed(host)]
    if is_loopback(host):
        names = [*_LOOPBACK_NAMES]
    elif public_name is None and ip_address(host.strip("[]")).is_unspecified:
        raise UsageError(
            f"{host} is every address of this machine: say with --name under which one people come"
        )
    usual = port == _DEFAULT_PORT["https" if tls else "http"]
    found = {f"{name}:{port}" for name in names} | ({*names} if usual else set())
    if public_name is not None:
        found |= (
            {public_name.lower()}
            if ":" in public_name
            else {public_name.lower(), f"{public_name.lower()}:{port}"}
        )
    return frozenset(found)


def check_exposure(host: str, *, tls: bool, accounts: int) -> None:
    """Refuse to listen where strangers can reach the desk without accounts and TLS.

    Raises:
        UsageError: if the address is not this machine's own, and either is missing.
    """
    if is_loopback(host):
        return
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        raise UsageError(f"{host} is no address: give --host as numbers, and the name with --name") from None
    if not tls:
        raise UsageError(f"{host} can be reached from other machines: give --tls-certificate and --tls-key")
    if not accounts:
        raise UsageError(
            f"{host} can be reached from other machines: make accounts first, redactor review user add"
        )


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
