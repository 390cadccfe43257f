"""The benchmark (`make bench`): what docgen takes beside what a user would pick instead. Nothing of it is shipped."""
