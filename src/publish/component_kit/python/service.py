"""Serves what contract.json promises, with the standard library alone: python service.py

Every request is held against the contract before workflow.py sees it, and every answer before it leaves.
"""

import json
import math
import os
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import workflow

CONTRACT = json.loads((Path(__file__).resolve().parent / "contract.json").read_text(encoding="utf-8"))
# A body beyond this is not even read to its end.
MOST_READ = 64_000_000


class Refused(Exception):
    """A request that is refused: the error of the contract, the field at fault, and what is wrong."""

    def __init__(self, cause, field="", problem=""):
        super().__init__(problem)
        self.cause, self.field, self.problem = cause, field, problem


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


KINDS = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: is_number(value) and float(value).is_integer(),
    "number": is_number,
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def problems(schema, value, path=""):
    """What of a value is not as its schema says: the path and what is wrong, for each fault."""
    if not KINDS[schema["type"]](value):
        yield path, f"is not of type {schema['type']}"
        return
    if "minimum" in schema and value < schema["minimum"]:
        yield path, f"is below {schema['minimum']}"
    if "maximum" in schema and value > schema["maximum"]:
        yield path, f"is above {schema['maximum']}"
    least, most = ("minItems", "maxItems") if schema["type"] == "array" else ("minLength", "maxLength")
    if least in schema and len(value) < schema[least]:
        yield path, f"is shorter than {schema[least]}"
    if most in schema and len(value) > schema[most]:
        yield path, f"is longer than {schema[most]}"
    if "pattern" in schema and not re.fullmatch(schema["pattern"].removeprefix("^").removesuffix("$"), value, re.ASCII):
        yield path, "does not look like its pattern"
    if "enum" in schema and value not in schema["enum"]:
        yield path, "is not among the texts allowed"
    if schema["type"] == "array":
        for place, entry in enumerate(value):
            yield from problems(schema["items"], entry, f"{path}[{place}]")
    if schema["type"] == "object":
        way = f"{path}." if path else ""
        for name in schema["required"]:
            if name not in value:
                yield way + name, "is missing"
        for name, part in value.items():
            if name in schema["properties"]:
                yield from problems(schema["properties"][name], part, way + name)
            else:
                yield way + name, "is not in the contract"


def from_text(schema, text):
    """A parameter of path or query as the value it stands for; as it is where it stands for none."""
    kind = schema["type"]
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    if kind in ("integer", "number") and re.fullmatch(r"-?[0-9]{1,300}(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?", text):
        return int(text) if re.fullmatch(r"-?[0-9]+", text) else float(text)
    return text


def matches(endpoint, path):
    """The parameters of a path by name, or nothing when it is another endpoint's."""
    pattern, segments = endpoint["path"].split("/"), path.split("/")
    if len(pattern) != len(segments):
        return None
    found = {}
    for expected, segment in zip(pattern, segments):
        if expected.startswith("{"):
            found[expected[1:-1]] = unquote(segment)
        elif expected != segment:
            return None
    return found


def filled(body, refused):
    """The body of an error, with the field at fault and what is wrong in the places for them."""
    if isinstance(body, str):
        return body.replace("{field}", refused.field).replace("{problem}", refused.problem)
    if isinstance(body, dict):
        return {name: filled(part, refused) for name, part in body.items()}
    return [filled(part, refused) for part in body] if isinstance(body, list) else body


def no_constant(name):
    raise ValueError(f"{name} is no JSON")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body leave together.
    wbufsize = -1

    def handle_request(self):
        address = urlsplit(self.path)
        for check in CONTRACT["health_checks"]:
            if self.command == "GET" and address.path == check["path"]:
                return self.reply(check["status"], {"status": "ok"})
        called = [(endpoint, matches(endpoint, address.path)) for endpoint in CONTRACT["endpoints"]]
        called = [(endpoint, parameters) for endpoint, parameters in called if parameters is not None]
        # A path without parameters is meant before one with them.
        called.sort(key=lambda one: len(one[1]))
        for endpoint, parameters in called:
            if endpoint["method"] == self.command:
                return self.answer(endpoint, parameters, address.query)
        self.drained()
        status = 405 if called else 404
        return self.reply(status, {"error": "method not allowed" if called else "not found"})

    def answer(self, endpoint, parameters, query):
        try:
            request = self.request_of(endpoint, parameters, query)
            answer = workflow.answer(endpoint, request)
        except Refused as refused:
            error = endpoint["errors"][refused.cause]
            return self.reply(error["status"], filled(error["body"], refused))
        faults = [] if endpoint["response"] is None else list(problems(endpoint["response"], answer))
        size = len(encoded(answer))
        if faults or size > (endpoint["response_bytes"] or size):
            print("The workflow's answer breaks the contract:", faults or f"{size} bytes", file=sys.stderr)
            return self.reply(500, {"error": "the answer broke the contract"})
        return self.reply(endpoint["status"], answer)

    def request_of(self, endpoint, parameters, query):
        """Every field sent, of path, query and body, as the contract says; refused otherwise."""
        body = self.body_of(endpoint)
        sent = dict(parameters)
        for name, text in parse_qsl(query, keep_blank_values=True):
            if name in sent:
                raise Refused("limits", name, "is given twice")
            sent[name] = text
        schemas = {one["name"]: one for one in endpoint["parameters"]}
        for name, text in sent.items():
            if name not in schemas:
                raise Refused("limits", name, "is not in the contract")
            sent[name] = from_text(schemas[name]["schema"], text)
            for field, problem in problems(schemas[name]["schema"], sent[name], name):
                raise Refused("limits", field, problem)
        for name, one in schemas.items():
            if one["required"] and name not in sent:
                raise Refused("limits", name, "is missing")
        if endpoint["request"] is not None:
            for field, problem in problems(endpoint["request"], body):
                raise Refused("limits", field, problem)
            sent.update(body)
        return sent

    def body_of(self, endpoint):
        body = self.drained()
        if endpoint["request"] is None:
            return {}
        if self.headers.get_content_type() != "application/json":
            raise Refused("media_type", "", "the content type is not application/json")
        if body is None or len(body) > (endpoint["request_bytes"] or len(body)):
            raise Refused("too_large", "", "the body is larger than promised")
        try:
            value = json.loads(body.decode("utf-8"), parse_constant=no_constant)
        except (ValueError, RecursionError):
            raise Refused("not_json", "", "the body is not JSON") from None
        return value

    def drained(self):
        """The body, or nothing where it is too large to be read; the connection is then closed."""
        length = self.headers.get("Content-Length", "0")
        length = int(length) if re.fullmatch("[0-9]{1,18}", length) else MOST_READ + 1
        if length > MOST_READ or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            return None
        return self.rfile.read(length)

    def reply(self, status, body):
        content = encoded(body)
        self.send_response(status)
        if content:
            self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        """Says nothing of requests; what is wrong with the service itself goes to standard error."""

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_request


def encoded(body):
    return b"" if body is None else json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


def serve(host, port):
    return Server((host, port), Handler)


def main():
    for name in CONTRACT["secrets"]:
        if not os.environ.get(name):
            print(f"The secret {name} is not set.", file=sys.stderr)
    server = serve(os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", CONTRACT["port"])))
    print(f"Listening on {server.server_address[0]}:{server.server_address[1]}", file=sys.stderr, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
