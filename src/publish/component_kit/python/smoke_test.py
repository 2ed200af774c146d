"""The smoke test of the deployment notes, against a running service: python smoke_test.py [HOST] [PORT]

Asks every health check, then takes the steps in their order. A step that only a person can do is named and left to them.
Ends with 1 when something is not as expected.
"""

import json
import sys

import client

CONTRACT = client.CONTRACT


def shown(text):
    """A text on one line, without what steers a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def expected(example, endpoint):
    return endpoint["errors"][example["error"]]["status"] if example["error"] else endpoint["status"]


def main():
    host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
    port = int(sys.argv[2]) if len(sys.argv) > 2 else CONTRACT["port"]
    examples = {example["id"]: (endpoint, example) for endpoint in CONTRACT["endpoints"] for example in endpoint["examples"]}
    failed = 0

    def say(passed, what):
        nonlocal failed
        failed += not passed
        print("pass" if passed else "FAIL", shown(what))

    for check in CONTRACT["health_checks"]:
        status, _, _ = client.send(port, "GET", check["path"], host=host)
        say(status == check["status"], f"GET {check['path']} answers {status}")
    for step in CONTRACT["smoke_test"]:
        if step["example"] not in examples:
            print("by hand:", shown(f"{step['action']} -> {step['expected']}"))
            continue
        endpoint, example = examples[step["example"]]
        status, kind, content = client.call(port, endpoint, example["request"], host=host)
        well = status == expected(example, endpoint) and kind == "application/json"
        if well and not example["error"]:
            well = set(json.loads(content)) == set(example["response"])
        say(well, f"{step['action']} (example {example['name']}): {status}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
