"""Files that are their text, with a token of its own in every place that bears some."""

from __future__ import annotations

import json
import re

_MARKDOWN = """---
title: tokentitle
author: [tokenauthor, b]
---
<!-- tokencomment -->
# About tokenheading

He said *token*star and [tokenlink](https://example.org/tokentarget "tokentooltip").[^1] See [this][ref], ![tokenalt](tokenpicture.png),
<span data-who="tokenattribute">tokenspan</span> and <https://example.org/tokenautolink>. `tokencode` too.

```
tokenfence
```

| tokencolumn | b |
|---|---|
| tokencell | c |

[^1]: tokennote was there.
[ref]: https://example.org/tokenreference 'tokenreferencetitle'
"""  # noqa: E501 - Markdown needs the line
_TABLE = [
    ["tokenheading", "Where", "Note"],
    ["tokencell", "tokenother, tokensame", "line tokenone\nline tokentwo"],
    ['=HYPERLINK("https://tokenformula.example")', "+tokenplus", "@tokenat"],
    ["-tokenminus", "", "\ttokentab"],
]
_OBJECTS = [
    {"tokenkey": "tokenvalue", "list": ["tokenitem", {"tokendeepkey": "tokendeepvalue"}]},
    {"tokenkey": "tokénescaped tokenescaped", "n": 7, "formula": "=tokenformula"},
]


def markdown() -> bytes:
    """Markdown with front matter, links, notes, a table, code and comments."""
    return _MARKDOWN.encode()


def table(delimiter: str = ",") -> bytes:
    """A delimited table with headings, formulas and cells of two lines."""
    rows = (delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in _TABLE)
    return "".join(f"{row}\r\n" for row in rows).encode()


def objects() -> bytes:
    """JSON Lines with keys in objects in lists."""
    return "".join(json.dumps(o) + "\n" for o in _OBJECTS).encode()


def text() -> bytes:
    """Plain text with what many pieces of software put at its ends."""
    return "\ufefftokenfirst said it.\r\nAgain: (tokensecond), tokenthird.\f\ntokenlast".encode()


def tokens(data: bytes) -> tuple[str, ...]:
    """The tokens of such a file."""
    return tuple(dict.fromkeys(re.findall(r"token[a-z]+", data.decode("utf-8-sig"))))
