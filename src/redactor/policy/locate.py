"""Finds the file that a policy's name or path stands for."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_SUFFIXES = (".yaml", ".yml")


def shipped_policies() -> tuple[str, ...]:
    """Return the names of the policies that travel with the product."""
    return tuple(sorted(p.stem for p in _shipped_folder().glob("*.yaml")))


def locate(name_or_path: str | Path, folder: Path) -> Path | None:
    """Return the path of a policy file, whether or not there is such a file.

    Args:
        name_or_path: a shipped policy's name, or a path. A word is a path if it has a
            folder or ends in ``.yaml`` or ``.yml``, or if there is a file of that name.
        folder: where relative paths start.

    Returns:
        ``None`` for a word that is neither a shipped policy's name nor a path.
    """
    word = str(name_or_path)
    if word in shipped_policies():
        return _shipped_folder() / f"{word}.yaml"
    path = folder / word
    is_path = isinstance(name_or_path, Path) or "/" in word or "\\" in word or word.endswith(_SUFFIXES)
    return path if is_path or path.is_file() else None


def _shipped_folder() -> Path:
    """Return the folder inside an installed wheel, else the one of the source checkout."""
    package = Path(str(files("redactor")))
    installed = package / "policies"
    return installed if installed.is_dir() else package.parents[1] / "policies"
