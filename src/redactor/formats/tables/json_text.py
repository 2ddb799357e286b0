"""JSON objects read strictly and written as they were: keys in order, numbers to the digit."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NoReturn

from redactor.errors import UnreadableError, UnwritableError

_STYLES = ((", ", ": ", False), (",", ":", False), (", ", ": ", True), (",", ":", True))

Path = tuple[str | int, ...]
Mapper = Callable[[Path, Any], Any]


class Number(str):
    """A number as it is written in the file."""

    __slots__ = ()


def parse(line: str, number: int, depth: int) -> dict[str, Any]:
    """Read one line.

    Args:
        line: a JSON object.
        number: of the line, for errors.
        depth: how deep its values may be nested.

    Raises:
        UnreadableError: if it is not one JSON object that can be written back whole.
    """
    try:
        found = json.loads(
            line, object_pairs_hook=_object, parse_int=Number, parse_float=Number, parse_constant=_refuse
        )
        line.encode("utf-8")
        json.dumps(found, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        raise UnreadableError(
            f"line {number} is not JSON as it should be (a key twice, a lone surrogate, a syntax error); "
            "write one whole object a line and try again"
        ) from None
    if not isinstance(found, dict) or _depth(found) > depth:
        raise UnreadableError(
            f"line {number} is not a JSON object, or nested too deep; write one object a line and try again"
        )
    return found


def render(value: Any, original: str, old: Any) -> str:
    """Return a value as JSON in the style in which its original was written."""
    for comma, colon, plain in _STYLES:
        if _text(old, comma, colon, plain) == original.strip():
            return _text(value, comma, colon, plain)
    return _text(value, *_STYLES[0])


def mapped(value: Any, key: Callable[[str], str], leaf: Mapper, path: Path = ()) -> Any:
    """Return a value with other keys and leaves.

    Raises:
        UnwritableError: if two keys of an object would become one.
    """
    if isinstance(value, dict):
        pairs = [(key(k), mapped(v, key, leaf, (*path, k))) for k, v in value.items()]
        if len(dict(pairs)) != len(pairs):
            raise UnwritableError("two keys of one object would become the same")
        return dict(pairs)
    if isinstance(value, list):
        return [mapped(v, key, leaf, (*path, n)) for n, v in enumerate(value)]
    return leaf(path, value)


def _text(value: Any, comma: str, colon: str, plain: bool) -> str:
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        pairs = (
            json.dumps(k, ensure_ascii=plain) + colon + _text(v, comma, colon, plain)
            for k, v in value.items()
        )
        return "{" + comma.join(pairs) + "}"
    if isinstance(value, list):
        return "[" + comma.join(_text(v, comma, colon, plain) for v in value) + "]"
    return json.dumps(value, ensure_ascii=plain)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _refuse(_constant: str) -> NoReturn:
    raise ValueError


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inner), default=0)
