"""Words about small, personal websites."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

SMALL_WEB = Topic(
    name="small web",
    tags=("smallweb", "blogging", "html", "rss", "accessibility"),
    choices={
        "page": words(
            """a reading list; a now page; a blogroll; a page of links; a guestbook; a colophon; a photo diary; a list of walks;
            a recipe page; a garden log; a page about my street"""
        ),
        "tool": words(
            """plain HTML; a shell script; a static generator; one style sheet; a text editor from the nineties; a spreadsheet and a
            template; server-side includes; a folder of Markdown files"""
        ),
        "cut": words(
            """the web fonts; the tracking script; the carousel; the cookie banner; the newsletter pop-up; the share buttons; the
            background video; the loading animation; the chat bubble"""
        ),
    },
    bios=paragraphs("""
        Keeps a website made with {tool}. No analytics, some regrets.

        Writes HTML by hand and letters by hand.

        Web person, {years} years in. I removed {cut} and slept better.

        I read feeds in the morning and reply by mail.
    """),
    leads=leads("""
        ## {I removed {cut}|A week without {cut}|Goodbye to {cut}}

        The site became faster, nobody missed it, and I learned who it had been for.

        On {day} I took {cut} off our site as an experiment and told nobody. I meant to put it back after a
        week. {Few} weeks later the only message I had received was from a reader on a train, who wanted to
        know why everything had become so quick.

        ## {A site that fits on a floppy disk|How small can a website be?|A home page in {few} files}

        Everything that I publish, made with {tool}, in less than a megabyte.

        I gave myself a limit: the whole site, words and pictures, in 1,440 kilobytes. It began as a joke
        with {who}. By {month} it had become the most useful rule I have ever worked under, because each new
        thing had to argue with an old one for its place.

        ## {Why I still read feeds|Feeds are fine|The quiet subscription}

        No algorithm, no counter: a list of people, and what they wrote.

        I follow {dozen} or so people through a feed reader, {moment}, and then I have finished. That word
        is the point. There is a last item, and when I have read it I close the lid and know that nothing
        has been kept from me.

        ## {Everyone should have {page}|In praise of {page}|How to make {page}}

        A small page that takes an evening and lasts for years.

        The part of my site that people write to me about is not the essays. It is {page}, which I put up
        {moment} without thinking, with {tool}. It has led to more letters than everything else together.
    """),
    sections=sections("""
        ## {Start with text|Words first|HTML is enough}

        A heading, some paragraphs, a list, a link. The browser already knows what to do with these, on a
        telephone, on paper and read aloud. Most of the work of the last twenty years went into breaking
        that and then repairing it.

        I write the page first with no style at all and read it from top to bottom. If it doesn't make sense
        like that, {cut} would not have saved it.

        ## {What it weighs|Counting kilobytes|On being light}

        The average page I measured in {month} weighed more than the novel that I was reading. Mine is now
        {dozen} kilobytes with its style sheet. On the bad line at {place} that is the difference between a
        page and a blank screen.

        Set a budget before you begin and write it at the top of the file. Without a number everything is
        only small compared with something else.

        ## {Reading by ear and by keyboard|Accessibility is the web|Try it without a mouse}

        Put the mouse in a drawer for {minutes} minutes and use your own site. I found {few} places where I
        could not tell where I was, and one from which I could not get out. All of them were things that I
        had added to be nice.

        {Who} uses a screen reader and let me sit beside her for an afternoon. She skips from heading to
        heading faster than I can follow with my eyes. If the headings lie, she is lost, and so is everyone
        else, only more slowly.

        ## {The tools|Made with {tool}|How it is built}

        The site is made with {tool}. There is nothing to update, and it will still build when I have
        forgotten how. I have moved house, laptop and job in the meantime, and it took {minutes} minutes
        each time.

        If you like building generators, build one; I have built {few}. But be honest that it is a hobby of
        its own and that it will eat the evenings in which you meant to write.

        ## {Links are letters|Pointing at each other|Neighbours}

        I link to people who will never know, and sometimes they do. A link in the middle of a sentence,
        with a reason, is the kindest form of attention that the web has. There is more on this in {link}.

        Once each {season} I go through the old links and mend what has broken. Of those from {years} years ago
        about half were gone. The ones that lived were nearly all on small sites kept by one stubborn
        person.

        ## {Who reads it?|Without numbers|Not counting}

        I have no idea how many people read this. I did know once, and it made me write for a Tuesday
        afternoon peak. Now I know that {who} reads it, because she tells me where the spelling mistakes
        are.

        A reply by mail from one person who tried something is worth the graph. It also arrives without a
        dashboard.
    """),
    blocks=blocks("""
        A page of mine is ready when

        - it can be read with style sheets off
        - every picture has a text that says why it is there
        - the title makes sense in a list of other titles
        - it says when it was written
        - it links to at least one person
        %
        | Before | After |
        | --- | --- |
        | 2.3 MB | 41 kB |
        | 94 requests | 3 requests |
        | {cut} | nothing, and nobody asked |
        %
        > The best feature of my site is that I can leave it alone.
        >
        > {Who}, on the subject of {cut}
        %
        The order in which I would do it again:

        1. Buy a name that you can say over the telephone.
        2. Write three pages, one of them {page}.
        3. Add a feed.
        4. Stop. Write.
    """),
    code=blocks("""
        This is the whole skeleton:

        ```html
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>A walk to the harbour</title>
        <h1>A walk to the harbour</h1>
        <p>It rained, and we went anyway.</p>
        </html>
        ```
        %
        The style sheet fits on a card:

        ```css
        body {
          max-width: 65ch;
          margin: 2rem auto;
          padding: 0 1rem;
          font: 1.125rem/1.6 serif;
        }
        ```
        %
        The whole build is one loop:

        ```sh
        for page in pages/*.md; do
          name=$(basename "$page" .md)
          { cat head.html; markdown "$page"; cat foot.html; } > "out/$name.html"
        done
        ```
    """),
    footnotes=paragraphs("""
        Measured with an empty cache, since that is how most people meet us.

        Yes, there is a feed. It is the oldest file on the site.

        If you work for a company that sells {cut}, I am sure that yours is different.
    """),
    endings=paragraphs("""
        Make {page}, put it somewhere, and send me the address. I answer everything, if slowly.

        None of this is new. It was all possible in 1996, and it is still here, waiting, quick as ever.

        I don't miss {cut}. I did miss writing, and that has come back.
    """),
    notes=paragraphs("""
        Removed {cut} {moment}. The page now loads before I have taken my finger off the key.

        {Who} asked for a website and I said: write down three things that people ask you. We had it up by
        {day}, made with {tool}.

        Added {page} to my site. {It took an evening|It took {minutes} minutes}, and I can't think why I
        waited {years} years.

        Found a blog in a feed I had subscribed to {years} years ago and forgotten. New post after all that
        time, about {season} light. I am so glad.

        Today I read my own site aloud with a screen reader for {minutes} minutes. The headings were fine.
        The links were a disgrace.

        Small joy: a stranger mailed to say that {page} on my site works on a telephone from 2009.

        Does anybody keep {page} that I could look at before I make mine? Send links, please.

        My whole site is built by {tool}. {Few} files. I looked for something to improve on {day} and went
        for a walk instead.

        If your page about a café needs {cut} before it can tell me when you open, I will be standing
        outside in the rain.

        Checked the old links on {page} {moment}: {few} dead, one turned into a casino, the rest quite well.

        Someone quoted a sentence of mine from {years} years ago. I went to see whether I still agree.
        Mostly. Fixed a comma.

        Every {season} I think of rewriting the site, and every {season} {tool} goes on working and spoils
        it.
    """),
    replies=paragraphs("""
        I took out {cut} last {month} too, and the only person who noticed was the one who had sold it to
        us.

        Which feed reader do you use? Mine has stopped being maintained, in a peaceful sort of way.

        Have you tried it with {tool}? It does less, which was what I needed.

        A small correction: the title is not the first heading, and readers in a list see only the title.

        My first site had {page} and a visitor counter stuck at twelve. I still have the file.

        Your page opened at once here, on the ferry, with one bar of signal. Thank you for that.

        I have just added you to {page}. I hope that is all right.
    """),
)
