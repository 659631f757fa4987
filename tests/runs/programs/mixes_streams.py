import sys

from sunmao import link
from sunmao.events import Marks

for number in range(200):
    print('out', number)
    link.emit(Marks(number, 200))
    print('err', number, file=sys.stderr)
