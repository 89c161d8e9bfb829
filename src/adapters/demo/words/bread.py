"""Words about baking bread."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

BREAD = Topic(
    name="bread",
    tags=("bread", "sourdough", "baking", "rye", "flour"),
    choices={
        "loaf": words(
            """rye loaf; country loaf; wholemeal tin; tomato loaf; seeded batard; potato bread; spelt loaf; honey loaf;
            walnut bread; flatbread; milk loaf; barley bread; focaccia; caraway rye"""
        ),
        "flour": words(
            """strong white flour; stoneground wheat; dark rye; light rye; spelt; einkorn; wholemeal; high-extraction
            wheat; flour from the mill at {place}"""
        ),
        "fault": words(
            """a dense crumb; a pale crust; a hole big enough for a mouse; a flat shape; a gummy middle; a torn side;
            a sour edge that frightened the children; a crust like roof slate"""
        ),
        "vessel": words(
            "cast-iron pot; clay baker; dented enamel tin; pizza stone; steel tray; terracotta dish"
        ),
    },
    bios=paragraphs("""
        Bakes a {loaf} every {day} and writes down what the dough did.

        Home baker with a starter older than the car.

        Flour on everything. Looking for the perfect {loaf}, in no hurry.

        I run a small micro-bakery near {place}: {dozen} loaves a week, by bicycle.
    """),
    leads=leads("""
        ## {A plain|An everyday|A reliable} {loaf} {for people who sleep|for busy weeks|with five ingredients}

        One dough, one evening, one morning: the {loaf} that we have baked nearly every week for {years}
        years.

        Most recipes for a {loaf} assume that you have nothing else to do. This one grew up in a household
        with {few} people, one oven and a school bus at ten past seven. It asks for {minutes} minutes of
        your attention in all, spread over a night.

        ## {Why my bread was flat|The year of flat bread|{Fault}, and other lessons}

        I changed everything about my baking except the one thing that mattered.

        For most of a year every {loaf} of mine came out with {fault}. I bought better {flour}. I bought a
        {vessel}. I watched films of people slapping dough in handsome kitchens. In the end the trouble was
        a thermometer, or rather not owning one.

        ## {Notes on {flour}|Getting to know {flour}|A month with {flour}}

        What changed when I baked the same {loaf} with a different bag.

        {The mill had run out of my usual bag|I had only meant to buy eggs}, and so I came home with
        {flour}. I baked the same {loaf} with it {few} times in {month}, changing nothing but the water, and
        kept a page of notes. This is the tidy version.

        ## {Keeping a starter without keeping a diary|The lazy starter|A starter in the back of the fridge}

        Feed it, forget it, bake with it: how little a sourdough starter needs.

        Ours lives behind the mustard. It is {years} years old, it has no name, and it has been to the sea
        twice by mistake. It has also raised every {loaf} that we have eaten in that time, so I think I can
        say what it needs and what it does not.

        ## {Baking for the street|Twelve loaves on a {day}|What I learned from baking for neighbours}

        From one {loaf} for {who} to a small round on a bicycle.

        It began when {who} asked whether I could bake one more. {Few} months later there was a list on the
        kitchen door and a second {vessel} in the oven. Nothing has taught me more about dough than having
        to make it taste the same every {day}.
    """),
    sections=sections("""
        ## {Time does the work|Slow is easier|Leave it alone}

        The dough for a {loaf} needs to be mixed, folded {few} times, and then left alone. Leaving it alone
        is the skill. I set the bowl where I can't see it, {moment}, and go and do something else.

        In a cold kitchen the first rise takes us {few} hours longer than the book says. I stopped reading
        the clock and drew a line on the jar instead. When the dough reaches the line, it is ready; it has
        never been wrong and often been late.

        ## {Water, by weight|The matter of water|Wetter than you think}

        I start at seventy parts of water to a hundred of {flour} and go up from there. Write the number
        down. A dough that feels like a mistake at mixing is usually right an hour later, after the flour
        has had its drink.

        If you are not sure, hold some back. You can always work a spoonful in during the folds, and it is
        far easier than trying to get a spoonful out.

        ## {Heat and steam|The oven|A hot start}

        A {vessel} with a lid makes more difference than any steam trick I have tried. Lid on for {minutes}
        minutes, lid off until the crust is the brown of a good shoe. Our oven lies by about twenty degrees,
        so I trust the colour.

        Bake it longer than you dare. Nearly every {loaf} that I was given as a beginner with the words
        "perhaps a bit dark" turned out to be the best on the table.

        ## {When it goes wrong|Reading the crumb|What the knife tells you}

        {Fault} nearly always meant that I had been impatient at the first rise, hardly ever that something
        was wrong at the second. It took me {years} years to believe that, because the second is where you
        are looking.

        Cut it only when it is cold. I know. But warm crumb smears, looks gummy, and will send you off to
        repair a recipe that had nothing wrong with it.

        ## {The starter|Keeping things alive|Flour, water, a jar}

        I keep {few} spoonfuls, no more, and feed it the evening before I bake. In between it sleeps in the
        fridge for a week or two under a grey liquid that looks alarming and is not.

        Rye wakes a tired starter up better than anything. One feed with {flour} and one with rye, a warm
        shelf, and it was climbing the jar again by the next day.

        ## {On {flour}|Where the flour comes from|Choosing a bag}

        {Who} grows wheat outside {place} and says that the weather in {month} decides everything about next
        year's bread. Since I heard that I have been kinder to bags that behave oddly.

        The cheapest bag makes a good {loaf}. The expensive one makes a good {loaf} that tastes of
        something. Whether that is worth the price depends mostly on how much butter you were going to use.

        ## {Bread in a week|The leftovers|From {day} to the last crust}

        A {loaf} is at its best on the second day, at its most useful on the fourth, and on the sixth it
        becomes crumbs in a jar. We throw nothing away, and the jar is why our fishcakes are famous in the
        family.

        Slice what you will not eat by tomorrow, and freeze it flat. It goes straight into the toaster, and
        nobody has ever noticed.
    """),
    blocks=blocks("""
        For one large {loaf}:

        - 450 g {flour}
        - 50 g rye
        - 360 g water at the warmth of a hand
        - 100 g lively starter
        - 10 g salt, which I have forgotten {few} times
        %
        | Hour | What | How it feels |
        | --- | --- | --- |
        | 20:00 | mix | shaggy, hopeless |
        | 20:40 | salt, first fold | rough |
        | 22:00 | last fold, cover | smooth, a little proud |
        | 06:30 | shape | full of air |
        | 07:45 | bake in the {vessel} | out of my hands |
        %
        > Nobody ever ruined a {loaf} by waiting. People ruin them by helping.
        >
        > {Who}, floured to the elbow
        %
        {Signs that it is ready|I look for these}:

        1. The top domes and trembles when you nudge the bowl.
        2. There are bubbles at the edge as big as peas.
        3. A wet finger leaves a dent that fills slowly.
    """),
    footnotes=paragraphs("""
        All weights are in grams. Cups are for tea.

        If your kitchen is warmer than ours, subtract an hour and keep an eye on it.

        The longer explanation, with better pictures than mine, is in {link}.
    """),
    endings=paragraphs("""
        Bake it {few} times before you change anything. By the third your hands will know what I have failed
        to put into words.

        The {loaf} on the table as I write has {fault}. It is also half gone, and nobody has said a word.

        Tell me how yours turned out, above all if it didn't. I learn more from {fault} than from a picture
        of a perfect slice.
    """),
    notes=paragraphs("""
        {Today's|This morning's|{Day}'s} {loaf} came out with {fault}. We are eating it anyway, with too
        much butter.

        Fed the starter {moment} and it has already pushed the lid off. Somebody is feeling better.

        {Tried|First try of} {flour} in the usual {loaf}. {It drank far more water than I gave it|The smell
        alone was worth it}, so next time I will go up by a good splash.

        Is there anybody in {place} who sells {flour} in bags under twenty kilos? The cupboard has limits,
        and so has {who}.

        Forgot the salt. In {years} years of baking a {loaf} a week I had only done that twice, and now it
        is three times.

        The sound of a crust cracking as it cools is the best thing on the radio {on a {day}|this {season}}.

        {Who} asked for "just a normal {loaf}" and I have been thinking about what that is since {day}.

        Left the dough on the balcony overnight because the fridge was full. {Four|Six|Two} degrees, eleven
        hours, best {loaf} of the {season}.

        New rule after {day}: no shaping a {loaf} while on the phone. It shows.

        The {vessel} has a crack. {Who} says it is character. I say it is {minutes} minutes from being two
        dishes.

        {Few} loaves out, one for us, the others for the street. The bicycle basket steamed all the way down
        the hill.

        Old {loaf} plus one tin of tomatoes plus whatever was in the garden: {few} people fed, nobody asked
        what it was.

        {Month} baking problem: the kitchen is {so warm|so cold} that the {loaf} keeps entirely its own
        timetable.
    """),
    replies=paragraphs("""
        That is exactly what my {loaf} did until I gave it another hour. It is nearly always the first rise.

        What did you bake it in? My {vessel} runs so hot at the bottom that I put a tray underneath.

        A small objection: with {flour} I would start lower on water and see. It is thirstier on paper than
        in the bowl.

        My aunt used to wrap the dough in an eiderdown and leave it in bed. Best {loaf} in the village, and
        nobody slept late.

        I can bring you some starter on {day}. It is very ordinary and impossible to kill; I have tried.

        We had {fault} for months and it was the oven. A cheap thermometer settled it in one afternoon.

        Does the {loaf} keep? Here it has to last from {day} to the end of the week.

        I baked it last night and it worked at the first attempt, which never happens to me with a {loaf}.
    """),
)
