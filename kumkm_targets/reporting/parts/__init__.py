"""Kabupaten and kota, and what each contributes to the gap."""
