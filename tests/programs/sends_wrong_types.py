import time

from sunmao.runtime import session
from sunmao.protocol.messages import Output

session.emit(Output(text={'a': 1}))
time.sleep(3600)
