"""The workflow behind the service. Replace `answer` by the real one: the rest of the kit stays as it is.

Until then it stands in for the model: it gives the answer of the example whose request this is, and otherwise that of
one of the endpoint's examples, always the same for the same request. It has learnt nothing and judges nothing.
"""

import hashlib
import json
import os


def setting(contract, name):
    """The value of a configuration variable: of the environment, or else the contract's default."""
    default = next((one["default"] for one in contract["configuration"] if one["name"] == name), "")
    return os.environ.get(name, default)


def answer(endpoint, request):
    """The answer to a request that keeps the contract, as the contract says."""
    examples = [example for example in endpoint["examples"] if example["error"] is None]
    for example in examples:
        if example["request"] == request:
            return example["response"]
    digest = hashlib.sha256(json.dumps(request, sort_keys=True).encode()).digest()
    return examples[digest[0] % len(examples)]["response"]
