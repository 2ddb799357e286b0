"""Which characters of a page a reader really sees.

What a PDF says of a text (its colour, its mode, its layer) is not asked. The page is drawn
with its text and without; a character in whose box the two pictures agree is not seen:
whether it is white, invisible, covered, clipped, switched off or outside the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from redactor.formats.pdf.engine import Page, Pixels, draw, size_of
from redactor.formats.pdf.glyphs import Boxes, Glyphs, Thing

Flags = npt.NDArray[np.bool_]
_DPI = 72
_CONTRAST = 24
"""Least difference of a channel, of 255, that counts as seen."""
_LEAST_HEIGHT = 3.0
"""Points; letters less high are not read by anybody."""
_MOST_OVERLAPS = 32
"""Text objects that lie on others and are looked at one by one."""

_MOST_OBJECTS = 1200
_BOARD = 2400
"""Points to each side in which characters on one another are looked for."""
_NOBODY = -2


def seen(page: Page, drawn: Sequence[Thing], found: Glyphs) -> Flags | None:
    """Return for each character whether it is seen; blanks go with the one before.

    Returns:
        ``None`` if too many texts lie on one another to tell.
    """
    texts = [t for t in drawn if t.kind == pdfium.FPDF_PAGEOBJ_TEXT]
    if not found.chars:
        return np.zeros(0, dtype=np.bool_)
    width = size_of(page)[0]
    whole = draw(page, _DPI, notes=True)
    with without(texts):
        bare = draw(page, _DPI, notes=True)
    height = np.maximum(found.room[:, 3] - found.room[:, 1], found.room[:, 2] - found.room[:, 0])
    flags = _differ(whole, bare, found.ink, width) & (height >= _LEAST_HEIGHT)
    stacked = _stacked(found, flags)
    if len(stacked) > _MOST_OVERLAPS:
        return None
    listed = set(found.owner)
    for key in stacked:
        own = np.array([k == key for k in found.owner])
        with without(t for t in texts if t.key == key or t.key not in listed):
            flags[own] &= _differ(whole, draw(page, _DPI, notes=True), found.ink[own], width)
    return _with_blanks(found.chars, flags)


def draws_beside(page: Page, texts: Sequence[Thing], boxes: Boxes) -> bool:
    """Whether texts draw anything outside of some boxes."""
    whole = draw(page, _DPI, notes=True)
    with without(texts):
        bare = draw(page, _DPI, notes=True)
    changed = _changed(whole, bare)
    for left, top, right, bottom in zip(
        *(side.tolist() for side in _pixels(boxes, changed.shape, size_of(page)[0])), strict=True
    ):
        changed[max(top - 2, 0) : bottom + 2, max(left - 2, 0) : right + 2] = False
    return bool(changed.any())


@contextmanager
def without(drawn: Iterable[Thing]) -> Iterator[None]:
    """Take things off the page for a while."""
    taken = list(drawn)
    for thing in taken:
        pdfium.FPDFPageObj_SetIsActive(thing.handle, False)
    try:
        yield
    finally:
        for thing in taken:
            pdfium.FPDFPageObj_SetIsActive(thing.handle, True)


def _differ(one: Pixels, other: Pixels, boxes: Boxes, width: float) -> Flags:
    """Return for each box whether the pictures of a page of that width differ in it."""
    changed = _changed(one, other)
    sums = np.zeros((changed.shape[0] + 1, changed.shape[1] + 1), dtype=np.int32)
    np.cumsum(np.cumsum(changed, axis=0, dtype=np.int32), axis=1, out=sums[1:, 1:])
    left, top, right, bottom = _pixels(boxes, changed.shape, width)
    count = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return np.asarray(count > 0)


def _changed(one: Pixels, other: Pixels) -> Flags:
    """Return for each pixel whether somebody would see the difference."""
    changed = np.zeros(one.shape[:2], dtype=np.bool_)
    rows, columns = np.nonzero((one != other).any(axis=2))
    apart = np.abs(one[rows, columns].astype(np.int16) - other[rows, columns]).max(axis=1, initial=0)
    changed[rows, columns] = apart > _CONTRAST
    return changed


def _pixels(boxes: Boxes, shape: tuple[int, ...], width: float) -> tuple[npt.NDArray[np.int64], ...]:
    scale = shape[1] / width
    low, high = np.floor(boxes[:, :2] * scale), np.ceil(boxes[:, 2:] * scale)
    limit = np.array([shape[1], shape[0]])
    low, high = (np.clip(np.nan_to_num(a), 0, limit).astype(np.int64) for a in (low, high))
    return low[:, 0], low[:, 1], high[:, 0], high[:, 1]


def _stacked(found: Glyphs, flags: Flags) -> set[int]:
    """Return the text objects of which a seen character lies on one of another object."""
    owners = np.array(found.owner)
    near = flags & np.isin(owners, _neighbours(found.ink[flags], owners[flags]))
    inner = np.nan_to_num(found.ink[near])
    margin = (inner[:, 2:] - inner[:, :2]) * 0.3
    inner[:, :2] += margin
    inner[:, 2:] -= margin
    corners = np.clip(np.round(inner), 0, _BOARD).astype(int)
    board = np.full((_BOARD, _BOARD), _NOBODY, dtype=np.int32) if len(corners) else np.zeros((0, 0), np.int32)
    met: set[int] = set()
    for (left, top, right, bottom), own in zip(corners.tolist(), owners[near].tolist(), strict=True):
        patch = board[top : max(bottom, top + 1), left : max(right, left + 1)]
        others = patch[(patch != _NOBODY) & (patch != own)]
        if others.size:
            met.update(others.tolist(), [own])
        patch[:] = own
    return met


def _neighbours(boxes: Boxes, owners: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the text objects whose boxes as wholes meet another's: a quick look before the long one."""
    keys, where = np.unique(owners, return_inverse=True)
    if len(keys) > _MOST_OBJECTS:
        return keys
    low = np.full((len(keys), 2), np.inf)
    high = np.full((len(keys), 2), -np.inf)
    np.minimum.at(low, where, boxes[:, :2])
    np.maximum.at(high, where, boxes[:, 2:])
    meet = np.ones((len(keys), len(keys)), dtype=np.bool_)
    for axis in (0, 1):
        margin = (high[:, axis] - low[:, axis]) * 0.1 * axis
        meet &= (low[:, axis] + margin)[:, None] < (high[:, axis] - margin)[None, :]
        meet &= (high[:, axis] - margin)[:, None] > (low[:, axis] + margin)[None, :]
    np.fill_diagonal(meet, val=False)
    return np.asarray(keys[meet.any(axis=1)])


def _with_blanks(chars: Sequence[str], flags: Flags) -> Flags:
    """A blank leaves no trace on the page: it is seen if what stands before it is."""
    last = False
    for n, char in enumerate(chars):
        if char.isspace():
            flags[n] = last
        else:
            last = bool(flags[n])
    return flags
