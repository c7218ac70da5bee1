"""The generator of the site. Read the modules in the order in which the data passes them:

`files` reads the folders; `fields`, `content`, `markup`, `poses` turn text into the records of
`model`; `dose`, `skeleton`, `figure` work out what is shown; `pages` decides which pages there are;
`render` fills the templates; `checks` looks at the whole; `files` writes it.
"""
