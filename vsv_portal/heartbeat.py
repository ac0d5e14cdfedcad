"""Asks the portal in this container how it is: exit status 0 is well. For the health check of compose.yaml."""

import os
import sys
from urllib.request import Request, urlopen

ADDRESS = "http://127.0.0.1:" + os.environ.get("BIND", ":8000").rpartition(":")[2] + "/gezondheid/"


def is_well() -> bool:
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    request = Request(ADDRESS, headers={"Host": host, "X-Forwarded-Proto": "https"})  # as the proxy would ask
    try:
        with urlopen(request, timeout=8) as response:
            return response.status == 200
    except OSError:  # refused, too slow, or an HTTP error
        return False


if __name__ == "__main__":
    sys.exit(0 if is_well() else 1)
