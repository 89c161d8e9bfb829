"""Words about riding bicycles, slowly and every day."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

CYCLING = Topic(
    name="cycling",
    tags=("cycling", "bikes", "touring", "commuting", "bikerepair"),
    choices={
        "bike": words(
            """steel tourer; cargo bike; three-speed; borrowed tandem; folding bike; second-hand racer; postman's bike;
            mixte; grocery bike; bicycle with a trailer"""
        ),
        "route": words(
            """the canal path; the road over to {place}; the old railway path; the river road; the ferry route; the ridge road;
            the lane through the orchards; the cobbles into {place}"""
        ),
        "part": words(
            "chain; rear hub; bottom bracket; brake cable; saddle; front light; left pedal; mudguard; headset"
        ),
        "carry": words(
            """a bookcase; {dozen} eggs; the weekly shopping; a sleeping toddler; a cello; two sacks of compost; a Christmas tree;
            a very calm dog"""
        ),
    },
    bios=paragraphs("""
        Rides a {bike} to work and the long way home.

        Carried {carry} by bicycle, once. Mechanic on {day}s at the repair café.

        Slow tourer. {Route} in all weathers.

        No car for {years} years, and no regrets for most of them.
    """),
    leads=leads("""
        ## {{Few} days along {route}|By {bike} to {place}|A slow tour by {bike}}

        Small distances, a tent, and a {part} that complained the whole way.

        We had {few} days, one tent and no wish to impress anybody. The plan was {route}, about {dozen}
        kilometres a day, with time for whatever we found. We found plums, a brass band, and the limits of
        my {part}.

        ## {A winter of commuting|To work by {bike}, all year|What I wear when it rains}

        It rains less often than you think, and other findings from {years} years.

        I have ridden to work on a {bike} for {years} years, {minutes} minutes each way, and kept count of
        one thing only: the days on which I arrived properly wet. It was {dozen} in a normal year. Nobody
        believes me, least of all in {month}.

        ## {Mending a {part}|The {part}, explained|You can mend a {part}}

        {Minutes} minutes, one tool, and why the shop was glad that I asked.

        The noise began on {route}: a small dry tick, once for each turn. I changed everything that I could
        reach. In the end {who} at the repair café put a finger on the {part}, nodded, and handed me the
        spanner.

        ## {Carrying {carry}|What fits on a bicycle|A {bike} instead of a second car}

        We did the sum for one year and then sold the car.

        People wave when you carry {carry} on a {bike}. That alone is worth something. But the question that
        everybody asks at the lights is a serious one: can you really manage without the car? Here is our
        year, with the bad weeks left in.
    """),
    sections=sections("""
        ## {The road|Finding the way|{Route}}

        {Route} is {few} kilometres longer and has {few} lorries fewer. It took me years to see that this is
        not a detour. On a map at the right scale it is the obvious way.

        Ask a person. {Who} sent us over a footbridge that is on no map, through a farmyard, past a table of
        apples with a tin for coins.

        ## {The bicycle|About the {bike}|Nothing clever}

        It is a {bike}, older than some of my colleagues, with wide tyres and a bell. I have replaced the
        {part} twice. It stands outside unlocked in {place} for longer than I ought to admit.

        Wide tyres at low pressure changed more than any other thing I bought. The road became quiet. My
        wrists stopped arguing.

        ## {Rain, wind and dark|Weather|Going out anyway}

        Wind is the hill of the flat country. You can't see the top of it. Change down early, make yourself
        small, and think about the way home.

        A cape, long mudguards and wool socks, and the rest is temper. In {month} I carry a dry pair of
        gloves in a bag, and it is like meeting a friend.

        ## {Repairs|In praise of the {part}|Tools to carry}

        Clean the {part} before you decide that it is worn. Half of what comes to the repair café on {day}s
        needs a rag and {minutes} minutes, and the owners are nearly disappointed.

        I carry a tube, a lever, a small pump, a bit of wire and a banknote. The wire has been used most.
        The banknote bought us soup when the wire failed.

        ## {Other people on the road|At the lights|Being seen}

        Most drivers are somebody's careful aunt. I ride where I can be seen, look over my shoulder often,
        and say thank you with a hand. It helps more than the yellow jacket did.

        What would help most is a kerb. Where the town built one, the children came out within a week,
        {dozen} of them, like swallows.

        ## {Costs and sums|What we saved|A year in numbers}

        One set of tyres, two chains, a {part} and a great deal of toast. The car had cost us that much each
        {month} without moving.

        There were {few} days on which we hired one. We enjoyed it, gave it back, and did not have to find
        it a place to sleep.
    """),
    blocks=blocks("""
        In the bag, always:

        - a tube and a pump that works
        - {few} metres of string
        - a rag, for the {part} and for the hands
        - biscuits, for morale
        %
        | Day | From | Kilometres | Remarks |
        | --- | --- | --- | --- |
        | 1 | {place} | 38 | tail wind, plums |
        | 2 | the ferry | 44 | new {part} |
        | 3 | the pass | 21 | mostly pushing |
        | 4 | the sea | 52 | downhill, singing |
        %
        > If you are never overtaken, you are going too fast to see anything.
        >
        > {Who}, pumping up a tyre
        %
        When it makes a noise:

        1. Stop pedalling. Is it still there?
        2. Stand up. Is it the saddle?
        3. Look at the {part}.
        4. Have a biscuit, and ask somebody.
    """),
    footnotes=paragraphs("""
        Distances are from the map, and so too short.

        The path is closed in high water; look at {link} first.

        I know that a proper mechanic would use another tool. So does my {part}.
    """),
    endings=paragraphs("""
        The {bike} is in the hall, ticking as it dries. I will look at the {part} on {day}.

        If you have thought about it for a while, borrow a {bike} for one week. Don't decide anything before
        the first rain.

        We were home by dark, with {carry} still in one piece.
    """),
    notes=paragraphs("""
        Carried {carry} home on the {bike} {moment}. Two people applauded, and a dog was beside itself.

        {Headwind|Side wind|Rain} all along {route}, both ways, which I had been told was impossible.

        The tick was the {part}. It is always the {part}. {Minutes} minutes and a rag.

        {Few} hares, one stork and no cars on {route} {moment}. I was late for work and nobody minded when I
        told them why.

        {Who} has bought a {bike} and gone round the block {dozen} times with the bell.

        Can anybody in {place} lend me a tool for a {part}? I will bring it back with cake.

        They have finally swept the glass off {route}. To whoever rang the council {few} times: thank you.

        Puncture on {route}, in {month}, in the dark, beside {who}, who held the torch and sang.

        At the repair café on {day}: {dozen} bicycles, one pram, and a {part} that nobody had ever seen
        before.

        Rode the {bike} to {place} for a coffee, and it turned into {dozen} kilometres and a swim.

        First frost on {route}. The {part} creaks, I creak, the geese complain. All of us on time.

        A child overtook me on {route} today, no hands, eating a pear.
    """),
    replies=paragraphs("""
        I ride {route} every {day} and have never once seen it without wind. Well done.

        Check the {part} before you spend anything. Mine only wanted cleaning.

        How did you fasten {carry}? I am asking before I try it and not after.

        The lane is closed from {month}, I believe; there is a diversion by the mill.

        My {bike} is thirty this year and has outlived two of my knees.

        Wider tyres. I'm sorry to be that person, but wider tyres.

        We did the same on a {bike} with two children and a kite. It took {few} days longer, and nobody was
        sorry.
    """),
)
