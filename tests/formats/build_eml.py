"""A message with a token in every place that can bear text."""

from __future__ import annotations

import io
from email import policy
from email.message import EmailMessage

from PIL import Image, PngImagePlugin

SEEN = {
    "from": "tokenfrom",
    "encoded subject": "токентема",
    "to": "tokento",
    "cc": "tokencc",
    "reply": "tokenreply",
    "body": "tokenbody",
    "page": "tokenpage",
    "alt": "tokenalt",
}
HIDDEN = {
    "message id": "tokenmsgid",
    "received": "tokenreceived",
    "x header": "tokenmailer",
    "bcc": "tokenbcc",
    "file name": "tokenfile",
    "picture name": "tokenpicname",
    "preamble": "tokenpreamble",
    "epilogue": "tokenepilogue",
    "comment in page": "tokencomment",
    "description": "tokendescription",
    "boundary": "tokenboundary",
}
UNKNOWN = {"attachment": "tokenattachment", "forwarded": "tokenforwarded", "calendar": "tokencalendar"}
IN_PICTURES = {"metadata": "tokenpng"}


def picture() -> bytes:
    """A small picture with a token in its metadata."""
    about = PngImagePlugin.PngInfo()
    about.add_text("Author", IN_PICTURES["metadata"])
    file = io.BytesIO()
    Image.new("RGB", (6, 4), (9, 9, 9)).save(file, "PNG", pnginfo=about)
    return file.getvalue()


def message() -> bytes:
    """The message."""
    m = EmailMessage(policy=policy.SMTP)
    m["Received"] = f"from {HIDDEN['received']} by host; Tue, 03 May 2022 10:00:00 +0200"
    m["From"] = f"Olena {SEEN['from']} <olena@example.org>"
    m["To"] = f'"{SEEN["to"]}, desk" <desk@example.org>'
    m["Cc"] = f"{SEEN['cc']}@example.org"
    m["Bcc"] = f"{HIDDEN['bcc']}@example.org"
    m["Reply-To"] = f"{SEEN['reply']}@example.org"
    m["Subject"] = f"Interview: {SEEN['encoded subject']}"
    m["Date"] = "Tue, 03 May 2022 10:00:00 +0200"
    m["Message-ID"] = f"<{HIDDEN['message id']}@host>"
    m["X-Mailer"] = HIDDEN["x header"]
    m.set_content(f"Hello,\n\nI met {SEEN['body']} today.\n")
    m.add_alternative(
        f"<p>I met <b>token</b>page today.<!-- {HIDDEN['comment in page']} --> <img alt='{SEEN['alt']}'></p>",
        subtype="html",
    )
    m.add_attachment(
        UNKNOWN["attachment"].encode(),
        maintype="application",
        subtype="pdf",
        filename=HIDDEN["file name"] + ".pdf",
    )
    m.add_attachment(picture(), maintype="image", subtype="png", filename=HIDDEN["picture name"] + ".png")
    m.add_attachment(UNKNOWN["calendar"], subtype="calendar")
    forwarded = EmailMessage()
    forwarded["Subject"] = UNKNOWN["forwarded"]
    forwarded.set_content("x")
    m.add_attachment(forwarded)
    m.get_payload()[1]["Content-Description"] = HIDDEN["description"]
    m.preamble = HIDDEN["preamble"]
    m.epilogue = HIDDEN["epilogue"]
    m.set_boundary(HIDDEN["boundary"])
    return m.as_bytes()
