"""Place names: where they are, and which role each plays in its sentence.

Minsk is a hometown in "her uncle stayed in Minsk", a government in "Minsk
denied it" and a place on a map elsewhere. The nearest cue in the sentence decides; in an
interview the question may hold the cue and the answer only the name.
"""
