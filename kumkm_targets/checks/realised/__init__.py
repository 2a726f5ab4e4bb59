"""4xx: what was recorded: by itself, beside the calendar, the past, the target and its parts."""
