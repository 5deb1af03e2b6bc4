"""Object storage that speaks S3: what `config.yaml` says of a bucket, and how it is opened."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import Text, refuse
from zhuanlan.model.links import BaseUrl
from zhuanlan.model.publishing import Target
from zhuanlan.publish.host import HostKind, failed

if TYPE_CHECKING:
    from zhuanlan.publish.hosts._bucket import Bucket

_PATIENCE = timedelta(seconds=120)

ENVIRONMENT = {
    "access_key_id": ("ZHUANLAN_S3_KEY_ID", "AWS_ACCESS_KEY_ID"),
    "secret_access_key": ("ZHUANLAN_S3_SECRET", "AWS_SECRET_ACCESS_KEY"),
    "session_token": ("ZHUANLAN_S3_TOKEN", "AWS_SESSION_TOKEN"),
}
"""The environment variables that hold the secrets."""

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


def _bucket(value: str) -> str:
    if not _BUCKET.fullmatch(value):
        raise refuse(N_("“{value}” is no name of a bucket: 3–63 of a–z, 0–9, - and ."), value=value)
    return value


_PREFIX = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*/?")


def _prefix(value: str) -> str:
    if not _PREFIX.fullmatch(value):
        raise refuse(N_("“{value}” is no folder of a bucket"), value=value)
    return value.rstrip("/")


class BucketTarget(Target):
    """A bucket of object storage that speaks S3: 阿里云 OSS, 腾讯云 COS, MinIO."""

    kind: Literal["s3"] = Field(description=N_("Kind: s3, object storage"), examples=["s3"])
    bucket: Annotated[Text, AfterValidator(_bucket)] = Field(
        description=N_("Bucket: its name"), examples=["leifeng"]
    )
    endpoint: BaseUrl | None = Field(
        None,
        description=N_("Endpoint: the address of the service, unless it is AWS"),
        examples=["https://oss-cn-beijing.aliyuncs.com/"],
    )
    region: Text = Field(
        "us-east-1", description=N_("Region: where the bucket is"), examples=["oss-cn-beijing"]
    )
    prefix: Annotated[Text, AfterValidator(_prefix)] | None = Field(
        None, description=N_("Folder: within the bucket, if not all of it"), examples=["leifeng"]
    )
    virtual_hosted: bool = Field(
        False,
        description=N_("Address form: bucket.host instead of host/bucket, as OSS and COS need"),
        examples=[True],
    )

    @property
    def place(self) -> str:
        """The bucket, and the folder within."""
        return f"{self.bucket}/{self.prefix or ''}"


def open_host(name: str, target: BucketTarget, base: Path) -> Bucket:
    """Return the host of a target; the secrets come from the environment."""
    import obstore.exceptions
    from obstore.store import S3Store

    from zhuanlan.publish.hosts._bucket import Bucket

    secrets = {
        key: value
        for key, names in ENVIRONMENT.items()
        if (value := next((os.environ[n] for n in names if os.environ.get(n)), ""))
    }
    if not {"access_key_id", "secret_access_key"} <= secrets.keys():
        message = N_("the secrets are not in the environment: {names}")
        names = ", ".join(first for first, _ in ENVIRONMENT.values())
        raise failed(name, message, names=names)
    given: dict[str, Any] = {"region": target.region, **secrets}
    if target.endpoint:
        endpoint = target.endpoint.rstrip("/")
        if target.virtual_hosted:  # the library wants the whole address then
            scheme, _, host = endpoint.partition("://")
            endpoint = f"{scheme}://{target.bucket}.{host}"
        given["endpoint"] = endpoint
    store = S3Store(
        target.bucket,
        prefix=target.prefix,
        virtual_hosted_style_request=target.virtual_hosted,
        client_options={
            "allow_http": urlsplit(target.endpoint or "https:").scheme == "http",
            "timeout": _PATIENCE,
        },
        retry_config={"max_retries": 6, "retry_timeout": _PATIENCE},
        **given,
    )
    return Bucket(name, store, obstore)


S3 = HostKind(BucketTarget, open_host, package="obstore", extra="s3")
