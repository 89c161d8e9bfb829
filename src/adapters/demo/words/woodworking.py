"""Words about woodworking."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

WOODWORKING = Topic(
    name="woodworking",
    tags=("woodworking", "handtools", "joinery", "repair", "greenwood"),
    choices={
        "piece": words(
            """three-legged stool; bookcase; bread board; tool chest; bedside table; garden bench; picture frame; spoon rack;
            blanket box; kitchen shelf; workbench; dovetailed box; coat rack"""
        ),
        "timber": words(
            "oak; ash; beech; cherry; larch; walnut; pear; reclaimed pine; elm; sycamore; sweet chestnut"
        ),
        "tool": words(
            """jack plane; coping saw; spokeshave; drawknife; marking gauge; mortise chisel; tenon saw; block plane;
            cabinet scraper; brace and bit"""
        ),
        "joint": words("dovetails; mortises; half-laps; bridle joints; housings; box joints; wedged tenons"),
    },
    bios=paragraphs("""
        Makes a {piece} now and then, mostly from {timber}, always with a {tool}.

        Shared workshop in {place}, bench by the window. Sharpening is free.

        Furniture repairer. If it wobbles, bring it round.

        Learning to cut {joint} by hand, {years} years and counting.
    """),
    leads=leads("""
        ## {A {piece} in {timber}|Making a {piece}|The {piece} that took all {season}}

        Simple drawings, stubborn {timber}, and the {few} things that I would do differently.

        {Who} wanted a {piece}, and I said that it would take a weekend. It took from {month} to the first
        frost. In fairness, I was learning to cut {joint} at the same time, and the {timber} had ideas of
        its own. Here is how it went together.

        ## {Sharp enough|Learning to sharpen|The edge comes first}

        Nearly everything that I blamed on my hands was a blunt {tool}.

        For {years} years I believed that I was clumsy. Then {who} took the {tool} from my bench, did
        something to it on a stone for {minutes} minutes, and gave it back without a word. The next shaving
        came off as long as my arm.

        ## {Repairing a {piece}|Take it apart first|An old {piece}, mended}

        Hide glue, patience, and finding out what the last repairer had done.

        The {piece} came to me in a laundry basket, in {dozen} parts. Somebody had been there before with
        nails. Before mending what was broken, I had to undo what had been mended, and that is most of what
        I know about repair.

        ## {A workshop in {few} square metres|The smallest useful workshop|Working in a cellar}

        One bench, one window, {few} good tools, and neighbours who sleep.

        My workshop is a cellar with a low beam that I have met many times. There is room for a bench or for
        me to turn round. It has taught me to finish one {piece} before starting the next, and no book ever
        managed that.
    """),
    sections=sections("""
        ## {Choosing the wood|At the timber yard|About {timber}}

        I chose {timber} because {who} had some under a tarpaulin. It is a pleasure to plane one way and a
        fight the other. Look at the end grain before you pay, and leave the boards in the room where they
        are going to live.

        Let it rest. A board that is flat on {day} may not be flat a week later, and it is better to know
        that before it has become a {piece}.

        ## {Marking out|The knife line|Measure less}

        A pencil line has a width, and the width is where the gap comes from. I mark with a knife now and
        work up to it. It feels severe, and it saves {minutes} minutes of sighing later.

        I hardly measure at all. One stick with marks for every part of the {piece} can't be misread, and it
        hangs on a nail in case anyone wants another.

        ## {Cutting {joint}|The joints|Slow saw, quiet saw}

        My first {joint} had room for a second opinion in each corner. The trick was not a better saw but
        standing properly, elbow behind the cut, and letting the weight of the {tool} do it. It still takes
        me {minutes} minutes each.

        Leave the line, they say, and pare to it. With {timber} I would leave a little more than you think,
        since it crushes before it cuts.

        ## {The {tool}|One tool, learned well|What lies on the bench}

        I bought the {tool} at a house clearance in {place} for the price of lunch. The handle had been worn
        by somebody with a larger hand. After an evening with a stone it cut better than anything I had
        bought new.

        You need fewer tools than the catalogues say. In the {season} when my chest was stuck at {place} I
        made do with {few}, and the work hardly noticed.

        ## {Glue and second thoughts|Putting it together|The dry run}

        Put it together dry, take it apart, and do it again. Then lay out the clamps, wash your hands, and
        take the telephone off the bench. Glue waits for nobody, and I have answered the door with a {piece}
        setting crooked behind me.

        When it does go wrong, hide glue forgives. Warm water and patience will open it again in {years}
        years' time, for somebody who may be cleverer than we are.

        ## {Finishing|Oil, soap, or nothing|The last day}

        Two thin coats of oil, rubbed in and rubbed off. On {timber} the first one is always a small
        miracle: {minutes} minutes earlier it was a plank.

        I no longer sand what I can scrape. A scraper leaves the light in the wood, and the cellar free of
        dust.
    """),
    blocks=blocks("""
        For a {piece} I cut:

        - two sides, the grain running up
        - one back, from the board with the knot
        - {few} rails with {joint}
        - wedges in a darker wood, because I like to see them
        %
        | Wood | To plane | To look at |
        | --- | --- | --- |
        | {timber} | kind, mostly | warm |
        | oak | honest | grand |
        | beech | easy | shy |
        | larch | sticky | better each year |
        %
        > Sharpen before you are angry. Afterwards is too late.
        >
        > {Who}, at the next bench
        %
        Before I glue anything:

        1. Dry run, with all of the clamps.
        2. Check the diagonals.
        3. Sweep, so that what falls can be found.
        4. Ask somebody to hold the other end.
    """),
    footnotes=paragraphs("""
        The drawings, such as they are, can be found in {link}.

        The {tool} is older than my house. I looked up the stamp.

        Oily rags can catch fire by themselves. Dry them flat, outdoors.
    """),
    endings=paragraphs("""
        The {piece} stands in the hall now. It has one gap that only I can see, and I look at it every day.

        If you are near {place} on a {day}, come to the shared workshop and try a {tool} before you buy one.

        There will be another {piece}. I have kept the stick.
    """),
    notes=paragraphs("""
        Cut {few} {joint} in {timber} {moment}. One of them fits so well that I have put it on the window
        sill to look at.

        Spent {minutes} minutes sharpening the {tool} and {minutes} seconds using it. That is about the
        right proportion.

        {Who} brought me a {piece} in a carrier bag. It will take until {month}, and it will be worth it.

        {Timber} shavings all the way up the stairs again. I deny everything.

        Does anybody near {place} have an offcut of {timber} about as long as an arm? It is for a {piece}
        that I measured with confidence.

        Found a {tool} under a table at the market, {day}, rusty, {few} coins. It is now the best one I
        have.

        The {piece} is glued up. I have checked the diagonals {few} times and am not allowed back in the
        cellar until morning.

        The smell when you first plane {timber}: {like pepper|like apples|like a school|like rain on a warm
        road}. I could stand here all evening.

        A child at the workshop on {day} made a {piece} with {few} nails and no plan. It stands straighter
        than mine.

        I have cut the wrong side of the line. In {timber}. On the last piece. Going for a walk.

        My grandfather's {tool} still has his initials on it, and now also my tooth marks, as there was no
        third hand.

        Rain on the workshop roof, a sharp {tool}, and {timber} that behaves. {Few} hours went by without my
        noticing.
    """),
    replies=paragraphs("""
        That is a handsome {piece}. Did you fume the {timber}, or is it the light?

        Try skewing the {tool} a little in the cut. It makes {timber} behave.

        With {joint} I saw on the waste side and pare; with {timber} you get only the one chance.

        I would let the boards rest longer. My {piece} opened up in its first {season} by the stove.

        My teacher measured with a folded bus ticket for forty years, and everything that he made was
        square.

        If you have enough {timber} left for a lid, I would love to see one.

        A gentle correction: the grain in the sides should run up, or the {piece} will move against its
        back.
    """),
)
