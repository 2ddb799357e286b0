"""Finds personal names in English and casts the people they belong to.

No single cue is enough: the small pipeline takes Korean names for places and places for
persons, machine transcripts have no capitals, and a call sign may be any word. So every
run of capitalised words collects evidence, for and against being a person, over the
whole document; what one sentence proves ("Mr. Ri", "called Ju") holds for all.
"""
