"""Indonesian figures: the one gate between text and exact `Decimal`, both ways. No float enters."""
