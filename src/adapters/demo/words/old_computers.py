"""Words about old computers and keeping them alive."""

from adapters.demo.topics import Topic, blocks, leads, paragraphs, sections, words

OLD_COMPUTERS = Topic(
    name="old computers",
    tags=("retrocomputing", "repair", "basic", "software", "preservation"),
    choices={
        "machine": words(
            """beige home computer; portable with an amber screen; tower from 1996; first laptop; school computer; pocket computer;
            workstation; word processor; kit computer; small grey handheld"""
        ),
        "fault": words(
            """leaking capacitors; a perished drive belt; a dry solder joint; a dead battery; a cracked membrane; corroded contacts;
            a tired power supply; one bad memory chip"""
        ),
        "medium": words(
            "cassettes; floppy disks; a punched tape; cartridges; zip disks; a hard disk of 40 megabytes; microdrives"
        ),
        "program": words(
            """a chess game; a letter writer; an address book; a train simulator; a drawing program; a tax program from 1991; a typing
            tutor; a weather log; a bulletin board"""
        ),
    },
    bios=paragraphs("""
        Mends old computers in {place}. Has never thrown away a cable.

        Wrote {program} at thirteen, for a {machine}, and has been downhill since.

        Archivist of {medium} and of the shoe boxes that they come in.

        Programmer. Happiest below 64 kilobytes.
    """),
    leads=leads("""
        ## {Bringing a {machine} back|Reviving a {machine}|The {machine} from the attic}

        {Years} years in a loft, {fault}, and one evening with a soldering iron.

        {Who} rang to say that there was a {machine} in the attic and that it was going to the tip on {day}.
        I was there within the hour. It had not been switched on for {years} years, and I did not switch it
        on either. That is the first piece of advice.

        ## {Reading old {medium}|What was on the {medium}|Rescuing {medium}}

        A shoe box, a borrowed drive, and the first program that {who} ever wrote.

        The box was labelled "do not magnet". Inside were {medium}, and on them, if they could still be
        read, everything that {who} had made between school and marriage. There is no second try with some
        of these, and so I began very slowly.

        ## {Writing for a {machine} today|Small programs, small machines|{Minutes} minutes of BASIC}

        Why I spend my evenings on a computer that can't remember my name.

        After a day of programs that need other programs in order to need other programs, I sit down at the
        {machine}. It starts before I have pulled the chair up. It waits. Nothing on it wants anything from
        me. Last {month} I finished {program}, and I understand all of it.

        ## {A computer that lasts|The case for repair|Why I still use a {machine}}

        What old machines can teach the people who make new ones.

        The {machine} on my bench has screws. That is the whole argument, but let me spell it out. When it
        had {fault}, I could open it, see it, reach it, and buy the part from {few} different shops. It is
        {years} years older than the telephone in my pocket, which has none of this.
    """),
    sections=sections("""
        ## {Before you switch it on|Don't plug it in|First, look}

        Look, smell, and feel for looseness. {Fault} can often be seen with the naked eye. I clean first,
        check the supply without the board second, and only then think of the switch. It costs an evening,
        and it has saved {few} machines.

        Take photographs before every step. The one cable that you are sure to remember is the one that you
        won't.

        ## {The fault|Finding {fault}|What was wrong}

        It was {fault}. It usually is. I found it after {minutes} minutes with a meter and the circuit
        diagram from {link}, following the voltage from the plug inwards until it was no longer there.

        I suspected the clever chip. It is never the clever chip. It is a two-penny part beside it that had
        been doing the dull work for {years} years.

        ## {{Medium}|Getting the data off|Old {medium}, new copies}

        {Medium} fade. Make a raw copy first, exactly what the head sees, with all of its errors, and work
        on that. You may understand tomorrow what looks like noise today.

        We read {dozen} in one weekend, and {few} would not speak. Among the rest were {program}, a school
        essay and somebody's first love letter, which we gave back unread.

        ## {Working within limits|Small is clear|So little memory}

        There is room for about {dozen} lines before you have to think. I find that I write down what I want
        first, on paper, with a pencil. It's a habit that I have taken back to work.

        Since nothing is hidden, everything can be learned. {Program} fits on {few} pages, and I have read
        them all. I can't say that of anything that I'm paid for.

        ## {Keeping the words|What preservation means|More than the box}

        A machine without its manual is a lamp. We scan what we find, and the notes in the margins are the
        best part. Somebody had written "NO!!" beside the description of one command, and she was right.

        Emulators are how most people will ever meet a {machine}, and that is fine. But one should be kept
        running somewhere, so that there is something to check against.

        ## {Visitors|Showing it to children|Who comes to see it}

        We had the {machine} at the open day in {place}. The children tried to swipe the screen, then found
        the keys, and then would not let go. Within {minutes} minutes one of them had made it print her name
        forever.

        {Who} stood in front of it and could suddenly type a whole program from memory. The fingers knew.
        The rest of the face was quite surprised.
    """),
    blocks=blocks("""
        On the bench for this one:

        - a soldering iron with a clean tip
        - a meter, and somebody to read it aloud
        - isopropanol and a soft brush
        - labels for every screw
        - a lamp that can be bent
        %
        | Check | Should be | Was |
        | --- | --- | --- |
        | supply | 5.0 V | 4.1 V |
        | clock | steady | steady |
        | reset | short, then high | never high |
        | cause | | {fault} |
        %
        > They built it so that you could get in. I think of that as good manners.
        >
        > {Who}, looking for a screw
        %
        In this order, always:

        1. Clean it.
        2. Test the supply on its own.
        3. Reseat everything in a socket.
        4. Only now, the switch.
    """),
    code=blocks("""
        The whole of the first program that I typed in:

        ```basic
        10 FOR Y = 1 TO 20
        20 PRINT TAB(20 + INT(9 * SIN(Y / 3))); "*"
        30 NEXT Y
        40 GOTO 10
        ```
        %
        The check that told us which copies were good:

        ```python
        from pathlib import Path
        from zlib import crc32

        for image in sorted(Path("images").glob("*.img")):
            print(f"{crc32(image.read_bytes()):08x}  {image.name}")
        ```
        %
        Reading the raw tracks took one loop and a lot of tea:

        ```sh
        for track in $(seq 0 79); do
          read-track --retries 20 "$track" > "raw/$track.bin" || echo "$track" >> bad.txt
        done
        ```
    """),
    footnotes=paragraphs("""
        Capacitors in a power supply can hold a charge for a long time. If you don't know how to make them
        safe, ask somebody who does.

        The images are kept in {link}, where the owners have agreed.

        It was not a cheap machine. In today's money you could buy a small car.
    """),
    endings=paragraphs("""
        The {machine} is on the shelf now, and it works. On rainy {day}s somebody comes by and plays a
        round.

        If you have {medium} in a box, don't wait. They are not getting younger, and I have a drive.

        Then I switched it off, by a switch, and it was off.
    """),
    notes=paragraphs("""
        It was {fault}. {Few} evenings of looking, {minutes} minutes of soldering, and the {machine} said
        READY.

        A {machine} turned up at the flea market in {place}, with all its manuals and a coffee ring. {Who}
        is pretending not to have seen me.

        Copied the last of the {medium} {moment}. {Few} errors in all. Somewhere on there is {program} that
        I wrote at school.

        The {machine} starts in less time than my telephone needs to tell me that it is starting.

        Does anybody still have a drive for {medium}? I have a box from {who} and a promise to keep.

        I taught {few} children to write a loop on the {machine} on {day}. One of them asked where the
        adverts were.

        Cleaned {dozen} keys with a toothbrush {moment}. The {machine} looks ten years younger, and I look
        ten years older.

        I found the listing of {program}, printed on green-striped paper, {years} years old, with my own
        comments in it. "Fix this later." I did, today.

        Smell of warm dust from the {machine}, and I am twelve again and late for dinner.

        If you open a {machine} today, look for {fault} first. I have now seen {few} with the same thing
        this {season}.

        {Program} in {few} kilobytes, and it does everything that I want. There is a lesson in it, and I had
        it on {medium}.

        {Who} has kept the receipt for the {machine}. We looked at the number for some time.
    """),
    replies=paragraphs("""
        Check for {fault} on the other board too. They came from the same batch, and mine went within a
        month.

        I learned on a {machine} as well! Ours was in the cupboard with the maps, one lesson a week.

        Which drive did you use for the {medium}? I can get nothing off mine but a sad noise.

        I believe that revision had the socket turned round. Look at the notch before you push.

        {Program} was sold here on {medium} in a bread bag. I may have the only one left with its bread bag.

        If you need parts for a {machine}, I have a dead one that would be glad to help.

        My uncle ran his whole orchard on {program} until {years} years ago, and his books were never wrong.
    """),
)
