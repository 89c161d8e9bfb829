"""Every topic that people write about."""

from adapters.demo.words.astronomy import ASTRONOMY
from adapters.demo.words.birds import BIRDS
from adapters.demo.words.bread import BREAD
from adapters.demo.words.cooking import COOKING
from adapters.demo.words.cycling import CYCLING
from adapters.demo.words.gardening import GARDENING
from adapters.demo.words.libraries import LIBRARIES
from adapters.demo.words.music import MUSIC
from adapters.demo.words.old_computers import OLD_COMPUTERS
from adapters.demo.words.organising import ORGANISING
from adapters.demo.words.parenting import PARENTING
from adapters.demo.words.rivers import RIVERS
from adapters.demo.words.small_web import SMALL_WEB
from adapters.demo.words.trains import TRAINS
from adapters.demo.words.typography import TYPOGRAPHY
from adapters.demo.words.woodworking import WOODWORKING

TOPICS = (
    GARDENING,
    BREAD,
    TRAINS,
    ASTRONOMY,
    SMALL_WEB,
    WOODWORKING,
    BIRDS,
    CYCLING,
    COOKING,
    LIBRARIES,
    OLD_COMPUTERS,
    MUSIC,
    RIVERS,
    TYPOGRAPHY,
    PARENTING,
    ORGANISING,
)
