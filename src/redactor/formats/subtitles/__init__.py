"""Subtitles: SubRip (``.srt``) and WebVTT (``.vtt``), line by line.

The segments are ``text`` (what is said, in one piece), ``voice[1]``, ... (the names in voice
tags), and hidden ones: notes, styles, regions, cue names, what follows ``WEBVTT``, cue
settings and tags that nobody needs to see a subtitle.
"""

from redactor.formats.subtitles.formats import SubRip, WebVtt

__all__ = ["SubRip", "WebVtt"]
