"""`python -m sunmao.server` is `sunmao`."""

import sys

from .cli import main

sys.exit(main())
