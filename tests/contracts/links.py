import pytest

from domain.errors import EditedMeanwhile, NotFound
from domain.sessions import Purpose, digest_of
from tests.contracts.kept import Kept
from tests.factories import NOON, a_link


class OneTimeLinkContract:
    def test_a_link_is_found_by_its_digest(self, kept: Kept) -> None:
        link = a_link("once")
        with kept.begin() as work:
            work.links.add(link)
        with kept.begin() as work:
            assert work.links.by_digest(digest_of("once")) == link
            assert work.links.by_digest(digest_of("twice")) is None

    def test_a_used_link_stays_used(self, kept: Kept) -> None:
        link = a_link()
        with kept.begin() as work:
            work.links.add(link)
        link.use(NOON)
        with kept.begin() as work:
            work.links.save(link)
        with kept.begin() as work:
            used = work.links.by_digest(link.digest)
        assert used is not None
        assert not used.is_good(Purpose.SETUP, NOON)

    def test_of_two_who_use_a_link_at_once_one_fails(self, kept: Kept) -> None:
        link = a_link()
        with kept.begin() as work:
            work.links.add(link)
            first, second = (work.links.by_digest(link.digest) for _ in range(2))
            assert first and second
            first.use(NOON)
            work.links.save(first)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            second.use(NOON)
            work.links.save(second)

    def test_a_use_that_is_rolled_back_was_no_use(self, kept: Kept) -> None:
        link = a_link()
        with kept.begin() as work:
            work.links.add(link)
        with pytest.raises(ZeroDivisionError), kept.begin() as work:
            link.use(NOON)
            work.links.save(link)
            raise ZeroDivisionError
        with kept.begin() as work:
            again = work.links.by_digest(link.digest)
        assert again is not None
        assert again.is_good(Purpose.SETUP, NOON)

    def test_all_links_for_a_purpose_end_at_once(self, kept: Kept) -> None:
        with kept.begin() as work:
            work.links.add(a_link("one"))
            work.links.add(a_link("two"))
            assert work.links.remove_all_for(Purpose.SETUP) == 2
            assert work.links.by_digest(digest_of("one")) is None
            assert work.links.remove_all_for(Purpose.SETUP) == 0

    def test_a_link_that_was_never_kept_cannot_be_saved(self, kept: Kept) -> None:
        with pytest.raises(NotFound), kept.begin() as work:
            work.links.save(a_link())
