"""Tracked changes: which side is the text."""

from __future__ import annotations

from typing import Any

from redactor.formats.odt.names import q, short
from redactor.handling import Revisions

_IDS = ("{http://www.w3.org/XML/1998/namespace}id", q("text:id"))


class Changes:
    """The tracked changes of a text, and which of them a walk is inside."""

    def __init__(self, root: Any, revisions: Revisions) -> None:
        """Gather the changed regions."""
        self._reject = revisions is Revisions.REJECT
        self._kind: dict[str, str] = {}
        self._deleted: dict[str, Any] = {}
        self._open: set[str] = set()
        self.told: list[Any] = []
        for region in root.iter(q("text:changed-region")) if root is not None else ():
            self._add(region)

    @property
    def drops(self) -> bool:
        """Whether what stands here was inserted by a change that is rejected."""
        return bool(self._open)

    def mark(self, element: Any) -> Any:
        """Take notice of a mark; return what a rejected deletion puts back there, if anything."""
        identifier = element.get(q("text:change-id"), "")
        if self._reject and self._kind.get(identifier) == "text:insertion":
            if short(element.tag) == "text:change-start":
                self._open.add(identifier)
            else:
                self._open.discard(identifier)
        return self._deleted.get(identifier) if short(element.tag) == "text:change" else None

    def _add(self, region: Any) -> None:
        identifier = next((region.get(name) for name in _IDS if region.get(name)), "")
        for change in region:
            self._kind[identifier] = short(change.tag)
            is_restored = self._reject and short(change.tag) == "text:deletion"
            if is_restored:
                self._deleted[identifier] = change
            for child in change:
                if not is_restored or short(child.tag) == "office:change-info":
                    self.told.append(child)
