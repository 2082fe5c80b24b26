#include "needle/sentence.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "anatomy/side_words.h"
#include "core/text.h"
#include "needle/sentence_words.h"
#include "places/place_side.h"

namespace myochart::needle {

namespace {

constexpr float kUnderSkinMm = 20;   ///< a landmark under more cannot be felt from there
constexpr float kOwnSkinMm = 8;      ///< an entry lies on the skin; a muscle may stand out of it
constexpr float kLeastMm = 4;        ///< from a landmark
constexpr float kReadBackMm = 1.5F;
constexpr size_t kCandidates = 12;

bool isPlacePhrase(const std::string& phrase) {
    const size_t at = phrase.find(" mm ");
    return at != std::string::npos && phrase.find(" the ", at) != std::string::npos && !phrase.ends_with(" the midline");
}

/// The vertex or place of a triangle where two linear functions of it have these values.
std::optional<vec3> whereBoth(const std::array<float, 3>& f, float atF, const std::array<float, 3>& g, float atG) {
    const float fb = f[1] - f[0], fc = f[2] - f[0], gb = g[1] - g[0], gc = g[2] - g[0], area = fb * gc - fc * gb;
    if (std::abs(area) < 1e-9F) return std::nullopt;
    const float df = atF - f[0], dg = atG - g[0], u = (df * gc - fc * dg) / area, v = (fb * dg - df * gb) / area;
    constexpr float kSlack = 1e-4F;
    if (u < -kSlack || v < -kSlack || u + v > 1 + kSlack) return std::nullopt;
    return vec3(1 - u - v, u, v);
}

std::vector<std::string> phrasesOf(std::string_view words) {
    std::vector<std::string> phrases;
    for (std::string& piece : split(words, ',')) {
        const size_t first = piece.find_first_not_of(' '), last = piece.find_last_not_of(" .");
        if (first != std::string::npos) phrases.push_back(piece.substr(first, last - first + 1));
    }
    return phrases;
}

}  // namespace

/// A landmark and the skin over it.
struct SiteSentences::Mark {
    std::string spoken;
    Side side = Side::midline;
    geometry::SurfacePoint onSkin;
    std::vector<float> distances{};
    float reachMm = 0;
};

/// "35 mm lateral to the spinous process of C7".
struct SiteSentences::Told {
    float mm = 0;
    vec3 bearing{};
    Mark* mark = nullptr;
};

SiteSentences::SiteSentences(const body::Body& body, const anatomy::Catalogue& catalogue) : body_(body), catalogue_(catalogue) {}
SiteSentences::~SiteSentences() = default;

void SiteSentences::read() {
    if (skin_) return;
    const body::Structure* largest = nullptr;
    for (const body::Structure& each : body_.structures())
        if (each.system == body::System::skin && (!largest || each.radiusMm > largest->radiusMm)) largest = &each;
    const geometry::TriMesh mesh = largest ? body_.mesh(static_cast<std::uint32_t>(largest - body_.structures().data())) : geometry::TriMesh{};
    skin_ = std::make_unique<geometry::SurfaceDistance>(mesh);
    if (skin_->mesh().indices.empty()) return;
    skinIndex_ = geometry::RayIndex::build(std::vector<geometry::MeshView>{skin_->mesh()});
    normals_ = geometry::vertexNormals(skin_->mesh());
    places::LandmarkFinder finder(body_);
    for (const anatomy::Landmark& landmark : catalogue_.landmarks())
        for (const Side side : landmark.paired ? std::vector{Side::left, Side::right} : std::vector{Side::midline})
            if (const auto found = finder.find(landmark.key, side))
                if (const auto skin = skinIndex_->nearest(found->position, kUnderSkinMm)) marks_.push_back({spokenLandmark(landmark.label), side, skin->at});
}

const std::vector<float>& SiteSentences::distancesFrom(Mark& mark, float reachMm) {
    if (mark.reachMm < reachMm) {
        mark.distances = skin_->from(mark.onSkin.triangle, mark.onSkin.position, reachMm);
        mark.reachMm = reachMm;
    }
    return mark.distances;
}

vec3 SiteSentences::inwardAt(vec3 entry) const {
    const auto at = skinIndex_->nearest(entry, kOwnSkinMm);
    if (!at) return {0, 0, -1};
    vec3 normal{};
    for (int k = 0; k < 3; ++k) normal += normals_[skin_->mesh().indices[3 * at->at.triangle + static_cast<std::uint32_t>(k)]] * at->at.barycentric[k];
    return -glm::normalize(normal);
}

Result<vec3> SiteSentences::place(const std::vector<Told>& told) {
    constexpr float kBeyondMm = 20, kMissMm = 2;
    for (const Told& each : told) distancesFrom(*each.mark, each.mm + kBeyondMm);
    const Told &one = told.front(), &other = told.back();
    const std::vector<float>&f = one.mark->distances, &g = other.mark->distances;
    const geometry::TriMesh& mesh = skin_->mesh();
    const auto likeness = [&](vec3 at) {
        float sum = 0;
        for (const Told& each : told) sum += glm::dot(glm::normalize(at - each.mark->onSkin.position + vec3(1e-6F)), each.bearing);
        return sum;
    };
    std::optional<vec3> best;
    float most = -10;
    const auto offer = [&](vec3 at) {
        if (const float like = likeness(at); like > most) {
            most = like;
            best = at;
        }
    };
    for (std::uint32_t t = 0; t < mesh.triangleCount(); ++t) {
        const std::uint32_t* at = &mesh.indices[3 * t];
        const std::array<float, 3> fs = {f[at[0]], f[at[1]], f[at[2]]}, gs = {g[at[0]], g[at[1]], g[at[2]]};
        const auto [leastF, mostF] = std::ranges::minmax(fs);
        const auto [leastG, mostG] = std::ranges::minmax(gs);
        if (!std::isfinite(mostF) || !std::isfinite(mostG) || one.mm < leastF || one.mm > mostF || other.mm < leastG || other.mm > mostG) continue;
        if (told.size() == 1) offer((mesh.positions[at[0]] + mesh.positions[at[1]] + mesh.positions[at[2]]) / 3.0F);
        else if (const auto share = whereBoth(fs, one.mm, gs, other.mm))
            offer(mesh.positions[at[0]] * share->x + mesh.positions[at[1]] * share->y + mesh.positions[at[2]] * share->z);
    }
    if (best) return *best;
    // Whole millimetres may miss each other by a little.
    float off = kMissMm;
    for (std::uint32_t i = 0; i < mesh.positions.size(); ++i)
        if (const float miss = std::hypot(f[i] - one.mm, g[i] - other.mm); miss < off && likeness(mesh.positions[i]) > 0) {
            off = miss;
            best = mesh.positions[i];
        }
    if (!best) return failed("No place on the skin of this body is so far from there.");
    return *best;
}

std::optional<std::string> SiteSentences::landmarkPhrase(const Site& site, Mark& one, Mark& other) {
    const auto at = skinIndex_->nearest(site.shaft.entry, kOwnSkinMm);
    std::string text;
    for (Mark* mark : {&one, &other}) {
        const float mm = skin_->at(mark->distances, at->at.triangle, at->at.barycentric);
        if (!std::isfinite(mm) || mm < kLeastMm) return std::nullopt;
        const std::string side = mark->side == Side::midline || mark->side == site.side ? "" : std::string(myochart::name(mark->side)) + " ";
        text += fmt::format("{}{} mm {} the {}{}", text.empty() ? "" : " and ", std::lround(mm), bearingWords(site.shaft.entry - mark->onSkin.position, site.side), side, mark->spoken);
    }
    return text;
}

std::string SiteSentences::rest(const Site& site) const {
    std::string text = site.pincer ? "pincer grip, " : "";
    text += aimWords(site.shaft.direction, site.side);
    if (site.shaft.depthMm > 0) text += fmt::format(", {} mm deep", std::lround(site.shaft.depthMm));
    return text;
}

Result<std::string> SiteSentences::sentence(const Site& site) {
    read();
    if (!skinIndex_) return failed("This body has no skin to tell distances along.");
    const auto at = skinIndex_->nearest(site.shaft.entry, kOwnSkinMm);
    if (!at) return failed("That entry does not lie on the skin of this body.");
    const auto isOfSide = [&](const Mark& mark) { return site.side == Side::midline || mark.side == Side::midline || mark.side == site.side; };
    std::vector<std::pair<float, Mark*>> near;
    for (Mark& mark : marks_)
        if (isOfSide(mark)) near.emplace_back(glm::distance(mark.onSkin.position, site.shaft.entry), &mark);
    std::ranges::sort(near);
    if (near.size() > kCandidates) near.resize(kCandidates);
    for (auto& [mm, mark] : near) {
        distancesFrom(*mark, mm * 1.6F + 40);
        mm = skin_->at(mark->distances, at->at.triangle, at->at.barycentric);
    }
    std::vector<std::tuple<float, Mark*, Mark*>> pairs;
    for (size_t i = 0; i < near.size(); ++i)
        for (size_t k = 0; k < i; ++k)
            if (std::isfinite(near[i].first) && std::isfinite(near[k].first)) {
                const bool isNearer = near[k].first < near[i].first;
                pairs.emplace_back(near[i].first + near[k].first, near[isNearer ? k : i].second, near[isNearer ? i : k].second);
            }
    std::ranges::sort(pairs, {}, [](const auto& each) { return std::get<0>(each); });
    std::string head;
    if (const anatomy::Muscle* muscle = catalogue_.muscle(site.muscle))
        head = fmt::format("{}{}{}, ", site.side == Side::midline ? "" : myochart::name(site.side), site.side == Side::midline ? "" : " ", anatomy::spokenName(*muscle));
    for (const auto& [mm, one, other] : pairs) {
        const auto phrase = landmarkPhrase(site, *one, *other);
        const auto told = phrase ? saidIn(*phrase, site.side) : Result<std::vector<Told>>(failed(""));
        const auto back = told ? place(*told) : Result<vec3>(failed(""));
        if (back && glm::distance(*back, at->at.position) <= kReadBackMm) return fmt::format("{}{}, {}", head, *phrase, rest(site));
    }
    return failed("No two landmarks of this body tell that place.");
}

Result<std::vector<SiteSentences::Told>> SiteSentences::saidIn(const std::string& phrase, Side side) {
    std::vector<Told> told;
    for (std::string text = phrase; !text.empty();) {
        const size_t unit = text.find(" mm ");
        const auto mm = parseNumber(text.substr(0, unit));
        if (unit == std::string::npos || !mm || !(*mm >= 0) || *mm > 1000) return failed("A place is told as \"35 mm lateral to the spinous process of C7\".");
        std::string name = text.substr(unit + 4);
        const auto bearing = takeBearing(name, side);
        if (!bearing || !name.starts_with("the ")) return failed("Say where it lies from the landmark: lateral to, medial to, above, below, behind or in front of it.");
        name = name.substr(4);
        // On to the next distance.
        size_t joint = name.find(" and ");
        while (joint != std::string::npos && joint + 5 < name.size() && !std::isdigit(static_cast<unsigned char>(name[joint + 5]))) joint = name.find(" and ", joint + 1);
        text = joint == std::string::npos ? "" : name.substr(joint + 5);
        name = name.substr(0, joint);
        Side ofMark = side;
        for (const Side each : {Side::left, Side::right})
            if (const std::string word = std::string(myochart::name(each)) + " "; name.starts_with(word)) {
                ofMark = each;
                name = name.substr(word.size());
            }
        const auto mark = std::ranges::find_if(marks_, [&](const Mark& each) { return foldForSearch(each.spoken) == foldForSearch(name) && (each.side == Side::midline || each.side == ofMark); });
        if (mark == marks_.end()) return failed(fmt::format("This body has no landmark that is called \"{}\" to tell distances from; `bodymap landmarks` lists them.", displayText(name, 60)));
        told.push_back({static_cast<float>(*mm), *bearing, &*mark});
    }
    if (told.size() > 2) return failed("Two distances tell a place; leave the others out.");
    return told;
}

Outcome SiteSentences::readHead(const std::string& phrase, Site& site) const {
    auto words = split(foldForSearch(phrase), ' ');
    site.side = anatomy::sideInName(foldForSearch(phrase)).value_or(Side::midline);
    std::erase_if(words, [](const std::string& word) { return anatomy::sideInName(word).has_value(); });
    const std::string name = fmt::format("{}", fmt::join(words, " "));
    for (const anatomy::Muscle& muscle : catalogue_.muscles())
        if (foldForSearch(anatomy::spokenName(muscle)) == name) {
            site.muscle = muscle.key;
            return Done{};
        }
    const auto match = catalogue_.matchSpelt(name);
    if (!match) return failed(fmt::format("No muscle has the name \"{}\"; `search` finds it.", displayText(name, 60)));
    site.muscle = match->muscleKey;
    return Done{};
}

bool SiteSentences::isMeant(std::string_view words) { return std::ranges::any_of(phrasesOf(words), isPlacePhrase); }

Result<Site> SiteSentences::site(std::string_view words) {
    read();
    if (!skinIndex_) return failed("This body has no skin to tell distances along.");
    Site site;
    std::string where, aim;
    for (const std::string& phrase : phrasesOf(words)) {
        if (isPlacePhrase(phrase) && where.empty()) where = phrase;
        else if (phrase == "pincer grip") site.pincer = true;
        else if (phrase.starts_with("aimed ") && aim.empty()) aim = phrase.substr(6);
        else if (phrase.find(" degree") != std::string::npos && !aim.empty()) aim += ", " + phrase;
        else if (phrase.ends_with(" mm deep")) {
            const auto mm = parseNumber(phrase.substr(0, phrase.size() - 8));
            if (!mm || !(*mm > 0) || static_cast<float>(*mm) > kLongestMm) return failed(fmt::format("A needle is more than 0 and at most {} mm deep.", kLongestMm));
            site.shaft.depthMm = static_cast<float>(*mm);
        } else if (site.muscle.empty() && where.empty()) {
            if (const auto head = readHead(phrase, site); !head) return head.error();
        } else return failed(fmt::format("\"{}\" is not understood in the sentence of a site.", displayText(phrase, 60)));
    }
    const auto told = saidIn(where, site.side);
    if (!told) return told.error();
    const auto entry = place(*told);
    if (!entry) return entry.error();
    site.shaft.entry = *entry;
    const vec3 inward = inwardAt(*entry);
    const auto direction = aim.empty() ? std::optional(inward) : aimFromWords(aim, site.side, inward);
    if (!direction) return failed(fmt::format("\"aimed {}\" tells no direction; say for example \"aimed forward, 20 degrees down\".", displayText(aim, 60)));
    site.shaft.direction = *direction;
    return site;
}

}  // namespace myochart::needle
