import pytest

from domain.errors import Conflict, EditedMeanwhile
from domain.place import Registration
from domain.writings import Audience
from services.ports.place import PlaceCard
from tests.contracts.kept import Kept, hide, publish, settle
from tests.factories import a_place, a_post, a_reply


class PlaceContract:
    def test_there_is_no_place_before_it_is_founded(self, kept: Kept) -> None:
        with kept.begin() as work:
            assert work.place.get() is None
        assert kept.place_queries.card() == PlaceCard()

    def test_a_founded_place_is_found_again(self, kept: Kept) -> None:
        with kept.begin() as work:
            work.place.add(a_place("Agora", registration=Registration.INVITE))
        with kept.begin() as work:
            place = work.place.get()
        assert place is not None
        assert (place.name, place.registration, place.version) == ("Agora", Registration.INVITE, 1)

    def test_there_is_only_one_place(self, kept: Kept) -> None:
        with kept.begin() as work:
            work.place.add(a_place())
        with pytest.raises(Conflict), kept.begin() as work:
            work.place.add(a_place("Another"))
        assert kept.place_queries.card().name == "Stoa"

    def test_a_changed_place_is_kept(self, kept: Kept) -> None:
        place = a_place()
        with kept.begin() as work:
            work.place.add(place)
        place.change(name="Agora", tagline="Mind the columns.", registration="approval")
        place.guard(staff_need_second_factor=True, members_may_invite=False)
        with kept.begin() as work:
            work.place.save(place)
        with kept.begin() as work:
            assert work.place.get() == place
        assert kept.place_queries.card() == PlaceCard(
            name="Agora",
            tagline="Mind the columns.",
            registration=Registration.APPROVAL,
            staff_need_second_factor=True,
            members_may_invite=False,
            is_set_up=True,
            version=2,
        )

    def test_of_two_who_change_the_place_the_later_is_told(self, kept: Kept) -> None:
        with kept.begin() as work:
            work.place.add(a_place())
        with kept.begin() as work:
            first, second = work.place.get(), work.place.get()
            assert first and second
            work.place.save(first)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.place.save(second)

    def test_its_numbers_count_visible_people(self, kept: Kept) -> None:
        settle(kept, "ada")
        hide(kept, settle(kept, "grace"))
        with kept.begin() as work:
            work.place.add(a_place())
        card = kept.place_queries.card()
        assert card.is_set_up
        assert kept.place_queries.numbers().people == 1

    def test_its_numbers_count_posts_that_everybody_may_read(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        post = a_post(ada)
        publish(kept, post, a_reply(post, grace), a_post(ada, audience=Audience.MENTIONED), a_post(grace))
        hide(kept, grace)
        with kept.begin() as work:
            work.place.add(a_place())
        assert kept.place_queries.numbers().posts == 1

    def test_a_card_of_an_empty_place_counts_nothing(self, kept: Kept) -> None:
        with kept.begin() as work:
            work.place.add(a_place())
        numbers = kept.place_queries.numbers()
        assert (numbers.people, numbers.posts) == (0, 0)
