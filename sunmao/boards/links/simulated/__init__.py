"""The link `simulated`: the device that is not there, its displays, and the stream to it. It speaks Firmata beneath."""
