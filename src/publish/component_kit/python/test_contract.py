"""Holds the service to contract.json: its examples, every limit from both sides, its errors and its promises."""

import copy
import json
import math
import re
import threading
import time

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import client
import service

CONTRACT = client.CONTRACT
ENDPOINTS = CONTRACT["endpoints"]
WITH_BODY = [endpoint for endpoint in ENDPOINTS if endpoint["request"] is not None]
EXAMPLES = [(endpoint, example) for endpoint in ENDPOINTS for example in endpoint["examples"]]
CALLS = 60
PROPERTY = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="session")
def port():
    server = service.serve("127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()


def of(endpoint):
    return f"{endpoint['method']}-{ENDPOINTS.index(endpoint)}"


each_endpoint = pytest.mark.parametrize("endpoint", ENDPOINTS, ids=of)
each_with_body = pytest.mark.parametrize("endpoint", WITH_BODY, ids=of)


# What an answer has to be.


def bare(pattern):
    """A pattern without what says that the whole text is meant."""
    return pattern.removeprefix("^").removesuffix("$")


def misfits(schema, value, path=""):
    """What of a value breaks its schema; written apart from the service, so that neither covers for the other."""
    kinds = {"string": str, "boolean": bool, "array": list, "object": dict, "integer": (int, float), "number": (int, float)}
    kind = schema["type"]
    if not isinstance(value, kinds[kind]) or (isinstance(value, bool) and kind != "boolean"):
        return [f"{path} is no {kind}: {value!r}"]
    found = []
    if kind in ("integer", "number"):
        whole = kind == "number" or float(value).is_integer()
        inside = schema.get("minimum", -math.inf) <= value <= schema.get("maximum", math.inf)
        found += [] if whole and inside and math.isfinite(value) else [f"{path} is outside its limits: {value!r}"]
    if kind == "string":
        inside = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", math.inf)
        like = re.fullmatch(bare(schema.get("pattern", "[\\s\\S]*")), value, re.ASCII)
        allowed = value in schema.get("enum", [value])
        found += [] if inside and like and allowed else [f"{path} is outside its limits: {value!r}"]
    if kind == "array":
        inside = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", math.inf)
        found += [] if inside else [f"{path} has {len(value)} entries"]
        for place, entry in enumerate(value):
            found += misfits(schema["items"], entry, f"{path}[{place}]")
    if kind == "object":
        found += [f"{path} lacks {name}" for name in schema["required"] if name not in value]
        found += [f"{path} has {name} beside the contract" for name in value if name not in schema["properties"]]
        for name, part in value.items():
            found += misfits(schema["properties"][name], part, f"{path}.{name}") if name in schema["properties"] else []
    return found


def must_succeed(endpoint, answer):
    status, kind, content = answer
    assert status == endpoint["status"], content[:300]
    if endpoint["response"] is not None:
        assert kind == "application/json"
        assert misfits(endpoint["response"], json.loads(content), "answer") == []
    if endpoint["response_bytes"]:
        assert len(content) <= endpoint["response_bytes"], "larger than promised"


def alike(stated, shown):
    """Whether a body is the stated one, with anything in the places for the field and the problem."""
    if isinstance(stated, dict):
        return isinstance(shown, dict) and stated.keys() == shown.keys() and all(alike(stated[k], shown[k]) for k in stated)
    if isinstance(stated, list):
        return isinstance(shown, list) and len(stated) == len(shown) and all(map(alike, stated, shown))
    if isinstance(stated, str):
        pattern = re.escape(stated).replace(re.escape("{field}"), ".*").replace(re.escape("{problem}"), ".*")
        return isinstance(shown, str) and re.fullmatch(pattern, shown, re.DOTALL) is not None
    return type(stated) is type(shown) and stated == shown


def must_refuse(endpoint, cause, answer):
    status, kind, content = answer
    error = endpoint["errors"][cause]
    assert status == error["status"], content[:300]
    assert kind == "application/json"
    assert alike(error["body"], json.loads(content)), f"{content[:300]} is not like {error['body']}"


# Requests of every kind that the contract allows.


def seen(schema, value, found):
    """The values of every field in an example, by the field's schema."""
    found.setdefault(id(schema), []).append(value)
    if schema["type"] == "object" and isinstance(value, dict):
        for name, part in value.items():
            if name in schema["properties"]:
                seen(schema["properties"][name], part, found)
    if schema["type"] == "array" and isinstance(value, list):
        for entry in value:
            seen(schema["items"], entry, found)
    return found


def whole_schema(endpoint):
    """Everything sent to an endpoint as one object."""
    body = endpoint["request"] or {"properties": {}, "required": []}
    parameters = {one["name"]: one["schema"] for one in endpoint["parameters"]}
    required = [one["name"] for one in endpoint["parameters"] if one["required"]] + body["required"]
    return {"type": "object", "properties": {**parameters, **body["properties"]}, "required": required}


def accepted(endpoint):
    return [example["request"] for example in endpoint["examples"] if example["error"] is None]


def values(schema, known):
    kind = schema["type"]
    if kind == "boolean":
        return st.booleans()
    if kind == "integer":
        return st.integers(math.ceil(schema.get("minimum", -(2**53))), math.floor(schema.get("maximum", 2**53)))
    if kind == "number":
        return st.floats(schema.get("minimum", -1e12), schema.get("maximum", 1e12), allow_nan=False)
    if kind == "array":
        least, most = schema.get("minItems", 0), schema.get("maxItems", math.inf)
        return st.lists(values(schema["items"], known), min_size=least, max_size=min(most, least + 6))
    if kind == "object":
        parts = {name: values(part, known) for name, part in schema["properties"].items()}
        required = {name: parts[name] for name in schema["required"]}
        return st.fixed_dictionaries(required, optional={n: s for n, s in parts.items() if n not in required})
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    least, most = schema.get("minLength", 0), schema.get("maxLength", math.inf)
    if "pattern" in schema:
        pattern = re.compile(bare(schema["pattern"]), re.ASCII)
        drawn = st.from_regex(pattern, fullmatch=True).filter(lambda text: least <= len(text) <= most)
        return st.sampled_from(known[id(schema)]) | drawn if known.get(id(schema)) else drawn
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=least, max_size=min(most, least + 80))


