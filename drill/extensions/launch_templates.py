"""EC2: launch templates that hold what they were given, in every version."""

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.launch_templates import LaunchTemplate, LaunchTemplateVersion
from moto.ec2.responses import EC2Response
from moto.ec2.utils import parse_user_data

from drill.extensions.registry import extends

_moto_create_version = LaunchTemplate.create_version
_moto_respond = EC2Response.create_launch_template_version
_moto_describe = EC2Response.describe_launch_templates


@extends(
    LaunchTemplate,
    "create_version",
    service="ec2",
    action="CreateLaunchTemplate",
    reason="the template's own tags are no part of what instances are started with",
)
def _create_version(self: LaunchTemplate, data: dict[str, Any], description: str) -> LaunchTemplateVersion:
    given = data.get("TagSpecifications", [])
    kept = [each for each in given if each.get("ResourceType") != "launch-template"]
    cleaned = {name: value for name, value in data.items() if name != "TagSpecifications"}
    return _moto_create_version(self, cleaned | ({"TagSpecifications": kept} if kept else {}), description)


@extends(
    EC2Response,
    "create_launch_template_version",
    service="ec2",
    action="CreateLaunchTemplateVersion",
    reason="a further version's user data is kept as text, and no instance starts from it",
)
def _create_launch_template_version(self: EC2Response) -> ActionResult:
    data: Any = self._get_param("LaunchTemplateData", {})
    if data.get("UserData") is not None:
        data["UserData"] = parse_user_data(data["UserData"])
    return _moto_respond(self)


@extends(
    EC2Response,
    "describe_launch_templates",
    service="ec2",
    action="DescribeLaunchTemplates",
    reason="moto shows the tags that a template was made with, whatever became of them",
)
def _describe_launch_templates(self: EC2Response) -> ActionResult:
    for template in self.ec2_backend.launch_templates.values():
        template.tags = template.get_tags()
    return _moto_describe(self)
