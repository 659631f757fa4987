"""HTTP: the application, authentication, sockets, TLS, access from the local network."""
