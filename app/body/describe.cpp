#include "body/describe.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "anatomy/name_words.h"
#include "body/bodyparts3d.h"
#include "body/classify.h"
#include "body/expected_places.h"
#include "body/national_names.h"
#include "body/parallel.h"
#include "body/placement.h"
#include "body/settle_sides.h"
#include "body/shared_affixes.h"
#include "body/structure_names.h"
#include "body/told_frame.h"
#include "core/text.h"
#include "core/words.h"
#include "geometry/winding.h"

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
          options_(options),
          publisher_(publisherOf(model_)),
          parts_(partTable(publisher_, source.parent_path())),
          elements_(musclesByElement(catalogue)),
          national_(catalogue) {}
    Described describe();

  private:
    void nameMeshes();
    std::vector<std::string> withoutSharedAffixes(std::vector<std::string> names) const;
    size_t knownNames(const std::vector<std::string>& names) const;
    PartFacts factsOf(const ForeignMesh& mesh) const;
    void mendWindings();
    NamedPlace namedPlaceOf(size_t mesh, const ExpectedPlaces& expected) const;
    void place();
    std::string formatName() const;
    void bindMuscle(Structure& s, std::optional<Side>& side) const;
    Structure structureOf(const ForeignMesh& mesh, const PartFacts& facts, std::optional<Side>& side) const;
    void takeStructures(Described& made);
    void takeMesh(size_t i, Described& made);
    void listStructures(const Described& made);
    void concludeNames(const Described& made);
    std::vector<size_t> byFileAndName() const;
    bool isPublished() const { return publisher_ != Publisher::unknown; }

    ForeignModel model_;
    const anatomy::Catalogue& catalogue_;
    const ImportOptions& options_;
    Publisher publisher_;
    PartTable parts_;
    std::unordered_map<std::string, std::string> elements_;
    NationalNames national_;
    std::vector<PartFacts> facts_;  ///< of the meshes
    std::vector<geometry::Winding> windings_;
    Placement placement_;
    std::optional<float> midplaneMm_ = 0;  ///< of the placed model
    std::vector<SideQuestion> questions_;  ///< of the structures taken, in their order
    Box whole_;                            ///< of the structures taken
    ImportReport report_;
};

/// May lie on the other side than it is named after: the right coronary artery goes to the left.
bool mayCross(System system) {
    return system == System::vessel || system == System::nerve || system == System::organ;
}

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

PartFacts Describer::factsOf(const ForeignMesh& mesh) const {
    if (publisher_ != Publisher::unknown) {
        if (auto told = factsFromHeader(mesh.comment)) return *told;
        if (const auto at = parts_.find(stemOf(mesh.file)); at != parts_.end()) return at->second;
    }
    return {structureName(mesh.name, mesh.file), {}, std::nullopt};
}

/// How much the names say: a muscle of the catalogue twice as much as a known kind of thing.
size_t Describer::knownNames(const std::vector<std::string>& names) const {
    size_t known = 0;
    for (const std::string& name : names) {
        if (systemOfName(name) != System::other) ++known;
        if (catalogue_.matchName(name) || !national_.keyOf(name).empty()) known += 2;
    }
    return known;
}

/// Names as they are, or without what all of them share, whichever says more; a side is never taken away.
std::vector<std::string> Describer::withoutSharedAffixes(std::vector<std::string> names) const {
    const SharedAffixes shared = sharedAffixes(names);
    std::vector<std::string> best = names;
    size_t known = knownNames(names);
    const std::array<SharedAffixes, 3> kinds = {{{shared.prefix, ""}, {"", shared.suffix}, shared}};
    for (const SharedAffixes& affixes : kinds) {
        if (affixes.prefix.empty() && affixes.suffix.empty()) continue;
        if (anatomy::sideInName(affixes.prefix) || anatomy::sideInName(affixes.suffix)) continue;
        std::vector<std::string> shorter;
        for (const std::string& name : names) shorter.push_back(without(affixes, name));
        const size_t knownShorter = knownNames(shorter);
        if (knownShorter <= known) continue;
        known = knownShorter;
        best = std::move(shorter);
    }
    return best;
}

