"""The drawers that Blockly brings, one file each, and blocks of other Blocklies that no drawer offers (`foreign`)."""
