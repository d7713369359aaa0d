"""Which regions the edge asks: an operator's switch, for a region that answers, but wrongly."""

from dataclasses import replace

from publishing.aws import Clients
from publishing.errors import RegionRefusedError
from publishing.release_pointer import PointerStore
from publishing.website import Website


def serve_from(website: Website, region: str, *, serving: bool, clients: Clients) -> tuple[str, ...]:
    """Switches a region on or off at the edge, and returns those that are on. Raises `PublishError`.

    Failover needs no switch: a region that answers with an error is passed over by itself.
    """
    store = PointerStore(website, clients)
    seen = store.read()
    off = {each for each in seen.disabled.split(",") if each in website.regions}
    off = off - {region} if serving else off | {region}
    on = tuple(each for each in website.regions if each not in off)
    if region not in website.regions or not on:
        raise RegionRefusedError(
            f"{region} cannot be switched {'on' if serving else 'off'}",
            found="no region of the website" if region not in website.regions else "the last one that is on",
            allowed=f"{', '.join(website.regions)}, one of which stays on",
            mend="name a region of the website" if on else "switch another one on first",
        )
    wanted = replace(seen, disabled=",".join(each for each in website.regions if each in off))
    store.write(seen, wanted, only=("disabled",))
    return on
