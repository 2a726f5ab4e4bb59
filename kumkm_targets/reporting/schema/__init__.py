"""The file formats as JSON Schema, with words for people who write such files."""
