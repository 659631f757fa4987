"""What the library is built on: atomic files, strict objects, the owner of a device, the training engine, memory
that is short."""
