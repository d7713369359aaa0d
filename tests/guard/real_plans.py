"""Makes the plans that the guard is tried with: `python -m tests.guard.real_plans` writes them to `plans/`.

Real Terraform plans them against the embedded AWS. They are trimmed to what the guard can look at.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drill.local_aws import LocalAws
from drill.terraform import Terraform
from tests.guard import guarded_stack
from tests.guard.guarded_stack import EAST, changed
from tests.terraform.stack_builder import Json

PLANS = Path(__file__).parent / "plans"

KEPT = frozenset(
    {
        "arn",
        "availability_zones",
        "backup_retention_period",
        "deletion_protection",
        "desired_capacity",
        "enabled",
        "engine",
        "engine_version",
        "failover_routing_policy",
        "failure_threshold",
        "fqdn",
        "global_cluster_identifier",
        "identifier",
        "insecure_value",
        "is_enabled",
        "key_id",
        "kms_key_id",
        "max_size",
        "min_size",
        "name",
        "records",
        "replicate_source_db",
        "replication_source_identifier",
        "set_identifier",
        "tags",
        "ttl",
        "restore_to_point_in_time",
        "s3_import",
        "snapshot_identifier",
        "value",
    }
)
"""Attributes that a rule reads, or that tell a reader what the plan is about."""


def make(aws: LocalAws, directory: Path) -> Iterator[tuple[str, Json]]:
    """Every plan by its name, as `terraform show -json` prints it."""
    blocks = guarded_stack.plant(aws)
    good = guarded_stack.code()
    directory.mkdir(parents=True, exist_ok=True)
    _write(directory, _adopting(good, blocks))
    with aws.terraform(directory) as terraform:
        terraform.init()
        terraform.apply()
        run = _Runs(terraform)
        for name, document in _before_failover(good).items():
            yield name, run.planned(document)
        yield "targeted", run.planned(_harmful(good), "-target=aws_autoscaling_group.east")
        yield "destroy", run.planned(good, "-destroy")
        guarded_stack.promote(aws)
        yield "after_failover", run.planned(good)
        yield "after_failover_unrefreshed", run.planned(good, "-refresh=false")
        yield "after_failover_careless", run.planned(_careless(good))
        with _without_writer(aws):
            yield "writer_lost", run.planned(good)


def _before_failover(good: Json) -> dict[str, Json]:
    moved = changed(good, aws_kms_key__west=None, aws_rds_cluster__leaver=None)
    group = moved["resource"]["aws_autoscaling_group"]
    group["app"] = group.pop("east")
    moved["moved"] = [{"from": "aws_autoscaling_group.east", "to": "aws_autoscaling_group.app"}]
    moved["removed"] = [
        {"from": each, "lifecycle": {"destroy": False}}
        for each in ("aws_kms_key.west", "aws_rds_cluster.leaver")
    ]
    unknown = changed(
        good,
        aws_autoscaling_group__east={"min_size": "${terraform_data.size.output}"},
        aws_db_instance__east={"engine_version": "${terraform_data.size.output}.3"},
    )
    unknown["resource"]["terraform_data"] = {"size": {"input": "16"}}
    return {
        "routine": changed(
            good,
            aws_db_instance__east={"engine_version": "16.4", "tags": {"Team": "shop"}},
            aws_autoscaling_group__east={"max_size": 8},
            aws_route53_health_check__primary={"tags": {"Name": "primary of the shop"}},
            aws_kms_key__east={"description": "of the database"},
            aws_ssm_parameter__takeover={"description": "on or off"},
            aws_rds_cluster__member={"engine_version": "16.6"},
        ),
        "harmful": _harmful(good),
        "rebuilt": changed(
            good,
            aws_db_instance__east={"engine": "mysql", "engine_version": "8.0.39"},
            aws_db_instance__west=None,
            aws_kms_key__east=None,
            aws_kms_key__west={"key_usage": "SIGN_VERIFY", "customer_master_key_spec": "RSA_2048"},
            aws_autoscaling_group__east={"name": "shop-production-renamed"},
            aws_rds_global_cluster__shop={"global_cluster_identifier": "shop-2"},
            aws_route53_record__secondary=None,
            aws_route53_health_check__spare={"request_interval": 30},
            aws_ssm_parameter__takeover=None,
            aws_iam_role__takeover=None,
        ),
        "moved": moved,
        "unknown": unknown,
    }


def _harmful(good: Json) -> Json:
    return changed(
        good,
        aws_db_instance__east={"engine_version": "15.7", "deletion_protection": False},
        aws_db_instance__west={"replicate_source_db": None, "lifecycle": None, "backup_retention_period": 0},
        aws_rds_cluster__leaver={"global_cluster_identifier": None},
        aws_rds_cluster__member={"engine_version": "15.8"},
        aws_kms_key__east={"is_enabled": False},
        aws_autoscaling_group__east={"min_size": 1, "max_size": 4},
        aws_route53_health_check__primary={"failure_threshold": 5},
        aws_route53_record__primary={"records": ["192.0.2.2"]},
        aws_ssm_parameter__takeover={"insecure_value": "on", "lifecycle": None},
    )


def _careless(good: Json) -> Json:
    """The code without the lists of what to ignore (F21)."""
    return changed(
        good,
        aws_db_instance__west={"lifecycle": None},
        aws_autoscaling_group__west={"lifecycle": None},
        aws_ssm_parameter__takeover={"lifecycle": None},
    )


def _adopting(good: Json, blocks: list[Json]) -> Json:
    """The first apply: what is planted is taken over as it is, because changing it takes minutes."""
    document: dict[str, Any] = json.loads(json.dumps(good)) | {"import": blocks}
    for block in blocks:
        kind, name = block["to"].split(".")
        document["resource"][kind][name]["lifecycle"] = {"ignore_changes": "all"}
    return document


def _write(directory: Path, document: Json) -> None:
    (directory / "cdk.tf.json").write_text(json.dumps(document), encoding="utf-8")


@dataclass(frozen=True)
class _Runs:
    terraform: Terraform

    def planned(self, document: Json, *options: str) -> Json:
        """The plan for this code. The runner knows no targets: they are given to the program itself."""
        _write(self.terraform.directory, document)
        file = self.terraform.directory / "guarded.tfplan"
        for command in (["plan", "-input=false", f"-out={file}", *options], ["show", "-json", str(file)]):
            exit_code, text, errors = self.terraform._capture(command)
            if exit_code != 0:
                raise RuntimeError(errors)
        shown: Json = json.loads(text)
        return shown


@contextmanager
def _without_writer(aws: LocalAws) -> Iterator[None]:
    """The writer's region has lost its database."""
    rds, name = aws.client("rds", EAST), f"shop-production-{EAST}"
    rds.modify_db_instance(DBInstanceIdentifier=name, DeletionProtection=False)
    rds.delete_db_instance(DBInstanceIdentifier=name, SkipFinalSnapshot=True)
    yield


