"""Builds ``src/redactor/text/data/hanja.yaml``: how Chinese characters are read in Korean.

    pip download --no-deps hanja==0.15.1        # a wheel is a zip file; unpack it, then
    python tools/build_hanja.py hanja/table.yml

Only characters of KS X 1001 and of GB 2312 are kept, which hold those of names in Korea's
and in China's simplified writing. The same input gives the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

_ROW = re.compile(r'"\\u([0-9A-F]{4})": "\\u([0-9A-F]{4})"')
_TARGET = Path(__file__).parents[1] / "src" / "redactor" / "text" / "data" / "hanja.yaml"
_BESIDE = {
    "金": "김",
    "宁": "령",
    "车": "차거",
    "車": "거",
    "樂": "악낙",
    "乐": "악낙",
    "洙": "수",
    "瑞": "서",
}
"""Readings in names beside the table's."""
_HEAD = """\
# How Chinese characters are read in Korean, by reading; a character may stand under several.
# source: table of the Python package hanja 0.15.1 (Sumin Byeon), characters of KS X 1001 and GB 2312 only;
#   some readings in names added by hand. Built by tools/build_hanja.py. licence: WTFPL 2.
"""


def main(source: Path) -> None:
    """Write the table.

    Args:
        source: ``hanja/table.yml`` of the package.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for codes in _ROW.findall(source.read_text("utf-8")):
        char, reading = (chr(int(code, 16)) for code in codes)
        if "一" <= char <= "鿿" and (_has(char, "euc_kr") or _has(char, "gb2312")):
            found[reading].add(char)
    for char, readings in _BESIDE.items():
        for reading in readings:
            found[reading].add(char)
    rows = (f"{reading}: {''.join(sorted(found[reading]))}\n" for reading in sorted(found))
    _TARGET.write_text(_HEAD + "".join(rows), "utf-8")


def _has(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    main(Path(sys.argv[1]))
