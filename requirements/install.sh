#!/bin/sh
# Usage: requirements/install.sh VENV run|test
#
# Brings the virtual environment VENV to the pins of requirements/run.txt or requirements/test.txt (which holds all
# of run.txt) and to this checkout of microblog. Does nothing when it is there already.
set -eu

venv=$1
wanted=$2
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"

# Contents count, not dates: a checkout of another branch and back changes only the dates.
# The path counts too, because an environment does not survive a move.
pins=$(cat requirements/run.txt requirements/test.txt pyproject.toml requirements/install.sh | cksum | tr ' ' -)
installed=$venv/installed.txt    # what was installed, written last
unfinished=$venv.unfinished      # stands beside the environment from the first change to the last

recorded=$(cat "$installed" 2>/dev/null || :)
works() { "$venv/bin/python" -m pip --version >/dev/null 2>&1; }
moved() { case "$recorded" in "" | *" $here") return 1 ;; esac; }

case "$recorded" in
"$wanted $pins $here" | "test $pins $here")
    if [ ! -e "$unfinished" ] && "$venv/bin/python" -c '' 2>/dev/null; then exit 0; fi
    ;;
esac

if [ -n "$(ls -A "$venv" 2>/dev/null)" ] && [ ! -e "$venv/pyvenv.cfg" ] && [ ! -e "$unfinished" ]; then
    echo "$venv holds something else than a virtual environment: choose another place with VENV=..." >&2
    exit 1
fi

# An interrupted installation can leave packages that look whole and are not, so it is begun anew.
if [ -e "$unfinished" ] || moved || ! works; then
    python=$(requirements/find_python.sh)
    echo "Creating the environment $venv with $python ..."
    mkdir -p "$(dirname "$venv")"
    touch "$unfinished"
    "$python" -m venv --clear "$venv"
fi
touch "$unfinished"
rm -f "$installed"

echo "Installing what requirements/$wanted.txt pins into $venv ..."
pip() { "$venv/bin/python" -m pip --disable-pip-version-check --no-input "$@"; }
pip install --quiet --require-hashes --requirement "requirements/$wanted.txt"
# The backend is among the pins, so nothing is fetched past the hashes.
pip install --quiet --no-deps --no-build-isolation --editable .

echo "$wanted $pins $here" >"$installed"
rm -f "$unfinished"
