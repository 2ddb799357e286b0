"""From bytes to YAML nodes that know their line and column.

Only plain YAML passes: no aliases, no tags, no depth that nobody needs. The check
runs over the event stream before a single node is built, so that an alias bomb or a pile
of brackets costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from redactor.strict_yaml.problems import Problems

MAX_BYTES = 256 * 1024
"""Far more than any policy or case needs; the shipped policies have less than 20 KiB."""
_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class _Offset:
    """A place in a file, counted from 0."""

    line: int
    column: int


def compose(data: bytes, problems: Problems) -> yaml.Node | None:
    """Read a file's bytes into nodes.

    Args:
        data: at most one byte more than :data:`MAX_BYTES` is looked at.
        problems: where mistakes go.

    Returns:
        The document's root; ``None`` if a mistake was found that stops reading.
    """
    text = _decode(data, problems)
    if text is None:
        return None
    before = len(problems.found)
    try:
        _check_events(text, problems)
        if len(problems.found) > before:
            return None
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as e:
        problems.at(
            e.problem_mark or e.context_mark,
            f"not valid YAML: {problems.without_words(str(e.problem or e.context))}",
        )
        return None
    except yaml.reader.ReaderError as e:
        _at_offset(text, e.position, "a character that YAML does not allow", problems)
        return None
    if root is None:
        problems.at(None, "the file is empty")
    return root


def _decode(data: bytes, problems: Problems) -> str | None:
    if len(data) > MAX_BYTES:
        problems.at(
            None, f"the file is larger than {MAX_BYTES // 1024} KiB; no {problems.kind} needs that much"
        )
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        read = data[: e.start].decode("utf-8", "replace")
        _at_offset(read, len(read), "not UTF-8 text; save the file as UTF-8", problems)
        return None


def _at_offset(text: str, offset: int, message: str, problems: Problems) -> None:
    before = text[:offset]
    problems.at(_Offset(before.count("\n"), offset - (before.rfind("\n") + 1)), message)


def _check_events(text: str, problems: Problems) -> None:
    """Report everything beyond plain YAML; stop at the first thing that nests too deep."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            problems.at(
                event.start_mark, f"aliases (*) are not allowed in a {problems.kind}; write the value out"
            )
        elif isinstance(event, yaml.NodeEvent):
            _check_node(event, problems)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            problems.at(event.start_mark, f"nested more than {_MAX_DEPTH} levels deep")
            return


def _check_node(event: yaml.NodeEvent, problems: Problems) -> None:
    if event.anchor is not None:
        problems.at(
            event.start_mark, f"anchors (&) are not allowed in a {problems.kind}; write the value out"
        )
    if getattr(event, "tag", None) is not None:
        problems.at(event.start_mark, f"tags (!) are not allowed in a {problems.kind}")
