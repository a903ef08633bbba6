#!/bin/sh
# Prints the first Python that can carry the environment, or says in one sentence what to install.
# PYTHON=/path/to/python3 names one and looks no further.
set -u

newest_seen=""
without_venv=""
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14}; do
    # Running it, not only finding it: version managers leave names on PATH that start nothing.
    version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    newest_seen=${newest_seen:-$version}
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || continue
    if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
        command -v "$candidate"
        exit 0
    fi
    without_venv=${without_venv:-$version}
done

if [ -n "$without_venv" ]; then
    echo "Python $without_venv is here without its venv module: install that, on Debian and Ubuntu with 'apt install python$without_venv-venv'." >&2
elif [ -n "$newest_seen" ]; then
    echo "microblog needs Python 3.11 or newer and found only $newest_seen: install a newer one, for example with 'apt install python3.11 python3.11-venv'." >&2
else
    echo "microblog needs Python 3.11 or newer and found none: install it, on Debian and Ubuntu with 'apt install python3 python3-venv'." >&2
fi
exit 1
