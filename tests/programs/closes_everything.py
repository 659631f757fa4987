import os
import sys

print('one')
os.close(1)
os.close(2)
sys.excepthook = lambda *_: 1 / 0
sys.stdout = None
1 / 0
