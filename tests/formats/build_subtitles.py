"""Subtitles with a token in every place that can bear text."""

from __future__ import annotations

SEEN = {
    "cue": "tokencue",
    "over two lines": "tokentwo lines",
    "over two cues": "tokenover cues",
    "split by a tag": "tokentag",
    "split by a time": "tokentime",
    "entity": "tokenent",
    "voice": "tokenvoice",
}
HIDDEN = {
    "header": "tokenheader",
    "header line": "tokenkind",
    "note": "tokennote",
    "second line of a note": "tokenmore",
    "style": "tokenstyle",
    "region": "tokenregion",
    "cue name": "tokenname",
    "setting": "tokensetting",
    "class": "tokenclass",
    "stray block": "tokenstray",
    "annotated voice": "tokenloud",
}


def vtt(end: str = "\n", mark: str = "") -> bytes:
    """A WebVTT file."""
    s, h = SEEN, HIDDEN
    lines = f"""WEBVTT - {h["header"]}
Kind: {h["header line"]}

NOTE
{h["note"]}
{h["second line of a note"]}

STYLE
::cue(v[voice="{h["style"]}"]) {{ color: red }}

REGION
id:{h["region"]}

1
00:01.000 --> 00:02.500 align:start position:10%
<v {s["voice"]}>I am {s["cue"]}, of <c.{h["class"]}>tok</c><i>entag</i> and tokent<00:01.200>ime.

{h["cue name"]}
00:00:02.500 --> 00:00:03.000 region:{h["setting"]} line:0
They called me tokentwo
lines, and to&#107;enent and also tokenover

00:00:03.000 --> 00:00:04.000
cues &amp; others.
- <v.loud {h["annotated voice"]}>Who?

{h["stray block"]}
without a time

00:00:05.000 --> 00:00:06.000
End.
"""
    return (mark + lines.replace("\n", end)).encode()


def srt(end: str = "\n", mark: str = "") -> bytes:
    """A SubRip file."""
    s, h = SEEN, HIDDEN
    lines = f"""1
00:00:01,000 --> 00:00:02,500
I am {s["cue"]}, of <font color="#ff0000">tok</font><i>entag</i>.

{h["cue name"]}
00:00:02,500 --> 00:00:03,000 X1:10 X2:20 Y1:30 {h["setting"]}
{{\\an8}}They called me tokentwo
lines, and to&#107;enent, tokent<00:00:02.800>ime, and also tokenover

3
00:00:03,000 --> 00:00:04,000
<font face="{h["class"]}">cues & others.</font>
- Who is {s["voice"]}?

4
00:00:05,000 --> 00:00:06,000
End {{\\{h["style"]}}}.
"""
    return (mark + lines.replace("\n", end)).encode()
