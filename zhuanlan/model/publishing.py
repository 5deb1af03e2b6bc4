"""Where a site is published to: `publish:` in `config.yaml`; secrets are in the environment."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from zhuanlan.i18n import N_
from zhuanlan.model.fields import Declared, Slug, Text, refuse
from zhuanlan.model.links import BaseUrl


def _no_option(value: str) -> str:
    if value.startswith("-"):
        raise refuse(N_("“{value}” would be an option of a program"), value=value)
    return value


Argument = Annotated[Text, AfterValidator(_no_option)]
"""A text that is handed to a program, and can be no option of it."""

_HOST = re.compile(r"[A-Za-z0-9_.:%\[\]-]+")


def _host(value: str) -> str:
    if not _HOST.fullmatch(value):
        raise refuse(N_("“{value}” is no name of a computer"), value=value)
    return _no_option(value)


Host = Annotated[Text, AfterValidator(_host)]

_INDEXNOW = re.compile(r"[A-Za-z0-9-]{8,128}")


def _indexnow(value: str) -> str:
    if not _INDEXNOW.fullmatch(value):
        raise refuse(N_("“{value}” is no key of IndexNow: 8–128 letters, digits, -"), value=value)
    return value


def _absolute(value: str) -> str:
    if not value.startswith("/"):
        raise refuse(N_("“{value}” must begin with /, at the root of that machine"), value=value)
    return value


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


class Target(Declared):
    """What all targets have in common."""

    url: BaseUrl | None = Field(
        None,
        description=N_("Address: where readers see it; pages are then looked at afterwards"),
        examples=["https://www.example.cn/leifeng/"],
    )
    keep: Annotated[int, Field(ge=1, le=1000)] = Field(
        5, description=N_("Keep: releases that are kept, to return to"), examples=[5]
    )
    sample: Annotated[int, Field(ge=0, le=1000)] = Field(
        10,
        description=N_("Sample: pages that are looked at over HTTP after publishing"),
        examples=[10],
    )
    public: bool = Field(
        True,
        description=N_("Public: whether it is for readers, so that addresses have to stay"),
        examples=[False],
    )
    hook: tuple[Text, ...] = Field(
        (),
        description=N_("Hook: a program and its arguments, run after publishing"),
        examples=[["python", "refresh_cdn.py"]],
    )


class FolderTarget(Target):
    """A folder of this machine that a web server shows: `current` leads to the release."""

    kind: Literal["dir"] = Field(description=N_("Kind: dir, a folder"), examples=["dir"])
    path: Text = Field(
        description=N_("Folder: it gets releases/ and current"), examples=["/srv/www/leifeng"]
    )

    def place(self, base: Path) -> Path:
        """Return the folder, which may be named from the settings' folder, `base`, on."""
        return (base / Path(self.path).expanduser()).absolute()


class SshTarget(Target):
    """A folder of another machine, by SSH."""

    kind: Literal["ssh"] = Field(description=N_("Kind: ssh, another machine"), examples=["ssh"])
    host: Host = Field(description=N_("Host: its name or address"), examples=["www.example.cn"])
    path: Annotated[Text, AfterValidator(_absolute)] = Field(
        description=N_("Folder: it gets releases/ and current"), examples=["/srv/www/leifeng"]
    )
    user: Host | None = Field(None, description=N_("User: who logs in"), examples=["web"])
    port: Annotated[int, Field(ge=1, le=65_535)] = Field(
        22, description=N_("Port: of SSH"), examples=[22]
    )
    host_key: Text | None = Field(
        None,
        description=N_("Host key: what ssh-keyscan says, where it is not known otherwise"),
        examples=["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA…"],
    )


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


class PagesTarget(Target):
    """A branch of a git repository that a host shows as pages."""

    kind: Literal["git"] = Field(description=N_("Kind: git, a branch of pages"), examples=["git"])
    repository: Argument = Field(
        description=N_("Repository: its address or folder"),
        examples=["git@example.com:office/leifeng.git"],
    )
    branch: Argument = Field(
        "gh-pages", description=N_("Branch: the one that is shown"), examples=["gh-pages"]
    )
    domain: Host | None = Field(
        None,
        description=N_("Domain: one of your own, for a CNAME file"),
        examples=["www.example.cn"],
    )


AnyTarget = Annotated[
    FolderTarget | SshTarget | BucketTarget | PagesTarget, Field(discriminator="kind")
]


class PublishSettings(Declared):
    """Where the site is published, and who is told."""

    targets: dict[Slug, AnyTarget] = Field(
        default_factory=dict,
        description=N_("Targets: each by a name for the command line"),
        examples=[{"web": {"kind": "dir", "path": "/srv/www/leifeng"}}],
    )
    indexnow: Annotated[Text, AfterValidator(_indexnow)] | None = Field(
        None,
        description=N_("IndexNow: the key by which search engines know the site"),
        examples=["0123456789abcdef0123456789abcdef"],
    )
