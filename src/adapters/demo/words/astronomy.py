"""Words about watching the sky."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

ASTRONOMY = Topic(
    name="astronomy",
    tags=("astronomy", "stargazing", "telescopes", "darksky", "moon"),
    choices={
        "object": words(
            """the Pleiades; Saturn; Jupiter and its moons; the Orion Nebula; the Andromeda Galaxy; Albireo; the Double
            Cluster; the Ring Nebula; Mars; the crescent Moon; the Beehive; Vega; the Hercules cluster; Venus"""
        ),
        "scope": words(
            """pair of ten-by-fifties; six-inch Dobsonian; borrowed refractor; great brass telescope; spotting scope;
            ten-inch reflector; home-made Newtonian; club telescope"""
        ),
        "spot": words(
            """the reservoir car park; the hill behind {place}; our flat roof; the cricket pitch; the end of the pier;
            the forest clearing; the field by the chapel; the garden, lights off; the school yard"""
        ),
        "sky": words(
            "haze; thin cloud; a bright Moon; the neighbour's floodlight; dew; wind; a warm orange glow"
        ),
    },
    bios=paragraphs("""
        Stands in cold fields looking up. Mostly {object}.

        Sidewalk astronomer in {place}: ask and you may look through my {scope}.

        Observes with a {scope} and a pencil.

        Dark-sky campaigner, tea drinker, awake at odd hours.
    """),
    leads=leads("""
        ## {An evening with|Finding|How to look at} {object}

        You need a clear night, a {scope}, and {minutes} minutes for your eyes to wake up.

        The first time that I found {object} I was not looking for it. I had set up the {scope} at {spot} to
        try a new eyepiece, swept a little too far, and there it was. {I have been back on nearly every
        clear night since.|This is the route I should have taken.}

        ## {A first telescope|Buying a first telescope|Before you buy a telescope}

        What I tell everyone who asks, usually in {month}, usually in a shop.

        Every {month} somebody asks me which telescope to buy for {who}. My answer has become shorter over
        the years: start with binoculars, join the people who meet at {spot}, and look through theirs. Then
        buy the one that you will carry outside.

        ## {Getting the dark back|The street lamp outside our window|Arguing for less light in {place}}

        How {few} neighbours, a polite letter and a light meter changed one street.

        From {spot} you could once see {object} without any help at all. {Who} remembers it. By the time
        that I moved here there was an orange dome over the town, and most people had simply stopped looking
        up. We began with one lamp.

        ## {Drawing at the eyepiece|A pencil and a red torch|Why I sketch what I see}

        Photographs show more. Drawing taught me to see it.

        A camera collects more light in a minute than my eye does in a year, and still I take a pencil to
        {spot}. Drawing {object} for {minutes} minutes makes you look for {minutes} minutes. I had owned the
        {scope} for {years} years before I had really done that once.

        ## {Observing with children|{Dozen} children and one telescope|The school star party}

        Short queues, hot chocolate, and showing them the Moon first.

        We put {few} telescopes on {spot}, a flask on a table, and a sign at the gate. I expected a handful
        of families. What came was most of the school, two grandmothers and a dog, and {object} had to work
        hard that night.
    """),
    sections=sections("""
        ## {Let your eyes adapt|Twenty minutes of dark|First, do nothing}

        It takes {minutes} minutes away from any lamp before your eyes are at their best, and one glance at
        a telephone sends you back to the start. I sit down on the case, drink something, and name the stars
        that I can see without help.

        Look slightly to one side of faint things. The edge of the eye is better in the dark than its
        middle. Once you have tried it with {object} you will do it without thinking.

        ## {Finding the way|Star hopping|From star to star}

        I don't use a motor. I start from something that I can't miss, and move one field at a time,
        checking the pattern against the chart. It is slow, and after {few} nights you know that part of the
        sky as you know your stairs.

        Turn the chart until it matches what you see. It sounds too obvious to write down, and yet I lost
        {object} for an entire {season} by holding the page the right way up.

        ## {The instrument|About the {scope}|What the {scope} can do}

        My {scope} cost less than a weekend away. It shows {object} as a small, sharp, honest thing, and it
        will never look like the picture on the box. Say that aloud to everybody before they look, and they
        are delighted.

        Give the mirror time to cool. For half an hour the image boils, then it settles, and you will swear
        that somebody has changed the eyepiece.

        ## {Weather, mostly|{Sky}|What spoils a night}

        Of {dozen} nights that I planned last {season}, {few} were clear. On the others there was {sky}. I
        have learned to leave the {scope} by the door and to be ready in {minutes} minutes, since the good
        hours never come when they are forecast.

        The steadiest air often comes with a little mist. Nights that sparkle look splendid and are useless
        for planets; when the stars stop twinkling, go out.

        ## {Keeping a log|What to write down|The notebook}

        Date, time, place, what the air was like, and one sentence about what I saw. That is all. After
        {years} years those sentences are worth more to me than the equipment.

        I found an entry from my first {season}: "{object}, I think." It makes me laugh, and it is good to
        know that I once could not tell.

        ## {Light|The lamp problem|Less light, better placed}

        A lamp should light the pavement and nothing else. Ours lit the bedroom ceilings on the second
        floor. The council replaced it when we showed that the new one would use half of the electricity;
        nobody had to be persuaded about the stars.

        Ask for three things: shielded, warmer in colour, and dimmed after midnight. Ask politely and bring
        a photograph. It took us {few} letters.

        ## {Other people|Sharing the eyepiece|The queue}

        The gasp is always the same. They look at {object}, they step back, they look at the front of the
        {scope} to see whether I have put a sticker there, and then they look again.

        {Who} came along under protest and stayed until two. You can't tell in advance who it will be.
    """),
    blocks=blocks("""
        What I carry to {spot}:

        - the {scope}, and something to sit on
        - a red torch with tape over half of it
        - a paper chart, because paper doesn't glow
        - gloves thin enough to turn a focuser
        - tea, and more tea than that
        %
        | Object | Best in | What you need |
        | --- | --- | --- |
        | the Moon | any month, half phase | nothing |
        | {object} | {month} | a {scope} |
        | the Milky Way | late summer | a dark place |
        | meteors | August, December | a blanket |
        %
        > Go out. The worst that can happen is that you stand in a field under the sky.
        >
        > {Who}, cleaning an eyepiece
        %
        If you have one clear hour:

        1. {Minutes} minutes with no lamp at all.
        2. The Moon, if it is up, and then away from it.
        3. {Object}, for as long as it takes.
        4. One thing that you have never looked for.
    """),
    code=blocks("""
        The timing of a transit can be worked out roughly in a few lines:

        ```python
        from datetime import datetime, timedelta

        SIDEREAL_DAY = timedelta(hours=23, minutes=56, seconds=4)


        def same_sky(seen: datetime, nights: int) -> datetime:
            return seen + nights * SIDEREAL_DAY
        ```
    """),
    footnotes=paragraphs("""
        Never point any optics near the Sun without a proper filter in front of the lens, not behind the
        eyepiece.

        Magnitudes run backwards: the smaller the number, the brighter the star. It is an old story and
        nobody will fix it.

        Charts for each month are in {link}.
    """),
    endings=paragraphs("""
        It is cloudy as I write this, of course. The {scope} is by the door.

        Come to {spot} on the next clear {day}. There is nothing to join and nothing to pay, and somebody
        always brings biscuits.

        You don't need to know the names. They come by themselves, a few each year, like those of
        neighbours.
    """),
    notes=paragraphs("""
        {Clear at last|Half an hour of clear sky|A gap in the cloud} over {spot}. {Object} in the {scope},
        steady as a stone.

        Set everything up at {spot}, waited {minutes} minutes for my eyes, and then came {sky}. Good tea,
        though.

        Showed {who} {object} through the {scope} {moment}. There was a long silence, and then: "And that's
        really there?"

        The Moon is so bright tonight that I read the label on my {scope} by it. Nothing else to be seen,
        and no complaints.

        Has anybody else lost {object} in the {sky} this {season}? From {place} it is hopeless below thirty
        degrees.

        {Few} meteors in {minutes} minutes from {spot}, one of them bright enough to make us all say the
        same word.

        Dew on the {scope} by ten, frost by midnight. {Object} did not mind at all.

        They switched off the lamps around {spot} for one night on {day}. {Dozen} people turned up simply to
        stand there.

        My drawing of {object} from {month} and tonight's side by side: either it has improved or I have.

        {Who} asked why I bother with a {scope} when there are photographs. I had no answer, so I held the
        door open, and we went out.

        Woke at four, looked out, and {object} stood between two chimneys. I went back to bed in a much
        better mood.

        The club's {scope} is free on {day} if anybody near {place} wants to try it before buying one.

        Tonight from {spot}: {object}, one satellite, one owl, {sky}.
    """),
    replies=paragraphs("""
        I saw it too, from {place}, through a gap that lasted about {few} minutes. Worth the cold feet.

        Try the same with {object} later in the night, when it has climbed out of the murk.

        What magnification were you using? My {scope} goes soft above a hundred or so.

        I think that may have been a satellite: it faded at the same height each time. Still pretty.

        My father woke me for a comet when I was six and I remember nothing but the wet grass. I am glad
        that he did.

        We have been fighting {sky} here since {month}. Enjoy it for all of us.

        Tell the council about the cost and not about {object}. It worked in our street.

        Please keep the log. I threw away my first {years} years of notes and could cry.
    """),
)
