#!/usr/bin/env bash
# hypothesis-jsonschema 0.23.1 asks for hypothesis>=6.84, and leans on a class that is private there.
# Seen with hypothesis 6.170.15: the schema of an array gives examples; that of an object, the simplest one, raises
# AttributeError. With 6.156.6 both give examples. pip installs the two together without a word.
# Whoever tests files against their JSON Schema (an object, always) has nothing left to draw.
set -euo pipefail
T="$(mktemp -d)"; trap 'rm -rf "$T"' EXIT
python3 -m venv "$T/v"
cat > "$T/essai.py" <<'PY'
from hypothesis import given, settings
from hypothesis_jsonschema import from_schema

def tirer(schema):
    @settings(max_examples=5, database=None, derandomize=True)
    @given(from_schema(schema))
    def essai(valeur): pass
    try:
        essai()
    except AttributeError as erreur:
        return f"AttributeError: {erreur}"
    return "exemples"

print("tableau :", tirer({"type": "array", "items": {"type": "integer"}}))
print("objet :", tirer({"type": "object", "properties": {"nom": {"type": "string"}}, "additionalProperties": False}))
PY
voir(){ "$T/v/bin/python" -m pip --quiet install "hypothesis-jsonschema==0.23.1" "hypothesis==$1" "jsonschema==4.26.0"; "$T/v/bin/python" "$T/essai.py"; }
RECENT="$(voir 6.170.15)"; ANCIEN="$(voir 6.156.6)"
printf 'hypothesis 6.170.15\n%s\nhypothesis 6.156.6\n%s\n' "$RECENT" "$ANCIEN"
[ "$RECENT" = "tableau : exemples
objet : AttributeError: 'many' object has no attribute 'more'" ]
[ "$ANCIEN" = "tableau : exemples
objet : exemples" ]
