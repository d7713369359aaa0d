"""The AWS calls that moto lacks, or answers in a way that the AWS provider stumbles over.

One module per service. Each declares what it adds in the registry; `install` puts all of it into moto's own
response classes and backends, where moto's dispatch finds it like its own. State is kept on moto's objects,
so that moto's reset forgets it too.
"""

from drill.extensions import (
    acm,
    aws_lambda,
    cloudfront_distributions,
    cloudfront_functions,
    cloudfront_kvs,
    cloudfront_paths,
    cloudfront_policies,
    cloudwatch,
    core,
    ec2,
    route53_aliases,
    route53_dnssec,
    route53_health,
    route53_recovery,
    route53_zones,
    s3_buckets,
    security_group_rules,
    synthetics,
    vpc_lattice_deletion,
    vpc_lattice_names,
    vpc_lattice_targets,
    vpc_lattice_updates,
    vpc_peering,
)
from drill.extensions.registry import Extension, declared, install

__all__ = [
    "Extension",
    "acm",
    "aws_lambda",
    "cloudfront_distributions",
    "cloudfront_functions",
    "cloudfront_kvs",
    "cloudfront_paths",
    "cloudfront_policies",
    "cloudwatch",
    "core",
    "declared",
    "ec2",
    "install",
    "route53_aliases",
    "route53_dnssec",
    "route53_health",
    "route53_recovery",
    "route53_zones",
    "s3_buckets",
    "security_group_rules",
    "synthetics",
    "vpc_lattice_deletion",
    "vpc_lattice_names",
    "vpc_lattice_targets",
    "vpc_lattice_updates",
    "vpc_peering",
]
