"""Points of hands, bodies and faces in pictures, found by models of MediaPipe that come with Sunmao."""
