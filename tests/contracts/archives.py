from zipfile import ZipFile

import pytest

from domain.errors import NotFound
from services.ports.exports import ArchiveStore

NAME, OTHER = "0123456789abcdef" * 4, "f" * 64

HOSTILE = (
    "",
    ".",
    "..",
    "a" * 63,
    "a" * 65,
    "A" * 64,
    "g" * 64,
    "٣" * 64,
    f"{NAME}\n",
    f" {NAME}",
    f"./{NAME}",
    f"../{NAME}",
    f"/{NAME}",
    f"{NAME}/",
    f"{NAME}\x00",
    f".{NAME}.00000000.part",
    "../" * 21 + "a",
    "/etc/passwd",
    "*" * 64,
)
"""Names that we never made: a file beside the archives, above them, or hidden among them."""


def fill(archives: ArchiveStore, name: str, content: bytes) -> None:
    with archives.write(name) as file:
        file.write(content)


def content(archives: ArchiveStore, name: str) -> bytes:
    with archives.open(name) as file:
        return file.read()


class ArchiveStoreContract:
    """Wants a fixture `archives`, empty."""

    def test_an_archive_comes_back_byte_by_byte(self, archives: ArchiveStore) -> None:
        everything = bytes(range(256)) * 1_000
        fill(archives, NAME, everything)
        assert content(archives, NAME) == everything
        assert archives.size(NAME) == len(everything)
        assert list(archives.names()) == [NAME]

    def test_a_zip_file_can_be_written_and_read(self, archives: ArchiveStore) -> None:
        with archives.write(NAME) as file, ZipFile(file, "w") as zipped:
            zipped.writestr("posts/1.md", "Words.")
        with archives.open(NAME) as file, ZipFile(file) as zipped:
            assert zipped.read("posts/1.md") == b"Words."

    def test_an_archive_is_not_there_before_it_is_whole(self, archives: ArchiveStore) -> None:
        with archives.write(NAME) as file:
            file.write(b"half")
            file.flush()
            assert list(archives.names()) == []
            with pytest.raises(NotFound):
                archives.open(NAME)
            with pytest.raises(NotFound):
                archives.size(NAME)
        assert list(archives.names()) == [NAME]

    def test_an_archive_that_could_not_be_finished_is_never_there(self, archives: ArchiveStore) -> None:
        with pytest.raises(ZeroDivisionError), archives.write(NAME) as file:
            file.write(b"half")
            raise ZeroDivisionError
        assert list(archives.names()) == []
        with pytest.raises(NotFound):
            archives.open(NAME)

    def test_a_second_try_replaces_the_first_only_when_it_is_whole(self, archives: ArchiveStore) -> None:
        fill(archives, NAME, b"first")
        with pytest.raises(ZeroDivisionError), archives.write(NAME) as file:
            file.write(b"half of the second")
            raise ZeroDivisionError
        assert content(archives, NAME) == b"first"
        fill(archives, NAME, b"second")
        assert content(archives, NAME) == b"second"
        assert list(archives.names()) == [NAME]

    def test_two_who_write_one_archive_at_once_do_not_mix(self, archives: ArchiveStore) -> None:
        with archives.write(NAME) as first:
            first.write(b"1" * 10)
            with archives.write(NAME) as second:
                second.write(b"2" * 20)
            first.write(b"1" * 10)
        assert content(archives, NAME) == b"1" * 20

    def test_whoever_reads_an_archive_reads_it_to_its_end(self, archives: ArchiveStore) -> None:
        fill(archives, NAME, b"first")
        with archives.open(NAME) as file:
            fill(archives, NAME, b"second")
            archives.remove(NAME)
            assert file.read() == b"first"

    def test_a_removed_archive_is_gone_and_removing_it_again_is_no_error(
        self, archives: ArchiveStore
    ) -> None:
        fill(archives, NAME, b"one")
        fill(archives, OTHER, b"other")
        archives.remove(NAME)
        archives.remove(NAME)
        assert list(archives.names()) == [OTHER]
        with pytest.raises(NotFound):
            archives.open(NAME)
        with pytest.raises(NotFound):
            archives.size(NAME)

    def test_nothing_is_found_before_there_is_anything(self, archives: ArchiveStore) -> None:
        archives.remove(NAME)
        assert list(archives.names()) == []
        with pytest.raises(NotFound):
            archives.open(NAME)
        with pytest.raises(NotFound):
            archives.size(NAME)

    @pytest.mark.parametrize("name", HOSTILE, ids=repr)
    def test_a_name_that_is_not_one_of_ours_is_not_found(self, archives: ArchiveStore, name: str) -> None:
        fill(archives, NAME, b"one")
        with pytest.raises(NotFound):
            archives.open(name)
        with pytest.raises(NotFound):
            archives.size(name)
        with pytest.raises(NotFound):
            archives.remove(name)
        with pytest.raises(NotFound), archives.write(name) as file:
            file.write(b"anything")
        assert content(archives, NAME) == b"one"
        assert list(archives.names()) == [NAME]
