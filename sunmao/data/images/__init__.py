"""Images and annotations as arrays: files, EXIF, geometry, masks."""
