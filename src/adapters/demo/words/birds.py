"""Words about watching birds."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

BIRDS = Topic(
    name="birdwatching",
    tags=("birds", "birdwatching", "nature", "migration", "wetlands"),
    choices={
        "bird": words(
            """kingfisher; redstart; lapwing; nuthatch; wren; goldcrest; marsh harrier; grey heron; swift; tree sparrow;
            waxwing; little owl; snipe; blackcap; hawfinch; dipper; long-tailed tit"""
        ),
        "flock": words(
            "lapwings; waxwings; goldfinches; starlings; swifts; fieldfares; geese; cranes; house martins; siskins"
        ),
        "patch": words(
            """the sewage works; the reed bed at {place}; the churchyard; the old gravel pit; the canal; the back lane;
            the hospital car park; the marsh; the railway cutting; the town park"""
        ),
        "aid": words(
            "old binoculars; a borrowed scope; a folding stool; both ears; a thermos; a notebook on a string"
        ),
    },
    bios=paragraphs("""
        Counts the {flock} at {patch} every {day}.

        Birdwatcher without a car. My patch is {patch}.

        Ringer, walker, early riser. Still can't tell some warblers apart.

        I hear a {bird} before I see it, if I see it.
    """),
    leads=leads("""
        ## {A year at|One square kilometre:|Why I keep going back to} {patch}

        The same path every week, {dozen} species that I expected, and a {bird} that I did not.

        I decided to stop driving to famous places and to walk round {patch} once a week instead. It is not
        beautiful. There is a pylon, a fence and usually a shopping trolley. By the end of the first
        {season} I knew every bush in it, and it had begun to surprise me.

        ## {Learning birdsong in {month}|Listening for a {bird}|Birding by ear}

        How to learn {few} songs well before trying to learn them all.

        Until {years} years ago birdsong was to me what traffic is: a sound that something makes. Then {who}
        stopped in the middle of a sentence, held up a finger, and said "{bird}". It had been singing the
        whole time. I have been learning ever since, one bird at a time.

        ## {Waiting for the {flock}|The {flock} are back|When the {flock} come}

        They arrive within the same few days each year, and each year I worry.

        I write down the day when I first hear the {flock}. It is a column in an old diary, {years} rows
        long by now. This year they were late, and I noticed how often I had been to the window.

        ## {A box for a {bird}|Making room for birds|What we changed in the courtyard}

        A hedge left alone, a dish of water, and a hole of the right size.

        The courtyard behind our house belongs to {dozen} flats and used to be a lawn that nobody sat on.
        {Who} asked at a meeting whether we might let one corner go. Nobody objected, mainly because nobody
        was listening. That is how it began.
    """),
    sections=sections("""
        ## {Stand still|The first ten minutes|Do less}

        For the first {minutes} minutes nothing happens, because you have just walked in. Then the wood
        closes over you again. The {bird} that scolded you goes back to its work, and you see what was there
        all along.

        I bring {aid} and choose one place. People who walk see more kinds; people who stand see more of
        what they do.

        ## {The patch|What lives at {patch}|An unlovely place}

        {Patch} has reeds on one side and a builder's yard on the other. The {flock} prefer the yard. I have
        learned not to argue with birds about scenery.

        Each visit goes into the book: date, weather, numbers, and one line about something that I had never
        noticed. That last line is the hardest and the most worth having.

        ## {By ear|The song and the call|Listening}

        Begin in late {season}, before the leaves and before everyone is singing at once. Learn the {bird}
        first. Put words to it, however silly; {who} hears it say "a little bit of bread" and has never got
        it wrong.

        Songs are for {month}. Calls are for all year, short and dull and far more useful. I tell the
        {flock} from their calls before they are over the roof.

        ## {Counting|Why numbers matter|For the survey}

        We count the {flock} on the same {day} of the month, in any weather. {Dozen} people do the same
        along this coast, and none of us knows anything alone. Put together it has changed where a road was
        built.

        When there are too many to count, count ten, see how much sky they take up, and go on from there.
        You will be wrong by about as much every time, and so the trend will be right.

        ## {Identification|Which one was it?|Being wrong in company}

        I called it a {bird} with great certainty, and it was a leaf. It happens to everybody, and the good
        ones tell you about it. {Aid} helps less than looking again.

        Look at what it does and not only at its colours. A {bird} moves like nothing else, and the light
        can't change that.

        ## {Help that works|A better garden for birds|Small things}

        Water all year, seed in {season}, and no tidying before {month}. The seed heads that we used to cut
        feed {dozen} goldfinches in a hard week.

        A nest box faces away from the midday sun and stands out of reach of cats. Clean it in autumn. Ours
        had a {bird} in its second year, after a winter of {few} disappointed sparrows.
    """),
    blocks=blocks("""
        Seen on the last walk round {patch}:

        - {bird}, one, heard first
        - {flock}, about {dozen}, over the pylon
        - a fox, unimpressed
        - {few} sorts of gull that I have decided to call gulls
        %
        | Month | Listen for | Look for |
        | --- | --- | --- |
        | February | song thrush | {flock} in the stubble |
        | April | blackcap | the first swallow |
        | July | young owls | swifts at roof height |
        | November | geese at night | a {bird}, with luck |
        %
        > The rare ones are for talking about. The common ones are for knowing.
        >
        > {Who}, behind the binoculars
        %
        A good first kit:

        1. Binoculars that you can hold still.
        2. A book with drawings, not photographs.
        3. Somebody who knows a little more than you do.
        4. One place, visited often.
    """),
    footnotes=paragraphs("""
        I leave out the exact spot, because the {bird} was nesting.

        The counts are public; see {link}.

        Yes, it may have been a female. I am working on it.
    """),
    endings=paragraphs("""
        I am going back to {patch} on {day}. There is nothing there, and I would not miss it.

        Tell me what you hear from your window tonight. Everybody hears something.

        The list stands at {dozen} and some. The list is not the point, but it is a way of remembering the
        mornings.
    """),
    notes=paragraphs("""
        A {bird} at {patch} {moment}. It stayed for {minutes} minutes and took no notice of me at all.

        {First|The first} {flock} of the {season} went over {place} {moment}. I stood in the road like a
        post.

        {Dozen} {flock} on the wires by {patch}, all facing the same way, like people waiting for a lift.

        Was that a {bird} or a squeaky gate? {Minutes} minutes of careful stalking: gate.

        {Who} has put up a box for a {bird} and now speaks only in whispers until {month}.

        Walked round {patch} with {aid} and saw nothing whatever. Lovely morning.

        There is a {bird} singing from the crane on the building site in {place}. The crane driver has named
        it.

        Please check your hedges before you cut anything in {month}: there is a {bird} on {few} eggs in
        ours, {minutes} steps from the bus stop.

        Survey day at {patch}: {dozen} {flock}, one wet sandwich, and somebody who mistook me for a heron.

        Can anybody help with a call that I keep hearing at {patch}? Two notes, falling, like a {bird} with
        a cold.

        A {bird} hit the window on {day}. It sat in a shoe box for {minutes} minutes, glared, and left.
        Stickers go up tonight.

        {Who} can hear a {bird} through a closed window, a radio and an argument. I can now hear it, too,
        since {day}.
    """),
    replies=paragraphs("""
        We had a {bird} here too, on {day}! I wonder whether it is the same weather that brings them.

        Could it have been a young one? They look quite different until {month}.

        I would say {bird}, from the way that it sat, but I have been wrong about those for {years} years.

        {Patch} used to be full of {flock}. Good to hear that some are back.

        If it comes to the feeder, leave the feeder up. Ours stayed until the first frost.

        Please send that to the county recorder. It counts even if it is only one.

        My daughter learned to walk chasing {flock} along a beach. She is twenty now and counts them.
    """),
)
