"""Images as arrays: files, EXIF, geometry, montages, words on them, handwritten digits."""
