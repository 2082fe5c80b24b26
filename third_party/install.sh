# Sourced by run and test: says things, and installs the Debian packages of a list that are missing.

say() { printf 'myochart: %s\n' "$*" >&2; }

# install_missing LIST...: one package a line, '#' begins a comment. A package that an installed one provides is there.
install_missing() {
    local missing=() name provided
    provided=" $(dpkg-query -W -f='${db:Status-Abbrev} ${Provides}\n' 2>/dev/null | sed -n 's/^ii *//p' | sed 's/([^)]*)//g' | tr ',\n' '  ') "
    while read -r name; do
        dpkg-query -W -f='${db:Status-Abbrev}' "$name" 2>/dev/null | grep -q '^ii' || [[ $provided == *" $name "* ]] || missing+=("$name")
    done < <(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@")
    [ ${#missing[@]} -eq 0 ] && return 0
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo > /dev/null || { say "These packages are missing and sudo is not there: ${missing[*]}"; exit 1; }
        root=(sudo)
    fi
    say "Installing ${missing[*]} ..."
    { "${root[@]}" apt-get update -qq && "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" < /dev/null; } > /tmp/myochart-install.$$.log 2>&1 ||
        { tail -n 20 /tmp/myochart-install.$$.log >&2; rm -f /tmp/myochart-install.$$.log; say "The packages could not be installed."; exit 1; }
    rm -f /tmp/myochart-install.$$.log
}
