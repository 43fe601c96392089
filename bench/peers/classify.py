# Plain Python, json and re: python3 classify.py LOGS PATTERNS. Counts by cluster; the first cluster with a match wins.
import json
import re
import sys



def compiled(patterns):
    for pattern in patterns:
        try:
            yield re.compile(pattern, re.I | re.A)
        except re.error:
            pass  # Python knows no lookbehind of variable length; that is a handful of patterns.


clusters = [(entry["cluster"], list(compiled(entry["patterns"]))) for entry in json.load(open(sys.argv[2], encoding="utf8"))]
counts = {}
with open(sys.argv[1], "rb") as lines:
    for line in lines:
        record = json.loads(line)
        answer = record.get("response")
        text = (answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False))[:4000] if answer else ""
        found = next((name for name, patterns in clusters if any(pattern.search(text) for pattern in patterns)), "NONE")
        counts[found] = counts.get(found, 0) + 1
print(json.dumps(counts, sort_keys=True))
