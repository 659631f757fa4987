"""British spellings, which American English writes otherwise."""

import re

BRITISH = re.compile(
    r"colour|neighbour|\bgrey|(?:\b|_)centre|favour|catalogue|behaviour|honour|(?:label|cancel|model|travel)l(?:ed|ing)|"
    r"(?:recogn|organ|normal|optim|util|initial|final|serial)is(?:e|ing|ation)|"
    r"(?:\b|centi|milli|kilo)metre|judgement|licence|defence|misspelt|\bspelt\b|\blearnt\b",
    re.I,
)
