"""From an appraisal or findings to what a person or a program reads. No plan file is read here."""
