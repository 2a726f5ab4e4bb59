"""What a plan and its realised figures are: frozen records, one definition for file and domain."""
