"""The generator of the site. Read the modules in the order in which the data passes them:

`options`            what the command line asks for
`files`              the folders, read and written; no other module opens a file
`model`, `errors`    the site as data; what can be wrong
`sources`, `fields`  a source file: its place and its fields
`prose`, `dialect`, `slips`  its Markdown, line by line: what is text; what it means; what it can't
`markup`, `headings`, `addresses`, `gate`  Markdown -> sections of HTML, and what may be in them
`content`, `exercises`, `routines`  source files -> the site
`drawing`            poses -> figures, a package of its own
`dose`               a dose as a plan, a time, and words
`pages`, `entries`, `shown`, `sheets`  which pages there are; what they show, also on paper
`render`             pages and templates -> bytes
`social`             the pictures that stand for a page where its link is shared
`checks`, `finished`, `reading`  links that lead nowhere, what is missing, what is hard to read
`pdf`, `print_styles`  sheets as PDF files
`serve`, `starter`, `terminal`  the preview; a new exercise file; what is printed, and how far it is
"""
