"""An OpenDocument text that has a token of its own in every place that can hold one."""

# ruff: noqa: E501  the XML is easier to read in long lines
from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from PIL import Image

from redactor.formats.odt.names import MIMETYPE, NAMESPACES

_SPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_META = 'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
_CONFIG = 'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"'

STYLES_AUTO = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard">
 <style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="T4" style:family="text"><style:text-properties fo:font-size="1pt"/></style:style>
<style:style style:name="P2" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
<style:style style:name="TX1" style:family="table-cell">
 <style:table-cell-properties fo:background-color="#000080"/></style:style>
"""

BODY = """
<text:tracked-changes>
 <text:changed-region xml:id="ct1" text:id="ct1"><text:deletion>
  <office:change-info><dc:creator>H-deleter</dc:creator><dc:date>2024-05-06T07:08:09</dc:date></office:change-info>
  <text:p>H-deleted</text:p></text:deletion></text:changed-region>
 <text:changed-region xml:id="ct2" text:id="ct2"><text:insertion>
  <office:change-info><dc:creator>H-inserter</dc:creator></office:change-info></text:insertion>
 </text:changed-region>
</text:tracked-changes>
<office:forms form:apply-design-mode="false"/>
<text:variable-decls><text:variable-decl text:name="H-variable" office:value-type="string"/></text:variable-decls>
<text:user-field-decls><text:user-field-decl text:name="H-userfield" office:string-value="H-uservalue"
  office:value-type="string"/></text:user-field-decls>
<!--H-xmlcomment-->
<text:h text:style-name="Heading_20_1" text:outline-level="1">V-heading</text:h>
<text:p text:style-name="P1">V-plain and   V-sp<text:span text:style-name="T1">lit</text:span> over
  runs,<text:s text:c="3"/>three blanks,<text:tab/>a tab,<text:line-break/>a line.</text:p>
<text:p>V-kept<text:change text:change-id="ct1"/> <text:change-start text:change-id="ct2"/>V-inserted<text:change-end
  text:change-id="ct2"/> end <text:span text:style-name="T2">H-vanish</text:span><text:span
  text:style-name="T3">H-white</text:span><text:span text:style-name="T4">H-tiny</text:span></text:p>
<text:p text:style-name="P2">H-hiddenparagraph</text:p>
<text:p><text:hidden-paragraph text:condition="H-condition" text:is-hidden="true"/>H-condparagraph</text:p>
<text:section text:name="H-sectionname" text:display="none"><text:p>H-section</text:p></text:section>
<text:section text:name="H-sectionname2"><text:p>V-section</text:p></text:section>
<text:p>A <text:a xlink:href="http://H-link.example/" office:name="H-linkname" office:title="H-linktitle"
  xlink:type="simple">V-linktext</text:a>, <text:bookmark text:name="H-bookmark"/>a
  note<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>
  <text:note-body><text:p>V-footnote</text:p></text:note-body></text:note>, an endnote<text:note text:id="ftn2"
  text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>V-endnote</text:p>
  </text:note-body></text:note>, a remark<office:annotation office:name="H-annname"><dc:creator>H-annauthor</dc:creator>
  <dc:date>2024-01-01</dc:date><text:p>H-annotation</text:p></office:annotation>.</text:p>
<text:p>Field: <text:variable-set text:name="H-variable" text:formula="ooow:H-formula" office:value-type="string"
  text:display="none">H-setvalue</text:variable-set><text:user-field-get text:name="H-userfield">V-fieldvalue</text:user-field-get>
  by <text:author-name>V-authorfield</text:author-name> <text:hidden-text text:condition="x"
  text:string-value="H-hiddentextvalue">H-hiddentext</text:hidden-text><text:placeholder
  text:placeholder-type="text" text:description="H-placeholder">V-placeholder</text:placeholder>
  page <text:page-number text:select-page="current">9</text:page-number></text:p>
<text:list text:style-name="L1"><text:list-item><text:p>V-item1</text:p></text:list-item>
 <text:list-item><text:p>V-item2</text:p></text:list-item></text:list>
<table:table table:name="H-tablename"><table:table-column table:number-columns-repeated="2"/>
 <table:table-row><table:table-cell office:value-type="string"><text:p>V-cell1</text:p></table:table-cell>
  <table:table-cell table:formula="H-cellformula"><text:p>V-cell2</text:p></table:table-cell></table:table-row>
 <table:table-row><table:table-cell table:number-columns-spanned="2" table:style-name="TX1"><text:p><text:span
   text:style-name="T3">V-whiteondark</text:span></text:p></table:table-cell>
  <table:covered-table-cell><text:p>H-covered</text:p></table:covered-table-cell></table:table-row></table:table>
<text:p><draw:frame draw:name="H-framename" svg:width="5cm" text:anchor-type="paragraph"><draw:text-box><text:p>V-textbox</text:p>
  </draw:text-box></draw:frame><draw:frame draw:name="Image1" svg:width="2cm" svg:height="1cm"
  text:anchor-type="as-char"><draw:image xlink:href="Pictures/photo.png"
  xlink:type="simple"/><svg:title>H-alttitle</svg:title><svg:desc>H-altdesc</svg:desc></draw:frame></text:p>
