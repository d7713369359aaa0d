"""How a boto3 client talks to the embedded AWS."""

from botocore.config import Config


def loopback_config(service: str, endpoint: str) -> Config:
    """The configuration of a client of `service` at `endpoint`; it does not retry and uses no proxy.

    The keys of key-value stores need more: the SDK puts the account before the endpoint's name
    (`123456789012.127.0.0.1`), which no resolver knows, so the endpoint is its own proxy; and it signs with
    SigV4A, which the embedded AWS does not need, so the client signs as for any other service.
    """
    config = Config(retries={"total_max_attempts": 1}, proxies={})
    if service == "cloudfront-keyvaluestore":
        return config.merge(Config(proxies={"http": endpoint}, signature_version="v4"))
    return config
