import sys

from sunmao import link
from sunmao.events import Score

for number in range(200):
    print('out', number)
    link.emit(Score(number, 200))
    print('err', number, file=sys.stderr)
