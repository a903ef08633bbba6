from threading import Thread

from microblog.domain.model.kept import Kept


def test_the_first_goes_where_there_are_too_many() -> None:
    kept = Kept[str, int](2)
    for number, key in enumerate("abac"):
        kept.put(key, number)
    assert kept.get("abc") == [None, 1, 3]


def test_many_threads_may_put_at_once() -> None:
    kept = Kept[int, int](8)

    def put_many() -> None:
        for number in range(5000):
            kept.put(number % 50, number)

    threads = [Thread(target=put_many) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(thing is not None for thing in kept.get(range(50))) == 8
