#!/usr/bin/env bash
# Assimp 5.2.5 (Debian 12) moves a skinned mesh of a glTF file by its node, which the glTF 2.0 specification says to
# ignore (3.7.3.3: "Only the joint transforms are applied to the skinned mesh; the transform of the skinned mesh node MUST
# be ignored"). A right-hand part whose node says "0.4 m to the left" is then read on the left-hand side.
# Run by hand: bash findings/assimp-moves-skinned-meshes.sh. Exit 0: as described; 1: it behaves otherwise now.
# Seen with assimp-utils 5.2.5~ds0-1+b1: the triangle at x = -0.2 .. -0.1 comes out at x = 0.2 .. 0.3.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for package in assimp-utils libassimp5; do apt-get download -qq "$package=5.2.5~ds0-1+b1" 2> /dev/null; done
for archive in *.deb; do dpkg -x "$archive" root; done
python3 - <<'PY'
import base64, json, struct
joints = bytes(12)                                            # every vertex hangs on joint 0
weights = struct.pack("<12f", *[1, 0, 0, 0] * 3)
places = struct.pack("<9f", -0.2, 0, 0, -0.1, 0, 0, -0.1, 0.1, 0)
corners = struct.pack("<3H", 0, 1, 2)
identity = struct.pack("<16f", *[1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
parts, views, at = [places, weights, joints, identity, corners], [], 0
for part in parts:
    views.append({"buffer": 0, "byteOffset": at, "byteLength": len(part)})
    at += len(part)
kinds = [(5126, 3, "VEC3"), (5126, 3, "VEC4"), (5121, 3, "VEC4"), (5126, 1, "MAT4"), (5123, 3, "SCALAR")]
accessors = [{"bufferView": i, "componentType": c, "count": n, "type": t} for i, (c, n, t) in enumerate(kinds)]
accessors[0].update(min=[-0.2, 0, 0], max=[-0.1, 0.1, 0])
json.dump({
    "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0, 1]}],
    "nodes": [{"name": "joint"}, {"name": "right part", "mesh": 0, "skin": 0, "translation": [0.4, 0, 0]}],
    "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "WEIGHTS_0": 1, "JOINTS_0": 2}, "indices": 4}]}],
    "skins": [{"joints": [0], "inverseBindMatrices": 3}], "accessors": accessors, "bufferViews": views,
    "buffers": [{"byteLength": at, "uri": "data:application/octet-stream;base64," + base64.b64encode(b"".join(parts)).decode()}],
}, open("skinned.gltf", "w"))
PY
LD_LIBRARY_PATH=root/usr/lib/x86_64-linux-gnu root/usr/bin/assimp export skinned.gltf out.obj > log.txt 2>&1 || { cat log.txt; exit 1; }
seen=$(awk '$1 == "v" { printf "%.1f ", $2 }' out.obj)
echo "x of the three corners, by the specification -0.2 -0.1 -0.1: $seen"
[ "$seen" = "0.2 0.3 0.3 " ]
