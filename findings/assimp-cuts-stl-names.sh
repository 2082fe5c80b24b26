#!/usr/bin/env bash
# Assimp 5.2.5 (Debian 12) cuts the name of an STL solid at its first blank: "soleus right" and "soleus left" are both called
# "soleus". A program that takes sides from names then merges or swaps them without a word.
# Run by hand: bash findings/assimp-cuts-stl-names.sh. Exit 0: as described; 1: it behaves otherwise now.
# Seen with assimp-utils 5.2.5~ds0-1+b1: the two solids are called "soleus" and "soleus".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for package in assimp-utils libassimp5; do apt-get download -qq "$package=5.2.5~ds0-1+b1" 2> /dev/null; done
for archive in *.deb; do dpkg -x "$archive" root; done
for side in right left; do
    printf 'solid soleus %s\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\nendloop\nendfacet\nendsolid soleus %s\n' "$side" "$side"
done > two.stl
LD_LIBRARY_PATH=root/usr/lib/x86_64-linux-gnu root/usr/bin/assimp export two.stl out.obj > log.txt 2>&1 || { cat log.txt; exit 1; }
seen=$(awk '$1 == "g" || $1 == "o" { print $2, $3 }' out.obj | tr '\n' ';')
echo "names of the two solids: $seen"
! grep -qE 'soleus (right|left)' out.obj && grep -q soleus out.obj
