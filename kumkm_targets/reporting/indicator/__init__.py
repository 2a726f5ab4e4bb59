"""One indicator's page: its years, its chart, its history."""
