"""Words about doing things together: repair cafés, meetings, street parties."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

ORGANISING = Topic(
    name="community organising",
    tags=("community", "repaircafe", "neighbours", "volunteering", "meetings"),
    choices={
        "project": words(
            """the repair café; the community garden; the street party; the tool library; the village shop; the swap shelf; the
            neighbourhood choir; the Saturday lunch; the reading circle; the crossing by the school; the ferry campaign"""
        ),
        "hurdle": words(
            """insurance; the key to the hall; who does the washing up; the noise; a form in triplicate; rain; the one loud person;
            finding a date; the money for chairs"""
        ),
        "room": words(
            """the church hall; the old fire station; the back room of the café; the school canteen; the boathouse; the former
            bank; a marquee; the laundry room; the scout hut"""
        ),
    },
    bios=paragraphs("""
        Keeper of the key to {room}. {Project}, mainly.

        Chairs meetings that end on time.

        One of the people behind {project} in {place}. We need a treasurer.

        Believes in name badges, soup and short agendas.
    """),
    leads=leads("""
        ## {How we started {project}|{Project}, the first year|Starting {project} with nothing}

        {Dozen} neighbours, {room}, and the question of {hurdle}.

        There was no plan. There was a note on the door of {room}: "Would anyone else like {project}? {Day},
        seven o'clock." I had put out {few} chairs. We ran out of them by five to.

        ## {Meetings that people come back to|A meeting that ends on time|The one-hour meeting}

        An agenda, a clock, a cake, and everybody's name.

        People don't hate meetings. They hate not knowing when one will end. We learned this at {project} in
        the {season} when {dozen} of us became {few}, and then, with a kitchen timer, {dozen} again.

        ## {The trouble with {hurdle}|Getting past {hurdle}|What nearly stopped us}

        Everything stood still because of {hurdle}. Then somebody rang somebody.

        For {few} months {project} existed in every way but one: {hurdle}. I wrote letters. I quoted
        paragraphs. {Who} listened to all this over the fence, and asked whether I'd thought of going round
        and saying hello.

        ## {Who isn't here?|The people who don't come|Opening the door wider}

        Looking round {room} and asking who is missing.

        On the second birthday of {project} I looked round {room} and saw {dozen} people of the same age,
        with the same kind of shoes. We had said that everybody was welcome. We'd never once asked what
        would make it so.
    """),
    sections=sections("""
        ## {Start small|The first evening|Do one thing}

        Do it once before you found anything. One {day}, one table, soup. If people ask when the next one
        is, you have {project}. If they don't, you've had soup.

        We had no name, no statutes and no logo for {few} months. Nobody missed them. What we had was a list
        of telephone numbers on the inside of a cupboard door.

        ## {On {hurdle}|{Hurdle}|The dull part}

        {Hurdle} took more of our time than everything else put together. What solved it in the end was an
        ordinary conversation, {minutes} minutes long, with the right person, over tea.

        Write down how you did it. The next street will have the same trouble with {hurdle}, and you can
        save them a whole {season}. Ours is in {link}.

        ## {Running a meeting|An hour, no more|Around the table}

        Names first, every time, even if all but one know each other. Then what we decided last time, and
        whether we did it. It takes {minutes} minutes, and it is most of the meeting.

        One person watches the clock and another watches who hasn't spoken. We take turns. {Who} is shy, and
        turned out to be the best of us at it.

        ## {Sharing the work|Who does what|Not always the same three}

        Every job has two people, so that either may be ill. We write down what it needs in {few} lines, and
        tape it to the thing itself. Anyone can open {room} now.

        Thank people by name, in front of others, for what they really did. And let them stop. Somebody who
        may go is somebody who may come back.

        ## {Money|The tin by the door|What it costs}

        There's a tin by the door, and no price. It came to about a loaf of bread a head. In {years} years
        it has always paid for {room}, and once for a boiler.

        We applied for a grant {few} times, and got it once. The form took longer than the work. I would do
        it again, but I'd ask somebody who likes forms.

        ## {When it goes badly|A quarrel|The quiet {season}}

        We fell out over {hurdle}. It was not about {hurdle}, of course. {Few} of us went for a walk, in
        pairs, and came back in other pairs, and that was the end of it.

        In the third {season} hardly anybody came. We stopped for two months and said so on the door. When
        we opened again there was a queue.
    """),
    blocks=blocks("""
        The agenda, always the same:

        - names, and one good thing
        - what we said we'd do
        - {hurdle}
        - who will do what by {day}
        - cake
        %
        | Job | First | Second |
        | --- | --- | --- |
        | key | Ida | {Who} |
        | soup | whoever asks | Tom |
        | tin | Sami | Rosa |
        | {hurdle} | nobody yet | you? |
        %
        > If it's not fun for those who do it, it will not be there next year.
        >
        > {Who}, stacking chairs
        %
        If you would like to start {project}:

        1. Ask {few} people what they miss.
        2. Find a room. {Room} will do.
        3. Choose a date, and a second one.
        4. Put up a note. Make soup.
    """),
    footnotes=paragraphs("""
        I have left out names where people asked me to.

        The template is in {link}. Take it, change it, and don't credit us.

        The tin is a biscuit tin. This matters, because the biscuits were the first donation.
    """),
    endings=paragraphs("""
        We meet in {room} on the first {day} of the month. There is no need to be good at anything.

        {Project} is {years} years old now. I am no longer needed there, and it's the best thing I can say
        about it.

        Put up the note. That's the whole secret.
    """),
    notes=paragraphs("""
        {Dozen} people in {room} for {project} on {day}. I had put out {few} chairs.

        {Hurdle} is solved! It took one telephone call, which took us {few} months to make.

        We need a second person for {project} on {day}s. You need only a pair of hands and {minutes}
        minutes.

        The meeting ended {minutes} minutes early, and nobody knew what to do, and so we washed up and sang.

        {Who} brought a kettle to {project} {moment}, for mending. It was only unplugged. We gave it a round
        of applause.

        First {project} of the {season}: {few} grandmothers, a drummer, and soup for everyone.

        Does anyone know a place in {place} that lends chairs? {Room} has {dozen}, and we'll be more.

        Somebody put a banknote in the tin with a slip of paper: "for {hurdle}". Whoever you are: thank you.

        {Project} turns {years} on {day}. Come to {room}; bring a spoon.

        Took down the old notice at {room} {moment}. On the back, in pencil, the list of the first {few} of
        us.

        Quarrelled about {hurdle} until {who} stood up and made tea. Then we did not quarrel about {hurdle}
        any more.

        To everyone who stacked chairs at {room} on {day} without being asked: I saw you.
    """),
    replies=paragraphs("""
        We had exactly that with {hurdle}. Go round and say hello; it worked for us.

        How many of you are there? We began {project} with {few}, and one was the dog.

        I can lend you chairs, and I have a van on {day}.

        Please write it up. We're starting {project} in {place} and are stuck on {hurdle}.

        A word of warning about {room}: the heating needs a coin, and the coin is out of circulation.

        My father ran a club for thirty years with a tin, a key and a bad temper. It takes all sorts.

        Count me in for {day}. I can't do much, but I can do it every week.
    """),
)
