"""Words about rivers, and walking and swimming along them."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

RIVERS = Topic(
    name="rivers",
    tags=("rivers", "walking", "wildswimming", "water", "landscape"),
    choices={
        "river": words(
            """the Aller; the Little Quarn; the Tarn brook; the Ostra; the mill stream; the upper Vell; the Marrow; the Linde;
            the canal feeder; the Ashel"""
        ),
        "stretch": words(
            """the weir at {place}; the long meadow; the gorge; the ford; the gauge by the bridge; the oxbow; the island;
            the mouth; the old mill; the shingle bank"""
        ),
        "sign": words(
            """mayfly nymphs; otter prints; clear gravel; a smell of detergent; trout rising; floating weed; brown foam;
            a heron; a kingfisher's hole"""
        ),
    },
    bios=paragraphs("""
        Walks along {river} and counts {sign}.

        Swims at {stretch} from April to {month}. Tests the water on {day}s.

        Hydrologist by day. At the weekend just wet.

        Volunteer warden, {river}, waders by the door.
    """),
    leads=leads("""
        ## {Walking {river} from source to mouth|{Few} days beside {river}|Following {river}}

        It begins as a wet patch in a field and ends among ships.

        Nobody could tell us exactly where {river} begins. The map has a thin blue line; the farmer pointed
        to a boggy corner and some rushes. We put a finger in it, for luck, and began to walk. {Few} days
        later it was wide enough for ferries.

        ## {Testing the water|What lives in {river}|{Dozen} people and a net}

        How neighbours came to know their river better than the authority did.

        Once a month {dozen} of us stand in {river} with nets and white trays. What we count are small
        creatures that can't leave when the water is bad. After {years} years of counting we had a curve,
        and in it, as plain as a footprint, one {day} in {month}.

        ## {Swimming at {stretch}|Cold water, {month}|In {river} before work}

        On getting in slowly, getting out early, and the tea afterwards.

        The thermometer on a string said {few} degrees above what I'd call sensible. {Who} was already in.
        There is a way to do this, and it took me {years} winters at {stretch} to learn that it has nothing
        to do with being brave.

        ## {The weir|When the weir came out|Giving {river} room}

        They took away a wall, and {river} did the rest.

        The old weir at {place} had not turned a wheel for {dozen} years. It held back a long, brown,
        patient pond. When the diggers opened it in {month} we stood on the bridge and expected noise. It
        was quite quiet. The river simply went through.
    """),
    sections=sections("""
        ## {Reading the water|What the surface tells you|Look first}

        Where the surface is smooth and dark it is deep. Where it wrinkles there's gravel, and where it
        points upstream like an arrow there's a stone. I stand at {stretch} for {minutes} minutes before I
        do anything else.

        Rain in the hills takes {few} hours to get to us. {River} may rise under a blue sky, and then it's a
        different river. Ask people who fish here; they watch it for a living.

        ## {What we found|{Sign}|In the tray}

        Last {season} it was {sign}, where for {years} years there had been none. {Who} did not believe it
        until she held the tray herself.

        You tip it all back gently when you have counted. The children say goodbye by name.

        ## {Along the bank|The path|On foot}

        The path keeps to the left bank as far as {stretch}, and then gives up. So did we, and took off our
        boots. It is the part of the day that all of us remember.

        Every bridge had somebody leaning on it. I began to say good morning to them, and we got directions,
        plums, and the story of the flood of {who}'s childhood.

        ## {Floods|High water|The marks on the wall}

        There are {few} lines scratched beside the door of the mill, with dates. The highest is above my
        head. People who live with {river} don't speak of it as an enemy. They put the freezer upstairs.

        Where it can spread over the meadow at {stretch} it does no harm to anybody. It leaves silt and
        {sign}. Further down, between walls, the same water is a disaster.

        ## {Swimming|Cold|Getting in}

        Go in slowly and breathe out. The first minute is the worst, and it is over after a minute. I stay
        in for as many minutes as there are degrees and get out while I still feel clever.

        Never alone, never after rain, never at {stretch} when the gauge is above the white mark. Warm
        clothes lie ready in the order in which I'll want them.

        ## {Whose river?|Looking after it|What helps}

        What helped most was shade. {Dozen} volunteers planted alders along the bank at {place}, and in a
        hot {month} the water below them is {few} degrees cooler.

        Ring the number on the bridge if you see anything odd. We did, for {sign}. They came, took a sample,
        and it turned out to be a washing machine plumbed into the wrong pipe.
    """),
    blocks=blocks("""
        In the rucksack:

        - dry socks, twice
        - the gauge's telephone number
        - a white tray and a soft brush
        - a flask
        - the map, for the places where the path gives up
        %
        | Place | Depth | Found |
        | --- | --- | --- |
        | {stretch} | knee | {sign} |
        | below the bridge | ankle | caddis, plenty |
        | the outfall | don't | worms only |
        %
        > A river is a neighbour who was here first.
        >
        > {Who}, wringing out a sleeve
        %
        Before getting in:

        1. Look at the gauge.
        2. Find the place where you will get out.
        3. Tell somebody.
        4. Breathe out.
    """),
    footnotes=paragraphs("""
        The readings are public: see {link}.

        Names of small streams change from farm to farm. I have used the one on the bridge.

        Check that you may swim where you want to swim, and wash your hands before eating.
    """),
    endings=paragraphs("""
        Where it meets the sea we took our boots off once more. It was salt. Somebody cried a little, and it
        wasn't me, or not only.

        Find out what your nearest stream is called. That is the beginning.

        We count again on {day}. There are spare waders, in the wrong sizes, for anyone who would like to
        come.
    """),
    notes=paragraphs("""
        {River} is up to the second step this morning, brown and busy. By {day} it will be down again.

        {Sign} at {stretch} {moment}! {Years} years of looking.

        Swam at {stretch} {moment}. {Few} minutes, one shriek, two cups of tea.

        {Dozen} people, {few} nets, one otter that came by to see what we were doing. Count day on {river}.

        The {season} light under the bridge at {place} is worth being late for.

        Does anyone know what {sign} might mean at {stretch}? It was not there on {day}.

        {Who} remembers when {river} ran a different colour every day, after the dye works. Today I could
        see my toes.

        Walked from {stretch} to {place} without meeting anybody but a heron. It left first.

        The gauge on {river} shows lower than in any {month} since they began to write it down. Please go
        easy on the hoses.

        Lost a boot in the mud by {stretch}. If you find it, it has had a good life.

        New alders along the bank at {place}: {dozen} planted on {day}, {few} already chewed by somebody
        with large teeth.

        A child asked me where {river} goes at night. I have been thinking about it since.
    """),
    replies=paragraphs("""
        We had the same on {river}, a kilometre further down. I would ring the number on the bridge.

        Did you get in at {stretch}? I have always wondered whether the bottom is stone or mud.

        {Sign} is a very good omen. Ours came back in the third year after the trees.

        I think that's the old course. The railway moved it in my great-grandfather's day.

        Be careful there after rain, please. It looks like nothing, and it pulls.

        I learned to swim at {stretch}, with a rope around my middle and my uncle at the other end of it.

        Could I come along on the next {day}? I have my own boots.
    """),
)
