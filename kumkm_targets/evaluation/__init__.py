"""How far realised figures are from what was promised: pure functions over the model."""
