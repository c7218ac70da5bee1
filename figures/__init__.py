"""Poses -> figures: a person, a room and a foot, drawn as paths.

Everything is worked out in centimetres in a room whose floor is at 0, and only then seen from
somewhere. Read in this order:

`room`, `skeleton`   points and directions; bones, joints and their ranges
`wording`, `poses`   the words of a pose file, and the pose file itself
`grip`, `hands`      what a hand does, and what it reaches
`stance`, `possible` all angles of a pose; the check that a body can take it
`curves`, `limbs`, `flesh`, `marks`  smooth outlines as path data
`view`               from the room to the picture
`feet`, `head`, `body`  the person
`furniture`, `props` the things
`signs`              arrows and marks
`motion`, `figure`   the frames between two poses; the finished figure

The close-up pictures of a foot are a small family of their own: `foot_words` reads them,
`foot_shapes`, `foot_toes`, `foot_front`, `foot_hands`, `foot_props`, `foot_arrows` and `foot_areas`
draw their parts, `foot_hold` holds them against the whole figure, and `foot` puts them together.
"""
