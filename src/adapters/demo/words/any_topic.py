"""Words that fit any field: asides in articles, ends of notes, answers, and what people say of themselves."""

from adapters.demo.topics import paragraphs

ASIDES = paragraphs("""
    I keep a notebook for this, the cheap kind with squares. Most pages are dull. Every so often I look
    something up in it from {years} years ago and find that I knew better then.

    {Who} read a first version of this and said that it made everything sound easy. It was not. There were
    weeks when I did nothing at all, and I have left them out only because nothing happened in them.

    I should say what I am not: I'm not an expert. I have done the same thing {dozen} times with my eyes
    open, and these are the notes.

    If you only remember one thing from this page, let it be that {season} is the time to begin, and that
    {month} will do if you have missed it.

    It is easy to spend more time reading about this than doing it. I know, since I have done so for whole
    winters. {Minutes} minutes of the real thing are worth a shelf.

    People disagree about this, and some of them know more than I do. What I can offer is what happened
    here, in {place}, with what we had.

    There is a good deal of advice about, and most of it was written by somebody in a different climate. Try
    it small, look what happens, and keep what works.

    I asked {few} people in {place} how they do it, and got {few} answers, each of them delivered as a law
    of nature. All of them got good results. I find that very restful.

    Money comes into it, as ever. I've spent too much twice and too little once, and the too little was the
    more expensive mistake.

    Since I wrote about this last {season}, a number of you have sent me your own ways of doing it. I tried
    {few}, kept one, and owe somebody in {place} a drink.

    None of this needs to be done today. It can wait until {day}. That is one of the things I like about it.

    My notes from that {month} end with the words "try again, but listen". I no longer know what I meant,
    but I've found it to be good advice.
""")

TAILS = paragraphs("""
    That is all the news from {place}.

    More when I know more.

    I'll report back on {day}.

    Not bad for a weekday.

    It has been that sort of {season}.

    I can recommend it.

    {Who} laughed for {minutes} minutes.

    Some days that's enough.

    Small things, I know.

    And now to bed.

    I have told {who}, and now I'm telling you.

    It made my week.

    We shall see what {month} brings.

    Tea helped.

    {Years} years ago I'd have given up at this point.

    There is a lesson in it somewhere, but it's late.

    I wrote it down so that I'd believe it tomorrow.

    Next time I'll bring a friend.
""")

NODS = paragraphs("""
    Thanks to @{friend} for the tip.

    @{friend}, you were right about this.

    This is all the fault of @{friend}.

    @{friend} will understand.

    I thought of you, @{friend}.

    Has it been the same for you, @{friend}?

    @{friend} and I have a bet on it.
""")

PLAIN_NOTES = paragraphs("""
    Hello from {place}. I've been reading here for {few} weeks without a word, and it seemed rude to go on
    like that.

    The power was off for {minutes} minutes {moment}, and the whole house came out onto the stairs with
    candles. We should do that more often.

    {Who} asked me what I do here all evening. I said that I read what {dozen} people whom I've never met
    think about {season}. It sounded better in my head.

    {Rain|Fog|Wind|The first snow} in {place} {moment}. I had {few} plans, and all of them were outdoors.

    Good morning to everyone who is up {moment} and has not yet said a word to anybody.

    I have tidied {few} drawers instead of answering one letter. The letter is still there, and now I know
    where it is.

    It is {day}, and I've only just noticed that it is {month}. Where does one complain?

    {Who} taught me a word today for the smell of {place} after rain. I have already lost it again. Does
    anyone know?

    Today's list: {few} things. Done: one, and it wasn't on the list.

    I met somebody from here in {place} {moment}, by pure chance. We recognised each other by a tote bag.

    Slow {day}. The kettle, the window, a letter from {who}. I wouldn't change anything.

    What are you all looking forward to this {season}? I'll begin: the market in {place}, on a {day}, with a
    paper bag of something warm.
""")

