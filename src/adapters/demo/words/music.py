"""Words about practising music."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

MUSIC = Topic(
    name="music practice",
    tags=("music", "practice", "choir", "folk", "learning"),
    choices={
        "instrument": words(
            """cello; concertina; clarinet; battered piano; fiddle; mandolin; bassoon; recorder; button box; guitar; French horn;
            harp; viola"""
        ),
        "tune": words(
            """a slow waltz; the second bourrée; a jig in D; a hymn; that Sarabande; a lullaby from {place}; the tricky polka;
            a round in four parts; a march for {few} horns; the easy minuet"""
        ),
        "group": words(
            """the choir; our quartet; the Tuesday band; the session at the pub; the village orchestra; the ceilidh band; the beginners'
            group; the wind band of {place}"""
        ),
        "trouble": words(
            """the shift in bar nine; the left hand; counting rests; the high note; playing softly; the repeat; coming in on time;
            the page turn"""
        ),
    },
    bios=paragraphs("""
        Late beginner on the {instrument}. Grade: cheerful.

        Sings second alto in {group}. Still working on {trouble}.

        Plays {tune} for anyone who will stand still.

        Teaches the {instrument} in {place}, mostly to grown-ups.
    """),
    leads=leads("""
        ## {Learning the {instrument} at {forty|fifty|sixty}|A late start|A grown-up beginner}

        What it is like to be bad at something, every day, with pleasure.

        I bought the {instrument} with the money that was meant for a new boiler part, and told nobody for
        {few} weeks. I was {years} decades too late, as everyone kept saying. That was some time ago. I can
        play {tune} now, and the boiler is still fine.

        ## {{Minutes} minutes a day|How I practise|Small practice}

        Little and often, slowly, and ending with something that I can already play.

        My teacher asked how long I practised, and I said two hours on {day}s. She asked me to try {minutes}
        minutes a day instead, for a month, and to stop even if it went well. By {month} I could play {tune}
        for the first time without being frightened of {trouble}.

        ## {Playing with others|Joining {group}|My first evening with {group}}

        You need less than you think, and listening counts as playing.

        I stood outside the door for {minutes} minutes with the {instrument} in its case. They were playing
        {tune}, too fast, laughing. {Who} came up the stairs behind me, said "in you go", and that was that.

        ## {The trouble with {trouble}|Getting past {trouble}|A wall, and a way round}

        {Trouble} kept me stuck for a whole {season}. Then I stopped trying.

        Everyone has a place in a piece where the shoulders go up. Mine was {trouble}. I had practised it
        {dozen} times a day, and so I had become extremely good at getting it wrong.
    """),
    sections=sections("""
        ## {Slower|Half the speed|As slowly as it takes}

        Play it so slowly that you can't get it wrong. For me that was absurdly slow; {tune} took {minutes}
        minutes. But the hands learn whatever you give them, right or wrong, and they never ask.

        Then leave it overnight. Something happens to {tune} while I sleep that no amount of effort on the
        day before can bring about.

        ## {One bar|The smallest piece|Taking it apart}

        I take the two notes around {trouble} and nothing else. Back and forth, until it is boring, and then
        the note before them. A bar takes an evening. It stays learned.

        Begin at the end. If you know the last line best, the piece gets safer as you go, like walking home.

        ## {Listening|With the {instrument} in its case|Ears first}

        {Who} made me sing {tune} before I was allowed to touch the {instrument}. I can't sing. It did not
        matter; I found out that I had not known how it went.

        Record yourself once a week, and wait a day before you listen. You will be kinder, and you will hear
        more.

        ## {The others|In {group}|Playing together}

        In {group} nobody minds a wrong note, and everybody minds a late one. I learned to let go of what
        had gone by and to be there for the next bar. It has been useful elsewhere.

        There are {dozen} of us, from fifteen to eighty, and the best musician plays the fewest notes. When
        she stops, you hear what she had been doing.

        ## {The {instrument}|About the {instrument}|An object with a temper}

        My {instrument} is a hundred years old and plays like somebody with opinions. In {month} it goes out
        of tune while I look at it. I have stopped blaming the weather, and keep it away from the stove.

        It stands in the room, out of its case. That one change doubled the time that I play, because
        {minutes} minutes before supper are now enough to be worth it.

        ## {Playing for people|The concert|Nerves}

        At our concert in {place} I came to {trouble}, and my mind went white. My hands did not. They went
        on as they had on all those dull evenings, and I joined them again at the repeat.

        Nobody hears what you hear. They came to be given something. Play {tune} to one person at the back,
        and breathe out.
    """),
    blocks=blocks("""
        {Minutes} minutes, roughly divided:

        - long notes, listening
        - one bar of {tune}, slowly
        - the same bar with {trouble}
        - something that I have known for years
        %
        | Day | Tempo | Result |
        | --- | --- | --- |
        | 1 | 40 | clean, dull |
        | 5 | 56 | clean |
        | 9 | 72 | {trouble} |
        | 10 | 60 | clean again, no sulking |
        %
        > Wrong notes are only information.
        >
        > {Who}, putting the {instrument} down
        %
        When I am stuck:

        1. Stop. Put the {instrument} down.
        2. Say aloud what goes wrong, and where.
        3. Play only that, at half the speed.
        4. Stop while it's going well.
    """),
    footnotes=paragraphs("""
        The sheet music is out of copyright and can be had from {link}.

        A metronome is a friend who is always right, so see it in small doses.

        My neighbours have been asked. They said that they like it when I stop, but also when I start.
    """),
    endings=paragraphs("""
        I shall never be good. I am better than in {month}, and I look forward to it every day, and what
        else was it for?

        {Group} meets on {day}. If you have a {instrument} under the bed, bring it.

        Now the kettle, then {minutes} minutes, then {tune}, and then the evening can come.
    """),
    notes=paragraphs("""
        {Tune}, all the way through, no stops, {moment}. Only the cat was there to hear it.

        {Minutes} minutes on {trouble} today. It is no better, but I can now say exactly what is wrong with
        it.

        {Group} played {tune} on {day} and we all finished together. The conductor had to sit down.

        Tuned the {instrument}, closed the window, played {tune} softly. {Who} knocked and asked for it
        again.

        My {instrument} dislikes {month}. I put a damp cloth in its case and an apology.

        Does anybody have a good exercise for {trouble}? I have been at it since {month} and have run out of
        bad words.

        Recorded myself playing {tune} {moment}. It was {slower|faster|sadder} than I thought, and rather
        better.

        {Few} new people at {group} this week. One of them has a {instrument} and plays like rain.

        {Who} started the {instrument} at seventy. Today, {years} years later: {tune} at a wedding.

        The string broke in the middle of {tune}, on {day}, in front of everybody. We went on with what was
        left.

        Practised {tune} by candle because the lights were out in {place}. It turns out that I know it by
        heart.

        Note to the upstairs neighbour with the {instrument}: it is coming along. I turn the radio off for {tune}.
    """),
    replies=paragraphs("""
        {Trouble} was the same for me. It went away when I stopped looking at my hands.

        What tempo are you taking {tune} at? I only managed it when I gave up being proud.

        My teacher says to practise it in the wrong rhythm on purpose. It sounds dreadful, and it works.

        I think that's an A natural in bar nine. The old edition has a misprint which everybody plays.

        I began the {instrument} the week that I retired, and regret only the thirty years before.

        Come to {group}! We are always short of a {instrument} and never of cake.

        My father hummed {tune} while shaving. I had forgotten that until this minute, so thank you.
    """),
)
