"""Dates and durations: how they are written, and what each is the date of.

A year is a birth year, an enlistment or the year of a law, by the cue nearest to it in
the clause. A date in a sentence about the world at large is about nobody.
"""
