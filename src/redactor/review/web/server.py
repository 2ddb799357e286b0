"""The server under the application: one process on one address, until somebody ends it."""

from __future__ import annotations

import logging

import uvicorn

from redactor.review.service import Desk
from redactor.review.web.app import web_app
from redactor.review.web.guard import ACCESS
from redactor.review.web.settings import Listening, Settings


def run_server(desk: Desk, settings: Settings, listening: Listening) -> None:
    """Serve a desk's pages until somebody ends it.

    Args:
        desk: from :func:`redactor.review.service.opened_desk`.
        settings: how it is served.
        listening: where, with the certificate for TLS.
    """
    ACCESS.setLevel(logging.WARNING)
    uvicorn.run(
        web_app(desk, settings),
        host=listening.host,
        port=listening.port,
        ssl_certfile=str(listening.certificate) if listening.tls else None,
        ssl_keyfile=str(listening.key) if listening.tls else None,
        # The server's own log has paths with ids and the one-time token.
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        # A text that is being made does not keep the desk from ending.
        timeout_graceful_shutdown=5,
    )
