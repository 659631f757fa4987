import sys

from sunmao.runtime import session
from sunmao.protocol.learning_messages import Evaluation

for number in range(200):
    print('out', number)
    session.emit(Evaluation(number, 200))
    print('err', number, file=sys.stderr)