REPLIES = {
    "agreement": paragraphs("""
        That has been my experience {|in {place} }too, after {years} years of believing the opposite.

        Yes. It took me until last {season} to see it, and now I can't stop seeing it.

        I've nothing to add except that {who} says the same, and {who} is usually right.

        Quite so. I have printed the middle part and pinned it up {where it can be seen|next to the
        kettle|at work}.

        {I agree with every word|You put it better than I could}, apart from {month}, which is a matter of
        taste.

        We came to the same conclusion in {place}, by a much longer road.
    """),
    "question": paragraphs("""
        How long did that take you? I've set aside a {day}, and I suspect that it won't do.

        Would that work in a small flat, do you think? I'm asking on behalf of {who}.

        What would you do differently if you were beginning in {month} and not in {season}?

        Is there somewhere near {place} where I could see it done? I learn by standing about.

        Did you mean every {day}, or only that one? I read it {few} times and could not tell.

        May I translate this for {who}? I'd send you the result, of course.
    """),
    "correction": paragraphs("""
        One small thing: I believe that it was {month}, not {month2}. The rest is exactly as I remember it.

        I'd be careful there. It went well for us {few} times and then, once, very much did not.

        May I disagree a little? In {place} we've done the opposite for {years} years, and nobody has been
        harmed.

        I'd look at that number again before somebody builds on it. But it's {day}, and I may be wrong.

        That holds for {place}, I think, and not for everywhere. {Who} would tell you the reverse.
    """),
    "anecdote": paragraphs("""
        {Who} once tried that in {place}, {moment}, with half of the street looking on. We still talk about
        it.

        This reminds me of a {day} in {month}, {years} years ago, when everything went wrong in the same
        order.

        I did exactly this last {season}, and the first person to notice was {who}.

        When I was nine we did that every {season}. I had forgotten all about it until I read this {moment}.

        Something of the kind happened to {who} on {day}. It ended well, with cake.
    """),
    "thanks": paragraphs("""
        Thank you for this. I read it {moment} and then read it aloud to {who}.

        I've sent this to {few} people already, and {who} has answered with a single exclamation mark.

        That was just what I needed on a {day} in {month}. Thank you.

        Thanks to you I spent {minutes} minutes happily doing something else than what I'd planned.

        I have been stuck on this since {month}. It had not crossed my mind to simply ask. Thank you.
    """),
}
"""Answers to a post that one has just read, by what they do."""

RETURNS = {
    "question": paragraphs("""
        Good question. About {minutes} minutes, if nobody rings the bell.

        In {month} I'd have said no. By now I think that it depends on {who}.

        I asked {who}, who knows about such things: yes, but slowly.

        I had hoped that nobody would ask. The honest answer is that I guessed, and was lucky {few} times.

        {Yes|Not really|I think so}, although I've only tried it {few} times, and always in {month}.

        Come by when you are next in {place}. I can show you more easily than I can explain it.
    """),
    "correction": paragraphs("""
        You may well be right. I looked in my notes from {month}, and they say both.

        It was {few}, as you say. I've put it right, with thanks.

        Not quite what I meant, but I like yours better.

        I stand corrected, and on a {day}, too. {Who} will be delighted.

        That's a much better idea than mine. I've started over {moment}.
    """),
    "thanks": paragraphs("""
        I'm glad that it was of use. It took me {years} years to find out, so somebody may as well save
        them.

        You're very welcome. Tell me on {day} how it went?

        That's kind of you to say. I nearly didn't post it, {moment}, as it seemed so small a thing.

        Thank {who}, from whom I have it.
    """),
    "remark": paragraphs("""
        Thank you! I'll try it on {day} and tell you how it went.

        Ha. {Who} said precisely that, and I didn't listen then either.

        I hadn't thought of it in that way. I shall need a {day} to get used to it.

        We tried that in {place} for one {season}. It works, as long as the same {few} people don't have to do
        it.

        Let's talk about it on {day}, then. I'll bring {few} questions.

        True, and it's cheaper. I'll put that in when I next write about it, probably in {month}.

        I'd pay good money to have seen that, {in {month} above all|with {who} beside me}.

        That is how it was here as well, until {who} took it in hand.

        I read that to {who}, who says that you should write it all down one of these days.
    """),
}
"""What somebody says when they are answered, by what the answer did."""

EDITS = paragraphs("""
    *Added later: one number was wrong and is right now. Thanks to everyone who wrote.*

    *Edited on {day}, for clarity.*

    *Update, {day}: it worked.*

    *I've changed one sentence above, as {who} was quite right about it.*
""")
"""What is added at the end of a text after it was published."""

BIO_ENDINGS = paragraphs("""
    Lives in {place} with too many {mugs|jumpers|bicycles|books}.

    From {place}, now in {place2}.

    {She/her|He/him|They/them}. Slow to answer, glad to be asked.

    Opinions change with the {season}.

    Here for the conversation.

    Mostly reading.

    Nights, weekends, and {minutes} minutes at lunch.

    Say hello.

    Also interested in {other} and {other2}.

    When not here: {other}.
""")
