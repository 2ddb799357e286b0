"""A Word document that has a token of its own in every place that can hold one."""

# ruff: noqa: E501  the XML is easier to read in long lines
from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from PIL import Image

from redactor.formats.docx.names import NAMESPACES

_SPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TEXTBOX = "<w:txbxContent><w:p><w:r><w:t>V-textbox</w:t></w:r></w:p></w:txbxContent>"

BODY = f"""
<w:p w:rsidR="00AB12CD" w14:paraId="1A2B3C4D"><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>V-heading</w:t></w:r></w:p>
<w:p><w:bookmarkStart w:id="0" w:name="H-bookmark"/><w:r><w:t>V-sp</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00AB12CD"><w:rPr><w:b/></w:rPr><w:t>lit</w:t></w:r><w:bookmarkEnd w:id="0"/><w:r><w:tab/><w:t>V-tab</w:t><w:br/><w:t xml:space="preserve">V-line and </w:t><w:noBreakHyphen/></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">V-kept </w:t></w:r><w:ins w:id="1" w:author="H-insauthor" w:date="2024-05-06T07:08:09Z"><w:r><w:t xml:space="preserve">V-inserted </w:t></w:r></w:ins><w:del w:id="2" w:author="H-delauthor" w:date="2024-05-06T07:08:09Z"><w:r><w:delText>H-deleted</w:delText></w:r></w:del><w:moveFrom w:id="3" w:author="H-mover"><w:r><w:t>H-movedfrom</w:t></w:r></w:moveFrom><w:moveTo w:id="4" w:author="H-mover2"><w:r><w:t xml:space="preserve">V-movedto </w:t></w:r></w:moveTo></w:p>
<w:p><w:r><w:rPr><w:rPrChange w:id="5" w:author="H-formatauthor"><w:rPr><w:i/></w:rPr></w:rPrChange><w:b/></w:rPr><w:t>V-formatted</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>H-vanish</w:t></w:r><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>H-white</w:t></w:r><w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>H-tiny</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Hide"/></w:rPr><w:t>H-hiddenstyle</w:t></w:r></w:p>
<w:p><w:r><w:t>V-joined</w:t></w:r></w:p>
<w:p><w:pPr><w:rPr><w:del w:id="6" w:author="H-markauthor"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">V-first </w:t></w:r></w:p>
<w:p><w:r><w:t>V-second</w:t></w:r></w:p>
<w:p><w:hyperlink r:id="rId20" w:tooltip="H-tooltip"><w:r><w:t xml:space="preserve">V-linktext </w:t></w:r></w:hyperlink><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="H-formname"/><w:textInput><w:default w:val="H-formdefault"/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText>HYPERLINK "H-fieldcode"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve">V-fieldresult </w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="AUTHOR H-simplefield"><w:r><w:t>V-simpleresult</w:t></w:r></w:fldSimple></w:p>
<w:sdt><w:sdtPr><w:alias w:val="H-alias"/><w:tag w:val="H-tag"/><w:placeholder><w:docPart w:val="H-placeholder"/></w:placeholder><w:dataBinding w:xpath="H-binding" w:storeItemID="H-store"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>V-control</w:t></w:r></w:p></w:sdtContent></w:sdt>
<w:p><w:smartTag w:uri="urn:x" w:element="H-smarttag"><w:r><w:t xml:space="preserve">V-smart </w:t></w:r></w:smartTag><w:sdt><w:sdtPr><w:tag w:val="H-inlinetag"/></w:sdtPr><w:sdtContent><w:r><w:t xml:space="preserve">V-inlinecontrol </w:t></w:r></w:sdtContent></w:sdt><w:commentRangeStart w:id="0"/><w:r><w:t>V-commented</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>
<w:p><w:r><w:t>V-noted</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="914400" cy="457200"/><wp:docPr id="1" name="H-boxname" descr="H-boxalt"/><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>{_TEXTBOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape alt="H-vmlalt"><v:textbox>{_TEXTBOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
<w:p><w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr id="2" name="H-picname" descr="H-picalt" title="H-pictitle"/><a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="H-picfile"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId21"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>
<w:tbl><w:tblPr><w:tblCaption w:val="H-tablecaption"/><w:tblDescription w:val="H-tabledescription"/><w:tblStyle w:val="Grid"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>
<w:tr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>V-cell1</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>V-cell2</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>V-nested</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>
<w:tr><w:trPr><w:del w:id="9" w:author="H-rowauthor"/></w:trPr><w:tc><w:p><w:r><w:t>H-deletedrow</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>
<!--H-xmlcomment-->
<w:p><w:r><w:t>V-last</w:t></w:r></w:p>
<w:sectPr w:rsidR="00AB12CD"><w:headerReference w:type="default" r:id="rId30"/><w:footerReference w:type="default" r:id="rId31"/><w:pgSz w:w="11906" w:h="16838"/><w:sectPrChange w:id="29" w:author="H-sectionauthor"><w:sectPr/></w:sectPrChange></w:sectPr>
"""

