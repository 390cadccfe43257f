"""The table of measures. Word styles, CSS variables and checks derive from it; no other module holds a length."""
