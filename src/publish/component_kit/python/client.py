"""Calls the service as the contract says; shared by the contract tests and the smoke test."""

import http.client
import json
from pathlib import Path
from urllib.parse import quote, urlencode

CONTRACT = json.loads((Path(__file__).resolve().parent / "contract.json").read_text(encoding="utf-8"))


def as_text(value):
    return json.dumps(value) if isinstance(value, (bool, int, float)) else value


def parts(endpoint, request):
    """The address and the body of a request, from all its fields by name."""
    places = {one["name"]: one["in"] for one in endpoint["parameters"]}
    path = endpoint["path"]
    for name, place in places.items():
        if place == "path":
            path = path.replace("{" + name + "}", quote(as_text(request[name]), safe=""))
    query = {name: as_text(value) for name, value in request.items() if places.get(name) == "query"}
    body = {name: value for name, value in request.items() if name not in places}
    address = f"{path}?{urlencode(query)}" if query else path
    return address, encoded(body) if endpoint["request"] is not None else None


def encoded(body):
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def send(port, method, address, content=None, kind="application/json", host="127.0.0.1"):
    """The status, the content type and the bytes of an answer."""
    connection = http.client.HTTPConnection(host, port, timeout=30)
    try:
        headers = {} if content is None else {"Content-Type": kind}
        connection.request(method, address, body=content, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers.get_content_type(), answer.read()
    finally:
        connection.close()


def call(port, endpoint, request, host="127.0.0.1"):
    address, content = parts(endpoint, request)
    return send(port, endpoint["method"], address, content, host=host)
