#include "body/describe.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "body/bodyparts3d.h"
#include "body/classify.h"
#include "body/placement.h"
#include "body/side_of.h"
#include "body/structure_names.h"
#include "core/text.h"

namespace myochart::body {

namespace {

/// Element file ("FJ1450M") -> muscle key, from the catalogue.
std::unordered_map<std::string, std::string> musclesByElement(const anatomy::Catalogue& catalogue) {
    std::unordered_map<std::string, std::string> found;
    for (const anatomy::Muscle& muscle : catalogue.muscles())
        for (const std::string& element : muscle.elements) found.try_emplace(element, muscle.key);
    return found;
}

class Describer {
  public:
    Describer(ForeignModel model, const Path& source, const ImportOptions& options, const anatomy::Catalogue& catalogue)
        : model_(std::move(model)),
          catalogue_(catalogue),
          publisher_(publisherOf(model_)),
          placement_(placementFor(options)),
          mayTurn_(!options.facesNegativeY),
          parts_(partTable(publisher_, source.parent_path())),
          elements_(musclesByElement(catalogue)) {}
    Described describe();

  private:
    Placement placementFor(const ImportOptions& options) const;
    PartFacts factsOf(const ForeignMesh& mesh) const;
    void turnIfSidesSaySo();
    std::string formatName() const;
    void bindMuscle(Structure& s, std::optional<Side>& side) const;
    Structure structureOf(const ForeignMesh& mesh, const PartFacts& facts, std::optional<Side>& side) const;
    void takeStructures(Described& made);
    void correctSide(Structure& s, Side lies);
    void settleSides(Described& made);
    std::vector<size_t> byFileAndName() const;

