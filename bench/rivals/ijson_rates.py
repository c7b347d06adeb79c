"""The same job with ijson: stream a file's prices of some codes, resolve their providers, and count. Usage: ijson_rates.py FILE CODES"""
import gzip
import sys
from decimal import Decimal

import ijson
import ijson.backends.yajl2_c as json


class Beginning:
    """The part of a file before its prices, so that it need not be parsed as a whole for its references."""

    def __init__(self, file):
        self.file, self.rest, self.ended = file, b"", False

    def read(self, size):
        if self.ended or size == 0:
            return b""
        bytes = self.rest + self.file.read(size)
        end = bytes.find(b'"in_network"')
        self.ended = end >= 0 or len(bytes) == len(self.rest)
        self.rest = b"" if self.ended else bytes[-16:]
        return bytes[:end] if end >= 0 else bytes if self.ended else bytes[:-16]


path, wanted = sys.argv[1], set(sys.argv[2].split(","))
references, rates = {}, []
with gzip.open(path, "rb") as file:
    try:
        for reference in json.items(Beginning(file), "provider_references.item"):
            references[reference["provider_group_id"]] = sum(len(group["npi"]) for group in reference.get("provider_groups", []))
    except ijson.IncompleteJSONError:
        pass
with gzip.open(path, "rb") as file:
    for item in json.items(file, "in_network.item"):
        if item["billing_code"] in wanted and item["billing_code_type"] == "CPT":
            for rate in item["negotiated_rates"]:
                for price in rate["negotiated_prices"]:
                    rates.append((price["negotiated_rate"], rate.get("provider_references", [])))
print(len(rates), f"{sum((amount for amount, _ in rates), Decimal(0)):.2f}", sum(references.get(reference, 0) for _, used in rates for reference in used))
