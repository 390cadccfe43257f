#!/usr/bin/env bash
# Sets up all that docgen needs on a Debian 12: system libraries, fonts, .venv. Usage: setup.sh demo|test
# Looks before it acts: what is there is left alone, so a second run takes a moment and an unprivileged user can run it.
# Exit codes: 0 all there; 2 asked wrongly; 3 something is missing that this user may not install (the line to run is printed).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
PATH="$PATH:/usr/sbin:/sbin" # ldconfig is not on an ordinary user's path
export PYTHONUTF8=1

readonly PURPOSE="${1:-}"
readonly FONT_DIR="${XDG_DATA_HOME:-${HOME:?}/.local/share}/fonts/fandol"

say() { printf '%s\n' "$*" >&2; }

# --- what is there -----------------------------------------------------------------------------------------------

has_library() { ldconfig -p | grep -F "$1" >/dev/null; }
has_programs() {
  local program
  for program in "$@"; do command -v "$program" >/dev/null || return 1; done
}
has_font() { command -v fc-list >/dev/null && [ -n "$(fc-list "$1" file)" ]; }

# A Python from 3.11 on that can make a virtual environment; prints its name.
find_python() {
  local candidate
  for candidate in python3.11 python3 python3.12 python3.13; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

# The Debian packages that are missing, one a line. Each is found by what it brings, not by its name, since the same
# library may have come another way.
missing_packages() {
  find_python >/dev/null || echo python3-venv
  has_library libpango-1.0.so.0 || echo libpango-1.0-0            # WeasyPrint lays text out with it
  has_library libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0
  has_library libharfbuzz-subset.so.0 || echo libharfbuzz-subset0 # without it a PDF takes thirty times as long
  has_programs fc-list fc-scan fc-cache || echo fontconfig
  has_font 'Noto Serif CJK SC' || echo fonts-noto-cjk             # characters that Fandol lacks
  has_font 'LXGW WenKai' || echo fonts-lxgw-wenkai                # the same, for 楷体
  if [ "$PURPOSE" = test ]; then
    has_programs pdftoppm pdftotext || echo poppler-utils
    has_office_part libswlo.so || echo libreoffice-writer         # judges our DOCX by opening them
    has_programs chromium || echo chromium                        # drives the office's page as a clerk would
    has_office_part libsclo.so || echo libreoffice-calc
  fi
}

has_office_part() {
  command -v soffice >/dev/null && [ -e "$(dirname "$(readlink -f "$(command -v soffice)")")/$1" ]
}

# --- system packages and fonts -----------------------------------------------------------------------------------

# Runs a command as root, if that is possible without being asked for a password.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

install_packages() {
  local -a missing
  mapfile -t missing < <(missing_packages)
  if [ "${#missing[@]}" = 0 ]; then return; fi
  if may_install; then
    say "正在安装系统软件包：${missing[*]} ……"
    as_root apt-get update -qq || say "软件包列表没有更新成功，按现有的列表继续。"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || true
    mapfile -t missing < <(missing_packages)
  fi
  if [ "${#missing[@]}" != 0 ]; then
    say "还缺这些系统软件包，请有权限的人运行下面一行，然后再来一次："
    say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
    exit 3
  fi
}

# The Fandol fonts stand in for 小标宋、仿宋、楷体、黑体. Debian has them only in texlive-lang-chinese, which wants 270 MB of
# TeX: that one package is downloaded (which needs no root) and only its fonts are unpacked.
install_fandol() {
  if has_font FandolFang; then return; fi
  say "正在取 Fandol 字体（约 49 MB，只取这一次）……"
  local work
  work="$(mktemp -d)"
  # shellcheck disable=SC2064  # the path of now is meant
  trap "rm -rf '$work'" EXIT
  if (cd "$work" && download_fandol) && mkdir -p "$FONT_DIR" && mv "$work"/Fandol*.otf "$FONT_DIR"/; then
    fc-cache "$FONT_DIR"
  elif [ "$PURPOSE" = test ]; then
    say "Fandol 字体没有取到，测试需要它。软件包列表可能是空的，请运行：sudo apt-get update，然后再来一次。"
    exit 3
  else
    say "Fandol 字体没有取到，PDF 改用思源宋体顶替。运行 sudo apt-get update 后再来一次可以补上。"
  fi
}

download_fandol() {
  # In a private folder apt's own user cannot write, which as root it would warn of.
  local -a download=(apt-get download -qq -o "APT::Sandbox::User=$(id -un)" texlive-lang-chinese)
  "${download[@]}" >&2 || { may_install && as_root apt-get update -qq && "${download[@]}" >&2; } || return 1
  dpkg-deb --fsys-tarfile texlive-lang-chinese_*.deb |
    tar -x --wildcards --transform='s!.*/!!' '*/fandol/Fandol[SHKF]*.otf'
}

# --- Python ------------------------------------------------------------------------------------------------------

# The stamp says where, from which lock and for what .venv was made; when all hold, nothing is done.
install_python() {
  local stamp=.venv/docgen-stamp key
  key="$(cat requirements.lock pyproject.toml | sha256sum | cut -d' ' -f1) $PWD"
  if [ -x .venv/bin/docgen ] && [ "$(head -n 1 "$stamp" 2>/dev/null)" = "$key" ] &&
    { [ "$PURPOSE" = demo ] || [ "$(sed -n 2p "$stamp")" = test ]; }; then return; fi
  say "正在准备 Python 环境（.venv）……"
  # Its programs hold the path they were made at: after a move it is made anew.
  if [ -e "$stamp" ] && [ "$(head -n 1 "$stamp" | cut -d' ' -f2-)" != "$PWD" ]; then rm -rf .venv; fi
  .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || "$(find_python)" -m venv --clear .venv
  local -a pip=(.venv/bin/python -m pip --disable-pip-version-check --no-input -qq)
  # The engine of `docgen diff --redline`, the Typst of `make bench` and what drives a browser are 45, 34 and 165 MB, which
  # tests need and papers do not.
  local left_out='^$'
  if [ "$PURPOSE" = demo ]; then left_out='^(python-redlines|typst|playwright)'; fi
  "${pip[@]}" install --no-deps -r <(grep -Ev -- "$left_out" requirements.lock) >&2
  "${pip[@]}" install --no-deps --no-build-isolation -e . >&2
  printf '%s\n' "$key" "$PURPOSE" >"$stamp"
}

case "$PURPOSE" in
demo | test) ;;
*)
  say "用法：scripts/setup.sh demo|test"
  exit 2
  ;;
esac
install_packages
install_fandol
install_python
