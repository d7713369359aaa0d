"""The parameters in Systems Manager that hold where a failover stands, all in the standby region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from botocore.exceptions import ClientError

from .aws import Aws, error_code
from .errors import FailoverError
from .memory import (
    Decision,
    Notices,
    Promotion,
    Watch,
    decision_from,
    promotion_from,
    watch_from,
    written,
)

ON = "on"


@dataclass(frozen=True, kw_only=True)
class Word:
    """`approval`: what an operator wrote, and when."""

    text: str
    written: datetime


@dataclass(frozen=True, kw_only=True)
class State:
    """All parameters as one run found them."""

    watch: Watch
    decision: Decision | None
    word: Word | None
    promotion: Promotion | None
    notices: str | None
    done: str | None
    """Token of the decision that was carried out."""
    taken_over: bool
    connection: str | None
    armed: bool
    """Whether the primary was ever seen healthy: before its first minute there is nothing to lose."""


class Parameters:
    """Reads and writes them. Terraform makes `takeover` alone, and writes it never again."""

    def __init__(self, aws: Aws, beginning: str) -> None:
        self._aws = aws
        self.witness = f"{beginning}/failover/witness"
        self.decision = f"{beginning}/failover/decision"
        self.approval = f"{beginning}/failover/approval"
        self.promotion = f"{beginning}/failover/promotion"
        self.notices = f"{beginning}/failover/notices"
        self.done = f"{beginning}/failover/done"
        self.armed = f"{beginning}/failover/armed"
        self.takeover = f"{beginning}/takeover"
        self.connection = f"{beginning}/database"

    def read(self) -> State:
        """Where things stand. One call, so that the parts fit together."""
        names = [
            self.witness,
            self.decision,
            self.approval,
            self.promotion,
            self.notices,
            self.done,
            self.armed,
            self.takeover,
            self.connection,
        ]
        answer = self._aws.call("ssm", "get_parameters", Names=names)
        found = {parameter["Name"]: parameter for parameter in answer["Parameters"]}
        values: dict[str, str] = {name: parameter["Value"] for name, parameter in found.items()}
        decision = values.get(self.decision)
        return State(
            watch=watch_from(values.get(self.witness)),
            decision=decision_from(decision, self.decision) if decision is not None else None,
            word=Word(text=values[self.approval].strip(), written=found[self.approval]["LastModifiedDate"])
            if self.approval in found
            else None,
            promotion=promotion_from(values.get(self.promotion), self.promotion),
            notices=values.get(self.notices),
            done=values.get(self.done),
            taken_over=values.get(self.takeover) == ON,
            connection=values.get(self.connection),
            armed=self.armed in values,
        )

    def decide(self, decision: Decision) -> Decision:
        """Records the decision, or finds the one that stands: the fence between two that decide at once."""
        try:
            self._put(self.decision, written(decision), overwrite=False)
        except ClientError as error:
            if error_code(error) != "ParameterAlreadyExists":
                raise
            standing = self.read().decision
            if standing is None:
                raise FailoverError(f"{self.decision} was there and is gone; the next run decides") from error
            return standing
        return decision

    def arm(self, time: datetime) -> None:
        """Notes that the primary was seen healthy: from now on it can be lost."""
        self._put(self.armed, time.astimezone(UTC).isoformat(timespec="seconds"))

    def withdraw(self) -> None:
        """Takes the decision back, and the operator's word with it: it was given for this loss alone."""
        self._aws.call("ssm", "delete_parameters", Names=[self.decision, self.approval])

    def give_up(self) -> None:
        """Takes the decision back and leaves the operator's word, which may be for what comes next."""
        self._aws.call("ssm", "delete_parameters", Names=[self.decision])

    def forget_word(self) -> None:
        """Takes back an operator's word that cannot be followed."""
        self._aws.call("ssm", "delete_parameters", Names=[self.approval])

    def save_watch(self, watch: Watch) -> Watch:
        """Keeps the streak for the next run."""
        self._put(self.witness, written(watch))
        return watch

    def save_promotion(self, promotion: Promotion) -> None:
        """Keeps what is known of the call to promote."""
        self._put(self.promotion, written(promotion))

    def save_notices(self, notices: Notices) -> None:
        """Keeps what people were told."""
        self._put(self.notices, written(notices))

    def take_over(self) -> None:
        """Turns the switch on that keeps traffic from the old primary. Only a person turns it off."""
        self._put(self.takeover, ON)

    def publish_connection(self, text: str) -> None:
        """Tells the application where its writer is."""
        self._put(self.connection, text)

    def finish(self, token: str) -> None:
        """Records that the decision was carried out in full."""
        self._put(self.done, token)

    def _put(self, name: str, value: str, *, overwrite: bool = True) -> None:
        self._aws.call("ssm", "put_parameter", Name=name, Value=value, Type="String", Overwrite=overwrite)
