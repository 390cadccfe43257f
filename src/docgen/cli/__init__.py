"""The command line: a thin mouth on the pipeline. A module a command; what is heavy is imported when a command runs."""