void Describer::nameMeshes() {
    for (const ForeignMesh& mesh : model_.meshes) facts_.push_back(factsOf(mesh));
    if (isPublished()) return;
    std::vector<std::string> names;
    for (const PartFacts& facts : facts_) names.push_back(facts.name);
    names = withoutSharedAffixes(std::move(names));
    for (size_t i = 0; i < names.size(); ++i) facts_[i].name = std::move(names[i]);
}

/// Publishers' bodies stay as they are to the last triangle: records were placed on them.
void Describer::mendWindings() {
    windings_.resize(model_.meshes.size());
    if (isPublished()) return;
    forEachInParallel(model_.meshes.size(),
                      [&](size_t i) { windings_[i] = geometry::mendWinding(model_.meshes[i].mesh); });
}

NamedPlace Describer::namedPlaceOf(size_t mesh, const ExpectedPlaces& expected) const {
    const PartFacts& facts = facts_[mesh];
    std::optional<Side> side;
    const Structure s = structureOf(model_.meshes[mesh], facts, side);
    NamedPlace place{s.muscleKey, boxOf(model_.meshes[mesh].mesh).centre(), {}, true, side};
    const ExpectedPlace* known = s.muscleKey.empty() ? expected.ofName(s.name) : expected.ofMuscle(s.muscleKey);
    place.mayCross = mayCross(s.system);
    if (place.key.empty()) place.key = anatomy::joined(anatomy::understand(s.name).words);
    if (known) {
        place.expectedMm = known->mm;
        // The measured body has both of some muscles in one piece; others have one on either side.
        place.isPaired = known->isPaired || !s.muscleKey.empty();
    }
    return place;
}

/// BodyParts3D is in mm, x to the left, y backwards, z up, unless answers say otherwise.
void Describer::place() {
    const bool asked = options_.millimetresPerUnit || options_.upAxis || options_.quarterTurns || options_.mirrored;
    if (isPublished() && !asked) {
        const std::string by(sourceName(publisher_));
        report_.unit = {Certainty::told, trf("One unit of the file is a millimetre ({}).", by)};
        report_.frame = {Certainty::told, trf("{} stands in the body's frame.", by)};
        report_.sides = {Certainty::told, trf("Left and right are those of {}.", by)};
        return;
    }
    PlacementSigns signs;
    const ToldFrames told = applyToldFrames(model_);
    signs.headerTold = told.all();
    const auto expected = ExpectedPlaces::shipped(catalogue_);
    size_t insideOut = 0;
    for (size_t i = 0; i < model_.meshes.size(); ++i) {
        signs.places.push_back(namedPlaceOf(i, expected));
        insideOut += 2 * windings_[i].turnedParts > windings_[i].parts ? 1 : 0;
    }
    signs.insideOut = 10 * insideOut > 8 * model_.meshes.size();
    Placed placed = placementOf(model_, signs, options_);
    placement_ = placed.placement;
    midplaneMm_ = placed.midplaneMm;
    report_.unit = std::move(placed.unit);
    report_.frame = std::move(placed.frame);
    report_.sides = std::move(placed.sides);
    if (told.ras > 0)
        report_.notes.push_back(trnf("A file says that it is in RAS (3D Slicer: x to the right, y forwards); it was turned to the body's frame, LPS.",
                                     "{} files say that they are in RAS (3D Slicer: x to the right, y forwards); they were turned to the body's frame, LPS.",
                                     told.ras, told.ras));
    if (told.ras + told.lps > 0 && told.silent > 0)
        report_.notes.push_back(trf(
            "{} of the files say their frame and {} do not; these were taken as LPS. Look whether all parts fit together.",
            told.ras + told.lps, told.silent));
}