def fits(endpoint, request):
    _, content = client.parts(endpoint, request)
    return content is None or not endpoint["request_bytes"] or len(content) <= endpoint["request_bytes"]


# The examples.


@pytest.mark.parametrize("endpoint, example", EXAMPLES, ids=[f"example-{place}" for place in range(len(EXAMPLES))])
def test_each_example(port, endpoint, example):
    if example["error"] is None:
        must_succeed(endpoint, client.call(port, endpoint, example["request"]))
    elif example["error"] == "limits":
        must_refuse(endpoint, "limits", client.call(port, endpoint, example["request"]))


# Any request that keeps the limits is answered, and the answer keeps its own.


@each_endpoint
def test_any_request_within_the_limits(port, endpoint):
    schema, known = whole_schema(endpoint), {}
    for request in accepted(endpoint):
        seen(schema, request, known)

    @PROPERTY
    @given(values(schema, known))
    def check(request):
        assume(fits(endpoint, request))
        must_succeed(endpoint, client.call(port, endpoint, request))

    check()


# Each limit from both sides.


def set_at(request, way, value):
    """The request with another value at a place, objects on the way made where they are missing."""
    changed = copy.deepcopy(request)
    here = changed
    for step in way[:-1]:
        here = here[step]
    here[way[-1]] = value
    return changed


def fields(schema, value, way=()):
    """Every place in a request with its schema, as far as the request goes."""
    for name, part in schema["properties"].items():
        here = (*way, name)
        yield here, part, name in schema["required"]
        inner = value.get(name)
        if part["type"] == "object" and isinstance(inner, dict):
            yield from fields(part, inner, here)
        if part["type"] == "array" and isinstance(inner, list) and inner:
            yield (*here, 0), part["items"], False
            if part["items"]["type"] == "object":
                yield from fields(part["items"], inner[0], (*here, 0))


