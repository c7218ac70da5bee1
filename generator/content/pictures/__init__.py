"""A picture -> whether it is only a picture; a figure -> a Figure, ready to stand in a page.

`kinds`       an author's pictures: what each is, and what is wrong with it
`allowed`     what may stand in a figure: lists of names, and what a value may hold
`parser`      what every SVG file is held to, pictures too
`parts`       a drawing while it is read: its parts, and words that don't stand in it
`reader`      the file -> a drawing; what is refused, and what goes without a word
`styles`      the CSS of drawing programs, put into the parts
`references`  parts that ask for other parts, and how much is drawn by that
`writing`     parts -> markup
`figure`      all of this put together; what the whole says: its name, words, motion and size
"""
