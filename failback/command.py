"""`python main.py failback`: looks, prints the steps, writes the blocks."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from commands.exit_codes import BAD_INPUT, DONE, FAILED
from failback.code import Import, blocks
from failback.live import Client, client_of
from failback.pair import Pair
from failback.report import steps_as_text, unseen
from failback.situation import Seen, Situation, UnreadableDecisionError
from failback.story import RETURN, STAY, STORIES
from failback.switch_steps import put_switch
from failback.way import Failover, Templates, Way, recorded, usual_story


def run(
    way: Way[Seen],
    templates: Templates,
    *,
    file: Path,
    story: str | None = None,
    write: Path | None = None,
    client: Client = client_of,
    now: datetime | None = None,
) -> int:
    """Prints where the way back stands; returns the exit code. `file` is the deployment's."""
    if story is not None and story not in STORIES:
        print(f"--story {story}: allowed: {' or '.join(STORIES)}; mend: choose one", file=sys.stderr)
        return BAD_INPUT
    pair = way.pair
    situation = way.look(now=now or datetime.now(UTC), client=client)
    for line in unseen(situation.views):
        print(line)
    try:
        failover = recorded(pair, situation)
    except UnreadableDecisionError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    if failover is None:
        return _nothing_recorded(way, situation, file, write)
    chosen = story or usual_story(pair, failover)
    steps, imports = way.steps(situation, failover, chosen, templates)
    for line in _heading(pair, failover, chosen):
        print(line)
    for line in steps_as_text(steps, file):
        print(line)
    if write:
        return _write(write, imports)
    return DONE


def _heading(pair: Pair, failover: Failover, story: str) -> Iterator[str]:
    time = f"{failover.decision.time:%Y-%m-%d %H:%M:%S} UTC"
    yield f"{pair.stack}: {failover.survivor} took over at {time}: {failover.decision.reason}."
    lost = pair.other(failover.survivor)
    way = {
        RETURN: f"Back to {lost} (to keep the roles as they are now: --story stay)",
        STAY: f"The roles stay as they are now (to go back to {lost}: --story return)",
    }
    yield f"{way[story]}. Apply nothing else until it is finished."


def _nothing_recorded(way: Way[Seen], situation: Situation[Seen], file: Path, write: Path | None) -> int:
    """Nothing to go back from; or it cannot be told."""
    pair = way.pair
    if situation.views[pair.standby].parameters is None:
        print(f"{pair.stack}: whether a failover is recorded cannot be told without {pair.standby}.")
        return FAILED
    seen = [region for region, view in situation.views.items() if view.parameters is not None]
    print(f"{pair.stack}: no failover is recorded in {' or '.join(seen)}: nothing to go back from.")
    for region, view in situation.views.items():
        if (view.parameters or {}).get(pair.switch) == "on":
            print(f"The takeover switch in {region} is on all the same. To turn it off:")
            print(f"      $ {put_switch(pair, region, 'off')}")
    for line in steps_as_text(list(way.left_over(situation)), file):
        print(line)
    if write:
        print(f"{write}: not written: there is nothing to import.")
    return DONE


def _write(file: Path, imports: tuple[Import, ...]) -> int:
    if not imports:
        print(f"{file}: not written: there is nothing to import.")
        return DONE
    try:
        file.write_text(blocks(imports), encoding="utf-8")
    except OSError as error:
        print(f"{file}: cannot be written ({error.strerror}); mend: name another file", file=sys.stderr)
        return BAD_INPUT
    print(f"{file}: written.")
    return DONE
