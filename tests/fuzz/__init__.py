"""The long run over mutated documents; `python -m tests.fuzz --help` tells how."""
