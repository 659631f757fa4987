"""Programs between blocks and text: what the page and the command line are told of them."""
