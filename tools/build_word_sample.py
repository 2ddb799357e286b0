"""Builds ``samples/draft.docx``: an invented feature as a desk keeps it in Word.

    python tools/build_word_sample.py samples/draft.docx

It has a tracked change, a comment, a name over two runs, a header, a footnote, a table, an
author in its properties. The people in it were made up for this project. The file is the same
each time.
"""

# ruff: noqa: E501  the XML is easier to read in long lines
from __future__ import annotations

import sys
import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
BODY = """
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>The man who kept the spoon</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Staff Sergeant Rim </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Kwang</w:t></w:r><w:r><w:t xml:space="preserve">-su is 29. He was born in Hamju, in South Hamgyong Province, where his father repairs looms and his mother </w:t></w:r><w:del w:id="1" w:author="Jana Weiss" w:date="2025-04-02T09:00:00Z"><w:r><w:delText xml:space="preserve">Ok Pun-nyo </w:delText></w:r></w:del><w:ins w:id="2" w:author="Jana Weiss" w:date="2025-04-02T09:00:00Z"><w:r><w:t xml:space="preserve">teaches singing. </w:t></w:r></w:ins></w:p>
<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>"I have one sister,"</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:r><w:t xml:space="preserve"> he says. "She is in the civil defence. I wrote her name inside the spoon."</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:r><w:t>North Korean soldiers were first seen in Russia's Kursk region in the autumn of 2024. In Moscow, Vladimir Putin did not deny it.</w:t></w:r></w:p>
<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6000"/></w:tblGrid>
<w:tr><w:tc><w:p><w:r><w:t>Unit</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>7th Engineer Battalion</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>Enlisted</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>August 2014</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p/>
<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>
"""
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style>
"""
COMMENT = '<w:comment w:id="0" w:author="Jana Weiss"><w:p><w:r><w:t>Her name is Rim Hyang-mi, she must not be in it!</w:t></w:r></w:p></w:comment>'
NOTE = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>Recorded in Lviv on 30 March 2025, a guard in the room.</w:t></w:r></w:p></w:footnote>'
PARTS = {
    "document.xml": (f"<w:document {SPACES}><w:body>{BODY}</w:body></w:document>", "document.main"),
    "styles.xml": (f"<w:styles {SPACES}>{STYLES}</w:styles>", "styles"),
    "comments.xml": (f"<w:comments {SPACES}>{COMMENT}</w:comments>", "comments"),
    "footnotes.xml": (f"<w:footnotes {SPACES}>{NOTE}</w:footnotes>", "footnotes"),
    "header1.xml": (
        f"<w:hdr {SPACES}><w:p><w:r><w:t>Second draft, for the desk</w:t></w:r></w:p></w:hdr>",
        "header",
    ),
}
CORE = '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Jana Weiss</dc:creator><dc:title>Rim Kwang-su, spoon</dc:title></cp:coreProperties>'


def main() -> None:
    """Write the file that the first argument names."""
    types = "".join(
        f'<Override PartName="/word/{n}" ContentType="{KIND}.{k}+xml"/>' for n, (_, k) in PARTS.items()
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{kind.partition(".")[0]}" Target="{name}"/>'
        for number, (name, (_, kind)) in enumerate(PARTS.items(), 1)
        if name != "document.xml"
    )
    space = "http://schemas.openxmlformats.org/package/2006"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{space}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{space}/relationships"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="{space}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}/relationships">{links}</Relationships>',
        "docProps/core.xml": CORE,
        **{f"word/{name}": text for name, (text, _) in PARTS.items()},
    }
    with zipfile.ZipFile(Path(sys.argv[1]), "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)


if __name__ == "__main__":
    main()
