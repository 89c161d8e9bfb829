"""Words about gardening."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

GARDENING = Topic(
    name="gardening",
    tags=("gardening", "allotment", "compost", "seeds", "soil"),
    choices={
        "crop": words(
            """runner beans; broad beans; leeks; parsnips; tomatoes; courgettes; garlic shoots; sweet peas; beetroots;
            early potatoes; winter cabbages; chard leaves; strawberries; sugar snap peas; shallots; artichokes"""
        ),
        "pest": words(
            "slugs; pigeons; aphids; flea beetles; leaf miners; vine weevils; cabbage whites; mice"
        ),
        "plot": words(
            """the allotment; the back garden; the shared plot; the bed by the wall; the roof garden; the long border;
            the small greenhouse; the north-facing bed; the school garden"""
        ),
        "cover": words("straw; leaf mould; old cardboard; grass clippings; composted bark; sheep's wool"),
    },
    bios=paragraphs("""
        Grows {crop} and opinions on {plot}.

        Gardener on clay soil near {place}, {years} years in and still surprised by {pest}.

        I keep seeds in old film tins and swap them with anybody who asks.

        Compost, {crop}, and a shed that leans.
    """),
    leads=leads("""
        ## {What {plot} taught me about|Learning to grow|A patient year with} {crop}

        {Years} seasons of small failures with {crop}, and the handful of habits that survived them.

        {When|The year} we took over {plot}, I was sure that {crop} would be the easy part. They were not.
        It took {years} seasons, a stack of wet notebooks and a good deal of advice over the fence before
        they came up in rows that anybody would call rows. {This is what I would tell myself at the
        start.|Here is what changed.}

        ## {Mulching|Covering the ground} with {cover}: {an honest report|one year on}

        What {cover} did for the soil and the watering, and what it did for the {pest}.

        Last {season} I covered half of {plot} with {cover} and left the other half bare, because I was
        tired of arguing about it. Nobody measured anything to a decimal place. Still, the difference was
        plain by {month}, and not all of it was in favour of the cover.

        ## {Living with|Making peace with|A truce with} {pest}

        After {years} years of war I changed the question from how to win to how much to share.

        There is a point in {month} when you walk out to {plot} with a cup of tea and find that the {pest}
        have been there before you. {I used to take it personally.|I used to reach for a spray.} Now I count
        what is left, sow a little more, and go back in to finish the tea.

        ## {A garden that forgives|Gardening for people with too little time|Two evenings a week on {plot}}

        How to keep {plot} going when work, weather and family all have other plans.

        I have two evenings a week for {plot}, and one of them usually rains away. For a long time I
        gardened as if I had seven, and felt guilty for five of them. What follows is the plan of somebody
        who finally did the sum.

        ## {Saving seed from|Keeping our own} {crop}

        Why a paper bag of our own seed has become the best thing in the shed.

        It started by accident: I was away in {month}, the {crop} went to seed, and {who} told me to leave
        them standing. That autumn I filled {few} envelopes. We have not bought that seed since, and the
        plants suit our soil a little better every year.
    """),
    sections=sections("""
        ## {Begin with the soil|What lies underneath|Feeding the ground}

        Our soil is {heavy clay|thin and sandy|a mixture of builder's rubble and good intentions}, and it
        took me years to stop fighting that. I dig less each year. A {few}-centimetre layer of compost in
        {month}, left on top for the worms, has done more for the {crop} than any afternoon with a spade.

        A handful tells you most of what you need to know. If it holds together and then crumbles when you
        prod it, leave it alone. If it runs through your fingers it wants compost; if it stays in a ball it
        wants compost too, and patience.

        ## {Water, and when to give it|The watering question|Dry weeks}

        Water deeply and seldom, people say, and for {crop} that has held true here. One full can for each
        metre, {moment}, twice a week, and nothing in between. The roots go down to look for the rest.

        We put {few} barrels under the shed gutter in the {season} of the drought. They empty faster than
        you expect, in about {few} dry days, but they taught us to notice how much a hose uses without
        anybody looking.

        ## {Of {pest} and other guests|Who else eats here|The trouble with {pest}}

        {Fleece keeps most of the {pest} off|A torch and a bucket deal with most of the {pest}}, if you can
        be bothered to go out in the dark. I lasted {few} weeks. What worked better was raising the plants
        in pots until they were too tough to be anybody's favourite.

        There are fewer {pest} since we let the far corner grow wild. I can't prove that the beetles and
        hedgehogs did it. But the corner costs us nothing, and it is where the children go first.

        ## {Sowing little and often|The calendar on the shed door|Timing}

        I sow {crop} in small batches, a short row every {few} weeks from {month} on. It feels stingy at the
        time. In return there is never the week in which forty of them are ready and everyone we know is on
        holiday.

        The packet says {month}; our frost says otherwise. I wait until the soil feels mild on the inside of
        the wrist, which sounds like folklore and has been right more often than the packet.

        ## {Tools that earn their hook|What I actually use}

        If the shed burned down I would buy back a hoe, a good fork, a bucket without holes and {who}'s old
        trowel, and not much else. Sharpening the hoe takes {minutes} minutes and saves an hour of pulling.

        I bought a clever gadget for sowing straight lines. It hangs on a nail. A string between two sticks
        does the same job, and it never runs out of springs.

        ## {What went wrong|Mistakes, in order of cost|A short list of failures}

        The {crop} I planted too close together in {month} gave us leaves and nothing else. I knew the
        spacing. I had simply grown too many to throw any away, and so I lost all of them instead of half.

        Once I spread {cover} that was not ready, and spent the {season} pulling up everybody else's weeds.
        Now I let the heap get hot, turn it, and wait until it smells of woodland and not of kitchens.

        ## {Other people's plots|Over the fence|What the neighbours know}

        The best gardener on our site is eighty-one and owns no gadgets. She walks round once, slowly,
        before she touches anything. I timed it: {minutes} minutes of looking for every hour of work.

        We leave what is over in a crate at the gate with a sign that says please. In {month} it was mostly
        {crop}. Someone left a jar of chutney in return, and somebody else a note to ask how to cook them.
    """),
    blocks=blocks("""
        {My list for the week looks like this|The whole plan fits on a card|Jobs for a wet {day}}:

        - turn the heap and add something brown
        - sow a short row of {crop}
        - check the fleece for gaps, and the gaps for {pest}
        - fill the barrels if it has not rained for {few} days
        - sit down on the upturned crate for {minutes} minutes
        %
        | Month | Outside | Under glass |
        | --- | --- | --- |
        | March | broad beans, onions | tomatoes, leeks |
        | May | {crop}, beetroot | courgettes, basil |
        | July | chard, late carrots | nothing: air it |
        | October | garlic, {cover} on top | winter salad |
        %
        > You don't grow {crop}. You look after the ground, and the ground grows them.
        >
        > {Who}, leaning on a gate
        %
        {If you start from nothing, do it in this order|In this order, and slowly}:

        1. Look at where the sun falls in {month} and in December.
        2. Cover what you can't dig yet with {cover}.
        3. Grow {few} things that you like to eat, and no more.
        4. Write down the dates; memory improves them.
    """),
    footnotes=paragraphs("""
        The dates are for our valley, about {dozen} days behind the coast.

        A neighbour does the opposite with her {crop} and gets the same result, which should keep us all
        modest.

        There is more about this in {link}.
    """),
    endings=paragraphs("""
        Next year I will change one thing and leave the rest alone. That is the hardest rule I know in
        gardening, and the only one that has ever taught me anything.

        So much for the theory. It has started to rain, the {crop} look pleased about it, and I am going in.

        If you garden near {place} and have seed to spare, write to me. I have {crop}, labelled, more or
        less.
    """),
    notes=paragraphs("""
        The first {crop} of the year came out of {plot} {moment}. {Few} of them, slightly crooked, gone by
        lunch.

        {Who} swears by {cover} against {pest}. I put some down on {day}, and so far the {pest} seem to
        enjoy it.

        {Frost|A late frost|Two degrees of frost} on {plot} this morning. The {crop} under fleece are fine;
        the ones I thought could manage have not managed.

        Does anybody near {place} have any {crop} to spare? The {pest} held a party here on {day}.

        Turned the compost {moment}. {Steam came off it|A robin supervised|It smelled of woods}, and I found
        {few} teaspoons, a label from 2019 and the good secateurs.

        Sowed {crop} for the third time this {season}. If these come up I'm going to pretend it was the
        plan.

        Today's harvest from {plot}: a colander of {crop}, one enormous marrow nobody planted, and mud to
        the knee.

        {Rain at last, after {few} dry weeks|It rained for {minutes} minutes and everything stood up
        straight}. You could hear {plot} drinking.

        My {crop} are taller than I am and have stopped taking advice.

        Swapped a tray of {crop} for a jar of honey over the fence {moment}. I think I got the better of it.

        {Spent|Lost} an hour on {plot} looking for the dibber. It was in my back pocket, as it was in
        {month}.

        Reminder to self, again: label the {crop}. I have {few} pots of something green and a lot of
        confidence.

        There are {dozen} ladybirds on the {crop} by the door and not one aphid. I am staying out of it.

        {Years} years ago I planted a twig behind {plot}. {Who} picked the first bowl of plums from it on
        {day}.
    """),
    replies=paragraphs("""
        Same here with {crop}: nothing for weeks, and then all of them in one night.

        Try {cover} next time, but thinly. A thick layer only gives the {pest} somewhere to sleep.

        How far apart did you plant the {crop}? Mine sulk if they can touch each other.

        One small correction: {crop} don't mind the cold half as much as they mind wet feet. It is the
        drainage.

        My grandfather grew {crop} behind a railway shed and fed them with soot. I don't recommend it, but
        they were huge.

        I have a tray of spare {crop} and am in {place} on {day}, if that helps.

        We gave up on {crop} after {years} years and planted asparagus. No regrets, except in the third
        year.

        The {pest} come to us from {month} on, whatever we do, so now I sow one row for them.
    """),
)
