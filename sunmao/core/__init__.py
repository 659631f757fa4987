"""Foundation of the library: atomic files, strict objects, the owner of a device, the training engine, memory
that is short."""
