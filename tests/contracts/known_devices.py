from datetime import timedelta

import pytest

from domain.errors import EditedMeanwhile, NotFound
from domain.known_devices import KNOWN_FOR, MAX_KNOWN_DEVICES
from domain.sessions import digest_of
from services.ports.unit_of_work import TryAgain
from tests.contracts.kept import Kept, settle
from tests.factories import NOON, a_device

MINUTE = timedelta(minutes=1)


class KnownDeviceContract:
    def test_a_device_is_found_by_its_account_and_digest(self, kept: Kept) -> None:
        ada, eve = settle(kept, "ada"), settle(kept, "eve")
        device = a_device(ada, "token", seen_at=NOON + MINUTE)
        with kept.begin() as work:
            work.known_devices.add(device)
        with kept.begin() as work:
            assert work.known_devices.find(ada.account_id, digest_of("token")) == device
            assert work.known_devices.find(ada.account_id, digest_of("guess")) is None
            assert work.known_devices.find(ada.account_id, "token") is None
            assert work.known_devices.find(eve.account_id, digest_of("token")) is None

    def test_two_who_share_a_browser_each_know_it(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        with kept.begin() as work:
            assert not work.known_devices.any_of(ada.account_id)
            work.known_devices.add(a_device(ada, "token"))
            assert work.known_devices.any_of(ada.account_id)
            assert not work.known_devices.any_of(grace.account_id)
            work.known_devices.add(a_device(grace, "token"))
        with kept.begin() as work:
            for owner in (ada, grace):
                found = work.known_devices.find(owner.account_id, digest_of("token"))
                assert found is not None
                assert found.account_id == owner.account_id

    def test_a_browser_that_signs_in_twice_at_once_tries_again(self, kept: Kept) -> None:
        ada = settle(kept)
        first = a_device(ada, "token")
        with kept.begin() as work:
            work.known_devices.add(first)
        with pytest.raises(TryAgain), kept.begin() as work:
            work.known_devices.add(a_device(ada, "token"))
        with kept.begin() as work:
            assert work.known_devices.find(ada.account_id, first.digest) == first

    def test_a_visit_lasts_only_once_saved(self, kept: Kept) -> None:
        ada = settle(kept)
        device = a_device(ada)
        with kept.begin() as work:
            work.known_devices.add(device)
        with kept.begin() as work:
            loaded = work.known_devices.find(ada.account_id, device.digest)
            assert loaded is not None
            loaded.seen(NOON + MINUTE)
            assert work.known_devices.find(ada.account_id, device.digest) == device
            work.known_devices.save(loaded)
        with kept.begin() as work:
            assert work.known_devices.find(ada.account_id, device.digest) == loaded
        assert loaded.version == 2

    def test_of_two_who_save_a_device_the_later_is_told(self, kept: Kept) -> None:
        ada = settle(kept)
        device = a_device(ada)
        with kept.begin() as work:
            work.known_devices.add(device)
            first, second = (work.known_devices.find(ada.account_id, device.digest) for _ in range(2))
            assert first and second
            work.known_devices.save(first)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.known_devices.save(second)

    def test_a_forgotten_device_cannot_be_saved(self, kept: Kept) -> None:
        ada = settle(kept)
        device = a_device(ada)
        with kept.begin() as work:
            work.known_devices.add(device)
            assert work.known_devices.remove_all_of(ada.account_id) == 1
        with pytest.raises(NotFound), kept.begin() as work:
            work.known_devices.save(device)

    def test_a_device_that_is_rolled_back_is_unknown(self, kept: Kept) -> None:
        ada = settle(kept)
        with pytest.raises(ZeroDivisionError), kept.begin() as work:
            work.known_devices.add(a_device(ada))
            raise ZeroDivisionError
        with kept.begin() as work:
            assert not work.known_devices.any_of(ada.account_id)

    def test_past_the_limit_the_longest_unseen_is_let_go(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        devices = [
            a_device(ada, f"token{number}", seen_at=NOON + number * MINUTE)
            for number in range(MAX_KNOWN_DEVICES)
        ]
        with kept.begin() as work:
            for device in reversed(devices):
                work.known_devices.add(device)
            work.known_devices.add(a_device(grace, seen_at=NOON - MINUTE))
            assert work.known_devices.find(ada.account_id, devices[0].digest) is not None
            newest = a_device(ada, "newest", seen_at=NOON + timedelta(days=1))
            work.known_devices.add(newest)
        with kept.begin() as work:
            assert work.known_devices.find(ada.account_id, devices[0].digest) is None
            assert work.known_devices.find(ada.account_id, devices[1].digest) == devices[1]
            assert work.known_devices.find(ada.account_id, newest.digest) == newest
            assert work.known_devices.any_of(grace.account_id)
            assert work.known_devices.remove_all_of(ada.account_id) == MAX_KNOWN_DEVICES

    def test_all_devices_but_one_are_forgotten_at_once(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        with kept.begin() as work:
            for token in ("here", "there", "elsewhere"):
                work.known_devices.add(a_device(ada, token))
            work.known_devices.add(a_device(grace, "here"))
            assert work.known_devices.remove_all_of(ada.account_id, but_digest=digest_of("here")) == 2
            assert work.known_devices.find(ada.account_id, digest_of("here")) is not None
            assert work.known_devices.remove_all_of(ada.account_id) == 1
            assert work.known_devices.any_of(grace.account_id)

    def test_devices_unseen_for_as_long_as_one_is_known_are_swept(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            work.known_devices.add(a_device(ada, "old", seen_at=NOON))
            work.known_devices.add(a_device(ada, "new", seen_at=NOON + MINUTE))
            just_before = NOON + KNOWN_FOR - timedelta(microseconds=1)
            assert work.known_devices.remove_unseen_since(just_before - KNOWN_FOR) == 0
            assert work.known_devices.remove_unseen_since(NOON + KNOWN_FOR - KNOWN_FOR) == 1
            assert work.known_devices.find(ada.account_id, digest_of("old")) is None
            assert work.known_devices.find(ada.account_id, digest_of("new")) is not None
