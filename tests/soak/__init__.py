"""Proofs that `build.py build` does nothing twice and nothing wrong: `python -m tests.soak`.

They know the command line and the folders only, so that they hold for any way of remembering.
`copies` has a copy of the project and runs builds in it, `edits` changes it at random, `proofs` has
what must hold. The quick tests have a short form of each.
"""