    ForeignModel model_;
    const anatomy::Catalogue& catalogue_;
    Publisher publisher_;
    Placement placement_;
    bool mayTurn_;
    PartTable parts_;
    std::unordered_map<std::string, std::string> elements_;
    std::vector<SideQuestion> questions_;  ///< of the structures taken, in their order
    ImportReport report_;
};

std::string stemOf(const std::string& file) {
    return file.substr(0, file.rfind('.'));
}

Box boxOf(const geometry::TriMesh& mesh) {
    Box box;
    for (const std::uint32_t i : mesh.indices) box.add(mesh.positions[i]);
    return box;
}

bool hasArea(const geometry::TriMesh& mesh) {
    const geometry::MeshView view(mesh);
    for (size_t t = 0; t < view.triangleCount(); ++t) {
        const vec3 a = view.corner(t, 0);
        if (glm::cross(view.corner(t, 1) - a, view.corner(t, 2) - a) != vec3(0)) return true;
    }
    return false;
}

Placement Describer::placementFor(const ImportOptions& options) const {
    if (publisher_ == Publisher::unknown || options.millimetresPerUnit || options.upAxis || options.facesNegativeY)
        return placementOf(model_, options);
    return {};  // BodyParts3D is in mm, x to the left, y backwards, z up
}

PartFacts Describer::factsOf(const ForeignMesh& mesh) const {
    if (publisher_ != Publisher::unknown) {
        if (auto told = factsFromHeader(mesh.comment)) return *told;
        if (const auto at = parts_.find(stemOf(mesh.file)); at != parts_.end()) return at->second;
    }
    return {structureName(mesh.name, mesh.file), {}, std::nullopt};
}

/// Names against places: a model that looks the other way would be charted on the wrong side.
void Describer::turnIfSidesSaySo() {
    if (!mayTurn_ || publisher_ != Publisher::unknown) return;
    std::vector<float> lefts, rights;
    for (const ForeignMesh& mesh : model_.meshes) {
        const auto side = anatomy::sideInName(factsOf(mesh).name);
        if (!side || *side == Side::midline) continue;
        (*side == Side::left ? lefts : rights).push_back(placement_.place(boxOf(mesh.mesh).centre()).x);
    }
    turnToNamedSides(placement_, lefts, rights);
}

void Describer::bindMuscle(Structure& s, std::optional<Side>& side) const {
    auto match = s.fma.empty() ? std::nullopt : catalogue_.matchFma(s.fma);
    if (!match) match = catalogue_.matchName(s.name);
    if (!match)
        if (const auto at = elements_.find(stemOf(s.sourceFile)); at != elements_.end())
            match = {at->second, std::nullopt};
    const anatomy::Muscle* muscle = match ? catalogue_.muscle(match->muscleKey) : nullptr;
    if (!muscle) return;
    s.muscleKey = muscle->key;
    s.latin = muscle->latin;
    s.region = muscle->region;
    s.layer = muscle->layer;
    if (!side) side = match->side;
}

/// `side` becomes the one its names tell, if any.
Structure Describer::structureOf(const ForeignMesh& mesh, const PartFacts& facts, std::optional<Side>& side) const {
    Structure s;
    s.name = facts.name;
    s.sourceFile = mesh.file;
    if (facts.concept_.starts_with("FMA")) s.fma = facts.concept_;
    s.system = facts.system ? *facts.system : systemOfName(s.name);
    side = anatomy::sideInName(s.name);
    s.layer = layerOfSystem(s.system);
    // A name of no known kind may still be a muscle's ("soleus.l"); a bone's or a nerve's never is.
    if (s.system == System::muscle || s.system == System::other) bindMuscle(s, side);
    if (!s.muscleKey.empty()) s.system = System::muscle;
    return s;
}

std::vector<size_t> Describer::byFileAndName() const {
    std::vector<size_t> order(model_.meshes.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        const ForeignMesh &p = model_.meshes[a], &q = model_.meshes[b];
        return std::tie(p.file, p.name) < std::tie(q.file, q.name);
    });
    return order;
}

/// What kind of file it was, where no publisher is known.
std::string Describer::formatName() const {
    std::string format = model_.format;
    if (format.empty()) {
        const std::string& file = model_.meshes.front().file;
        format = file.substr(std::min(file.rfind('.'), file.size() - 1) + 1);
    }
    if (format.size() > 4) return format;  // a name such as Collada
    std::transform(format.begin(), format.end(), format.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return format == "GLTF" ? "glTF" : format;
}

/// Moves what has an area into `made`, placed and described but for the sides that names leave open.
void Describer::takeStructures(Described& made) {
    for (const size_t i : byFileAndName()) {
        ForeignMesh& mesh = model_.meshes[i];
        const PartFacts facts = factsOf(mesh);
        for (vec3& p : mesh.mesh.positions) p = placement_.place(p);
        if (!hasArea(mesh.mesh)) {
            report_.skipped.push_back(facts.name + ": has no triangle with an area");
            continue;
        }
        SideQuestion question{facts.name, boxOf(mesh.mesh), {}, false};
        Structure s = structureOf(mesh, facts, question.told);
        question.isPaired = s.system == System::muscle || s.system == System::bone;
        questions_.push_back(std::move(question));
        report_.triangles += mesh.mesh.triangleCount();
        made.body.structures.push_back({std::move(s), std::move(mesh.mesh)});
    }
}

/// Name and identifier of a structure that is called after the side it does not lie on.
void Describer::correctSide(Structure& s, Side lies) {
    report_.corrected.push_back(
        fmt::format("{} ({}): lies on the {}, taken as that", s.name, s.sourceFile, myochart::name(lies)));
    s.name = withOtherSide(s.name);
    const anatomy::Muscle* muscle = catalogue_.muscle(s.muscleKey);
    s.fma.clear();
    if (!muscle) return;
    const auto& ids = lies == Side::left ? muscle->fmaLeft : muscle->fmaRight;
    if (ids.size() == 1) s.fma = ids.front();
}

/// Sides, keys and the lists of muscles.
void Describer::settleSides(Described& made) {
    const auto sides = sidesOf(questions_);
    KeyMaker keys;
    Box whole;
    for (size_t i = 0; i < sides.size(); ++i) {
        Structure& s = made.body.structures[i].facts;
        s.side = sides[i];
        if (questions_[i].told && *questions_[i].told != s.side) correctSide(s, s.side);
        s.key = keys.make(s.name, s.side);
        whole.add(questions_[i].box);
        if (s.system == System::muscle)
            (s.muscleKey.empty() ? report_.unmappedMuscles : report_.mappedMuscles).push_back(s.name);
    }
    report_.sizeMm = whole.empty() ? vec3(0) : whole.size();
    report_.structures = static_cast<std::uint32_t>(sides.size());
}

Described Describer::describe() {
    turnIfSidesSaySo();
    report_.skipped = std::move(model_.skipped);
    report_.millimetresPerUnit = placement_.millimetresPerUnit;
    report_.upAxis = placement_.upAxis;
    report_.guessed = placement_.guessed;
    report_.sandbox = model_.limits;
    Described made;
    made.body.source = report_.source =
        publisher_ == Publisher::unknown ? formatName() : std::string(sourceName(publisher_));
    made.body.licence = licenceOf(publisher_);
    takeStructures(made);
    settleSides(made);
    made.report = std::move(report_);
    return made;
}

}  // namespace

Described describe(ForeignModel model, const Path& source, const ImportOptions& options,
                   const anatomy::Catalogue& catalogue) {
    return Describer(std::move(model), source, options, catalogue).describe();
}

}  // namespace myochart::body
