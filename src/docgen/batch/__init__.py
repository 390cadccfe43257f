"""Many papers at once: `plan` names the files, `run` has them made, `manifest` says what was made from what."""
