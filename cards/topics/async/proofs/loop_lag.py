"""How late the event loop comes back to a task that sleeps."""

import asyncio


async def worst_lag(work, pause=0.01):
    """Await `work`; the most seconds by which a sleep beside it ended too late."""
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(work)
    worst = 0.0
    while not task.done():
        planned = loop.time() + pause
        await asyncio.sleep(pause)
        worst = max(worst, loop.time() - planned)
    await task  # an error of the work is the caller's
    return worst
