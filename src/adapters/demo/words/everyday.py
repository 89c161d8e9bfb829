"""What may stand in any text: people, places, days, and pages elsewhere."""

from adapters.demo.topics import words

PLACES = {
    "place": words(
        """Marrowby; Tilbridge; Oberlinden; Vellamo; Port Ainsley; Lower Quarn; Brenholt; Casterel; Ostvik;
        Little Harrow; Dunmere; Valdoro; Kestrel Bay; Sankt Anders; Halvergate; Monteverro; Nordhaven; Asheldon"""
    ),
}
"""Where somebody is: the same for as long as they speak."""

EVERYDAY = {
    "who": words(
        """my neighbour; my sister; a colleague; an old friend; my father-in-law; the woman next door;
        a man at the market; my daughter; my uncle; somebody at the library; the postman; a former teacher;
        my brother; the couple across the road; a stranger on the bus; my grandmother; our youngest"""
    ),
    "day": words("Monday; Tuesday; Wednesday; Thursday; Friday; Saturday; Sunday"),
    "month": words(
        "January; February; March; April; May; June; July; August; September; October; November; December"
    ),
    "season": words("spring; summer; autumn; winter"),
    "moment": words(
        """before breakfast; after work; on the way home; late in the evening; between two meetings;
        while the kettle boiled; early this morning; just before lunch; after the children were in bed;
        in the last of the light; while it rained; on a quiet afternoon"""
    ),
    "few": words("two; three; four; five; six"),
    "dozen": words("a dozen; fifteen; twenty; thirty; forty"),
    "years": words("two; three; four; five; six; seven; eight; ten; twelve; fifteen; twenty"),
    "minutes": words("five; ten; fifteen; twenty; thirty; forty"),
    "link": words(
        """[the society's pages](https://society.example/guides); [a longer write-up](https://notes.example/long);
        [this old guide](https://archive.example/guides/1974); [the
        catalogue](https://catalogue.example/all); [a good introduction](https://primer.example/start); [the
        discussion](https://forum.example/t/2381); [my own notes](https://garden.example/notes); [the local
        group](https://local.example/meet); [the full list](https://lists.example/full); [a short
        film](https://film.example/watch/17);
        [the original article](https://journal.example/2019/04); [the map](https://map.example/view)"""
    ),
}
"""What may change from one paragraph to the next."""