"""
ODD = """
<text:p>odd <draw:custom-shape><text:p>U-shape</text:p></draw:custom-shape><draw:frame><draw:object
  xlink:href="./Object 1"/></draw:frame><text:script script:language="Basic">U-script</text:script></text:p>
"""
MASTER = """
<style:master-page style:name="Standard" style:page-layout-name="pm1" style:display-name="H-mastername">
<style:header><text:p>V-header</text:p></style:header><style:footer><text:p>V-footer</text:p></style:footer>
</style:master-page>
"""
STYLES_COMMON = """
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt"
  fo:language="en" fo:country="GB"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Heading_20_1" style:family="paragraph" style:parent-style-name="Standard"
  style:default-outline-level="1"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="H-stylename" style:display-name="H-styledisplay" style:family="paragraph"/>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"
  style:num-suffix="."/></text:list-style>
"""


@dataclass(frozen=True)
class Built:
    """A file and its tokens: visible, hidden, and those in parts that are not understood."""

    data: bytes
    visible: tuple[str, ...]
    hidden: tuple[str, ...]
    unknown: tuple[str, ...]


def token(place: str) -> str:
    """A word that is nowhere else: ``V-cell1`` gives ``vqcell1xz``."""
    return f"{place[0].lower()}q{place[2:].replace('-', '')}xz"


def content(body: str, styles: str = "") -> str:
    """Content.xml with a body."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.3">'
        f"<office:automatic-styles>{STYLES_AUTO}{styles}</office:automatic-styles><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )


def package(body: str, extra: dict[str, bytes] | None = None, styles: str = "") -> bytes:
    """A whole file with a body."""
    parts = {
        "mimetype": MIMETYPE.encode(),
        "content.xml": content(body, styles).encode(),
        "styles.xml": (
            f'<office:document-styles {_SPACES} office:version="1.3"><office:styles>{STYLES_COMMON}'
            '</office:styles><office:automatic-styles><style:page-layout style:name="pm1">'
            '<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"/></style:page-layout>'
            f"</office:automatic-styles><office:master-styles>{MASTER}</office:master-styles>"
            "</office:document-styles>"
        ).encode(),
        **(extra or {}),
    }
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{n}" manifest:media-type="text/xml"/>' for n in parts
    )
    root = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
    parts["META-INF/manifest.xml"] = (
        f'<manifest:manifest xmlns:manifest="{NAMESPACES["manifest"]}">{root}{listed}</manifest:manifest>'
    ).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
        archive.comment = token("H-zipcomment").encode()
    return out.getvalue()


def picture() -> bytes:
    """A small picture that names somebody in its metadata."""
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", token("H-exif"))
    out = io.BytesIO()
    Image.new("RGB", (4, 2), "red").save(out, "PNG", pnginfo=info)
    return out.getvalue()


def build(*, odd: bool = False) -> Built:
    """Build the file; ``odd`` adds parts that are not understood."""
    marks = re.compile(r"\b[VHU]-[a-z0-9]+")
    extra = {
        "meta.xml": f"<office:document-meta {_SPACES} {_META}><office:meta><dc:creator>H-creator</dc:creator>"
        '<dc:title>H-title</dc:title><meta:user-defined meta:name="H-propname">H-propvalue</meta:user-defined>'
        "</office:meta></office:document-meta>",
        "settings.xml": f"<office:document-settings {_SPACES} {_CONFIG}><office:settings>"
        '<config:config-item config:name="PrinterName" config:type="string">H-printer</config:config-item>'
        "</office:settings></office:document-settings>",
        "manifest.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">H-rdf</rdf:RDF>',
    }
    if odd:
        extra["Basic/Standard/Module1.xml"] = "<x>U-basic</x>"
        extra["Object 1/content.xml"] = "<x>U-object</x>"
    source = "".join([BODY, STYLES_COMMON, MASTER, *extra.values(), ODD if odd else ""])
    names = sorted({*marks.findall(source), "H-xmlcomment", "V-split"} - {"V-sp"})
    data = package(BODY + (ODD if odd else ""), {name: part.encode() for name, part in extra.items()})
    data = _with_tokens(data, {"Pictures/photo.png": picture(), "Thumbnails/thumbnail.png": picture()})
    return Built(data, *(tuple(token(n) for n in names if n[0] == kind) for kind in "VHU"))


def _with_tokens(data: bytes, more: dict[str, bytes]) -> bytes:
    """Put the tokens in the places of their names, and members in the package."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            text = text.replace("V-sp<", "vqsp<").replace(">lit<", ">litxz<")
            new.writestr(name, re.sub(r"\b[VHU]-[a-z0-9]+", lambda m: token(m[0]), text))
        for name, part in more.items():
            new.writestr(name, part)
        new.comment = old.comment
    return out.getvalue()