def outside(schema, known):
    """Values just outside each limit, with what they break."""
    kind = schema["type"]
    step = (lambda limit, way: limit + way) if kind == "integer" else (lambda limit, way: math.nextafter(limit, way * math.inf))
    if "minimum" in schema:
        yield "below the minimum", step(math.ceil(schema["minimum"]) if kind == "integer" else schema["minimum"], -1)
    if "maximum" in schema:
        yield "above the maximum", step(math.floor(schema["maximum"]) if kind == "integer" else schema["maximum"], 1)
    if kind == "integer":
        yield "not whole", math.ceil(schema.get("minimum", 0)) + 0.5
    if schema.get("minLength", 0) > 0:
        yield "too short", "x" * (schema["minLength"] - 1)
    if "maxLength" in schema:
        yield "too long", "x" * (schema["maxLength"] + 1)
    if "enum" in schema:
        yield "not allowed", schema["enum"][0] + "?"
    if "pattern" in schema:
        for text in ["\n", "¿", "x" * 40 + " !", ""]:
            if misfits({"type": "string", "pattern": schema["pattern"]}, text):
                yield "unlike the pattern", text
                break
    if kind == "array":
        entries = [entry for value in known.get(id(schema), []) for entry in value]
        if schema.get("minItems", 0) > 0 and entries:
            yield "too few", entries[:1] * (schema["minItems"] - 1)
        if "maxItems" in schema and entries:
            yield "too many", entries[:1] * (schema["maxItems"] + 1)
    yield "of another kind", [] if kind != "array" else "text"
    yield "nothing", None


def on(schema, known):
    """Values exactly on each limit."""
    for limit in ("minimum", "maximum"):
        if limit in schema and (schema["type"] == "number" or float(schema[limit]).is_integer()):
            yield limit, int(schema[limit]) if schema["type"] == "integer" else schema[limit]
    if schema["type"] == "string" and "pattern" not in schema and "enum" not in schema:
        for limit in ("minLength", "maxLength"):
            if limit in schema:
                yield limit, "x" * schema[limit]
    if schema["type"] == "array":
        entries = [entry for value in known.get(id(schema), []) for entry in value]
        for limit in ("minItems", "maxItems"):
            if limit in schema and entries:
                yield limit, entries[:1] * schema[limit]
    for text in schema.get("enum", []):
        yield "allowed", text


def is_parameter(endpoint, way):
    return any(one["name"] == way[0] for one in endpoint["parameters"])


def changes(made, goes):
    """Every request with one field changed, as pytest's cases."""
    cases, names = [], []
    for endpoint in ENDPOINTS:
        for request in accepted(endpoint)[:1]:
            schema, known = whole_schema(endpoint), {}
            for each in accepted(endpoint):
                seen(schema, each, known)
            for way, part, required in fields(schema, request):
                for what, value in made(endpoint, way, part, required, known):
                    changed = set_at(request, way, value) if value is not MISSING else without(request, way)
                    if fits(endpoint, changed) or not goes:
                        cases.append((endpoint, changed))
                        names.append(f"{of(endpoint)}-{'.'.join(map(str, way))}-{what}".replace(" ", "-"))
    return pytest.mark.parametrize("endpoint, request_sent", cases, ids=names)


MISSING = object()


def without(request, way):
    changed = copy.deepcopy(request)
    here = changed
    for step in way[:-1]:
        here = here[step]
    here.pop(way[-1], None)
    return changed


def broken(endpoint, way, schema, required, known):
    for what, value in outside(schema, known):
        # In an address everything is a text.
        if not is_parameter(endpoint, way) or isinstance(value, (int, float)) or (isinstance(value, str) and schema["type"] == "string"):
            yield what, value
    if required and not any(one["name"] == way[0] and one["in"] == "path" for one in endpoint["parameters"]):
        yield "missing", MISSING
    if is_parameter(endpoint, way) and schema["type"] != "string":
        yield "of another kind", "text"


def kept(endpoint, way, schema, required, known):
    yield from on(schema, known)


@changes(broken, goes=True)
def test_outside_a_limit(port, endpoint, request_sent):
    must_refuse(endpoint, "limits", client.call(port, endpoint, request_sent))


@changes(kept, goes=True)
def test_on_a_limit(port, endpoint, request_sent):
    must_succeed(endpoint, client.call(port, endpoint, request_sent))


