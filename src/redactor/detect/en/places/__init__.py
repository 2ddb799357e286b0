"""Place names: where they are, and which role each plays in its sentence.

Pyongyang is a hometown in "his parents live in Pyongyang", a government in "Pyongyang
denied it" and a place on a map elsewhere. The nearest cue in the sentence decides; in an
interview the question may hold the cue and the answer only the name.
"""
