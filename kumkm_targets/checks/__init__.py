"""What can be wrong with a plan: named rules over what was read, and the findings they give."""
