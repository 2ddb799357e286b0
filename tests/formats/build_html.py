"""A page with a token in every place that can bear text."""

from __future__ import annotations

import base64
import io

from PIL import Image, PngImagePlugin

SEEN = {
    "title": "tokentitle",
    "paragraph": "tokenparagraph",
    "split by tags": "tokensplit",
    "split by entities": "tokenentity",
    "cell": "tokencell",
    "nested cell": "tokennested",
    "preformatted": "tokenpre",
    "textarea": "tokenarea",
    "option": "tokenoption",
    "summary": "tokensummary",
    "aria-hidden": "tokenariahidden",
    "unknown element": "tokencustom",
    "title attribute": "tokentooltip",
    "alt": "tokenalt",
    "aria-label": "tokenlabelled",
    "placeholder": "tokenplaceholder",
    "value": "tokenvalue",
    "after body": "tokenafterbody",
}
HIDDEN = {
    "comment": "tokencomment",
    "conditional comment": "tokenconditional",
    "comment before html": "tokenearly",
    "comment after html": "tokenlate",
    "processing instruction": "tokenpi",
    "meta": "tokenmeta",
    "json-ld": "tokenjsonld",
    "script": "tokenscript",
    "handler": "tokenhandler",
    "style content": "tokencss",
    "hidden attribute": "tokenhiddenattr",
    "display none": "tokendisplay",
    "visibility": "tokenvisibility",
    "style sheet": "tokensheet",
    "important": "tokenimportant",
    "zero size": "tokenzero",
    "in hidden": "tokeninner",
    "alt in hidden": "tokeninneralt",
    "data": "tokendata",
    "class": "tokenclass",
    "id": "tokenid",
    "href": "tokenhref",
    "script href": "tokenjshref",
    "srcset": "tokensrcset",
    "src": "tokensrc",
    "template": "tokentemplate",
    "noscript": "tokennoscript",
    "hidden input": "tokeninput",
    "datalist": "tokendatalist",
    "iframe": "tokeniframe",
    "object": "tokenobject",
    "svg": "tokensvg",
    "inline style": "tokeninline",
    "doctype": "tokendoctype",
    "dialog": "tokendialog",
    "link": "tokenlink",
    "base": "tokenbase",
}
IN_PICTURES = {
    "exif": "tokenpng",
    "base64 in a link": "tokenlinkeddata",
    "base64 in a style": "tokenstyleddata",
}


def picture() -> bytes:
    """A small picture with a token in its metadata."""
    about = PngImagePlugin.PngInfo()
    about.add_text("Author", IN_PICTURES["exif"])
    file = io.BytesIO()
    Image.new("RGB", (7, 5), (1, 2, 3)).save(file, "PNG", pnginfo=about)
    return file.getvalue()


def page() -> bytes:
    """The page."""
    s, h = SEEN, HIDDEN
    cut = s["split by tags"]
    coded = "".join(f"&#{ord(c)};" for c in s["split by entities"])
    png = base64.b64encode(picture()).decode()
    linked, styled = (base64.b64encode(t.encode()).decode() for t in list(IN_PICTURES.values())[1:])
    return f"""<!DOCTYPE html SYSTEM "{h["doctype"]}">
<!-- {h["comment before html"]} -->
<html lang="en"><head><meta charset="utf-8"><title>About {s["title"]}</title>
<meta name="author" content="{h["meta"]}"><link rel="stylesheet" href="{h["link"]}.css">
<base href="{h["base"]}">
<script type="application/ld+json">{{"name": "{h["json-ld"]}"}}</script>
<script>var a = "{h["script"]}"</script>
<style>.gone, #x {{ display: none }} .q::before {{ content: "{h["style content"]}" }}
p.kept {{ display: none }} p.kept.shown {{ display: block }}
b {{ visibility: hidden !important }}</style></head>
<body onload="{h["handler"]}()" class="{h["class"]}" id="{h["id"]}"><!-- {h["comment"]} -->
<!--[if IE]><p>{h["conditional comment"]}</p><![endif]--><?php {h["processing instruction"]} ?>
<h1 title="Of {s["title attribute"]}">What   was said</h1>
<p>First {s["paragraph"]}, then <i>{cut[:4]}</i><!-- x --><em>{cut[4:7]}</em><wbr>{cut[7:]} and {coded}.</p>
<p class="kept shown" style="color: {h["inline style"]}">Shown again.</p>
<b style="visibility: visible">{h["important"]}</b>
<div hidden>{h["hidden attribute"]}<p>{h["in hidden"]}</p><img alt="{h["alt in hidden"]}"></div>
<p style="display:none">{h["display none"]}</p><span style="visibility: hidden">{h["visibility"]}</span>
<div class="gone">{h["style sheet"]}</div><span style="font-size:0">{h["zero size"]}</span>
<table><tr><th>Who</th><td data-who="{h["data"]}">{s["cell"]}</td><td></td></tr>
<tr><td><table><tr><td>in</td><td>{s["nested cell"]}</td></tr></table></td><td>end</td></tr></table>
<pre>
  two  blanks {s["preformatted"]}
</pre><form><textarea>{s["textarea"]}</textarea><select><option value="v">{s["option"]}</option></select>
<input type="hidden" value="{h["hidden input"]}"><input placeholder="{s["placeholder"]}" value="{s["value"]}">
<datalist><option value="{h["datalist"]}"></datalist></form>
<details><summary>{s["summary"]}</summary>inside</details><p aria-hidden="true">{s["aria-hidden"]}</p>
<my-element>{s["unknown element"]}</my-element><div aria-label="{s["aria-label"]}">labelled</div>
<a href="https://example.org/{h["href"]}">a link</a> <a href="data:text/plain;base64,{linked}">data</a>
<p style="background: url(data:text/plain;base64,{styled})">styled</p>
<a href="javascript:{h["script href"]}()">another</a>
<img src="data:image/png;base64,{png}" alt="{s["alt"]}"><img src="https://example.org/{h["src"]}.png">
<picture><source srcset="{h["srcset"]}.png 2x"></picture><template>{h["template"]}</template>
<noscript>{h["noscript"]}</noscript><iframe src="{h["iframe"]}"></iframe>
<object data="{h["object"]}">x</object>
<svg width="4" height="4"><text>{h["svg"]}</text></svg><dialog>{h["dialog"]}</dialog>
</body></html><!-- {h["comment after html"]} --><p>{s["after body"]}</p>
""".encode()
