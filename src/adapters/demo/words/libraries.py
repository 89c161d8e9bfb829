"""Words about libraries and reading."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

LIBRARIES = Topic(
    name="libraries",
    tags=("libraries", "reading", "books", "bookclub", "archives"),
    choices={
        "book": words(
            """a history of salt; a sea story in a torn jacket; a translated crime novel; an atlas from 1958; a book of letters;
            a novel about a lighthouse; poems in two languages; a manual on knots; the memoirs of a
            surveyor;
            a thin book about moss; a village history"""
        ),
        "library": words(
            """the branch library in {place}; the mobile library; the reading room; the town library; the school library;
            the shelf in the bus shelter; the university stacks; the tool library; the children's floor"""
        ),
        "reader": words(
            """a boy who only reads about sharks; a retired welder; a student with a sleeping bag; the man with the newspapers;
            a girl with {dozen} comics; a woman learning the language; two chess players"""
        ),
    },
    bios=paragraphs("""
        Librarian at {library}. Ask me anything; I will know where to look.

        Reads on trains. At present {book}.

        Runs a book club in which nobody has to have finished.

        Retired cataloguer, reader of {book}, keeper of pencils.
    """),
    leads=leads("""
        ## {A day at|Behind the desk of|What people ask at} {library}

        Very few of the questions are about books, and all of them matter.

        People picture a quiet job. On {day} before noon I had found {book}, filled in a form about a
        pension with {who}, unjammed a printer, and listened to {reader} explain volcanoes. It was a slow
        morning at {library}.

        ## {A book club for people who don't finish|Reading together in {place}|Our book club, {years} years on}

        {Dozen} people, one rule, and {book}.

        The rule is that you may come even if you have not read it. It was meant as a kindness to {who}, who
        works shifts. It turned out to be the reason that the club still exists after {years} years, and
        that {book} led to the best evening we ever had.

        ## {Keeping {library} open|The winter when they wanted to close {library}|How we saved {library}}

        Numbers, patience, and {reader}.

        The paper on the door said that {library} would close in {month}, for lack of use. So we sat there
        with a clicker and counted. It was not lack of use. It was that nobody had counted the right things.

        ## {On finding {book}|In praise of browsing|The shelf beside the one you wanted}

        Search finds what you ask for. Shelves find the rest.

        I had gone in for something else. That is how most of the books that I love have come to me, and so
        it was with {book}: one shelf to the left, at the height of my eye, in {library}, {moment}.
    """),
    sections=sections("""
        ## {The questions|What people come for|At the desk}

        In one week I kept a list. {Dozen} people wanted a book. The others wanted a form, a socket, a map,
        a place to be warm, or somebody to read a letter to them that they were afraid of. {Reader} wanted
        to know whether worms sleep.

        You answer the question, and then you wait. The real one often comes when they have already turned
        to go.

        ## {The room|A place to sit|Without buying anything}

        There are few places left where you can sit for {few} hours without buying anything. {Reader} comes
        every {day}, and has a chair that the others leave free.

        It is not silent. There is the radiator, the trolley, a whisper that carries. It is the sound of
        people not being alone, and not being bothered either.

        ## {The books|On the shelf|{Book}, for instance}

        Nobody had borrowed {book} for {years} years when it was asked for {few} times in one {month}. I
        never found out why. Each time that we weed the shelves, I think of it.

        A library is a promise to people who have not come in yet. It means buying some things that nobody
        has asked for.

        ## {Reading|How I read|Slowly}

        I read {minutes} minutes a day, {moment}, and have given up counting. {Book} took me a whole
        {season}. I can still tell you what the weather was like in it.

        I stop when a book doesn't hold me, without guilt, after as many pages as a hundred minus my age. It
        gets easier each year.

        ## {Children|The children's floor|{Reader}}

        They read what they like, and they read it upside down under the table. {Reader} has had the same
        book out {dozen} times. One day it will be another, and we don't hurry it.

        On {day} we read aloud. {Who} does the voices. Last time there were {dozen} children, and a bus
        driver on his break.

        ## {The catalogue|Finding things|A good index}

        A subject heading is a small act of care for somebody whom you will never meet. I once spent
        {minutes} minutes deciding where {book} belongs, and I would do it again.

        When the network is down we still have the cards. I show them to {reader} and am looked at with
        pity, and then the drawers are pulled out one by one until closing time.
    """),
    blocks=blocks("""
        Asked at the desk on one {day}:

        - where the large-print westerns are
        - whether {book} exists (it does)
        - how to write to a landlord
        - if the rain would stop
        - what I would read, if I had only one week
        %
        | Counted | In the paper | By us |
        | --- | --- | --- |
        | loans a day | 61 | 63 |
        | visitors a day | not counted | 214 |
        | questions | not counted | 88 |
        | people who came to be warm | not counted | 31 |
        %
        > Nobody has ever come in here and been the wrong person.
        >
        > {Who}, stamping books
        %
        How our club works:

        1. Anybody may propose a book; we draw lots.
        2. {Few} weeks to read it, or not.
        3. Each says one sentence before anyone says two.
        4. Whoever was lucky in the draw brings cake.
    """),
    footnotes=paragraphs("""
        The method of counting is described in {link}, for anyone who needs it in another town.

        I have changed what would let you recognise {reader}.

        The book is still there. I looked again this morning.
    """),
    endings=paragraphs("""
        {Library} is open until seven on {day}s. Come in out of the rain.

        Go and look at the shelf beside the one you wanted. That is all the advice I have.

        I took {book} home in the end. It is due back in {few} weeks, and somebody else is already waiting
        for it. Good.
    """),
    notes=paragraphs("""
        {Reader} asked me {moment} for a book "like the last one, only longer". We found it.

        Reading {book} {moment}. {I keep stopping to tell somebody|Nothing happens, and I can't put it
        down|The maps alone are worth it}.

        Somebody returned {book} to {library} {years} years late, with a flower pressed at page ninety and
        an apology in pencil.

        There is a new chair at {library}. {Reader} has tested it and approves.

        Book club on {day}: {few} of us had finished, {few} had started, {who} had seen the film. It was a
        wonderful evening.

        I went to {library} for a form and came out with {book}. This is how it should be.

        Could anybody recommend something like {book}? {Who} has read it {few} times, and {month} is long.

        Found a shopping list in {book}: candles, {few} eggs, "be brave". I put it back for the next reader.

        The heating at {library} has failed, and people are reading in their coats, like in an old
        photograph.

        {Minutes} minutes of reading aloud on {day}, and {reader} corrected my voices.

        {Who} has finished a whole book for the first time since school. It was {book}. We don't make a
        fuss, but I did go and buy cake.

        A good sentence in {book} today. I wrote it on the back of a bus ticket, and then I lost the ticket.
    """),
    replies=paragraphs("""
        I loved {book} too. Have you noticed that the narrator never once mentions his brother again?

        If you liked that one, ask at {library} for the letters. They are better than the novel.

        We read it in our club, and it divided us {few} to {few}. The cake was eaten in silence.

        I think it was published later than that; my copy has a date in it, and it was {who}'s.

        {Library} got me through one very bad {season}. I am glad that somebody writes about such places.

        My mother stamped books for thirty years and could tell who had been ill by what they took home.

        How do you deal with {reader} when it gets loud? We are trying to find a kind way.
    """),
)
