"""`python -m refrain`: the command line."""

from refrain.cli import main

main()
