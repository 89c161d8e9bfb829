"""Words about type, lettering and printing."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

TYPOGRAPHY = Topic(
    name="typography",
    tags=("typography", "letterpress", "lettering", "books", "design"),
    choices={
        "face": words(
            """a warm old-style serif; a plain grotesque; a narrow wood type; a typewriter face; a sturdy slab; a soft sans with large
            counters; an italic with opinions; a book face from the thirties; a cheap newspaper roman"""
        ),
        "work": words(
            """poster; menu; wedding card; timetable; small book; letterhead; parish newsletter; sign for the door; set of labels;
            poetry pamphlet; bus map"""
        ),
        "glyph": words(
            "ampersand; lower-case g; question mark; capital Q; long s; figure 4; acute accent; double l; numeral 7; capital R"
        ),
    },
    bios=paragraphs("""
        Sets type by hand on {day}s. Favourite letter: the {glyph}.

        Letterpress printer in {place}; will print your {work}.

        Book designer. I notice margins.

        Sign painter, {years} years on ladders.
    """),
    leads=leads("""
        ## {Setting a {work} by hand|A {work}, letter by letter|Printing a {work}}

        {Few} evenings, {face}, and one letter too few.

        {Who} asked for a {work} and had no idea how long it takes. Nor had I, at the time. We chose {face},
        mainly because the case was complete, and then found that it was complete apart from the {glyph}.

        ## {Walking with an eye on the signs|The letters of {place}|Lettering in {place}}

        An hour in the streets of {place}, looking up.

        In {place} the street names are cut in slate, and whoever cut them could not leave the {glyph}
        alone. I spent {minutes} minutes under one of them on {day}, until somebody came out of the house to
        ask whether everything was all right.

        ## {Choosing a typeface for reading|What makes text easy to read|A measure for the eye}

        Line length, space, contrast, and only then the face.

        When people ask me for a typeface I ask them how wide the column is. It sounds like avoiding the
        question. But {face} set well will always beat a masterpiece that is set badly, and the column is
        where it begins.

        ## {In defence of the {glyph}|The {glyph}: an appreciation|My favourite letter}

        A small study of one shape, and of the people who drew it.

        There are letters that behave and there is the {glyph}. In {face} it looks as though it had come in
        late and sat down beside somebody more respectable. I have collected them for {years} years, on bus
        tickets, jars and gravestones.
    """),
    sections=sections("""
        ## {The measure|Line length|How wide is a page?}

        About sixty-five letters to a line, and the eye finds the next one by itself. Longer, and you read
        one twice; shorter, and you're on a staircase. Everything else in a {work} follows from this.

        Give the lines air. If the words in a line stand closer together than the lines do, the eye knows
        which way to go. I hold the proof at arm's length and look at the grey.

        ## {The case|Metal and wood|By hand}

        You read it upside down and left to right. After {minutes} minutes it is normal. After {few} hours
        it is the shop signs outside that look wrong.

        We had only {few} of the {glyph}. So the text was changed, and it was better. Half of all good style
        in print must have come about in this way.

        ## {The {glyph}|One shape|Looking closely}

        Draw the {glyph} from memory. Then look at one. Nobody gets it right, and it passes before our eyes
        {dozen} times a day.

        The one that I like best is on a bakery in {place}, painted by {who} with a house-painter's brush.
        It leans a little into the wind.

        ## {Choosing a face|Why {face}|Plain is difficult}

        I chose {face} since it does not mind small sizes and bad paper. Print a page of it in your own
        language, with all the accents that you need, before you fall in love.

        One face, {few} sizes, and the discipline to stop. When a {work} still looks wrong, it's never for
        want of a second typeface.

        ## {Ink and paper|On the press|The first good sheet}

        The first sheet is grey, the second too black, and somewhere about the twentieth it is right and you
        can hear it. The ink makes a sound like {a fly in a matchbox|frying|tape coming off}.

        Damp paper takes an impression without any force. The fashion for pressing letters deep into card
        would have got an apprentice a clip on the ear, says {who}.

        ## {On the screen|Type for everybody|Reading without paper}

        On a screen somebody else decides on the size, and they are right. Set it in relative units, leave
        the zoom alone, and look at it on an old telephone in the sun.

        Contrast is kindness. Pale grey on white looks calm to a designer of twenty-five. {Who} simply can't
        read it.
    """),
    blocks=blocks("""
        For the {work} we used

        - {face}, in two sizes
        - black, and a red mixed by eye
        - {dozen} sheets more than were ordered
        - string, to tie up the forme
        %
        | Size | For | Line |
        | --- | --- | --- |
        | 9 pt | notes | 12 pt |
        | 11 pt | text | 15 pt |
        | 18 pt | the heading | 21 pt |
        | wood | the shout | as it comes |
        %
        > You should be able to read it in the rain, without your glasses, while running for the bus.
        >
        > {Who}, about a {work}
        %
        To check a page:

        1. Turn it upside down and look at the shape.
        2. Read it aloud.
        3. Look for the {glyph}.
        4. Show it to somebody over seventy.
    """),
    code=blocks("""
        On the web, most of it is three lines:

        ```css
        article {
          max-width: 66ch;
          line-height: 1.6;
          text-wrap: pretty;
        }
        ```
    """),
    footnotes=paragraphs("""
        A pica is twelve points, and a point is whatever your country says.

        There are good pictures of it in {link}.

        The missing letter has since turned up in a coat pocket.
    """),
    endings=paragraphs("""
        Look up on your way home. Somebody painted that {glyph}.

        The {work} hangs in the window. There is one wrong letter in it, and so far only {who} has found it.

        The best compliment that a page can get is that nobody mentions it.
    """),
    notes=paragraphs("""
        The {glyph} on a shop front in {place}, hand-painted, a little drunk, perfect.

        Printed the {work} {moment}. {Dozen} good sheets, {few} that the cat walked across, which sold
        first.

        We have run out of the {glyph} again. The text will have to change its mind.

        Set in {face}, even the rules of the swimming pool in {place} look like a poem.

        {Who} says she can't see the difference between the two {glyph}s. I have not slept.

        Looking for {face} with the accents for {few} languages. It should be readable on a bad telephone.
        Any ideas?

        Ink under the nails, {minutes} minutes late, but the red is right.

        The {work} from {day} has a spelling mistake in the largest line. Everybody read it. Nobody saw it.

        Cleaned a case of wood type {moment}. Under the {glyph}: a tram ticket, a tooth, and {years} years
        of dust.

        I widened the margins of a {work} by a finger, and somebody said that it was so much better written
        now.

        Today I learned that the {glyph} in {place}'s street signs was cut by {few} sisters. Now I can tell
        their hands apart.

        Pale grey text on white in {month} sunlight: a notice about opening hours that only the designer
        will ever have read.
    """),
    replies=paragraphs("""
        That {glyph} made my day. Is there any chance of a rubbing?

        I would go up a size, and let the margins pay for it.

        Isn't that {face}? It looks like the one we had at the newspaper, with the worn e.

        A quibble: the {glyph} in that cut is later; the first one had a flat foot.

        My grandfather set a {work} in the dark once, when the power failed, and made one mistake.

        What paper was it on? Ours drinks the red.

        Please keep the sign. They took ours down in {place} and put up plastic.
    """),
)
