"""British spellings, which American English writes otherwise."""

import re

BRITISH = re.compile(
    r"colour|neighbour|\bgrey|\bcentre|favourite|behaviour|(?:label|cancel|model|travel)l(?:ed|ing)|"
    r"(?:recogn|organ|normal|optim|util|initial|final)is(?:e|ing|ation)",
    re.I,
)
