"""What an instance is started with."""

from collections.abc import Mapping
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.launch_template import (
    LaunchTemplate,
    LaunchTemplateBlockDeviceMappings,
    LaunchTemplateBlockDeviceMappingsEbs,
    LaunchTemplateIamInstanceProfile,
    LaunchTemplateMetadataOptions,
    LaunchTemplateMonitoring,
    LaunchTemplateTagSpecifications,
)
from constructs import Construct

from config.compute import Compute
from config.compute_image import Image, ImageIds
from constructs_lib.providers import RegionScope


@dataclass(frozen=True, kw_only=True)
class TemplateVersion:
    """A launch template as a group takes it."""

    id: str
    version: str


class InstanceTemplate(Construct):
    """`aws_launch_template`: metadata by session token only (IMDSv2) and not beyond the instance, an
    encrypted volume, no SSH key, no public address.

    The volume's key is the account's own for EBS: another would need a grant to Auto Scaling's role, and
    without it no instance would start, on the day of the failover.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        compute: Compute,
        security_group_id: str,
        profile_arn: str,
        user_data: str,
        tags: Mapping[str, str],
    ) -> None:
        """`user_data` is encoded already; `tags` go on instances' volumes, which inherit none."""
        super().__init__(scope, id_)
        template = LaunchTemplate(
            self,
            "template",
            provider=region.provider,
            name=region.naming.name("app", limit=125),
            description=f"Instances of {region.naming.name()}",
            image_id=image_id(compute.image, region.name),
            instance_type=compute.instance_type,
            vpc_security_group_ids=[security_group_id],
            iam_instance_profile=LaunchTemplateIamInstanceProfile(arn=profile_arn),
            metadata_options=LaunchTemplateMetadataOptions(
                http_endpoint="enabled", http_tokens="required", http_put_response_hop_limit=1
            ),
            block_device_mappings=[
                LaunchTemplateBlockDeviceMappings(
                    device_name=compute.root_device,
                    ebs=LaunchTemplateBlockDeviceMappingsEbs(
                        encrypted="true",
                        volume_type="gp3",
                        volume_size=compute.volume_gb,
                        delete_on_termination="true",
                    ),
                )
            ],
            monitoring=LaunchTemplateMonitoring(enabled=True),  # load by the minute, which scaling follows
            tag_specifications=[
                LaunchTemplateTagSpecifications(resource_type="volume", tags={**tags, "Name": tags["Name"]})
            ],
            user_data=user_data or None,
            update_default_version=True,
            tags=region.tags(),
        )
        self.latest = TemplateVersion(id=template.id, version=f"${{{template.fqn}.latest_version}}")


def image_id(image: Image, region: str) -> str:
    """An image's id, or a reference that EC2 resolves at every start: no plan ever shows a newer image."""
    if isinstance(image, ImageIds):
        return image.ids[region]
    return f"resolve:ssm:{image.name}"
