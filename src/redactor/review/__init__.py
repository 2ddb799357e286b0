"""The review desk: people decide on findings together, with a record that stands up.

    store  <-  service modules (documents, decisions, approval, releasing, looking)  <-  web, cli

:mod:`redactor.review.service` is the front that pages and commands use.
"""
