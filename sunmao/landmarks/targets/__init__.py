"""What has points, a file each."""
