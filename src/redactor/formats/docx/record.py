"""What a copy for the desk has to know later: each redaction with the text that it takes the place of.

An accepted change leaves nothing of the original in the text, so that both are kept in a part
of their own, which programs carry along and do not show.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from redactor.errors import UnreadableError
from redactor.formats.tracking import Redaction

PART = "customXml/item1.xml"
LABEL = "customXml/itemProps1.xml"
"""Some programs keep only parts that have a label."""
_LABEL = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
_NUMBER = "{7B1F1B7A-52C1-4E0B-9C6E-1D5A6C0E7A11}"
"""The same in every file."""
_ROOT = "{urn:redactor:changes}changes"
_TEXTS = ("original", "replacement", "rule", "reason", "reason_code", "entity_type")


@dataclass(frozen=True, slots=True)
class Entry:
    """A redaction on record, without its place: that may have moved.

    Attributes:
        original: the text that it hides.
        replacement: the text that takes its place.
        rule: name of the policy's rule.
        reason: a sentence that an editor understands.
        reason_code: short stable code.
        entity_type: what is hidden.
    """

    original: str = field(repr=False)
    replacement: str = field(repr=False)
    rule: str
    reason: str
    reason_code: str
    entity_type: str


def entry_of(redaction: Redaction, text: str) -> Entry:
    """Return what is put on record of a redaction.

    Args:
        redaction: the redaction.
        text: of its segment.
    """
    return Entry(
        text[redaction.span.start : redaction.span.end],
        redaction.replacement,
        redaction.rule,
        redaction.reason,
        redaction.reason_code,
        redaction.entity_type,
    )


def record(entries: Sequence[Entry]) -> Any:
    """Return the part's root; entries are numbered from 1."""
    from lxml import etree  # noqa: PLC0415  the library is heavy

    root = etree.Element(_ROOT, nsmap={None: "urn:redactor:changes"})  # type: ignore[dict-item]
    root.text = json.dumps([{name: getattr(entry, name) for name in _TEXTS} for entry in entries])
    return root


def label() -> Any:
    """Return the root of the label."""
    from lxml import etree  # noqa: PLC0415  the library is heavy

    root = etree.Element(f"{_LABEL}datastoreItem", {f"{_LABEL}itemID": _NUMBER}, nsmap={"ds": _LABEL[1:-1]})
    etree.SubElement(root, f"{_LABEL}schemaRefs")
    return root


def recorded(parts: Mapping[str, Any]) -> dict[int, Entry]:
    """Return the entries of a file by their numbers.

    Args:
        parts: roots of its parts by their names.

    Raises:
        UnreadableError: if there is no record, or it is damaged.
    """
    found = [root for name, root in parts.items() if name.startswith("customXml/") and root.tag == _ROOT]
    if len(found) != 1:
        raise UnreadableError(
            "it has no record of its changes; give the file that `redact --tracked` wrote,"
            " saved as a Word document by a program that keeps custom XML"
        )
    try:
        return dict(enumerate(_entries(json.loads(found[0].text or "")), 1))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise UnreadableError("its record of changes is damaged; write it anew from the draft") from None


def _entries(said: Any) -> Iterable[Entry]:
    for one in said:
        texts = [one[name] for name in _TEXTS]
        if not all(isinstance(text, str) for text in texts):
            raise TypeError("no text")
        yield Entry(*texts)