MORE = """
<w:p><w:r><w:t xml:space="preserve">V-beforemark </w:t></w:r><w:r><w:rPr><w:highlight w:val="black"/></w:rPr><w:t>H-blackmarker</w:t></w:r><w:r><w:rPr><w:color w:val="000000"/><w:shd w:val="clear" w:color="auto" w:fill="0A0A0A"/></w:rPr><w:t>H-blackshade</w:t></w:r><w:r><w:rPr><w:color w:val="FAFAFA"/></w:rPr><w:t>H-pale</w:t></w:r><w:r><w:rPr><w:rFonts w:ascii="H-facename" w:hAnsi="Aptos"/><w:em w:val="D-oddvalue"/></w:rPr><w:t xml:space="preserve">V-handwritten </w:t></w:r><w:r><w:rPr><w:color w:val="1F3864" w:themeColor="background1"/></w:rPr><w:t>H-themewhite</w:t></w:r><w:r><w:rPr><w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/></w:rPr><w:t xml:space="preserve">V-whiteonblue </w:t></w:r><w:r><w:rPr><w:shd w:val="solid" w:color="000000" w:fill="auto"/></w:rPr><w:t>V-automatic</w:t></w:r></w:p>
<w:p><w:pPr><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/></w:pPr><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>V-whiteonparagraph</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Gone"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>H-twostyles</w:t></w:r></w:p>
<w:p><w:pPr><w:spacing w:line="1" w:lineRule="exact"/></w:pPr><w:r><w:t>H-squeezedline</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/></w:tcPr><w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>V-whiteincell</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>H-hiddenrow</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:trPr><w:trHeight w:val="2" w:hRule="exact"/></w:trPr><w:tc><w:p><w:r><w:t>H-lowrow</w:t></w:r></w:p></w:tc></w:tr>
<w:sdt><w:sdtPr><w:alias w:val="H-rowalias"/></w:sdtPr><w:sdtContent><w:tr><w:sdt><w:sdtPr><w:tag w:val="H-celltag"/></w:sdtPr><w:sdtContent><w:tc><w:p><w:r><w:t>V-controlledcell</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>V-nestedincontrol</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>
<w:p><w:pPr><w:pPrChange w:id="20" w:author="H-paragraphauthor" w:date="2024-05-06T07:08:09Z"><w:pPr/></w:pPrChange><w:numPr><w:numberingChange w:id="21" w:author="H-numberauthor" w:original="H-oldnumber"/></w:numPr></w:pPr><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="H-listitem" w:value="H-listvalue"/></w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t xml:space="preserve">V-chosen </w:t></w:r></w:sdtContent></w:sdt><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:helpText w:type="text" w:val="H-helptext"/><w:statusText w:type="text" w:val="H-statustext"/><w:entryMacro w:val="H-entrymacro"/><w:ddList><w:listEntry w:val="H-listentry"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:tbl><w:tblPr><w:tblPrChange w:id="22" w:author="H-tableauthor"><w:tblPr/></w:tblPrChange></w:tblPr><w:tr><w:trPr><w:ins w:id="23" w:author="H-rowinserter"/><w:trPrChange w:id="24" w:author="H-rowformat"><w:trPr/></w:trPrChange></w:trPr><w:tc><w:tcPr><w:tcPrChange w:id="25" w:author="H-cellformat"><w:tcPr/></w:tcPrChange></w:tcPr><w:p><w:r><w:t xml:space="preserve">V-cellkept </w:t></w:r><w:del w:id="26" w:author="H-celldeleter"><w:r><w:delText>H-celldeleted</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="914400" cy="457200"/><wp:docPr id="9" name="H-otherbox"/><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t xml:space="preserve">V-choice </w:t></w:r><w:ins w:id="27" w:author="H-boxinserter"><w:r><w:t>V-boxinserted</w:t></w:r></w:ins><w:del w:id="28" w:author="H-boxdeleter"><w:r><w:delText>H-boxdeleted</w:delText></w:r></w:del></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>H-fallback</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
"""
"""More of the body: what is behind letters, heights, forms, and changes wherever they can be."""

