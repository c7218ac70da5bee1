"""Poses -> figures: a person in a room, seen from somewhere, traced into paths, written as SVG.

Everything is worked out in centimetres in a room whose floor is at 0, with meshes and numpy, and
only then seen. `words`, and what it reads, need no numpy. Nothing here knows the website:
docs/figure-format.md is all that the two share. Read in this order:

`words`     what a pose file says
            `terms` (its words), `wording` (its sentences -> records), `pose` (what they make
            together, and which side works), `people` (the cast), `blocks` (its fields), `poses`
            (the text of a file -> poses), `starters` (the first poses of a new exercise)
`geometry`  places, shapes and lines
            `vectors` (places and turns), `surface` (what is made of quads: skin, boxes, rolls and
            the like), `curves` (points -> paths, which are values)
`figure`    the finished figure, as a record
`body`      the person at rest
            `mesh` (skin, bones and weights, from body.npz; bones that turn, and the skin that
            follows), `lines` (what an illustrator would draw on it: face, creases, nails), `felt`
            (where each part is), `layers` (what is grown from the skin, and solids), `hair` (beards
            too), `clothes` (all that somebody wears)
            `make` makes body.npz again; nothing else reads it
`stance`    how the person stands
            `skeleton` (angles -> joints), `feet` (on what they rest), `hands` (where they go and
            how they close), `solve` (a pose -> all angles, and the frames between two poses),
            `person` (the body in that stance), `possible` (can a body take it?)
`picture`   what is in the picture, how it is seen and how it is traced
            from where: `camera`, `places` (parts of the body that are named, or seen close)
            things and signs: `room` (furniture and floor), `props` (what is used), `signs`
            what is seen: `raster` (which surface at each pixel), `chains` (where regions meet),
            `creases` (where inner lines are)
            its lines: `fitting` (chains -> curves in all frames), `trace` (all of it, with marks
            and lines on the skin)
            `compose` puts a file of poses together into its figures: begin with it
`colours`   plain colours for a file that is opened by itself
`svg`       a figure -> its file
`draw`      which figures of a library are not up to date, drawing those, and the library on the
            disk; `__main__` is the command for it alone
"""