def trimmed(plan: Json) -> Json:
    """The plan without what the guard does not look at."""
    return {
        "format_version": plan["format_version"],
        "terraform_version": plan["terraform_version"],
        "planned_values": {},
        "resource_changes": [
            {name: each[name] for name in _NAMES if name in each} | {"change": _change(each["change"])}
            for each in plan["resource_changes"]
            if each["change"]["actions"] != ["no-op"]
        ],
        "prior_state": {
            "values": {
                "root_module": {
                    "resources": [
                        {"address": each["address"], "mode": each["mode"], "type": each["type"]}
                        | {"values": _attributes(each["values"])}
                        for each in plan["prior_state"]["values"]["root_module"]["resources"]
                        if each["type"].startswith(("aws_db", "aws_rds", "aws_ssm"))
                    ]
                }
            }
        },
        "configuration": {
            "root_module": {
                "resources": [
                    {"address": each["address"], "expressions": _attributes(each.get("expressions", {}))}
                    for each in plan["configuration"]["root_module"]["resources"]
                    if each["type"] in ("aws_db_instance", "aws_rds_cluster")
                ]
            }
        },
    }


_NAMES = ("address", "previous_address", "mode", "type", "action_reason", "deposed")


def _change(change: Json) -> Json:
    kept: dict[str, Any] = {"actions": change["actions"]}
    for side in ("before", "after", "after_unknown"):
        value = change.get(side)
        kept[side] = _attributes(value) if isinstance(value, dict) else value
    return kept | {name: change[name] for name in ("replace_paths", "importing") if name in change}


def _attributes(values: Json) -> Json:
    return {name: value for name, value in values.items() if name in KEPT}


def main() -> None:
    """Write every plan."""
    PLANS.mkdir(exist_ok=True)
    with LocalAws() as aws, tempfile.TemporaryDirectory() as directory:
        for name, plan in make(aws, Path(directory) / "stack"):
            text = json.dumps(trimmed(plan), indent=1)
            (PLANS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
            print(name, len(text))


if __name__ == "__main__":
    main()