CHANGED = """<w:p><w:r><w:t xml:space="preserve">V-{0} </w:t></w:r><w:ins w:id="30" w:author="H-{0}inserter"><w:r><w:t>V-{0}inserted</w:t></w:r></w:ins><w:del w:id="31" w:author="H-{0}deleter"><w:r><w:delText>H-{0}deleted</w:delText></w:r></w:del></w:p>"""

ODD = """<w:p><w:r><w:object><w:oddthing>U-object</w:oddthing></w:object></w:r></w:p><w:altChunk r:id="rId40"/>"""

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hide"><w:name w:val="H-stylename"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Gone"><w:name w:val="H-gonestyle"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/></w:style>
"""


NUMBERING = """
<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape alt="D-bulletalt"/></w:pict></w:numPicBullet>
<w:abstractNum w:abstractNumId="0"><w:nsid w:val="0DEADBE1"/><w:tmpl w:val="0DEADBE2"/><w:name w:val="H-listname"/><w:lvl w:ilvl="0" w:tplc="0DEADBE3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="H-leveltext %1"/><w:lvlPicBulletId w:val="0"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
"""


@dataclass(frozen=True)
class Built:
    """A document and its tokens: which a reader sees, which not, which are not understood.

    Those beneath are in the package and in pictures, where no segment tells of them.
    """

    data: bytes
    visible: list[str]
    hidden: list[str]
    unknown: list[str]
    beneath: list[str]


def token(place: str) -> str:
    """A place's token: letters that stand nowhere else."""
    return "xq" + re.sub(r"\W", "", place).lower() + "zk"


