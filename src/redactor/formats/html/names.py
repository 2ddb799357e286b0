"""What elements and attributes of a page are: the allow-list."""

from __future__ import annotations

import re

BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre section article header footer main"
    " aside nav figure figcaption address details summary table caption thead tbody tfoot hgroup".split()
)
"""Elements that stand on lines of their own."""

INLINE = frozenset(
    "span b strong i em u s sub sup small mark code kbd samp var q cite dfn abbr del ins a ruby rt rp"
    " bdi time".split()
)

RENAMED = {
    "form": "div",
    "fieldset": "div",
    "legend": "p",
    "center": "div",
    "select": "ul",
    "optgroup": "ul",
    "option": "li",
    "menu": "ul",
    "dir": "ul",
    "search": "div",
    "dialog": "div",
    "textarea": "pre",
    "listing": "pre",
    "xmp": "pre",
    "plaintext": "pre",
    "strike": "s",
    "tt": "code",
    "acronym": "abbr",
    "button": "span",
    "label": "span",
    "output": "span",
    "body": "",
    "html": "",
}
"""Elements written as others; an empty name writes their content only."""

UNSEEN = frozenset("head script style template noscript datalist title meta link base".split())
"""Elements that show nothing."""

EMBEDDED = frozenset(
    "iframe frame frameset object embed applet video audio canvas portal noframes noembed".split()
)
"""Elements that show what is not text, and that nothing here looks at."""

SEEN_ATTRIBUTES = (
    "title",
    "alt",
    "aria-label",
    "aria-description",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "placeholder",
    "label",
    "summary",
    "abbr",
    "value",
)
"""Attributes that a reader can come to see or hear: each is a segment."""

BUTTON_TYPES = frozenset({"", "text", "search", "email", "tel", "url", "button", "submit", "reset", "number"})
"""Inputs whose value is seen."""

HARMLESS = {
    "colspan": re.compile(r"[0-9]{1,3}"),
    "rowspan": re.compile(r"[0-9]{1,3}"),
    "start": re.compile(r"-?[0-9]{1,4}"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "lang": re.compile(r"[a-zA-Z]{2,3}(?:-[A-Z]{2})?"),
}
"""Attributes that are written where they have such a value."""

UNMENTIONED = frozenset(
    {"colspan", "rowspan", "start", "dir", "charset", "width", "height", "border", "style"}
)
"""Attributes that are dropped without a word where their value is a plain number or word."""

PLAIN_VALUE = re.compile(r"-?[0-9]{1,4}(?:\.[0-9]{1,2})?(?:px|%|em|pt)?|white-space:pre-wrap")

LINK = re.compile(r"(?:https?://|mailto:)[^\s\"'<>\x00-\x20]+", re.IGNORECASE)
"""Link targets that can be kept, where a policy keeps them."""
