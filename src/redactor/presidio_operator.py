"""This product's wording as an operator for Presidio's AnonymizerEngine.

For those who have a Presidio pipeline already and want ages as decades and towns as regions:

    engine = AnonymizerEngine()
    engine.add_anonymizer(Generalize)
    engine.anonymize(text, results, {"HOMETOWN": OperatorConfig("generalize", {"rung": "region"})})

An operator sees the entity alone, not its sentence, so the wording fits less well than in
``redactor redact``; and the engine itself leaks where spans overlap, so hand it disjoint ones.
"""

from __future__ import annotations

from typing import Any

from presidio_anonymizer.entities import InvalidParamError
from presidio_anonymizer.operators import Operator, OperatorType

from redactor.generalize import Request, generalize, mask
from redactor.model import UNKNOWN, Span


class Generalize(Operator):
    """Says an entity less exactly; masks it where no vaguer wording is true of it.

    Parameters of the operator: ``rung``, the rung of the type's hierarchy (none: mask), and
    ``language``, ISO 639-1 (``en``). Presidio adds ``entity_type``.
    """

    def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
        """Return what takes the place of ``text``."""
        given = params or {}
        request = Request(
            entity_type=given.get("entity_type", ""),
            rung=given.get("rung"),
            segment_text=text,
            span=Span(0, len(text)),
            subject=UNKNOWN,
            pseudonym=None,
            language=given.get("language", "en"),
        )
        return (generalize(request) if request.rung else mask(request)).text

    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Check the parameters.

        Raises:
            InvalidParamError: if ``rung`` or ``language`` is no text.
        """
        for key in ("rung", "language"):
            value = (params or {}).get(key)
            if value is not None and not isinstance(value, str):
                raise InvalidParamError(f"Invalid parameter value for {key}: it has to be a text")

    def operator_name(self) -> str:
        """Return the name that an ``OperatorConfig`` gives."""
        return "generalize"

    def operator_type(self) -> OperatorType:
        """Return that it anonymizes."""
        return OperatorType.Anonymize
