"""Files below a folder or in an archive, and the text that they hold."""
