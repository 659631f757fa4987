import sys

sys.exit('再见 bye')