@each_endpoint
def test_fields_beside_the_contract(port, endpoint):
    for request in accepted(endpoint)[:1]:
        address, content = client.parts(endpoint, request)
        if endpoint["request"] is not None:
            content = client.encoded({**json.loads(content), "beside_the_contract": 1})
            assume_small = not endpoint["request_bytes"] or len(content) <= endpoint["request_bytes"]
            if assume_small:
                must_refuse(endpoint, "limits", client.send(port, endpoint["method"], address, content))
        else:
            address += ("&" if "?" in address else "?") + "beside_the_contract=1"
            must_refuse(endpoint, "limits", client.send(port, endpoint["method"], address))


@each_endpoint
def test_numbers_far_outside(port, endpoint):
    """Any number beyond a limit is refused, not only the next one."""
    numeric = [
        (way, part)
        for request in accepted(endpoint)[:1]
        for way, part, _ in fields(whole_schema(endpoint), request)
        if part["type"] in ("integer", "number") and ("minimum" in part or "maximum" in part)
    ]
    if not numeric:
        pytest.skip("no number has a limit")

    @PROPERTY
    @given(st.sampled_from(numeric), st.integers(1, 10**9), st.booleans())
    def check(field, beyond, above):
        way, part = field
        limit = part.get("maximum" if above else "minimum")
        assume(limit is not None)
        limit = math.floor(limit) if above else math.ceil(limit)
        changed = set_at(accepted(endpoint)[0], way, limit + beyond if above else limit - beyond)
        must_refuse(endpoint, "limits", client.call(port, endpoint, changed))

    check()


# Bodies that nobody can read.


@each_with_body
@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"a": NaN}', b"[" * 20_000], ids=["empty", "cut", "bytes", "nan", "deep"])
def test_not_json(port, endpoint, content):
    if endpoint["request_bytes"] and len(content) > endpoint["request_bytes"]:
        pytest.skip("larger than a body may be")
    address, _ = client.parts(endpoint, accepted(endpoint)[0])
    must_refuse(endpoint, "not_json", client.send(port, endpoint["method"], address, content))


@each_with_body
@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x"])
def test_another_content_type(port, endpoint, kind):
    address, content = client.parts(endpoint, accepted(endpoint)[0])
    must_refuse(endpoint, "media_type", client.send(port, endpoint["method"], address, content, kind))


@each_with_body
def test_too_large(port, endpoint):
    if not endpoint["request_bytes"]:
        pytest.skip("no size is promised")
    address, content = client.parts(endpoint, accepted(endpoint)[0])
    padded = content + b" " * (endpoint["request_bytes"] + 1 - len(content))
    must_refuse(endpoint, "too_large", client.send(port, endpoint["method"], address, padded))
    must_succeed(endpoint, client.send(port, endpoint["method"], address, padded[:-1]))


# Addresses that are not in the contract.


def test_another_address(port):
    assert client.send(port, "GET", "/not/in/the/contract/at/all")[0] == 404


@each_endpoint
def test_another_method(port, endpoint):
    same = [one["method"] for one in ENDPOINTS if one["path"] == endpoint["path"]]
    others = [method for method in ("DELETE", "PUT", "PATCH") if method not in same]
    address, _ = client.parts(endpoint, accepted(endpoint)[0])
    taken = [one for one in ENDPOINTS if one is not endpoint and service.matches(one, address.split("?")[0]) is not None]
    if others and not taken:
        assert client.send(port, others[0], address)[0] == 405


# Promises.


@each_endpoint
def test_latency(port, endpoint):
    if not endpoint["latency_ms"]:
        pytest.skip("no latency is promised")
    taken = []
    for place in range(CALLS):
        request = accepted(endpoint)[place % len(accepted(endpoint))]
        begun = time.perf_counter()
        must_succeed(endpoint, client.call(port, endpoint, request))
        taken.append((time.perf_counter() - begun) * 1e3)
    # Of 60 calls no more than 3 may take longer than what is promised for 95 in 100.
    longest = sorted(taken)[math.ceil(0.95 * CALLS) - 1]
    assert longest <= endpoint["latency_ms"], f"{longest:.1f} ms"


@pytest.mark.parametrize("check", CONTRACT["health_checks"], ids=lambda check: check["path"])
def test_health(port, check):
    status, kind, _ = client.send(port, "GET", check["path"])
    assert (status, kind) == (check["status"], "application/json")
