"""The `kumkm` command: parse, call, print, exit. Only this layer knows today, the terminal and exit codes."""
