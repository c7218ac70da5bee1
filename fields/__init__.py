"""Fields: a text with fields in YAML -> the fields, each mistake at its line, in plain words.

Both programs read with it, the generator its front matter and the drawing its poses. In order:

`errors`      what can be wrong, and how it is said
`signs`       signs that nobody sees
`text`        bytes -> text
`explain`     what is wrong with a text that is not YAML
`plain_yaml`  what YAML would change without a word
`table`       what a field is, said once
`reader`      the fields, read one by one
`explained`   the fields, for the docs and a new file
`schema`      the fields, for an editor that checks them
`snippets`    the fields, for an editor that puts them in

Beside them, and for both programs too: `workers` are processes that do a part of the work.
"""
