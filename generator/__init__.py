"""The generator of the site. Read the modules in the order in which the data passes them:

`options`            what the command line asks for
`files`              the folders, read and written; no other module opens a file
`places`, `manifest`, `lock`  what may lie there; what is ours of it; being alone there
`model`              the site as data
`sources`            a source file: its place, its text and fields (which `fields/` reads)
`prose`, `dialect`, `slips`  its Markdown, line by line: what is text; what it means; what it can't
`markup`, `headings`, `addresses`, `gate`  Markdown -> sections of HTML, and what may be in them
`svg`                the file of a figure -> what is drawn; a package (its `parser` is for all SVG)
`pictures`           whether a picture is what its name says, and only a picture
`figure_sets`        all figures of an exercise; which of them are not up to date
`content`, `settings`, `exercises`, `routines`  source files -> the site
`dose`, `dose_words`  a dose as a plan and a time; in words
`pages`, `entries`, `shown`, `sheets`  which pages there are; what they show, also on paper
`render`             pages and templates -> bytes
`icon`, `social`     the icon; the pictures that stand for a page where its link is shared
`typeface`           how wide text is on such a picture, and where its lines break
`checks`, `alike`, `finished`, `reading`  broken links, what is missing, misspelt, hard to read
`pdf`, `print_styles`  sheets as PDF files
`serve`, `redrawing`  the preview; figures drawn anew beside it
`starter`, `terminal`  a new exercise file; what is printed, and how far it is
"""
