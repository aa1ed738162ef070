"""``avance comment`` against a server: which proposal, which comment, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.review.explain.as_markdown import LIMIT
from tests.code_host import BOT, HUMAN, MARK, CodeHost, event, pull, serving
from tests.command import Done
from tests.command import run as avance

TOKEN = "token-secreto"  # noqa: S105  # of nobody
BODY = f"{MARK}### Este cambio hace más fácil 1 meta\n"
CLOSED = "La propuesta está cerrada o tiene un envío más nuevo: no hay nada que comentar.\n"


@pytest.fixture
def forge() -> Iterator[CodeHost]:
    with serving(CodeHost(pulls=[pull()])) as found:
        yield found


def run(
    folder: Path, environment: Mapping[str, str], *options: str, body: str | bytes | None = BODY
) -> Done:
    """The command on a file with ``body``, or on none."""
    if body is not None:
        data = body.encode() if isinstance(body, str) else body
        (folder / "diferencia.md").write_bytes(data)
    return avance("comment", "diferencia.md", *options, cwd=folder, env=environment)


def github(forge: CodeHost, folder: Path, told: Any = None) -> dict[str, str]:
    """The environment of a step of a workflow."""
    (folder / "event.json").write_text(json.dumps(told or event()), "utf-8")
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_API_URL": forge.address,
        "GITHUB_EVENT_PATH": str(folder / "event.json"),
        "GITHUB_TOKEN": TOKEN,
    }


def gitlab(forge: CodeHost, **more: str) -> dict[str, str]:
    """The environment of a job of a pipeline."""
    return {
        "GITLAB_CI": "true",
        "CI_API_V4_URL": forge.address,
        "CI_MERGE_REQUEST_PROJECT_ID": "12",
        "CI_MERGE_REQUEST_IID": "5",
        "CI_COMMIT_SHA": "a" * 40,
        "AVANCE_COMMENT_TOKEN": TOKEN,
        **more,
    }


def said(done: Done) -> str:
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def refused(done: Done) -> str:
    """The one sentence of a failure, which shows neither a traceback nor the token."""
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert TOKEN not in done.stderr
    return done.stderr


# One comment.


def test_the_first_run_writes_and_later_ones_update(forge: CodeHost, tmp_path: Path) -> None:
    environment = github(forge, tmp_path)
    assert said(run(tmp_path, environment)) == "El comentario quedó escrito.\n"
    assert said(run(tmp_path, environment)) == "El comentario ya dice esto.\n"
    longer = BODY + "\nAhora son 2.\n"
    assert said(run(tmp_path, environment, body=longer)) == "El comentario quedó actualizado.\n"
    assert [comment["body"] for comment in forge.comments] == [longer.rstrip("\n")]
    assert forge.written == [
        "POST /repos/portal/planes/issues/41/comments",
        "PATCH /repos/portal/planes/issues/comments/900",
    ]
    assert {head["authorization"] for head in forge.heads} == {f"Bearer {TOKEN}"}


def test_a_comment_of_another_with_the_mark_is_left_alone(forge: CodeHost, tmp_path: Path) -> None:
    strangers = ({**BOT, "type": "User"}, HUMAN, {**HUMAN, "type": "Bot"}, None)
    forge.comments = [{"id": i, "user": u, "body": BODY} for i, u in enumerate(strangers)]
    forge.comments.append({"id": 8, "user": BOT, "body": f"Cito: {BODY}"})
    forge.comments.append({"id": 9, "user": BOT, "body": None})
    before = [dict(comment) for comment in forge.comments]
    assert said(run(tmp_path, github(forge, tmp_path))) == "El comentario quedó escrito.\n"
    assert forge.comments[:-1] == before


def test_the_comment_is_found_behind_hundreds_of_others(forge: CodeHost, tmp_path: Path) -> None:
    forge.comments = [{"id": i, "user": HUMAN, "body": "Hola"} for i in range(250)]
    forge.comments.append({"id": 555, "user": BOT, "body": MARK + "antes"})
    assert said(run(tmp_path, github(forge, tmp_path))) == "El comentario quedó actualizado.\n"
    assert forge.written == ["PATCH /repos/portal/planes/issues/comments/555"]


def test_other_ends_of_lines_are_the_same_comment(forge: CodeHost, tmp_path: Path) -> None:
    forge.comments = [{"id": 1, "user": BOT, "body": BODY.replace("\n", "\r\n")}]
    assert said(run(tmp_path, github(forge, tmp_path))) == "El comentario ya dice esto.\n"


def test_only_update_writes_no_new_comment(forge: CodeHost, tmp_path: Path) -> None:
    environment = github(forge, tmp_path)
    none = said(run(tmp_path, environment, "--only-update"))
    assert (none, forge.written) == ("No hay un comentario que actualizar.\n", [])
    forge.comments = [{"id": 1, "user": BOT, "body": MARK + "antes"}]
    assert said(run(tmp_path, environment, "--only-update")) == "El comentario quedó actualizado.\n"


# Which proposal.


@pytest.mark.parametrize(
    "pulls",
    [
        [],
        [pull(sha="b" * 40)],
        [pull(repo={"full_name": "otra/planes"})],
        [pull(repo=None)],
        [pull() | {"base": {"ref": "otra"}}],
    ],
    ids=["closed", "newer push", "another fork", "fork deleted", "another branch"],
)
def test_only_the_open_proposal_with_this_commit_is_commented(
    pulls: list[dict[str, Any]], forge: CodeHost, tmp_path: Path
) -> None:
    forge.pulls = pulls
    assert said(run(tmp_path, github(forge, tmp_path))) == CLOSED
    assert forge.written == []


def test_a_run_without_its_fork_is_nothing_to_comment_on(forge: CodeHost, tmp_path: Path) -> None:
    told = event()
    told["workflow_run"]["head_repository"] = None
    assert said(run(tmp_path, github(forge, tmp_path, told))) == CLOSED
    assert forge.requests == []


def test_a_branch_with_any_name_stays_a_value_of_the_query(forge: CodeHost, tmp_path: Path) -> None:
    branch = "x&base=otra#/../$(id)\n"
    assert said(run(tmp_path, github(forge, tmp_path, event(branch=branch)))) == CLOSED
    _, path, query = forge.requests[0]
    assert path == "/repos/portal/planes/pulls"
    assert query["head"] == [f"ana:{branch}"]
    assert (query["base"], query["state"]) == (["main"], ["open"])


# What is not sent.


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("Todo está bien\n", "no es lo que escribe"),
        (f"Hola\n{BODY}", "no es lo que escribe"),
        (MARK + "x" * LIMIT, "más de 65536 caracteres"),
        (MARK + "á" * (4 * LIMIT), "más de 65536 caracteres"),
        (MARK.encode() + b"\xff", "no está en UTF-8"),
        ("", "no es lo que escribe"),
        (f"{BODY}/merge\n", "una orden para GitLab"),
        (f"{BODY}\u2028 /close\n", "una orden para GitLab"),
    ],
)
def test_a_file_that_the_diff_did_not_write_is_not_sent(
    body: str | bytes, why: str, forge: CodeHost, tmp_path: Path
) -> None:
    assert why in refused(run(tmp_path, github(forge, tmp_path), body=body))
    assert forge.requests == []


def test_a_file_that_is_not_there_is_told_in_spanish(forge: CodeHost, tmp_path: Path) -> None:
    done = run(tmp_path, github(forge, tmp_path), body=None)
    assert "diferencia.md: no existe ese archivo" in refused(done)


# What a server can do.


def test_a_token_that_may_not_write_is_told(forge: CodeHost, tmp_path: Path) -> None:
    forge.refuse = 403
    assert "el token no tiene ese permiso" in refused(run(tmp_path, github(forge, tmp_path)))


def test_a_server_that_fails_is_one_sentence(forge: CodeHost, tmp_path: Path) -> None:
    forge.refuse = 502
    assert "(502)" in refused(run(tmp_path, github(forge, tmp_path)))


@pytest.mark.parametrize("raw", [b"<html>", b"\xff"])
def test_an_answer_that_is_not_json_is_one_sentence(
    raw: bytes, forge: CodeHost, tmp_path: Path
) -> None:
    forge.raw = raw
    assert "no es JSON" in refused(run(tmp_path, github(forge, tmp_path)))


def test_the_token_is_not_carried_to_another_address(forge: CodeHost, tmp_path: Path) -> None:
    with serving(CodeHost()) as other:
        forge.redirect = f"{other.address}/user"
        assert "(302)" in refused(run(tmp_path, github(forge, tmp_path)))
        assert other.requests == []


def test_nobody_at_the_address(tmp_path: Path) -> None:
    with serving(CodeHost()) as gone:
        environment = github(gone, tmp_path)
    assert "no respondió" in refused(run(tmp_path, environment))


def test_a_token_does_not_travel_in_the_clear(forge: CodeHost, tmp_path: Path) -> None:
    environment = {**github(forge, tmp_path), "GITHUB_API_URL": "http://api.example.org"}
    assert "no empieza con https://" in refused(run(tmp_path, environment))


# Where it runs.


def test_outside_a_workflow_it_says_so(tmp_path: Path) -> None:
    assert "en un flujo de trabajo de GitHub" in refused(run(tmp_path, {}))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"GITHUB_TOKEN": ""}, "falta GITHUB_TOKEN"),
        ({"GITHUB_EVENT_PATH": "no-hay.json"}, "no se puede leer GITHUB_EVENT_PATH"),
    ],
)
def test_what_a_workflow_must_give(
    change: dict[str, str], why: str, forge: CodeHost, tmp_path: Path
) -> None:
    assert why in refused(run(tmp_path, {**github(forge, tmp_path), **change}))


def test_another_event_is_refused(forge: CodeHost, tmp_path: Path) -> None:
    told = {"pull_request": {"number": 1}, "repository": event()["repository"]}
    done = run(tmp_path, github(forge, tmp_path, told))
    assert "no es un workflow_run" in refused(done)


# GitLab.


def test_gitlab_writes_and_updates_its_own_note(forge: CodeHost, tmp_path: Path) -> None:
    forge.merge_request = {"state": "opened", "sha": "a" * 40}
    forge.comments = [{"id": 1, "author": {"id": 8}, "body": BODY}]
    forge.comments.append({"id": 2, "author": {"id": 7}, "system": True, "body": BODY})
    environment = gitlab(forge)
    assert said(run(tmp_path, environment)) == "El comentario quedó escrito.\n"
    longer = BODY + "\nAhora son 2.\n"
    assert said(run(tmp_path, environment, body=longer)) == "El comentario quedó actualizado.\n"
    path = "/projects/12/merge_requests/5/notes"
    assert forge.written == [f"POST {path}", f"PUT {path}/902"]
    assert {head["private-token"] for head in forge.heads} == {TOKEN}


@pytest.mark.parametrize(
    "state", [{"state": "merged", "sha": "a" * 40}, {"state": "opened", "sha": "b" * 40}]
)
def test_gitlab_leaves_a_closed_or_newer_request_alone(
    state: dict[str, str], forge: CodeHost, tmp_path: Path
) -> None:
    forge.merge_request = state
    assert said(run(tmp_path, gitlab(forge))) == CLOSED
    assert forge.written == []


def test_gitlab_knows_the_source_of_a_merged_result(forge: CodeHost, tmp_path: Path) -> None:
    forge.merge_request = {"state": "opened", "sha": "b" * 40}
    environment = gitlab(forge, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA="b" * 40)
    assert said(run(tmp_path, environment)) == "El comentario quedó escrito.\n"


def test_gitlab_without_a_token_says_where_the_difference_is(
    forge: CodeHost, tmp_path: Path
) -> None:
    done = said(run(tmp_path, gitlab(forge, AVANCE_COMMENT_TOKEN="")))
    assert "Aquí no hay AVANCE_COMMENT_TOKEN" in done
    assert "en su registro" in done
    assert forge.requests == []


def test_gitlab_outside_a_merge_request_is_refused(forge: CodeHost, tmp_path: Path) -> None:
    done = run(tmp_path, gitlab(forge, CI_MERGE_REQUEST_IID=""))
    assert "no es una canalización" in refused(done)
