"""Checks JSON files against a JSON Schema: validate.py SCHEMA FILE... prints "valid" or "invalid" for each."""
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
draft = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
draft.check_schema(schema)
validator = draft(schema)
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as file:
        print("valid" if validator.is_valid(json.load(file)) else "invalid")
