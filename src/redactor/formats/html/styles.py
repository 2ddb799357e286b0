"""Which elements a page's own styles hide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redactor.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDING = {
    "display": re.compile(r"none"),
    "visibility": re.compile(r"hidden|collapse"),
    "opacity": re.compile(r"0*\.?0*%?"),
    "font-size": re.compile(r"0*\.?0*(?:px|pt|em|rem|%)?|[01](?:\.\d+)?p[xt]"),
    "color": re.compile(r"transparent"),
    "text-indent": re.compile(r"-\d{3,}(?:px|em|%)"),
    "left": re.compile(r"-\d{3,}(?:px|em|%)"),
    "top": re.compile(r"-\d{3,}(?:px|em|%)"),
    "content-visibility": re.compile(r"hidden"),
}
"""The values of properties by which an element is not seen."""

_COVERING = re.compile(
    r"(?i)@import|\b(?:position|inset|filter|clip|mask|transform|translate|object-|overflow|z-index|opacity)"
    r"|\b(?:mix-blend|float|grid)|margin[^;}]{0,80}-\s*\d|\\"
)
_EVERY_SCREEN = frozenset({"", "all", "screen", "only screen"})
_INLINE = 1_000_000
_MOST_LOOKED_AT = 20_000_000
"""Elements times selectors: a few seconds."""
_PLAIN = re.compile(r"[.#]?[a-zA-Z][a-zA-Z0-9_-]*")


@dataclass(frozen=True, slots=True, order=True)
class _Weight:
    """Which of two declarations wins."""

    important: bool
    specificity: tuple[int, ...]
    order: int


@dataclass(frozen=True, slots=True)
class _Declaration:
    prop: str
    hides: bool
    important: bool


@dataclass(frozen=True, slots=True)
class _Selector:
    """A selector: a plain name, or a path for everything else."""

    source: str
    path: Any


def hidden_by_style(root: _Element) -> set[_Element]:
    """Return the elements that ``style`` attributes and ``style`` elements of a page hide.

    Style sheets outside the page, and rules for some screens only, are not considered.
    """
    won: dict[_Element, dict[str, tuple[_Weight, bool]]] = {}
    for element in root.iter("*"):
        for d in _declarations(element.get("style") or ""):
            _note(won, element, d, (_INLINE,), 0)
    sheets = "\n".join("".join(map(str, style.itertext())) for style in root.iter("style"))
    index = _Index.of(root)
    for order, (selector, specificity, declarations) in enumerate(_rules(sheets)):
        for element in index.find(selector):
            for d in declarations:
                _note(won, element, d, specificity, order)
    return {element for element, props in won.items() if any(hides for _, hides in props.values())}


def may_cover(root: _Element) -> bool:
    """Whether styles of a page could cover, crop, blur or darken its pictures.

    They are not carried out when a picture is kept, so such a picture would show more than a reader saw.
    """
    sheets = ["".join(map(str, style.itertext())) for style in root.iter("style")]
    linked = any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
    own = [element.get("style") or "" for element in root.iter("*")]
    return linked or any(_COVERING.search(css) for css in [*sheets, *own])


def _note(
    won: dict[_Element, dict[str, tuple[_Weight, bool]]],
    element: _Element,
    declaration: _Declaration,
    specificity: tuple[int, ...],
    order: int,
) -> None:
    weight = _Weight(declaration.important, specificity, order)
    props = won.setdefault(element, {})
    if declaration.prop not in props or props[declaration.prop][0] <= weight:
        props[declaration.prop] = (weight, declaration.hides)


def _declarations(source: Any) -> list[_Declaration]:
    import tinycss2  # noqa: PLC0415 - needed for pages with styles only

    found = []
    for node in tinycss2.parse_blocks_contents(source) if source else ():
        if node.type == "declaration" and node.lower_name in _HIDING:
            value = tinycss2.serialize(node.value).strip().lower()
            hides = _HIDING[node.lower_name].fullmatch(value) is not None
            found.append(_Declaration(node.lower_name, hides, node.important))
    return found


def _rules(source: Any) -> Iterator[tuple[_Selector, tuple[int, ...], list[_Declaration]]]:
    """Yield the selectors that say something about being seen."""
    if not source:
        return
    import tinycss2  # noqa: PLC0415
    from cssselect import SelectorError  # noqa: PLC0415
    from cssselect.parser import parse  # noqa: PLC0415

    for rule in tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content:
            if tinycss2.serialize(rule.prelude).strip().lower() in _EVERY_SCREEN:
                yield from _rules(tinycss2.serialize(rule.content))
            continue
        declarations = _declarations(rule.content) if rule.type == "qualified-rule" else []
        if not declarations:
            continue
        for one in tinycss2.serialize(rule.prelude).split(","):
            try:
                parsed = parse(one)[0]
            except SelectorError:
                continue
            selector = _selector(one.strip(), parsed)
            if selector is not None:
                yield selector, parsed.specificity(), declarations


@dataclass(slots=True)
class _Index:
    """Finds the elements of selectors: plain ones by name, others by search, up to a limit."""

    root: _Element
    named: dict[str, list[_Element]]
    elements: int
    looked_at: int = 0

    @classmethod
    def of(cls, root: _Element) -> _Index:
        named: dict[str, list[_Element]] = {}
        count = 0
        for element in root.iter("*"):
            count += 1
            names = {str(element.tag), f"#{element.get('id')}"}
            for name in names | {f".{name}" for name in (element.get("class") or "").split()}:
                named.setdefault(name, []).append(element)
        return cls(root, named, count)

    def find(self, selector: _Selector) -> Sequence[_Element]:
        """Return the elements that a selector is about.

        Raises:
            UnreadableError: if the page is too large for so many selectors.
        """
        if selector.path is None:
            return self.named.get(selector.source, [])
        self.looked_at += self.elements
        if self.looked_at > _MOST_LOOKED_AT:
            raise UnreadableError("its styles are too many to be followed; save the page without styles")
        found: list[_Element] = selector.path(self.root)
        return found


def _selector(source: str, parsed: Any) -> _Selector | None:
    """Return what finds a selector's elements; ``None`` where it means none of them."""
    from cssselect import HTMLTranslator, SelectorError  # noqa: PLC0415
    from lxml import etree  # noqa: PLC0415

    if parsed.pseudo_element is not None:
        return None
    if _PLAIN.fullmatch(source):
        return _Selector(source if source[0] in ".#" else source.lower(), None)
    try:
        return _Selector(source, etree.XPath(HTMLTranslator().selector_to_xpath(parsed)))
    except (SelectorError, etree.XPathError):
        return None
