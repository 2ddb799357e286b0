"""A look at a document as bytes, so that the second pass over an archive need not look again.

What comes back is what went in, but for what no later step asks of it: of the network's answers all but
the highest one of a word piece and the one for a person's name.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import fields
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import srsly  # type: ignore[import-untyped]  # spaCy's own serializer; it ships no types
from spacy.vocab import Vocab

from redactor.detect.learned.network import Probabilities
from redactor.detect.learned.opinion import Opinion
from redactor.detect.learned.tokens import Tokens
from redactor.detect.look import Look
from redactor.detect.parsed import Parsed, joined
from redactor.model import Context, Detection, EntityType, Role, Span

_ANY = ""
"""Label of the highest answer; none of the network's has this name."""
_TYPES = {entity_type.value: entity_type for entity_type in EntityType}
_LABELS = (_ANY, EntityType.PERSON)


def pack(look: Look) -> bytes:
    """Return a look as bytes. They hold the text: where they lie, they have to be encrypted."""
    told = {
        "detections": [_row(d) for d in look.detections],
        "parsed": _told(look.parsed),
        "opinions": {segment: [_asked_for(o) for o in some] for segment, some in look.opinions.items()},
    }
    return zlib.compress(srsly.msgpack_dumps(told), 1)


def unpack(data: bytes, vocab: Vocab) -> Look:
    """Return the look that was packed.

    Args:
        data: from :func:`pack`, by this version of the program.
        vocab: of the pipeline that read the document.
    """
    told: Any = srsly.msgpack_loads(zlib.decompress(data))
    return Look(
        tuple(_detection(row) for row in told["detections"]),
        _parsed(told["parsed"], vocab),
        {segment: [_opinion(o) for o in some] for segment, some in told["opinions"].items()},
    )


def _told(parsed: Mapping[str, Parsed]) -> dict[str, Any] | None:
    if not parsed:
        return None
    together = joined(list(parsed.values()))
    values, numbers = together.numbered()
    return {
        "blocks": list(parsed),
        "lengths": list(map(len, parsed.values())),
        "values": values,
        "numbers": numbers,
        "strings": together.strings(),
    }


def _parsed(told: dict[str, Any] | None, vocab: Vocab) -> dict[str, Parsed]:
    if told is None:
        return {}
    for string in told["strings"]:
        vocab.strings.add(string)
    together = Parsed.from_numbers(vocab, told["values"], told["numbers"])
    borders = list(accumulate(told["lengths"], initial=0))
    parts = (together.part(*border) for border in pairwise(borders))
    return dict(zip(told["blocks"], parts, strict=True))


def _row(d: Detection) -> list[Any]:
    places = [(s.start, s.end) for s in (d.span, *(d.restates[1:] if d.restates else ()))]
    restated = d.restates[0] if d.restates else None
    role = d.role.value if d.role else None
    told = (
        d.segment,
        str(d.entity_type),
        d.context.value,
        d.score,
        d.rule,
        d.reason,
        role,
        d.relation,
        d.pinned,
    )
    return [*told, restated, places]


def _detection(row: list[Any]) -> Detection:
    segment, kind, context, score, rule, reason, role, relation, pinned, restated, places = row
    span, *others = (Span(*place) for place in places)
    return Detection(
        segment,
        span,
        _TYPES.get(kind, kind),
        Context(context),
        score,
        rule,
        reason,
        Role(role) if role else None,
        relation,
        pinned,
        (restated, others[0]) if others else None,
    )


def _asked_for(opinion: Opinion) -> dict[str, Any]:
    highest: Probabilities = opinion.probabilities.max(axis=1, initial=0.0, keepdims=True)
    named = highest
    if EntityType.PERSON in opinion.labels:
        named = opinion.probabilities[:, [opinion.labels.index(EntityType.PERSON)]]
    told = {"probabilities": np.hstack((highest, named))}
    return told | {field.name: getattr(opinion.tokens, field.name) for field in fields(Tokens)}


def _opinion(told: dict[str, Any]) -> Opinion:
    return Opinion(Tokens(**{f.name: told[f.name] for f in fields(Tokens)}), told["probabilities"], _LABELS)
