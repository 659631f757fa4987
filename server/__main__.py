"""`python -m sunmao.server` is `sunmao`."""

import sys

from sunmao.server.cli.main import main

sys.exit(main())
