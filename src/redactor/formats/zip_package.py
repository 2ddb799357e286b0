"""ZIP packages: read with limits, written with nothing but names and bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from redactor.errors import UnreadableError
from redactor.handling import Limits

_FREE = 2**20
"""A package may unpack to this much whatever its ratio."""
_ENCRYPTED = 0x1
_EPOCH = (1980, 1, 1, 0, 0, 0)


def members(data: bytes, limits: Limits) -> dict[str, bytes]:
    """Unpack a package in memory.

    Args:
        data: the package.
        limits: how many members it may have, and how much they may unpack to.

    Raises:
        UnreadableError: if it is damaged, encrypted, far larger than it looks, or has members
            whose names point elsewhere or occur twice.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check(infos, len(data), limits)
            found = {info.filename: _unpacked(archive, info) for info in infos if not info.is_dir()}
    except UnreadableError:
        raise
    except Exception:
        # zipfile raises a dozen kinds of error for damaged bytes, struct.error among them.
        raise UnreadableError(
            "the package is damaged; open it in its program, save it anew, try again"
        ) from None
    return found


def has_members(data: bytes, *names: str) -> bool:
    """Whether the bytes are a package that has these members. Never raises."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return set(names) <= set(archive.namelist())
    except Exception:
        return False


def packed(parts: Iterable[tuple[str, bytes]], stored: frozenset[str] = frozenset()) -> bytes:
    """Return a package of these members: fixed times, no comments, no extra fields.

    Args:
        parts: names and bytes, in the order in which they stand in the package.
        stored: names of the members that are not compressed.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            archive.writestr(info, content)
    return out.getvalue()


def _check(infos: list[zipfile.ZipInfo], packed_size: int, limits: Limits) -> None:
    names = [info.filename for info in infos]
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise UnreadableError("the package is encrypted; save it without a password and try again")
    unpacked = sum(info.file_size for info in infos)
    if len(names) > limits.members or unpacked > _largest(packed_size, limits):
        raise UnreadableError("the package unpacks to far more than such a file holds; it is not read")
    if len({name.casefold() for name in names}) != len(names) or any(map(_points_elsewhere, names)):
        raise UnreadableError("the package has members twice or with unsafe names; save the file anew")


def _largest(packed_size: int, limits: Limits) -> int:
    return min(limits.unpacked_megabytes * 2**20, max(_FREE, packed_size * limits.ratio))


def _points_elsewhere(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as member:
        content = member.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise UnreadableError("a member of the package is not as long as it says; save the file anew")
    return content
