"""Why a text is not TOML 1.0, in terms of what a person did. Loaded only for a file that does not parse."""
