"""The blocks of each drawer of the toolbox (Blockly: category): the file has the drawer's id as name."""
