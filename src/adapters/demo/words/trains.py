"""Words about trains."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

TRAINS = Topic(
    name="trains",
    tags=("trains", "railways", "slow-travel", "timetables", "night-train"),
    choices={
        "line": words(
            """the branch line to {place}; the valley line; the coast line; the night train to {place}; the harbour
            railway; the old mineral line; the cross-border service; the mountain line; the last stopping train"""
        ),
        "stop": words(
            """{place} Junction; {place} Halt; {place} Town; {place} Road; Upper {place}; {place} Quay; {place} West"""
        ),
        "train": words(
            """two-car diesel; tired electric unit; sleeping car; railbus; push-pull set; refurbished multiple unit;
            rake of blue coaches; borrowed tram-train; dining car"""
        ),
        "detail": words(
            """the clock above the booking hall; the enamel signs; the signal box; the footbridge; the water tower;
            the waiting room stove; the platform garden; the milk dock; the goods shed"""
        ),
    },
    bios=paragraphs("""
        Takes the slow train on purpose. Window seat, facing backwards.

        Timetable collector and volunteer signalman at {stop}.

        I write about branch lines, night trains and station buffets.

        Commutes on {line}, photographs {detail}, complains very little.
    """),
    leads=leads("""
        ## {A day on|To the end of|There and back on} {line}

        Every stop, one flask of tea, and a {train} that was in no hurry either.

        I had a free {day} and a ticket that was good for everything, so I took {line} to where the rails
        stop. It is {few} hours each way in a {train}. {People ask what there is to see.|Nobody does this
        for the destination.} There is a good deal, if you look out of the wrong window.

        ## {In praise of|A small defence of|Why I still use} the connection

        Changing trains is where a journey becomes a journey.

        The planner always offers me the direct service first, as if changing at {stop} were an illness. I
        have come to look forward to those {minutes} minutes. You get a coffee, {detail}, and the chance to
        be somewhere that you did not mean to go.

        ## {How to sleep on a night train|A bad sleeper's guide to night trains|Lying down from {place} to {place2}}

        Earplugs, the middle berth, and giving up on eight hours.

        I have now slept, or failed to, on {dozen} nights in a {train}. It never becomes a hotel. It does
        become something that I miss: the shunting at two, the voices at a border that is no longer guarded,
        and then a different country with the blind half up.

        ## {Saving {stop}|What became of {stop}|The people who look after {stop}}

        A station without staff need not be a station without people.

        When the last ticket clerk left {stop}, the building was to become a car park for {dozen} cars. It
        is now a cycle workshop, a room for the choir and the warmest waiting room on {line}. It took
        {years} years, and hardly any of it was about trains.

        ## {Reading a timetable|The beauty of a good timetable|Why the timetable is {the real railway|a work of art}}

        What the little numbers say about a country, once you learn to read them.

        I inherited a shelf of timetables from {who}: {years} years of {line}, in small print on thin paper.
        At first I kept them for the covers. Then I began to read them, and found the weather, the mines,
        two wars and one very stubborn milk train.
    """),
    sections=sections("""
        ## {Out of the town|Leaving|The first hour}

        The {train} leaves from the platform furthest from the coffee, as it always has. For the first
        {minutes} minutes you look into kitchens. Then come the allotments, then the river, and somebody
        opens a paper bag that smells of {oranges|cheese rolls|cake}.

        There were {dozen} of us at the start, and by {stop} there were {few}. The conductor stopped
        checking tickets and began to point things out.

        ## {What you see from the window|The wrong window|Looking out}

        Sit on the left going out. You get the viaduct, the heronry, and {detail} at {stop}, which the
        express passes too fast to notice. Nobody has painted it for {years} years, and it is better for
        that.

        In {month} the light comes in flat across the fields, and for a few minutes the whole carriage stops
        talking. I have seen it happen often enough to wait for it.

        ## {The people|Who travels|Company}

        {Who} told me that the best conversations happen between {stop} and the tunnel, since everybody
        knows how long they have. I have tested this. Somebody told me their whole divorce, and got off with
        a wave.

        A schoolboy across the aisle was writing down numbers. I asked which ones he still needed, and he
        looked at me the way one looks at a fellow prisoner who has dug a tunnel.

        ## {Minutes|On being late|Waiting}

        We were {minutes} minutes late and missed nothing. The driver of the connecting bus had seen us on
        the embankment and waited, with his engine off, eating an apple. There is no column in the
        punctuality figures for that.

        A good timetable meets itself: trains in both directions reach the junction together, on the hour,
        and everybody changes. When it works, a village has the whole country in reach. When one train is
        late, everybody learns patience.

        ## {Iron and timber|The railway itself|Things built to last}

        {Detail} at {stop} dates from the opening of the line. Look at how it is made: every bolt can be
        reached, every pane can be replaced. Whoever drew it thought of the person who would one day have to
        repair it.

        The rails sing before you can see anything. You learn which pitch means a {train} and which a goods,
        and then, if you volunteer long enough, which means that you should put the kettle on.

        ## {What it costs|The sums|Is it worth it?}

        The ticket cost about as much as {few} coffees, bought a week before. By car I would have been there
        an hour sooner and have seen the back of a lorry. I don't always choose the train. I have hardly
        ever been sorry when I did.

        Branch lines never pay, if you only count the fares. Count the school runs, the nurses on the first
        train and the walkers who buy soup, and the sum looks different. Most closures began with somebody
        counting too little.

        ## {How to do it|If you want to go|Practical things}

        Buy the day ticket and not the return. Take a flask, something to read that you don't mind not
        reading, and a jumper even in {month}. The heating on a {train} has two settings, and they take
        turns.

        Check the last train back before you get off at {stop}. Then check it again. I once spent a night
        there on a bench beside {detail}, and can report that it is draughty.
    """),
    blocks=blocks("""
        | Stop | Arrives | What to look for |
        | --- | --- | --- |
        | {stop} | 09:12 | {detail} |
        | the request stop | 09:31 | put your arm out, and mean it |
        | the viaduct | 09:40 | left-hand side |
        | end of the line | 10:26 | soup |
        %
        In the bag for a long day:

        - a flask, and a cup that doesn't leak
        - the printed timetable, as the tunnel has no signal
        - a window cloth, since nobody else will bring one
        - {few} sandwiches more than seems reasonable
        %
        > A railway is a promise with numbers in it.
        >
        > {Who}, waiting at {stop}
        %
        My order of preference, after {years} years:

        1. An opening window.
        2. A table.
        3. A seat that lines up with the window.
        4. Speed.
    """),
    footnotes=paragraphs("""
        The building is listed; the story is told at more length in {link}.

        The timetable has changed since, by {few} minutes and not for the better.

        Purists will say that a railbus is not a train. They are welcome to walk.
    """),
    endings=paragraphs("""
        We pulled in again at ten to seven with the lamps lit. I had spent a day, a modest sum and no fuel
        of my own, and I was less tired than when I set out.

        If you have a favourite {stop} of your own, tell me where to get off. I have a free {day} coming up.

        The line is still there because enough people used it on ordinary days. That is really the whole of
        my advice.
    """),
    notes=paragraphs("""
        {Alone in the|Only {few} of us in the|A full} {train} on {line} {this morning|tonight|on {day}}, and
        the conductor hummed all the way to {stop}.

        {Minutes} minutes late at {stop}. The announcement apologised twice and somebody shared out
        cherries.

        They are repainting {detail} at {stop}. {About time|I shall miss the rust|The old green, thank
        goodness}.

        Does anyone know whether {line} runs on {day}s in {month}? The website, the poster and {who} each
        say something else.

        {Who} had never been on a night train until {day}. We woke up at {stop} to snow and very bad coffee,
        and all was forgiven.

        A heron on the signal at {stop}. It did not move for the {train}, and I think that the {train}
        slowed down for it.

        Spent {minutes} minutes in the waiting room at {stop} with a stove that works and a crossword that
        somebody had half finished.

        The {season} timetable is out. {Line} gets one more train each way, and I have read the page {few}
        times to be sure.

        Window seat, facing backwards, {line}, rain. I don't need anything else until {stop}.

        Found a ticket from {stop} in a second-hand book {moment}. Return half, never used. I keep
        wondering.

        Signal failure near {place}. The whole carriage has got to know each other, and there is talk of
        forming a choir.

        Volunteers cleared {dozen} bags of ivy from the platform at {stop} on {day}. Underneath: the old
        name board, quite readable.

        The new {train} is quiet, cool and smooth, and all of the seats face a pillar.
    """),
    replies=paragraphs("""
        I was on that {train}! I got out at {stop} and have wondered ever since how it ended.

        Sit on the other side on the way back. The view of {detail} is worth a stiff neck.

        It used to run through to {place} until they lifted the second track. You can still see the bridge.

        Not quite: {line} lost its Sunday trains first, and the winter ones two years later. I have the
        leaflet.

        My mother met my father on {line}, because the heating only worked in one coach.

        Is the buffet at {stop} still open? They made a potato soup that I think about more than I should.

        You have just cost me a {day}. I have looked it up, and there is a connection.

        Bring a cushion. That {train} was reupholstered by somebody who stands a lot.
    """),
)
