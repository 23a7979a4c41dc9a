"""The product's host or screen in the benchmark's own process, so that a limit can be set for a test.

`host.py FILE PORT [--roomy] [--screen] [--stalls FILE]`. The product admits 250 phones and two posts a
second from each; what a machine bears is measured beyond that, with `--roomy`, never by changing the product.
"""

from __future__ import annotations

import asyncio
import functools
import sys
from dataclasses import replace
from pathlib import Path

from stall import watch_host, watch_screen

PLENTY = 10**6


def lift_limits() -> None:
    """Room for a thousand phones, and no limit on how often each may post."""
    from workshop.hosting import phone_server as serving
    from workshop.web.contract.rate_limits import Limits, Rate

    plenty = Rate(PLENTY, PLENTY)
    roomy = replace(
        Limits(),
        sockets=8_192,
        strangers=4_096,
        strangers_per_address=4_096,
        participants=4_096,
        joins=plenty,
        joins_per_address=plenty,
        posts=plenty,
        reads=plenty,
        streams=plenty,
    )
    serving.ServerSettings = functools.partial(serving.ServerSettings, limits=roomy)  # type: ignore[misc]


def show(path: Path, port: int, options: list[str]) -> int:
    """The product's screen, and a host that is started with the same options."""
    from workshop.attaching import host_starting
    from workshop.launch.faces import show_screen
    from workshop.launch.settings import Settings

    host_starting.PROGRAM = (str(Path(__file__)), str(path), str(port), *options, "--as-host")
    return show_screen(Settings(data_dir=path.parent.parent, port=port, bind="127.0.0.1"), path)


async def serve(path: Path, port: int) -> None:
    """The host alone, until the process is ended."""
    from workshop.channel.network_options import NetworkOptions
    from workshop.hosting.host import Host

    await Host(path, NetworkOptions("127.0.0.1", port), patience=None).run(lambda served: None)


def main() -> None:
    """Read the arguments."""
    path, port, *options = sys.argv[1:]
    stalls = Path(options[options.index("--stalls") + 1]) if "--stalls" in options else None
    if "--screen" in options:
        if stalls is not None:
            watch_screen(stalls)
        options.remove("--screen")
        sys.exit(show(Path(path), int(port), options))
    if "--roomy" in options:
        lift_limits()
    if stalls is not None:
        watch_host(stalls)
    if "--as-host" in options:
        from workshop.hosting.host_main import main as host

        sys.exit(host())
    asyncio.run(serve(Path(path), int(port)))


if __name__ == "__main__":
    main()
