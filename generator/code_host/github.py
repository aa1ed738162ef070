"""The pull request of a ``workflow_run`` event, and its comments.

The event is GitHub's own word; nothing that a proposal could have written says which pull
request is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.code_host.api import Api, CodeHostError
from generator.code_host.comment import Thread
from generator.problems import msg

BOT = "github-actions[bot]"
"""Who GITHUB_TOKEN writes as; no person can have a name with brackets."""


def github_thread(event: Any, environment: Mapping[str, str]) -> Thread | None:
    """The comments of the open pull request whose head the event speaks of.

    None where there is none any more: closed, without its fork, or pushed to since. Raises
    CodeHostError where the event is of another kind or the API does not answer.
    """
    token = environment.get("GITHUB_TOKEN", "")
    if not token:
        raise CodeHostError(msg("GITHUB_TOKEN is missing"))
    headers = {"Authorization": f"Bearer {token}", "X-GitHub-Api-Version": "2022-11-28"}
    api = Api(environment.get("GITHUB_API_URL") or "https://api.github.com", headers)
    number = _number(api, event)
    if number is None:
        return None
    repo = event["repository"]["full_name"]
    listed, one = f"/repos/{repo}/issues/{number}/comments", f"/repos/{repo}/issues/comments"
    return Thread(api, listed, one, "PATCH", _by_the_bot)


def _by_the_bot(comment: dict[str, Any]) -> bool:
    user = comment.get("user") or {}
    return user.get("login") == BOT and user.get("type") == "Bot"


def _number(api: Api, event: Any) -> int | None:
    """The number of the pull request, by branch and commit of its head."""
    try:
        run, repo = event["workflow_run"], event["repository"]
        sha, branch, fork = run["head_sha"], run["head_branch"], run["head_repository"]
        name, main = repo["full_name"], repo["default_branch"]
        owner = fork and (fork["owner"]["login"], fork["full_name"])
    except (KeyError, TypeError):
        raise CodeHostError(msg("the event is not a workflow_run")) from None
    if not owner:
        return None
    asked = {"state": "open", "base": main, "head": f"{owner[0]}:{branch}"}
    for pull in api.each(f"/repos/{name}/pulls", **asked):
        head = pull["head"]
        if head["sha"] == sha and (head["repo"] or {}).get("full_name") == owner[1]:
            return int(pull["number"])
    return None
