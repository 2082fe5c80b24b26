#include "cli/invented_record.h"

#include <array>

#include <fmt/format.h>

#include "note/note_text.h"
#include "record/edits.h"

namespace myochart::cli {

namespace {

constexpr UtcMs kFirstVisit = 1'451'900'000'000;  // January 2016
constexpr UtcMs kInventedDayMs = 86'400'000;
constexpr int kChunk = 100;  // patients in one transaction

constexpr std::array kFirstNames = {"Anna", "Bruno", "Carla", "David", "Elena", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Klara", "Luis", "Marta", "Nils", "Olga",
                                    "Pablo", "Rosa", "Stefan", "Tessa", "Urs", "Vera", "Willem", "Xenia", "Yann", "Zoe", "Am\xC3\xA9lie", "Bj\xC3\xB6rn", "Jos\xC3\xA9", "Chlo\xC3\xA9", "S\xC3\xB8ren"};
constexpr std::array kNameBegins = {"Al", "Bern", "Cast", "Dorn", "Eber", "Falk", "Gar", "Hart", "Iver", "Jans", "Kest", "Lind", "Mont", "Nord", "Oster", "Pell", "Roth", "Sand", "Tann", "Ulm", "Vald", "Wies", "Zell"};
constexpr std::array kNameEnds = {"berg", "ero", "ner", "sen", "ini", "ard", "mann", "ley", "es", "hofer", "eau", "ton", "ska", "ques", "stein", "feld", "elli"};
constexpr std::array kTreated = {"upper_trapezius", "infraspinatus", "levator_scapulae", "gluteus_medius", "gluteus_minimus", "piriformis", "quadratus_lumborum", "soleus", "gastrocnemius_medial",
                                 "supraspinatus", "subscapularis", "rectus_femoris", "vastus_medialis", "vastus_lateralis", "iliocostalis_lumborum", "longissimus_thoracis", "multifidus_lumbar", "rhomboid_major",
                                 "teres_minor", "teres_major", "deltoid_posterior", "pectoralis_major_sternocostal", "sternocleidomastoid_sternal", "masseter_superficial", "temporalis", "tibialis_anterior", "adductor_magnus",
                                 "extensor_carpi_radialis_brevis", "brachioradialis", "tensor_fasciae_latae"};

size_t pick(std::mt19937_64& random, size_t count) { return static_cast<size_t>(random() % count); }
/// Of a place in a list, those at its front more often.
size_t pickOften(std::mt19937_64& random, size_t count) { return std::min(pick(random, count), pick(random, count)); }

/// Random as ids are, and the same again.
std::string inventedUuid(std::mt19937_64& random) {
    const std::uint64_t a = random(), b = random();
    return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", a >> 32, a >> 16 & 0xFFFF, a & 0xFFF, 0x8000 | (b >> 48 & 0x3FFF), b & 0xFFFFFFFFFFFF);
}

std::mt19937_64 randomFor(int patient, int visit) { return std::mt19937_64(0x9E3779B97F4A7C15ULL * static_cast<unsigned>(patient + 1) + static_cast<unsigned>(visit)); }

/// How many of `all` fall to the `i`th of `among` when they are spread evenly.
int shareOf(int all, int among, int i) {
    return static_cast<int>((static_cast<std::int64_t>(i) + 1) * all / among - static_cast<std::int64_t>(i) * all / among);
}

void chartFinding(record::Marker& site, std::mt19937_64& random) {
    site.finding = {.tautBand = true, .tenderness = static_cast<std::uint32_t>(1 + pick(random, 3)), .recognised = pick(random, 2) == 0, .referralFelt = true,
                    .referralWhere = "along the limb, to the next joint", .certainty = record::Certainty::likely,
                    .threshold = static_cast<float>(15 + pick(random, 30)), .thresholdUnit = record::PressureUnit::newton, .tipCm2 = 1.0F};
    site.response = {.twitch = pick(random, 3) == 0 ? record::Twitch::weak : record::Twitch::strong, .twitchCount = static_cast<std::uint32_t>(1 + pick(random, 5)), .painDuring = true,
                     .painBefore = static_cast<std::uint32_t>(4 + pick(random, 5)), .painAfter = static_cast<std::uint32_t>(pick(random, 4)), .referralReproduced = true,
                     .bleeding = false, .bruise = pick(random, 20) == 0};
}

void chartNeedle(record::Needling& needle, std::mt19937_64& random, UtcMs at) {
    constexpr std::array kLengths = {25.0F, 30.0F, 40.0F, 50.0F, 60.0F};
    needle.diameterMm = 0.25F, needle.lengthMm = kLengths[pick(random, kLengths.size())];
    needle.depthMm = *needle.lengthMm * 0.6F;
    needle.maker = "Example Needles", needle.item = fmt::format("EN-25-{}", static_cast<int>(*needle.lengthMm));
    // A box lasts about a quarter of a year, and several are open.
    needle.lot = fmt::format("L{}{:02}", 4000 + (at - kFirstVisit) / (90 * kInventedDayMs), pickOften(random, 12));
    needle.expiry = "2031-06-30", needle.technique = "tech_pistoning";
    needle.direction = glm::normalize(vec3(0.2F, 0.9F, static_cast<float>(pick(random, 100)) / 200.0F));
    needle.insertions = 1, needle.winding = false, needle.pistoning = static_cast<std::uint32_t>(3 + pick(random, 8)), needle.grade = 3;
    needle.inAt = at + 600'000, needle.outAt = at + 1'200'000;
}

}  // namespace

InventedPeople::InventedPeople(const InventedSize& size, const anatomy::Catalogue& catalogue) : size_(size), catalogue_(catalogue) {
    for (const char* key : kTreated)
        if (const anatomy::Muscle* muscle = catalogue.muscle(key)) muscles_.push_back(muscle);
    if (muscles_.empty())
        for (const anatomy::Muscle& muscle : catalogue.muscles()) muscles_.push_back(&muscle);
    practice_.name = "Invented practice";
    practice_.address = "Nowhere 1";
    std::mt19937_64 random(1);
    practice_.therapists.push_back({{inventedUuid(random)}, "Therapist Example", "PT 12345", record::Role::therapist, {}});
}

record::Practice InventedPeople::practice() const { return practice_; }
int InventedPeople::visitsOf(int i) const { return shareOf(size_.visits, size_.patients, i); }

record::Patient InventedPeople::patient(int i) const {
    std::mt19937_64 random = randomFor(i, -1);
    record::Patient patient;
    patient.id = {inventedUuid(random)};
    patient.name = fmt::format("{} {}{}", kFirstNames[pick(random, kFirstNames.size())], kNameBegins[pick(random, kNameBegins.size())], kNameEnds[pick(random, kNameEnds.size())]);
    patient.birthDate = fmt::format("{}-{:02}-{:02}", 1935 + pick(random, 70), 1 + pick(random, 12), 1 + pick(random, 28));
    patient.details.identifier = fmt::format("EX-{:05}", i + 1);
    patient.details.contact = "nobody@example.org";
    patient.createdAt = kFirstVisit + static_cast<UtcMs>(pick(random, 3300)) * kInventedDayMs;
    return patient;
}

record::Marker InventedPeople::site(std::mt19937_64& random, UtcMs at, size_t which) const {
    const anatomy::Muscle& muscle = *muscles_[which];
    record::Marker site;
    site.id = {inventedUuid(random)};
    site.type = static_cast<record::MarkerType>(pick(random, 3));
    site.side = pick(random, 2) == 0 ? Side::left : Side::right;
    site.anchor.structureKey = fmt::format("{}_{}", site.side == Side::left ? "left" : "right", muscle.key);
    site.anchor.triangle = static_cast<std::uint32_t>(pick(random, 5000));
    site.anchor.barycentric = {0.5F, 0.25F, 0.25F};
    site.anchor.position = vec3(static_cast<float>(pick(random, 400)) - 200.0F, 40.5F, static_cast<float>(pick(random, 1700)));
    site.anchor.normal = {0, -1, 0};
    site.anchor.bodyChecksum = std::string(32, 'a');
    site.anchor.address = {muscle.key, static_cast<float>(pick(random, 100)) / 100.0F, 0.5F, 0.2F};
    site.muscle = muscle.name;
    site.sentence = fmt::format("{} {}, middle third, superficial", site.side == Side::left ? "left" : "right", anatomy::spokenName(muscle));
    site.note = "Felt as the pain that the patient knows; eased after the second insertion.";
    site.createdAt = at;
    chartFinding(site, random);
    chartNeedle(site.needle, random, at);
    return site;
}

record::Session InventedPeople::visit(const record::Patient& patient, int i, int number) const {
    std::mt19937_64 random = randomFor(i, number);
    record::Session session;
    session.id = {inventedUuid(random)};
    session.patient = patient.id;
    session.startedAt = patient.createdAt + (static_cast<UtcMs>(number) * 7 + static_cast<UtcMs>(pick(random, 3))) * kInventedDayMs + static_cast<UtcMs>(pick(random, 36)) * 900'000;
    session.utcOffset = "+01:00";
    session.title = number == 0 ? "First visit" : "Follow-up";
    session.before.therapist = practice_.therapists[0].id;
    session.before.reason = "Pain that keeps coming back, worse in the evening.";
    session.before.pain = static_cast<std::uint32_t>(3 + pick(random, 6));
    session.before.skinPrepared = session.before.gloves = session.before.singleUse = true;
    session.consent.version = "2026-1";
    session.consent.how = record::Consented::verbal;
    session.consent.at = session.startedAt;
    session.consent.risks = {"soreness", "bruising"};
    session.consent.questions = true;
    // Everybody has a few muscles that hurt again and again.
    std::mt19937_64 own = randomFor(i, -2);
    const size_t from = pickOften(own, muscles_.size());
    const int place = static_cast<int>((static_cast<std::int64_t>(i) * size_.visits / size_.patients) + number), sites = shareOf(size_.sites, size_.visits, place);
    for (int at = 0; at < sites; ++at) session.markers.push_back(site(random, session.startedAt, (from + pickOften(random, 8)) % muscles_.size()));
    record::numberMarkers(session);
    session.after.pain = static_cast<std::uint32_t>(pick(random, 4));
    session.after.noAdverse = true;
    session.after.aftercare = {"move", "warmth"};
    session.after.plan = "Again in a week.";
    session.after.opened = session.after.disposed = static_cast<std::uint32_t>(sites);
    if (pick(random, 50) == 0) return session;  // nobody has signed it yet
    session.signing.therapist = practice_.therapists[0].id;
    session.signing.name = practice_.therapists[0].name, session.signing.licence = practice_.therapists[0].licence, session.signing.role = record::Role::therapist;
    session.signing.note = note::noteText(patient, practice_, session, catalogue_);
    session.signing.at = session.startedAt + 3'600'000;
    return session;
}

Outcome fillInvented(store::Record& record, const InventedPeople& people, int patients, Progress& progress) {
    if (const auto put = record.put(people.practice()); !put) return put;
    for (int first = 0; first < patients; first += kChunk) {
        progress.report(static_cast<float>(first) / static_cast<float>(patients), "Inventing a record");
        std::vector<record::Patient> chunk;
        for (int i = first; i < std::min(first + kChunk, patients); ++i) chunk.push_back(people.patient(i));
        int at = 0, number = 0;
        const auto next = [&]() -> Result<std::optional<record::Session>> {
            while (at < static_cast<int>(chunk.size()) && number >= people.visitsOf(first + at)) ++at, number = 0;
            if (at == static_cast<int>(chunk.size())) return std::optional<record::Session>();
            return std::optional(people.visit(chunk[static_cast<size_t>(at)], first + at, number++));
        };
        if (const auto imported = record.importAll(chunk, next); !imported) return imported.error();
    }
    return Done{};
}

}  // namespace myochart::cli
