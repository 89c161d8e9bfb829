import pytest

from domain.accounts import Standing
from domain.errors import EditedMeanwhile, NotFound
from domain.ids import MAX_ID, AccountId, ProfileId
from domain.profiles import HandleTaken
from domain.viewers import STRANGER
from domain.writings import Audience
from tests.contracts.kept import Kept, another_profile, hide, limit, publish, save, settle
from tests.factories import NOON, a_post, a_profile, a_reply, a_viewer, an_account


class ProfileRepositoryContract:
    def test_a_profile_comes_back_as_it_was_kept(self, kept: Kept) -> None:
        account = an_account()
        profile = a_profile(account, "ada", bio="Engines.\nNumbers.")
        with kept.begin() as work:
            work.accounts.add(account)
            work.profiles.add(profile)
        with kept.begin() as work:
            assert work.profiles.get(profile.id) == profile
            assert work.profiles.by_handle("ada") == profile

    @pytest.mark.parametrize("number", [7, MAX_ID + 1])
    def test_an_unknown_profile_is_not_found(self, kept: Kept, number: int) -> None:
        with pytest.raises(NotFound), kept.begin() as work:
            work.profiles.get(ProfileId(number))

    def test_an_account_speaks_with_its_first_profile(self, kept: Kept) -> None:
        account = an_account()
        first, second = a_profile(account, "ada"), a_profile(account, "zoe")
        with kept.begin() as work:
            work.accounts.add(account)
            work.profiles.add(first)
            work.profiles.add(second)
        with kept.begin() as work:
            assert work.profiles.first_of(account.id).id == first.id

    def test_an_accounts_profiles_come_the_oldest_first(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        settle(kept, "grace")
        zoe, bea = (another_profile(kept, ada, handle) for handle in ("zoe", "bea"))
        with kept.begin() as work:
            assert work.profiles.all_of(ada.account_id) == [ada, zoe, bea]
            assert work.profiles.all_of(AccountId(7)) == []

    def test_how_an_account_stands_is_kept_with_its_profile(self, kept: Kept) -> None:
        ada = settle(kept)
        for standing in Standing:
            ada.stand(standing)
            with kept.begin() as work:
                work.profiles.save(ada)
            with kept.begin() as work:
                assert work.profiles.get(ada.id) == ada

    def test_an_account_without_a_profile_has_no_first(self, kept: Kept) -> None:
        with pytest.raises(NotFound), kept.begin() as work:
            work.profiles.first_of(AccountId(7))

    def test_nobody_has_an_unknown_handle(self, kept: Kept) -> None:
        with kept.begin() as work:
            assert work.profiles.by_handle("nobody") is None

    @pytest.mark.parametrize(
        ("taken", "tried"),
        [
            ("modern", "modern"),
            ("modern", "modem"),
            ("bob", "b0b"),
            ("lisa", "1isa"),
            ("ada_l", "adal"),
            ("vvim", "wim"),
        ],
    )
    def test_a_handle_that_looks_like_anothers_is_taken(self, kept: Kept, taken: str, tried: str) -> None:
        settle(kept, taken)
        account = an_account()
        with kept.begin() as work:
            assert work.profiles.is_taken(tried)
        with pytest.raises(HandleTaken), kept.begin() as work:
            work.accounts.add(account)
            work.profiles.add(a_profile(account, tried))
        with kept.begin() as work, pytest.raises(NotFound):
            work.accounts.get(account.id)

    def test_a_different_handle_is_free(self, kept: Kept) -> None:
        settle(kept, "ada")
        with kept.begin() as work:
            assert not work.profiles.is_taken("grace")

    def test_a_profile_cannot_take_anothers_handle_later(self, kept: Kept) -> None:
        settle(kept, "ada")
        grace = settle(kept, "grace")
        grace.handle = "ada_"
        with pytest.raises(HandleTaken), kept.begin() as work:
            work.profiles.save(grace)

    def test_a_change_lasts_only_once_saved(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            work.profiles.get(ada.id).bio = "Forgotten."
        with kept.begin() as work:
            assert work.profiles.get(ada.id).bio == ""

    def test_of_two_who_change_a_profile_the_later_is_told(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            first, second = work.profiles.get(ada.id), work.profiles.get(ada.id)
            work.profiles.save(first)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.profiles.save(second)

    def test_a_profile_that_was_never_kept_cannot_be_saved(self, kept: Kept) -> None:
        with pytest.raises(NotFound), kept.begin() as work:
            work.profiles.save(a_profile(an_account()))


class ProfileQueriesContract:
    def test_a_head_holds_the_profile(self, kept: Kept) -> None:
        ada = settle(kept)
        head = kept.profile_queries.head("ada", STRANGER)
        assert (head.id, head.handle, head.display_name, head.bio) == (ada.id, "ada", "Ada", "")
        assert (head.created_at, head.posts, head.version) == (NOON, 0, 1)

    def test_a_head_counts_posts_that_everybody_may_read(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        post = a_post(grace)
        publish(kept, post, a_post(ada), a_post(ada, audience=Audience.UNLISTED), a_reply(post, ada))
        publish(kept, a_post(ada, audience=Audience.FOLLOWERS), a_post(ada, audience=Audience.MENTIONED))
        assert kept.profile_queries.head("ada", STRANGER).posts == 2

    def test_a_count_survives_a_change_of_the_profile(self, kept: Kept) -> None:
        ada = settle(kept)
        publish(kept, a_post(ada))
        with kept.begin() as work:
            work.profiles.save(ada)
        assert kept.profile_queries.head("ada", STRANGER).posts == 1

    def test_a_published_post_leaves_its_author_free_to_be_saved(self, kept: Kept) -> None:
        ada = settle(kept)
        post = a_post(ada)
        publish(kept, post)
        save(kept, post)
        with kept.begin() as work:
            work.profiles.save(ada)

    @pytest.mark.parametrize("handle", ["nobody", "ADA", "ada ", ""])
    def test_an_unknown_handle_has_no_head(self, kept: Kept, handle: str) -> None:
        settle(kept, "ada")
        with pytest.raises(NotFound):
            kept.profile_queries.head(handle, STRANGER)

    def test_a_hidden_profile_is_seen_by_its_owner_only(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        hide(kept, ada)
        for viewer in (STRANGER, a_viewer(grace)):
            with pytest.raises(NotFound):
                kept.profile_queries.head("ada", viewer)
        assert kept.profile_queries.head("ada", a_viewer(ada)).id == ada.id

    def test_the_newest_profiles_come_first_without_hidden_ones(self, kept: Kept) -> None:
        settle(kept, "ada")
        hide(kept, settle(kept, "grace"))
        settle(kept, "edsger")
        assert [card.handle for card in kept.profile_queries.newest(limit=5)] == ["edsger", "ada"]
        assert [card.handle for card in kept.profile_queries.newest(limit=1)] == ["edsger"]

    def test_limited_profiles_are_in_no_list_of_people(self, kept: Kept) -> None:
        settle(kept, "ada")
        limit(kept, settle(kept, "grace"))
        assert [card.handle for card in kept.profile_queries.newest(limit=5)] == ["ada"]

    def test_a_limited_profile_is_found_by_whoever_asks_for_it(self, kept: Kept) -> None:
        grace = settle(kept, "grace")
        limit(kept, grace)
        assert kept.profile_queries.head("grace", STRANGER).id == grace.id
        assert kept.profile_queries.ids_of({"grace"}) == {"grace": grace.id}

    def test_a_hidden_pen_name_is_seen_by_its_owner_speaking_as_another(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        zoe = another_profile(kept, ada, "zoe")
        hide(kept, zoe)
        assert kept.profile_queries.head("zoe", a_viewer(ada)).id == zoe.id
        with pytest.raises(NotFound):
            kept.profile_queries.head("zoe", a_viewer(settle(kept, "grace")))

    def test_ids_are_found_for_visible_handles(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        hide(kept, settle(kept, "grace"))
        assert kept.profile_queries.ids_of({"ada", "grace", "nobody"}) == {"ada": ada.id}
        assert kept.profile_queries.ids_of([]) == {}
