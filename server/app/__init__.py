"""The studio put together: the application, the sockets of its pages, its start, its recovery, and what a job can do."""
