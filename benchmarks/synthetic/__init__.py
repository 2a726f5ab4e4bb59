"""Made-up plans that look like real ones: the corpus of the speed measurements."""
