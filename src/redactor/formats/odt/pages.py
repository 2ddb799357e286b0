"""Page layouts, with headers and footers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from redactor.formats.odt.names import is_harmless, q, short
from redactor.formats.odt.styles import Styles
from redactor.formats.odt.walk import Place, Walk

_REGIONS = {f"style:{name}{side}": name for name in ("header", "footer") for side in ("", "-left", "-first")}
_NAMESPACES = ("office", "text", "table", "draw", "style", "fo", "svg", "xlink")


@dataclass(frozen=True, slots=True)
class Pages:
    """The new master pages and their layouts."""

    masters: tuple[Any, ...] = field(repr=False)
    layouts: tuple[Any, ...] = field(repr=False)
    defaults: tuple[Any, ...] = field(repr=False)

    @classmethod
    def of(cls, walk: Walk, root: Any) -> Pages:
        """Copy what ``styles.xml`` says of pages; headers and footers are stories."""
        if root is None:
            return cls((), (), ())
        sources = [*root.iter(q("style:master-page"))]
        names = {m.get(q("style:name"), ""): f"MP{n}" if n else "Standard" for n, m in enumerate(sources)}
        layouts: dict[str, Any] = {}
        for old in root.iter(q("style:page-layout")):
            layouts[old.get(q("style:name"), "")] = _layout(walk.styles, old, f"pm{len(layouts) + 1}")
        masters = tuple(_master(walk, source, names, layouts) for source in sources)
        defaults = tuple(_default(walk.styles, old) for old in root.iter(q("style:default-style")))
        return cls(masters, tuple(layouts.values()), defaults)

    def document(self, styles: Styles) -> Any:
        """Return the new root of ``styles.xml``."""
        from lxml import etree  # noqa: PLC0415  the library is heavy

        root = new_root("office:document-styles")
        common = etree.SubElement(root, q("office:styles"))
        common.extend(self.defaults)
        common.extend(styles.written("common"))
        automatic = etree.SubElement(root, q("office:automatic-styles"))
        automatic.extend(styles.written("styles"))
        automatic.extend(self.layouts)
        etree.SubElement(root, q("office:master-styles")).extend(self.masters)
        return root


def new_root(tag: str) -> Any:
    """Return an empty root with the namespaces of a text document."""
    from lxml import etree  # noqa: PLC0415  the library is heavy

    from redactor.formats.odt.names import NAMESPACES  # noqa: PLC0415

    spaces = {prefix: NAMESPACES[prefix] for prefix in _NAMESPACES}
    return etree.Element(q(tag), {q("office:version"): "1.3"}, nsmap=spaces)


def _layout(styles: Styles, old: Any, name: str) -> Any:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    new = etree.Element(q("style:page-layout"), {q("style:name"): name})
    new.extend(styles.properties(old))
    for child in old:
        if short(child.tag) in {"style:header-style", "style:footer-style"}:
            etree.SubElement(new, child.tag).extend(styles.properties(child))
    return new


def _default(styles: Styles, old: Any) -> Any:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    family = old.get(q("style:family"), "")
    new = etree.Element(
        q("style:default-style"), {q("style:family"): family if is_harmless(family) else "text"}
    )
    new.extend(styles.properties(old))
    return new


def _master(walk: Walk, source: Any, names: dict[str, str], layouts: dict[str, Any]) -> Any:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    new = etree.Element(q("style:master-page"), {q("style:name"): names[source.get(q("style:name"), "")]})
    layout = layouts.get(source.get(q("style:page-layout-name"), ""))
    if layout is not None:
        new.set(q("style:page-layout-name"), layout.get(q("style:name")))
    follower = names.get(source.get(q("style:next-style-name"), ""))
    if follower:
        new.set(q("style:next-style-name"), follower)
    for region in source:
        kind = _REGIONS.get(short(region.tag))
        if kind is None:
            walk.unknown(region)
        elif region.get(q("style:display")) == "false":
            walk.found.hide("hidden", region)
        else:
            target = etree.SubElement(new, region.tag)
            story = walk.new_story(kind)
            walk.blocks(region, Place(target, story))
    return new
