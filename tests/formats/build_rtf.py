"""Rich text with a token in every place that can bear text."""

from __future__ import annotations

SEEN = {
    "body": "tokenbody",
    "split by formats": "tokensplit",
    "cell": "tokencell",
    "note": "tokenfootnote",
    "header": "tokenheader",
    "footer": "tokenfooter",
    "text box": "tokenbox",
    "link text": "tokenlink",
    "inserted": "tokeninserted",
}
HIDDEN = {
    "author": "tokenauthor",
    "title": "tokentitle",
    "property": "tokenproperty",
    "comment": "tokencomment",
    "comment author": "tokencommenter",
    "hidden group": "tokenhidden",
    "hidden run": "tokenrun",
    "deleted": "tokendeleted",
    "field code": "tokenfield",
    "style": "tokenstyle",
    "font": "tokenfont",
    "unknown destination": "tokenunknown",
    "generator": "tokengenerator",
    "behind the end": "tokenbehind",
    "object result": "tokenresult",
    "bookmark": "tokenbookmark",
}


def rich_text() -> bytes:
    """The file."""
    s, h = SEEN, HIDDEN
    source = rf"""{{\rtf1\ansi\ansicpg1251\deff0{{\fonttbl{{\f0\fswiss\fcharset204 Arial;}}
{{\f1 {h["font"]};}}}}
{{\stylesheet{{\s1 {h["style"]};}}}}{{\*\generator {h["generator"]};}}
{{\info{{\author {h["author"]}}}{{\title {h["title"]}}}}}
{{\*\userprops{{\propname x}}{{\staticval {h["property"]}}}}}
{{\header {s["header"]}\par}}{{\footer {s["footer"]}}}
\pard\f0 I am {s["body"]}, {{\*\bkmkstart {h["bookmark"]}}}also tok\b ens\b0 {{\i plit}}
 of \'cf\'ee\'eb\u1090?ava.\par
{{\v {h["hidden group"]}}}\v {h["hidden run"]}\v0 Then {{\deleted {h["deleted"]}}}
\revised {s["inserted"]}\revised0 .\par
\trowd a\cell {s["cell"]}\cell\row
See{{\footnote {s["note"]}}} {{\field{{\*\fldinst HYPERLINK "http://{h["field code"]}"}}
{{\fldrslt {s["link text"]}}}}}.\par
{{\*\atnauthor {h["comment author"]}}}{{\*\annotation {h["comment"]}}}{{\*\oddity {h["unknown destination"]}}}
{{\pict\pngblip 89504e47}}{{\object{{\*\objdata 0102}}{{\result {h["object result"]}}}}}
{{\shp{{\*\shpinst{{\sp{{\sn a}}}}{{\shptxt {s["text box"]}\par}}}}}}End.\par}}{h["behind the end"]}"""
    return source.encode("ascii")
