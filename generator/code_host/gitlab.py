"""The merge request of a pipeline, and its notes.

CI_JOB_TOKEN cannot write notes; a token of the project's own can, and is only there in the
pipelines that the project trusts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.code_host.api import Api, CodeHostError
from generator.code_host.comment import Thread
from generator.problems import msg

TOKEN = "AVANCE_COMMENT_TOKEN"  # noqa: S105  # the name of a variable


def gitlab_thread(environment: Mapping[str, str]) -> Thread | None:
    """The notes of the merge request of this pipeline; None where it is closed or pushed to since.

    Raises CodeHostError outside a pipeline of a merge request, or where the API does not answer.
    """
    try:
        address, token = environment["CI_API_V4_URL"], environment[TOKEN]
        project = int(environment["CI_MERGE_REQUEST_PROJECT_ID"])
        number = int(environment["CI_MERGE_REQUEST_IID"])
        commit = environment["CI_COMMIT_SHA"]
    except (KeyError, ValueError):
        raise CodeHostError(msg("this is not a pipeline of a merge request")) from None
    api = Api(address, {"PRIVATE-TOKEN": token})
    path = f"/projects/{project}/merge_requests/{number}"
    asked = api.get(path)
    # A pipeline of merged results runs on a commit of GitLab's; its source is told apart.
    heads = {commit, environment.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") or commit}
    if asked.get("state") != "opened" or asked.get("sha") not in heads:
        return None
    me = api.get("/user").get("id")

    def own(note: dict[str, Any]) -> bool:
        return not note.get("system") and (note.get("author") or {}).get("id") == me

    return Thread(api, f"{path}/notes", f"{path}/notes", "PUT", own)
