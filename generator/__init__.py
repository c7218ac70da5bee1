"""The generator of the site, in rooms. Imports go from a room to those named above it only.

`model`      the site as data; `terminal`: what is printed, and how far long loops are
`content`    what is read: the files of an author -> the site
`words`      what is said: `dose` as a plan and a time, `dose_words` in words
`paper`      what is printed: `sheets`, and as PDF files `pdf` with `print_styles`
`pages`      what is shown: which pages there are, and what they look like
`checks`     what is checked of the whole: `missing`, `alike`, `finished`, `reading`
`output`     what is written: `files`, with `places`, `manifest` and `lock`
`commands`   what a command line asks for: `options`, `starter`, `preview`, `redrawing`

In `content`, read `sources` (where a file lies, what it may be called) and `site` (all files
together) first, then `settings`, `chapters`, `amounts`, `doses`, `exercises`, `routines`, each of
which begins with the table of its fields, and `figure_sets`. Its room `text` makes Markdown into
HTML: `prose`, `dialect`, `slips` line by line; `markup`, `headings`, `addresses`, `gate` as a
whole. Its room `pictures` reads figures and other pictures.

In `pages`, `plan` says which there are; `entries` and `shown` what one shows of another; `render`
makes bytes of them. `icon` and `social` draw pictures, with the letters of a `typeface`.
"""
