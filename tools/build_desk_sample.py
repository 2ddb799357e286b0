"""Builds ``samples/desk_record.odt``: an invented record of an interview, as a desk keeps it.

    python tools/build_desk_sample.py samples/desk_record.odt

The people and places in it were made up for this project. The file is the same each time.
"""

# ruff: noqa: E501  the XML is easier to read in long lines
from __future__ import annotations

import sys
import zipfile
from pathlib import Path

NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{prefix}="{NAMESPACE}{prefix}:1.0"' for prefix in ("office", "text", "table", "style")
)
MIMETYPE = "application/vnd.oasis.opendocument.text"
BODY = """
<text:h text:style-name="Heading_20_1" text:outline-level="1">Record of an interview</text:h>
<table:table><table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell>
<table:table-cell><text:p>Taras Lysohir</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>Born</text:p></table:table-cell>
<table:table-cell><text:p>9 May 1988</text:p></table:table-cell></table:table-row></table:table>
<text:p>Q: Where did you live before the war?</text:p>
<text:p>A: In Krynychne, by the mill. My wife O<text:span text:style-name="Emphasis">lha</text:span> is still
there<office:annotation><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Desk</dc:creator>
<text:p>He gave her telephone number: 050 000 11 22.</text:p></office:annotation>, with our two girls.</text:p>
<text:p>Q: Who knows that you are here?<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>The guard, Sergeant Bondar, was in the room.</text:p></text:note-body></text:note></text:p>
<text:p>A: Nobody at home.</text:p>
"""
STYLES = """
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Heading_20_1" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Emphasis" style:family="text"/>
"""
PARTS = {
    "mimetype": MIMETYPE,
    "content.xml": f'<office:document-content {SPACES} office:version="1.3"><office:body><office:text>{BODY}'
    "</office:text></office:body></office:document-content>",
    "styles.xml": f'<office:document-styles {SPACES} office:version="1.3"><office:styles>{STYLES}'
    "</office:styles></office:document-styles>",
    "META-INF/manifest.xml": f'<m:manifest xmlns:m="{NAMESPACE}manifest:1.0" m:version="1.3">'
    f'<m:file-entry m:full-path="/" m:media-type="{MIMETYPE}"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
    '<m:file-entry m:full-path="styles.xml" m:media-type="text/xml"/></m:manifest>',
}


def main(target: Path) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in PARTS.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, text.strip())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