def _part(tag: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {_SPACES} {_W14}>{inner}</w:{tag}>'


def _links(*links: tuple[str, str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="{i}" Type="{_REL}/{kind}" Target="{target}"'
        + (' TargetMode="External"' if "://" in target else "")
        + "/>"
        for i, kind, target in links
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'


def picture() -> bytes:
    """A picture with a token in each kind of metadata."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = token("H-exif")
    image = Image.new("RGB", (8, 8), (1, 2, 3))
    xmp = f"<x:xmpmeta>{token('H-xmp')}</x:xmpmeta>".encode()
    image.save(out, "JPEG", exif=exif, xmp=xmp, comment=token("H-jpegcomment").encode())
    return out.getvalue()


def parts(*, odd: bool = False) -> dict[str, str | bytes]:
    """The package's members before their tokens are put in."""
    note = (
        "<w:{0} w:type='separator' w:id='-1'><w:p/></w:{0}><w:{0} w:id='2'>"
        + CHANGED
        + "</w:{0}><w:{0} w:id='7'><w:p><w:r><w:t>H-unused{0}</w:t></w:r></w:p></w:{0}>"
    )
    body = BODY.replace("<w:sectPr ", f"{MORE}<w:sectPr ", 1)
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": _links(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": _part("document", f"<w:body>{ODD * odd}{body}</w:body>"),
        "word/_rels/document.xml.rels": _links(
            ("rId20", "hyperlink", "https://H-link.example/"),
            ("rId21", "image", "media/photo.jpg"),
            ("rId30", "header", "header1.xml"),
            ("rId31", "footer", "footer1.xml"),
        ),
        "word/styles.xml": _part("styles", STYLES),
        "word/settings.xml": _part(
            "settings",
            '<w:attachedTemplate r:id="rId1"/><w:docVars><w:docVar w:name="H-varname" w:val="H-varvalue"/></w:docVars><w:rsids><w:rsid w:val="00AB12CD"/></w:rsids><w:evenAndOddHeaders/>',
        ),
        "word/_rels/settings.xml.rels": _links(("rId1", "attachedTemplate", "file:///C:/H-template.dotm"))
        .replace('Target="file', 'TargetMode="External" Target="file')
        .replace(' TargetMode="External"/>', "/>"),
        "word/numbering.xml": _part("numbering", NUMBERING),
        "word/header1.xml": _part("hdr", CHANGED.format("header")),
        "word/footer1.xml": _part("ftr", CHANGED.format("footer")),
        "word/header9.xml": _part("hdr", "<w:p><w:r><w:t>H-unusedheader</w:t></w:r></w:p>"),
        "word/footnotes.xml": _part("footnotes", note.format("footnote")),
        "word/endnotes.xml": _part("endnotes", note.format("endnote")),
        "word/comments.xml": _part(
            "comments",
            '<w:comment w:id="0" w:author="H-commentauthor" w:initials="H-ci"><w:p><w:r><w:t>H-comment</w:t></w:r><w:del w:id="40" w:author="H-commentdeleter"><w:r><w:delText>H-commentdeleted</w:delText></w:r></w:del></w:p></w:comment>',
        ),
        "word/commentsExtended.xml": '<x xmlns="urn:x" y="H-commentextended"/>',
        "word/commentsExtensible.xml": '<x xmlns="urn:x" y="H-commentextensible"/>',
        "word/printerSettings/printerSettings1.bin": b"D-printer",
        "word/intelligence2.xml": '<x xmlns="urn:x" y="H-intelligence"/>',
        "docMetadata/LabelInfo.xml": '<x xmlns="urn:x" y="H-sensitivity"/>',
        "_xmlsignatures/sig1.xml": '<x xmlns="urn:x" y="H-signer"/>',
        "word/people.xml": '<x xmlns="urn:x" y="H-people"/>',
        "word/glossary/document.xml": _part(
            "glossaryDocument",
            "<w:docParts><w:docPart><w:docPartBody><w:p><w:r><w:t>H-glossary</w:t></w:r></w:p></w:docPartBody></w:docPart></w:docParts>",
        ),
        "docProps/core.xml": '<c xmlns="urn:c"><creator>H-creator</creator><title>H-title</title></c>',
        "docProps/app.xml": '<c xmlns="urn:c"><Company>H-company</Company></c>',
        "docProps/custom.xml": '<c xmlns="urn:c" name="H-customname"><v>H-customvalue</v></c>',
        "customXml/item1.xml": "<c><v>H-customxml</v></c>",
        "word/theme/theme1.xml": "<a name='D-theme'/>",
        "word/media/photo.jpg": picture(),
        "docProps/thumbnail.jpeg": picture(),
    }
    if odd:
        found["word/vbaProject.bin"] = b"U-macro"
        found["word/embeddings/oleObject1.bin"] = b"U-ole"
        found["word/charts/chart1.xml"] = "<c>U-chart</c>"
        found["word/embeddings/Microsoft_Excel_Sheet1.xlsx"] = package(
            {"xl/sharedStrings.xml": token("U-chartworkbook").encode()}
        )
        found["word/afchunk.html"] = b"<p>U-chunk</p>"
        found["word/diagrams/data1.xml"] = "<c>U-diagram</c>"
    return found


def build(*, odd: bool = False) -> Built:
    """Build the document; with ``odd``, also with what no reader of ours understands."""
    members = parts(odd=odd)
    joined = "".join(m if isinstance(m, str) else m.decode("latin-1") for m in members.values())
    places = sorted(set(re.findall(r"\b[VHUD]-\w+", joined)))
    filled = {}
    for name, content in members.items():
        text = content.decode("latin-1") if isinstance(content, bytes) else content
        text = re.sub(r"\b[VHUD]-\w+", lambda m: token(m[0]), text)
        filled[name] = text.encode("latin-1" if isinstance(content, bytes) else "utf-8")
    tokens = {kind: [token(p) for p in places if p[0] == kind] for kind in "VHUD"}
    tokens["V"].remove(token("V-sp"))
    beneath = ["exif", "xmp", "jpegcomment", "zipcomment", "zipextra", "zipbehind", "membercomment"]
    if odd:
        tokens["U"].append(token("U-chartworkbook"))
    data = package(filled) + token("H-zipbehind").encode()
    unknown = [*tokens["U"], *tokens["D"]]
    return Built(data, tokens["V"], tokens["H"], unknown, [token(f"H-{b}") for b in beneath])


def package(members: dict[str, bytes]) -> bytes:
    """Pack members, with comments, an extra field and a time that tell something."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2019, 7, 6, 5, 4, 2))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.comment = token("H-membercomment").encode()
            extra = token("H-zipextra").encode()
            info.extra = b"\xfe\xca" + len(extra).to_bytes(2, "little") + extra
            archive.writestr(info, content)
        archive.comment = token("H-zipcomment").encode()
    return out.getvalue()
