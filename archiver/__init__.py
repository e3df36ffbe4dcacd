"""The shell that composes reading, describing, filing, indexing and binding into a service for an office."""
