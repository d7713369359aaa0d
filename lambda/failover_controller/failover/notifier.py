"""Tells people over SNS, each thing once per decision; twice rather than never."""

from __future__ import annotations

from .aws import Aws
from .memory import Decision, notices_from, told
from .notice_texts import Notice
from .parameters import Parameters


class Notifier:
    """The standby region's topic."""

    def __init__(self, aws: Aws, topic_arn: str, parameters: Parameters) -> None:
        self._aws = aws
        self._topic_arn = topic_arn
        self._parameters = parameters

    def send(self, notice: Notice) -> None:
        """Publishes it."""
        self._aws.call(
            "sns", "publish", once=True, TopicArn=self._topic_arn, Subject=notice.subject, Message=notice.text
        )

    def send_new(self, known: str | None, decision: Decision, notices: list[Notice]) -> None:
        """Those that were not sent about this decision yet, each noted as soon as it is sent.

        `known` is the parameter as it is written. What was sent but could not be noted is sent again.
        """
        sent = notices_from(known, decision.token)
        for notice in notices:
            if notice.kind not in sent.sent:
                self.send(notice)
                sent = told(sent, notice.kind)
                self._parameters.save_notices(sent)
