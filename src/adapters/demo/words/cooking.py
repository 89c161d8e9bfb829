"""Words about everyday cooking."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

COOKING = Topic(
    name="cooking",
    tags=("cooking", "recipes", "soup", "seasonal", "leftovers"),
    choices={
        "dish": words(
            """lentil soup; bean stew; potato salad; cabbage rolls; chickpea curry; barley broth; leek tart; fish pie;
            tomato rice; mushroom dumplings; noodle soup; pea soup; stuffed peppers; pumpkin gnocchi"""
        ),
        "taste": words(
            """lemon; smoked paprika; dill; cumin; a spoonful of vinegar; brown butter; miso; caraway; toasted seeds;
            mint; black pepper; a heel of hard cheese"""
        ),
        "guests": words(
            """{few} hungry teenagers; my in-laws; the choir; two people who don't eat onions; the neighbours; the whole street;
            a friend with a cold; eleven cousins"""
        ),
    },
    bios=paragraphs("""
        Cooks {dish} for {guests} more often than planned.

        School cook in {place}. Soup is a public service.

        Collects handwritten recipes with gravy on them.

        Everything tastes better with {taste}.
    """),
    leads=leads("""
        ## {An ordinary|A dependable|My mother's} {dish}

        Cheap, good, and better the next day, with {taste} at the end.

        There is a card in our kitchen that says "{dish}" and then only a list, with no amounts. {Who} wrote
        it, and saw no need for amounts. I have cooked it for {years} years and have slowly filled in the
        gaps. This is where it stands.

        ## {Cooking for {guests}|{Dish} for a crowd|A big pot of {dish}}

        How to feed {guests} without spending the evening at the stove.

        The first time that I cooked for {guests} I made three things at once and sat down when everyone was
        leaving. Now I make {dish}, one large pot of it, and spend the time at the table. Nobody has
        complained about the missing starter.

        ## {What to do with too much of everything|The end-of-week pot|Nothing left over}

        A method rather than a recipe, for {day}s.

        On {day} I open the fridge and take out everything that has a date in the past or a look of
        reproach. It becomes {dish}, or something that would be {dish} in a better light. We waste next to
        nothing, and some of these have been asked for again.

        ## {Salt, sour, and then {taste}|Learning to taste|Cooking without the book}

        The recipe gets you near. The last {minutes} minutes are yours.

        A cook in {place} once gave me a spoon and asked what her {dish} needed. I said salt. She added
        {taste}, gave me the spoon again, and the whole pot had come into focus. I have been trying to learn
        that ever since.
    """),
    sections=sections("""
        ## {Begin with onions|The slow start|The first {minutes} minutes}

        Whatever the {dish} is going to be, it starts with onions, a heavy pan and less heat than you think.
        They should whisper. {Minutes} minutes are enough, and it can't be done in half of that at twice the
        heat. I have tried most {day}s.

        Salt them at the start. It draws the water out, and you will need less at the end.

        ## {What goes in|Choosing well|From the market}

        I buy whatever there is a heap of. In {month} that makes the choice for me. {Who} taught me to ask
        the stallholder what she is having herself tonight.

        Dried beans cost a third of tinned ones and need only forethought. I put them in water {moment} and
        let tomorrow's cook be grateful.

        ## {Tasting|The last spoonful|When it is nearly right}

        If it tastes flat, it is sour that is missing, more often than salt. {Taste} at the very end does
        for {dish} what opening a window does for a room.

        Taste it once with your eyes shut. I can't explain why it helps. You stop tasting what you meant to
        cook.

        ## {Guests|Around the table|Feeding {guests}}

        Put the pot in the middle and the bread beside it. {Guests} will serve themselves, and a shy person
        with a ladle is shy no longer.

        Ask about what people can't eat before you shop, and then don't make a speech about it. {Dish} can
        nearly always be made so that it suits everyone.

        ## {Keeping it|The second day|Leftovers with dignity}

        {Dish} is better on the second day and best on the third. I make double and label the jar, since in
        the freezer all stews are brothers.

        What is left at the bottom gets {taste}, an egg and a hot pan. It is lunch, and it is often the
        better meal.

        ## {The kitchen itself|Tools and habits|A small stove}

        We have two rings and one good knife. It is enough for {dish}, if you wash up as you go and don't
        want everything to be hot at once.

        The pan was my grandmother's, and it is black where it should be black. It gets hot water, a brush
        and a dry towel, and it will see us all out.
    """),
    blocks=blocks("""
        For six people, or four and tomorrow:

        - two large onions, sliced and salted
        - 500 g of whatever there is a heap of
        - a litre and a half of stock, or water and courage
        - a bay leaf
        - {taste}, at the end
        %
        | If it is | Add |
        | --- | --- |
        | flat | lemon or vinegar |
        | sharp | a little butter |
        | thin | ten more minutes, no lid |
        | dull | {taste} |
        %
        > There is no such thing as a secret ingredient. There is only time, and turning the heat down.
        >
        > {Who}, spoon in hand
        %
        The order of things:

        1. Beans into water the night before.
        2. Onions, slowly.
        3. Everything that takes long, then everything that does not.
        4. Taste, {taste}, taste.
    """),
    footnotes=paragraphs("""
        My grandmother would have used lard. So would I, if she were looking.

        The version for {dozen} people is in {link}.

        Yes, you may leave it out. It will be another dish, and possibly a good one.
    """),
    endings=paragraphs("""
        That is all there is to {dish}. If yours tastes different, it is yours.

        {Guests} came back for more, and I took the pot being empty as a review.

        Write the amounts down if you must. But leave a gap on the card for whoever comes next.
    """),
    notes=paragraphs("""
        {Dish} with {taste} for {guests}, {moment}. Not a spoonful left, and I had made enough for twice as
        many.

        I forgot the {dish} on the stove for {minutes} minutes and it is the best that I ever made. I shall
        never be able to repeat it.

        {Who} gave me a jar of something labelled only "{month}". It goes with everything.

        First {dish} of the {season}, windows all steamed up. I have missed this.

        What do you do with {few} kilos of plums? We have made jam, cake, and more jam, and {who} is on the
        way with another bag.

        Put {taste} on the {dish} for once. Where has that been all my life?

        The market had a heap of leeks {moment}, so it will be leeks until {day}.

        Cooking {dish} for {guests} on {day}. I have borrowed a pot in which you could bathe a child.

        Found my aunt's recipe for {dish}. It says "enough flour" and "until done", and there is a small
        drawing of a cat.

        My youngest has decided to eat {dish} without the {taste}, the onions or the sauce. That leaves a
        plate.

        Two rings, one knife, {few} friends, {dish}. Somebody brought a cake that leaned. A good {day}.

        If the {dish} tastes of nothing, wait before you add salt. Squeeze half a lemon in, stir, breathe,
        and taste again.
    """),
    replies=paragraphs("""
        We make {dish} nearly the same way, only with {taste} at the start. I must try yours.

        Does it freeze? I would like to have some in hand for {guests}.

        Let me contradict you gently: in {dish} the onions should be quite brown.

        My grandmother served that with {taste} and would not discuss it.

        I made it last night with what we had, which was not at all what you wrote, and it was very good.

        How long did the beans take you? Mine were from an old sack and needed {few} hours.

        I cooked it for {guests}. They have asked who taught me, and I told them the truth.
    """),
)
