"""Words about life with children."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

PARENTING = Topic(
    name="parenting",
    tags=("parenting", "children", "family", "school", "play"),
    choices={
        "child": words(
            """our youngest; our eldest; the twins; my daughter; my son; the four-year-old; the nine-year-old; my niece; the teenager;
            the child next door"""
        ),
        "craze": words(
            """beetles; flags; knots; the Romans; volcanoes; tractors; drawing maps; magic tricks; whales; lists; the postman; keys;
            building dens"""
        ),
        "scene": words(
            """the school gate; bath time; the bus; the shoe shop; the supermarket queue; breakfast; the playground; the back seat;
            bedtime; the dentist's waiting room"""
        ),
    },
    bios=paragraphs("""
        Parent of {few}, expert on {craze} by necessity.

        Tired. Cheerful. Knows a lot about {craze}.

        Childminder in {place}; notes from {scene}.

        Foster parent, school-run cyclist, finder of shoes.
    """),
    leads=leads("""
        ## {The {season} of {craze}|A house full of {craze}|Living with {craze}}

        What a child's passion asks of a grown-up, and what it gives back.

        It started on a {day}, without warning. By {month} {child} could talk about nothing but {craze}, and
        so nor could we. I had never given {craze} a thought in my life. I'm rather sorry, now, that it
        seems to be passing.

        ## {Walking to school|{Minutes} minutes each morning|The walk, not the car}

        The best conversations of the day happen when nobody is looking at anybody.

        We could drive. It would take {few} minutes. Instead we walk, for {minutes}, past the bakery and the
        dog that must be greeted, and in that time I find out more than at any supper.

        ## {Fewer toys|A week without {craze}|Bored, and then}

        We put most of it in the attic and told them why.

        The {season} before last we carried {dozen} boxes up to the attic, with everybody's consent and a
        list. I expected tears. What came was an hour of wandering about, and then a den that took over the
        hall until {month}.

        ## {Asking for help|It takes a staircase|The neighbours and us}

        For a long time I thought that managing alone was the aim.

        When {child} was ill for {few} weeks and I had work to hand in, {who} put a pan of soup outside the
        door and went away again. I cried into it. Then I wrote a list of everything that I would never have
        asked for, and began to ask.
    """),
    sections=sections("""
        ## {{Scene}|At {scene}|The hard hour}

        {Scene} is where it all comes out. I used to fight it. Now I arrive {minutes} minutes early, with
        something to eat in my pocket, and half of it never happens.

        What I say hardly matters, and how tired I am matters a great deal. On the good days I notice that
        before {child} does.

        ## {What they ask|Questions|From the back seat}

        {Child} wanted to know whether the sea is ever finished. I said that I didn't know. We looked it up,
        and then stood about for a while with a question that was bigger than before.

        I've learned to wait. If you don't answer at once, they often do it themselves, and their answer has
        whales in it.

        ## {On {craze}|Taking it seriously|An expert in the house}

        We went to the library and brought home everything on {craze}. The librarian took {child} as
        seriously as any professor. I could see the shoulders go back.

        I am told things about {craze} for {minutes} minutes at a time. I have understood that listening is
        the whole of my job, and that being corrected is part of it.

        ## {Doing less|Sunday afternoons|Nothing on}

        One afternoon a week with nothing in it. It needs defending, even against us. After {minutes}
        minutes of "I'm bored" something always starts that I could never have arranged.

        They cook on {day}s. It takes three times as long, and there's egg on the lamp. {Child} now eats
        things that were poison in {month}.

        ## {With others|The staircase|Helping and being helped}

        {Few} families on our staircase share one set of ladders, one babysitter and all the fever
        thermometers. It began with {who} and a list by the bins.

        Nobody's house is tidy. Ours was the first to let people in anyway, and it did more for the
        staircase than any summer party.

        ## {Getting it wrong|Sorry|On losing my temper}

        I shouted on {day}, about shoes. Later I sat down on the edge of the bed and said that I was sorry
        and that the shoes had not been the reason. {Child} patted my arm: "It's all right. You were
        hungry."

        They remember other things than we do. I asked {child} about our holiday, and got {minutes} minutes
        on a stick.
    """),
    blocks=blocks("""
        Heard at {scene}, in one week:

        - "When I was old, last year..."
        - "How does the moon know where we live?"
        - "I'm not tired, my eyes are."
        - a long explanation of {craze}
        %
        | Time | Plan | What happened |
        | --- | --- | --- |
        | 07:00 | breakfast | a talk about {craze} |
        | 07:30 | shoes | one shoe |
        | 07:50 | leave | the other shoe |
        | 08:10 | school | on time, singing |
        %
        > They are not giving you a hard time. They are having one.
        >
        > {Who}, at {scene}
        %
        What helps at {scene}:

        1. Something to eat.
        2. Getting down to their height.
        3. Two choices, not five.
        4. Starting again, as often as it takes.
    """),
    footnotes=paragraphs("""
        The children have read this and asked for two changes, which I have made.

        Every family is another country. Take what you can use.

        There are more such lists in {link}, by people with more children and more sense.
    """),
    endings=paragraphs("""
        {Child} has just come in to ask what I'm writing. "About {craze}," I said. "You'll get it wrong," I
        was told, kindly.

        It will be different next {season}, and I shall have to learn it all again. I am told that this is
        how it goes.

        If you're in the middle of a bad week: soup is on the stairs. Metaphorically. In {place}, actually.
    """),
    notes=paragraphs("""
        {Child} explained {craze} to the whole bus {moment}. There was applause.

        {Minutes} minutes late because of a snail at {scene}. It was, to be fair, an extraordinary snail.

        {Child}, at {scene}: "I don't need help, I just need you to stand there." Writing this down.

        Everything in this house is now about {craze}. I dreamed about {craze} on {day}.

        Does anyone have a good book on {craze} for a small expert? We've had the one with the pictures
        {dozen} times.

        {Child} has lost a tooth, found it, and lost it again in the sofa. The fairy has been informed in
        writing.

        Walked to school in the rain, {few} umbrellas, all of them for the bear.

        Bedtime: one story, {few} drinks of water, and a question about death. We'll carry on tomorrow.

        {Child} made supper on {day}. Toast, with a menu.

        {Who} minded {child} for {few} hours, and I lay on the floor and listened to the fridge. Bliss.

        Found in my coat pocket at work: a chestnut, {few} pebbles and a note that says I LOVE YOU and
        CHESTNUT.

        Peace at {scene}. I don't know what we did, but we shall never find out what it was.
    """),
    replies=paragraphs("""
        Ours were just the same about {craze}, and it lasted until {month}. I miss it.

        Have you tried arriving at {scene} with a banana? I mean that quite seriously.

        This made me laugh out loud at {scene}. Thank you, I needed it.

        I'd put in a word for the second child, who hears about {craze} all day and would like a turn.

        My mother kept a notebook of what we said. She gave it to me when I was thirty, and it's the best
        thing that I own.

        We have {few} books on {craze} that nobody needs at present. They're yours.

        It gets easier, and then it gets different. I was told that at {scene} by somebody with five.
    """),
)