void Describer::bindMuscle(Structure& s, std::optional<Side>& side) const {
    auto match = s.fma.empty() ? std::nullopt : catalogue_.matchFma(s.fma);
    if (!match) match = catalogue_.matchName(s.name);
    if (!match)
        if (const std::string key = national_.keyOf(s.name); !key.empty()) match = {key, std::nullopt};
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

void Describer::takeMesh(size_t i, Described& made) {
    constexpr float kHalfSheetMm = 0.1F;
    constexpr double kMostlySheet = 0.5;
    ForeignMesh& mesh = model_.meshes[i];
    const PartFacts& facts = facts_[i];
    for (vec3& p : mesh.mesh.positions) p = placement_.place(p);
    if (!hasArea(mesh.mesh)) {
        report_.skipped.push_back(trf("{}: has no triangle with an area", facts.name));
        return;
    }
    if (placement_.mirrored)
        for (size_t t = 0; t + 2 < mesh.mesh.indices.size(); t += 3)
            std::swap(mesh.mesh.indices[t + 1], mesh.mesh.indices[t + 2]);
    if (windings_[i].turned > 0) report_.mended.push_back(facts.name);
    if (windings_[i].sheetShare > kMostlySheet) report_.openSheets.push_back(facts.name);
    report_.triangles += mesh.mesh.triangleCount();
    geometry::giveBacks(mesh.mesh, windings_[i].sheets, kHalfSheetMm);
    SideQuestion question{facts.name, boxOf(mesh.mesh), {}, false};
    Structure s = structureOf(mesh, facts, question.told);
    question.isPaired = s.system == System::muscle || s.system == System::bone;
    question.mayCross = mayCross(s.system);
    whole_.add(question.box);
    questions_.push_back(std::move(question));
    made.body.structures.push_back({std::move(s), std::move(mesh.mesh)});
}

/// Moves what has an area into `made`, placed and described but for the sides that names leave open.
void Describer::takeStructures(Described& made) {
    for (const size_t i : byFileAndName()) takeMesh(i, made);
}

void Describer::listStructures(const Described& made) {
    for (const NewStructure& each : made.body.structures) {
        const Structure& s = each.facts;
        if (s.system == System::muscle)
            (s.muscleKey.empty() ? report_.unmappedMuscles : report_.mappedMuscles).push_back(s.name);
        if (s.system == System::other) report_.unnamed.push_back(s.name);
    }
    report_.sizeMm = whole_.empty() ? vec3(0) : whole_.size();
    report_.structures = static_cast<std::uint32_t>(made.body.structures.size());
}

void Describer::concludeNames(const Described& made) {
    const size_t all = made.body.structures.size(), unnamed = report_.unnamed.size();
    const Certainty certainty = unnamed == 0    ? Certainty::concluded
                                : unnamed < all ? Certainty::guessed
                                                : Certainty::unknown;
    report_.names = {certainty,
                     report_.unmappedMuscles.empty()
                         ? trf("{} of {} structures are known by name, {} of them muscles of the catalogue.", all - unnamed, all, report_.mappedMuscles.size())
                         : trf("{} of {} structures are known by name, {} of them muscles of the catalogue; {} more look like muscles.",
                               all - unnamed, all, report_.mappedMuscles.size(), report_.unmappedMuscles.size())};
}

Described Describer::describe() {
    report_.skipped = std::move(model_.skipped);
    report_.notes = std::move(model_.notes);
    nameMeshes();
    mendWindings();
    place();
    report_.millimetresPerUnit = placement_.millimetresPerUnit;
    report_.upAxis = placement_.upAxis;
    report_.quarterTurns = placement_.quarterTurns;
    report_.mirrored = placement_.mirrored;
    report_.shiftMm = placement_.shiftMm;
    report_.sandbox = model_.limits;
    Described made;
    made.body.source = report_.source = isPublished() ? std::string(sourceName(publisher_)) : formatName();
    made.body.licence = licenceOf(publisher_);
    takeStructures(made);
    const SideFrame frame{midplaneMm_, isPublished(), options_.mirrored || options_.quarterTurns};
    settleSides(made.body.structures, std::move(questions_), frame, catalogue_, report_);
    listStructures(made);
    concludeNames(made);
    made.report = std::move(report_);
    return made;
}

}  // namespace

Described describe(ForeignModel model, const Path& source, const ImportOptions& options,
                   const anatomy::Catalogue& catalogue) {
    return Describer(std::move(model), source, options, catalogue).describe();
}

}  // namespace myochart::body
