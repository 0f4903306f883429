"""Proofs for the asyncio cards whose claim can be run."""

import asyncio
import time

from loop_lag import worst_lag


class Services:
    """Counts how many fetches wait at the same time."""

    def __init__(self):
        self.open = 0
        self.peak = 0

    async def fetch(self, url):
        self.open += 1
        self.peak = max(self.peak, self.open)
        await asyncio.sleep(0.01)
        self.open -= 1
        return url


def test_awaits_in_a_loop_do_not_overlap():
    async def main():
        urls = ["a", "b", "c"]

        # region: overlap
        one_by_one = Services()
        results = []
        for url in urls:
            results.append(await one_by_one.fetch(url))
        assert results == urls

        gathered = Services()
        assert await asyncio.gather(*map(gathered.fetch, urls)) == urls

        grouped = Services()
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(grouped.fetch(url)) for url in urls]
        assert [task.result() for task in tasks] == urls
        # endregion

        # region: free-loop
        async def blocking():
            time.sleep(0.5)

        # The loop was free beside the fetch; the second line shows that the test can fail.
        assert await worst_lag(Services().fetch("a")) < 0.25
        assert await worst_lag(blocking()) > 0.25
        # endregion
        return one_by_one.peak, gathered.peak, grouped.peak

    assert asyncio.run(main()) == (1, 3, 3)


async def failing():
    await asyncio.sleep(0)
    raise ValueError("boom")


async def sleeping(events, alarm):
    try:
        await alarm.wait()
        events.append("finished")
    except asyncio.CancelledError:
        events.append("cancelled")
        raise


def test_gather_leaves_the_sibling_running():
    async def main():
        events, alarm = [], asyncio.Event()
        sibling = asyncio.create_task(sleeping(events, alarm))
        try:
            await asyncio.gather(failing(), sibling)
        except ValueError:
            events.append("ValueError")
        assert not sibling.done()
        alarm.set()
        await sibling
        return events

    assert asyncio.run(main()) == ["ValueError", "finished"]


def test_taskgroup_cancels_and_wraps(options):
    async def main():
        events = []
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(failing())
                sleeper = group.create_task(sleeping(events, asyncio.Event()))
        except (ValueError, ExceptionGroup) as error:
            return error, sleeper.cancelled(), events

    error, cancelled, events = asyncio.run(main())
    group, bare = isinstance(error, ExceptionGroup), isinstance(error, ValueError)
    truth = {
        "An ExceptionGroup, once the sleeper is cancelled": group and cancelled,
        "An ExceptionGroup, while the sleeper goes on": group and not cancelled,
        "A bare ValueError, once the sleeper is cancelled": bare and cancelled,
        "A bare ValueError, while the sleeper goes on running": bare and not cancelled,
    }
    assert truth == dict(options)
    assert events == ["cancelled"]
    assert [type(member) for member in error.exceptions] == [ValueError]


def test_except_exception_lets_cancellation_pass():
    async def main():
        events = []

        async def stubborn():
            try:
                await asyncio.sleep(10)
            except Exception:  # noqa: BLE001 - the clause that the card is about
                events.append("caught")

        task = asyncio.create_task(stubborn())
        await asyncio.sleep(0)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            events.append("cancelled")
        return events, task.cancelled()

    assert asyncio.run(main()) == (["cancelled"], True)
    assert asyncio.CancelledError.__bases__ == (BaseException,)
    assert not issubclass(asyncio.CancelledError, Exception)
