"""From a table that an office has filled in to statements about indicators. Pure: tables come from `storage.tables`."""
