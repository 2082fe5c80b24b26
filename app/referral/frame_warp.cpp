#include "referral/frame_warp.h"

#include <cmath>

#include "anatomy/name_words.h"
#include "core/words.h"

namespace myochart::referral {

namespace {

constexpr size_t kFewest = 12;       // landmarks that a warp needs
constexpr double kSoftness = 0.004;  // body heights by which a landmark of the table may be off; so far the warp need not bend

/// Those of the table that stand in its own frame; later ones were measured on the built-in body and say nothing of it.
bool isOfFrame(const anatomy::Landmark& landmark) { return landmark.note.find("measured") == std::string::npos; }

struct Pair {
    glm::dvec3 from, to;
};

/// Where the middles of small bones stand in the frame of the regions: between the two faces of a finger or toe, under the pads
/// of the palm and the sole. The table's landmarks are too few for hands and feet.
struct SmallBone {
    std::string_view name;
    double x, y, z;
};
constexpr SmallBone kSmallBones[] = {
    {"middle phalanx of index finger", 0.200, 0.405, 0.016},  {"middle phalanx of middle finger", 0.190, 0.400, 0.016},
    {"middle phalanx of ring finger", 0.180, 0.403, 0.016},   {"middle phalanx of little finger", 0.170, 0.412, 0.016},
    {"distal phalanx of thumb", 0.214, 0.435, 0.019},         {"first metacarpal bone", 0.199, 0.463, 0.015},
    {"second metacarpal bone", 0.192, 0.451, 0.012},          {"fifth metacarpal bone", 0.169, 0.453, 0.012},
    {"distal phalanx of big toe", 0.041, 0.007, 0.096},       {"proximal phalanx of big toe", 0.040, 0.008, 0.083},
    {"middle phalanx of third toe", 0.062, 0.005, 0.087},     {"third metatarsal bone", 0.053, 0.012, 0.052},
    {"first metatarsal bone", 0.037, 0.014, 0.048},           {"fifth metatarsal bone", 0.068, 0.006, 0.042},
    {"calcaneus", 0.048, 0.016, -0.034},
};

void addSmallBones(const body::Body& body, std::vector<Pair>& pairs) {
    for (const SmallBone& bone : kSmallBones) {
        const auto wanted = anatomy::understand(bone.name).words;
        for (const body::Structure& structure : body.structures()) {
            if (structure.side == Side::midline || structure.system != body::System::bone || anatomy::understand(structure.name).words != wanted) continue;
            pairs.push_back({{structure.side == Side::left ? bone.x : -bone.x, bone.y, bone.z}, glm::dvec3(structure.bounds.centre())});
        }
    }
}

/// Solves `rows` (each with three right-hand sides at its end) in place, by the largest pivot; false: no single solution.
bool solve(std::vector<std::vector<double>>& rows) {
    const size_t n = rows.size();
    for (size_t column = 0; column < n; ++column) {
        size_t pivot = column;
        for (size_t row = column + 1; row < n; ++row)
            if (std::abs(rows[row][column]) > std::abs(rows[pivot][column])) pivot = row;
        if (std::abs(rows[pivot][column]) < 1e-12) return false;
        std::swap(rows[pivot], rows[column]);
        for (size_t row = 0; row < n; ++row) {
            if (row == column) continue;
            const double share = rows[row][column] / rows[column][column];
            if (share == 0) continue;
            for (size_t k = column; k < n + 3; ++k) rows[row][k] -= share * rows[column][k];
        }
    }
    for (size_t row = 0; row < n; ++row)
        for (size_t k = n; k < n + 3; ++k) rows[row][k] /= rows[row][row];
    return true;
}

std::vector<std::vector<double>> equations(const std::vector<Pair>& pairs) {
    const size_t n = pairs.size();
    std::vector<std::vector<double>> rows(n + 4, std::vector<double>(n + 7, 0));
    for (size_t i = 0; i < n; ++i) {
        for (size_t j = 0; j < n; ++j) rows[i][j] = glm::length(pairs[i].from - pairs[j].from);
        rows[i][i] -= kSoftness;
        const double affine[4] = {1, pairs[i].from.x, pairs[i].from.y, pairs[i].from.z};
        for (size_t k = 0; k < 4; ++k) rows[i][n + k] = rows[n + k][i] = affine[k];
        for (int k = 0; k < 3; ++k) rows[i][n + 4 + static_cast<size_t>(k)] = pairs[i].to[k];
    }
    return rows;
}

}  // namespace

Result<FrameWarp> FrameWarp::of(const body::Body& body, const anatomy::Catalogue& catalogue, places::LandmarkFinder& landmarks) {
    std::vector<Pair> pairs;
    for (const anatomy::Landmark& landmark : catalogue.landmarks()) {
        if (!isOfFrame(landmark)) continue;
        for (const Side side : {Side::left, Side::right}) {
            if (!landmark.paired && side == Side::right) continue;
            const auto found = landmarks.find(landmark.key, landmark.paired ? side : Side::midline);
            const double x = side == Side::left ? landmark.x : -landmark.x;
            if (found) pairs.push_back({{x, landmark.y, landmark.z}, glm::dvec3(found->position)});
        }
    }
    addSmallBones(body, pairs);
    if (pairs.size() < kFewest) return failed(said("This body lacks the bones by which the regions of a pattern are found; they can be asked for by name."));
    auto rows = equations(pairs);
    if (!solve(rows)) return failed(said("This body lacks the bones by which the regions of a pattern are found; they can be asked for by name."));
    FrameWarp warp;
    const size_t n = pairs.size();
    const auto solution = [&](size_t row) { return glm::dvec3(rows[row][n + 4], rows[row][n + 5], rows[row][n + 6]); };
    for (size_t i = 0; i < n; ++i) warp.from_.push_back(pairs[i].from), warp.weights_.push_back(solution(i));
    for (size_t k = 0; k < 4; ++k) warp.affine_[k] = solution(n + k);
    warp.heightMm_ = body.bounds().size().z;
    warp.midplane_ = landmarks.midplane();
    return warp;
}

vec3 FrameWarp::place(double x, double y, double z) const {
    const glm::dvec3 at(x, y, z);
    glm::dvec3 sum = affine_[0] + affine_[1] * x + affine_[2] * y + affine_[3] * z;
    for (size_t i = 0; i < from_.size(); ++i) sum += weights_[i] * glm::length(at - from_[i]);
    return vec3(sum);
}

vec3 FrameWarp::framed(vec3 position) const {
    // The frame is bent little, so Newton's method comes there in a few steps from where its straight part puts it.
    constexpr double kStep = 1e-4;
    constexpr int kMostSteps = 12;
    constexpr float kNearMm = 0.01F;
    glm::dvec3 at(0);
    for (int i = 0; i < kMostSteps; ++i) {
        const vec3 here = place(at.x, at.y, at.z);
        if (glm::length(position - here) < kNearMm) break;
        const glm::dmat3 slope((glm::dvec3(place(at.x + kStep, at.y, at.z)) - glm::dvec3(here)) / kStep, (glm::dvec3(place(at.x, at.y + kStep, at.z)) - glm::dvec3(here)) / kStep,
                               (glm::dvec3(place(at.x, at.y, at.z + kStep)) - glm::dvec3(here)) / kStep);
        at += glm::inverse(slope) * glm::dvec3(position - here);
    }
    return vec3(at);
}

}  // namespace myochart::referral
