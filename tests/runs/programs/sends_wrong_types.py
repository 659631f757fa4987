import time

from sunmao import link
from sunmao.events import Output

link.emit(Output(text={'a': 1}))
time.sleep(3600)
