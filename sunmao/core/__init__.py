"""What every room of the library stands on: atomic files, strict objects, the owner of a device."""
