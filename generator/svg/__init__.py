"""The SVG file of a figure -> a Figure, ready to stand in a page. Read in this order:

`styles`     what may colour and place the parts of a drawing; CSS put into them
`reader`     the file -> what is drawn
"""
