#include "mutants.h"

#include <cstdlib>

#include "model_files.h"

namespace myochart::test {

std::vector<Sample> foreignSamples() {
    const std::vector<NamedMesh> two = {{"left soleus", box({10, 0, 0}, {60, 40, 300})},
                                        {"right soleus", box({-60, 0, 0}, {-10, 40, 300})}};
    const auto one = two[0].mesh;
    return {{"a.obj", objText(two)},
            {"b.stl", stlBinary(one)},
            {"c.stl", stlText(one)},
            {"d.ply", plyText(one)},
            {"e.ply", plyBinary(one)},
            {"f.glb", glb(two)},
            {"g.gltf", gltf(two)},
            {"h.zip", zip({{"a.obj", objText(two)}})},
            {"i.zip", zip({{"d/a.bin", gltfBuffer(two)}, {"d/a.gltf", gltf(two, "a.bin")}}, false)}};
}

int mutantsWanted(int usual) {
    const char* times = std::getenv("MYOCHART_MUTANTS");
    return usual * (times ? std::max(std::atoi(times), 1) : 1);
}

std::string mutated(std::string bytes, std::mt19937& random) {
    static const std::vector<std::string> kPieces = {"2147483647",
                                                     "4294967295",
                                                     "-1",
                                                     "1e999",
                                                     "nan",
                                                     "0",
                                                     std::string(4, '\xFF'),
                                                     std::string(4, '\0'),
                                                     std::string("\0\0\x80\x7F", 4),
                                                     "\n",
                                                     "\"",
                                                     std::string(300, '9')};
    const auto below = [&](size_t n) {
        return n == 0 ? size_t{0} : std::uniform_int_distribution<size_t>(0, n - 1)(random);
    };
    for (size_t changes = 1 + below(3); changes > 0 && !bytes.empty(); --changes) {
        const size_t at = below(bytes.size()),
                     length = 1 + below(std::min<size_t>(bytes.size() - at, below(3) == 0 ? 40 : 4));
        const std::string& piece = kPieces[below(kPieces.size())];
        switch (below(9)) {
            case 0:
                bytes[at] = static_cast<char>(below(256));
                break;
            case 1:
            case 7:
            case 8:
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
                break;
            case 2:
                bytes.erase(at, length);
                break;
            case 3:
                bytes.insert(at, bytes.substr(below(bytes.size()), length));
                break;
            case 4:
                bytes.insert(at, piece);
                break;
            case 5:
                bytes.replace(at, std::min(piece.size(), bytes.size() - at), piece);
                break;
            default:
                if (below(4) == 0)
                    bytes.resize(at);
                else
                    bytes.replace(at, length, piece);
        }
    }
    return bytes;
}

}  // namespace myochart::test
