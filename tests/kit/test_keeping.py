"""What a process makes once."""

from pairaidance.kit.keeping import Once


def test_it_is_made_anew_where_its_version_is_another_and_never_kept_without_one() -> None:
    made, version = [], ["a"]
    once = Once(lambda: made.append(1) or len(made), lambda: version[0])

    assert (once.get(), once.get()) == (1, 1)
    version[0] = "b"
    assert (once.get(), once.get()) == (2, 2)
    version[0] = ""
    assert (once.get(), once.get()) == (3, 4)
