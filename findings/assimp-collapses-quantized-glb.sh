#!/usr/bin/env bash
# Assimp 5.2.5 (Debian 12) takes a GLB that requires KHR_mesh_quantization, which it does not know, reports success, and every
# mesh is a speck: whole numbers of 16 bits are not read as such. glTF says that a file with an unknown
# required extension must not be loaded. gltfpack, which game and web people pack models with, writes that extension unless
# it is told not to, so a body of muscles that was packed for the web arrives as a dot, with all names and no error.
# Run by hand: bash findings/assimp-collapses-quantized-glb.sh. Exit 0: as described; 1: it behaves otherwise now.
# Seen with gltfpack 1.3.0 and assimp-utils 5.2.5~ds0-1+b1: a box of 1 x 2 x 3 comes out less than a hundredth as large.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for package in assimp-utils libassimp5; do apt-get download -qq "$package=5.2.5~ds0-1+b1" 2> /dev/null; done
for archive in *.deb; do dpkg -x "$archive" root; done
npm install --silent --no-audit --no-fund --prefix "$work" gltfpack@1.3.0 > npm.log 2>&1 || { cat npm.log; exit 1; }
{
    echo 'o soleus_left'
    for x in 0 1; do for y in 0 2; do for z in 0 3; do echo "v $x $y $z"; done; done; done
    printf 'f %s\n' '1 2 4 3' '5 7 8 6' '1 5 6 2' '3 4 8 7' '1 3 7 5' '2 6 8 4'
} > box.obj
node_modules/.bin/gltfpack -i box.obj -o box.glb -kn
grep -aq '"extensionsRequired":\["KHR_mesh_quantization"\]' box.glb
LD_LIBRARY_PATH=root/usr/lib/x86_64-linux-gnu root/usr/bin/assimp export box.glb out.obj > log.txt 2>&1 || { cat log.txt; exit 1; }
height=$(awk '$1 == "v" { if (!n++ || $4 < low) low = $4; if (n == 1 || $4 > high) high = $4 } END { print high - low }' out.obj)
echo "a box 3 high comes out $height high"
awk -v height="$height" 'BEGIN { exit !(height < 0.03) }'
