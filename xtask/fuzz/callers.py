"""What chance alone would hardly ever hit, for `cargo xtask fuzz-api`: digests that fit, and things that are there.

schemathesis makes calls from the OpenAPI document. Nearly all that a resident sends would be refused for its digest, and
nearly every id would be of nothing. So most digests are made to fit, and most ids are those of things that an earlier
call has made, of this run or of another caller's.
"""

import base64
import datetime
import hashlib
import json
import os
import pathlib
import random
import urllib.request
import uuid

import schemathesis

# Where the callers tell each other what they made: a file for each kind of thing, an id a line.
SERVER = os.environ["LAMPLIGHT_FUZZ_URL"]
RECEIPT = os.environ["LAMPLIGHT_FUZZ_RECEIPT"]
MADE = pathlib.Path(os.environ["LAMPLIGHT_FUZZ_MADE"])
CHANCE = random.Random(os.environ["LAMPLIGHT_FUZZ_SEED"])
# One line for each call: what it was, and what was answered.
ANSWERS = MADE / "answers"
# Newer things are named: the older ones are closed, erased or ended by now.
NAMED_MAX = 20
# Reports that there are before the first call of each caller: those of the last one were closed and erased by it.
REPORTS = 15


def in_hours(hours):
    moment = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=hours)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def sound(kind):
    """A body that is taken, so that there is something for the other calls; none where any body would do."""
    said = {"language": "en"}
    return {
        "reports": lambda: {
            "category": CHANCE.choice(["vandalism", "noise_disorder", "vehicle", "wellbeing"]),
            "occurred_at": in_hours(-1),
            "note": "Fresh paint on the bridge",
            **said,
        },
        "alerts": lambda: {
            "status": "actual",
            "category": "safety",
            "urgency": "future",
            "severity": "minor",
            "certainty": "possible",
            "expires": in_hours(6),
            "texts": [
                said | {part: "Words" for part in ("headline", "source", "hazard", "place", "description", "instruction")}
            ],
        },
        "events": lambda: {
            "kind": "forum",
            "starts_at": in_hours(24),
            "ends_at": in_hours(26),
            "time_zone": "Europe/Madrid",
            "place": "Library",
            "texts": [said | {"title": "Words", "description": "Words"}],
        },
    }.get(kind)


def kind_of(path):
    """What `{id}` is of: /v1/staff/reports/{id}/notes/{op} is about one of the reports."""
    return path.split("/{id}")[0].rsplit("/", 1)[-1]


def made(kind):
    file = MADE / kind
    return file.read_text().split()[-NAMED_MAX:] if file.exists() else []


def keep(kind, id):
    with (MADE / kind).open("a") as file:
        file.write(f"{id}\n")


def digest_of(body):
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def report():
    id = uuid.uuid4()
    body = json.dumps(sound("reports")()).encode()
    headers = {"authorization": RECEIPT, "content-digest": digest_of(body)}
    call = urllib.request.Request(f"{SERVER}/v1/reports/{id}", body, headers, method="PUT")
    urllib.request.urlopen(call).close()
    keep("reports", id)


for _ in range(REPORTS):
    report()


@schemathesis.hook
def before_call(context, case, kwargs):
    if "{id}" in case.path and CHANCE.random() < 0.8:
        there = made(kind_of(case.path))
        # An alert is made by the call that names it: such calls need ids of their own too.
        if there and not (case.path.endswith("/{id}") and case.method == "PUT" and CHANCE.random() < 0.6):
            case.path_parameters["id"] = CHANCE.choice(there)
    body = sound(kind_of(case.path))
    if case.method == "PUT" and case.path.endswith("/{id}") and body and CHANCE.random() < 0.4:
        case.body = body()
    if isinstance(case.body, dict) and "revision" in case.body and CHANCE.random() < 0.6:
        case.body["revision"] = CHANCE.randint(1, 3)
    if case.method == "PUT" and case.path.startswith("/v1/reports/") and CHANCE.random() < 0.9:
        fit_digest(case)


def fit_digest(case):
    """The digest is of bytes, so the body is turned into them here."""
    if isinstance(case.body, (dict, list, str, int, float)) or case.body is None:
        case.body = json.dumps(case.body).encode(errors="surrogatepass")
    if isinstance(case.body, bytes):
        case.headers["content-digest"] = digest_of(case.body)


@schemathesis.hook
def after_call(context, case, response):
    with ANSWERS.open("a") as file:
        file.write(f"{response.status_code} {case.method} {case.path}\n")
    if case.method == "PUT" and case.path.endswith("/{id}") and response.status_code == 200:
        keep(kind_of(case.path), case.path_parameters["id"])
