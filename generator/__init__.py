"""The generator of the site, in rooms. Imports go from a room to those named above it only.

`model`      the site as data
`terminal`   how far long loops are
`words`      what is said: `catalogue`, the words of a language; `dose` as a plan and a time,
             `dose_words` and `limbs` in words; `imprint`, the foot of each page;
             `template_words`, what Jinja says
`content`    what is read: the files of an author -> the site
`output`     what is written: `files`, with `places`, `manifest` and `lock`; what a host sends
             `compressed`; what is `remembered` or made `ahead`, and whether all is `unchanged`;
             what is printed goes out `aloud`
`paper`      what is printed: `sheets`, and as PDF files `pdf` with `print_styles`; `properties` of
             CSS, written out
`pages`      what is shown: which pages there are, and what they look like
`checks`     what is checked of the whole: `missing`, `alike`, `moved`, `finished`; of the
             `styles`; and in the room `wording` of what is said
`commands`   what a command line asks for: `options`, `starter`, `forms`; what it says: `warnings`,
             as `findings` with those mistakes that stop a build, and `notes`

In `content`, read `sources` (where a file lies, what it may be called) and `site` (all files
together) first; `figure_sets` puts the figures of an exercise together, `across` holds files
against each other, `drafts` are marked or left out, and what is not done twice goes through a
`memory`. Its room `records` reads fields, each module by the table that it begins with:
`settings`, `doses` with `amounts`, `exercises`, `routines`, `chapters`, and the `history` of each
of these; `published` is the list of what was. Its room `text` makes Markdown into HTML: line by
line `prose`, `dialect` and `slips`; as a whole `markup`, `headings`, `gate`, `addresses` and
`links`. Its room `pictures` reads figures and other pictures.

In `commands`, the room `preview` follows what is saved: `watch` says that something has changed,
its `state` is what there is to see, `server` shows it, and `redrawing` draws what a pose has
changed. The folder `browser` has what a page of the preview has more than the published one.

In `checks`, the room `wording` reads what a page says: how hard its `reading` is, what it
`promises`, which `numbers` are wrong, what is `cited` and not listed, what was `pasted` from a word
processor.

In `pages`, `plan` says which there are, `lists` those of a large library and what its search looks
through; `entries` and `shown` what one shows of another, `examples` what the preview shows of each
part; `render` makes bytes of them. Its room `drawn` has pictures of the site itself: `icon` and
`social`, with the letters of a `typeface`. Its room `published` has what publishing adds: pages
that have `moved`, a `feed` of changes, which headers a host sends (`headers`), what it leads
elsewhere (`redirects`), and the site as one file (an `archive`); and what a reader's device takes:
the `worker` that keeps the site there, the manifest for its `home_screen`, the page of all that is
`kept`, and a calendar's `reminders`.
"""
