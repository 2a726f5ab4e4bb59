"""What plans hold and how they are judged, as tables for data offices and notebooks."""
