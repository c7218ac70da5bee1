"""Poses -> figures: a person, a room and a foot, drawn as paths and written as SVG files.

Everything is worked out in centimetres in a room whose floor is at 0, and only then seen from
somewhere. Nothing here knows the website: docs/figure-format.md is all that the two share. Read in
this order:

`words`     what a pose file says
            `terms` and `wording` (its words, and what its sentences say), `parts` and `sentences`
            (sentences -> records), `former` (words of once), `reading` and `blocks` (a block ->
            a pose), `pose` and `poses` (a file), `sides` (which side works), `mirrored` (the words
            for the other side)
`geometry`  places and lines
            `room` (places and directions), `curves` (points -> paths, which are values), `limbs`
            (outlines along bones), `marks` (arrows), `view` (from the room to the picture)
`body`      the person
            `skeleton` (bones and joints), `hands` (what they reach), `flesh`, `grip`, `feet`,
            `head`, `clothed` (all of it in its clothes)
`stance`    how the person stands
            `solve` (all angles of a pose), `possible` (can a body take it?), `motion` (the frames
            between two poses)
`things`    what is in the picture besides
            `furniture`, `props`, `signs` (arrows and marks)
`close_up`  one foot, large; a small family of its own
            `shapes`, `toes`, `front` (the foot), `hands`, `props` (what it touches), `arrows`,
            `areas` (signs), `agrees` (does it show what the hold shows?), `foot` (the picture)
`figure`    the finished figure, as a record
`picture`   all of this put together: the poses of a file -> its figures
`colours`   plain colours for a file that is opened by itself
`svg`       a figure -> its file
`draw`      which figures of a library are not up to date, and drawing those
`folder`    the library on the disk; `__main__` is the command for it alone
"""
