#include "record/samples.h"

#include <algorithm>

#include <fmt/format.h>

namespace myochart::test {

namespace {

float between(std::mt19937& random, float low, float high) {
    return std::uniform_real_distribution<float>(low, high)(random);
}

std::string words(std::mt19937& random, size_t most) {
    static const std::vector<std::string> kWords = {"upper",  "trapezius", "M\xC3\xBCller", "\xE8\x82\xA9", "<b>bold</b>", "=1+1",
                                                    "twitch", "'; DROP",   "%s##",          "\\n \"x\"", "\xF0\x9F\x92\x89"};
    std::string text;
    const size_t wanted = random() % 12;
    for (size_t i = 0; i < wanted; ++i) {
        const std::string& word = kWords[random() % kWords.size()];
        if (text.size() + word.size() + 1 > most) break;
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

UtcMs moment(std::mt19937& random) { return 1'600'000'000'000 + static_cast<UtcMs>(random()) * 100; }

/// Most fields of a part, each with a value that it can have.
class Filler {
  public:
    Filler(std::mt19937& random, bool everything) : random_(random), everything_(everything) {}
    template <class T>
    void operator()(const record::Field& field, T& member) {
        if (everything_ || random_() % 4 != 0) fill(field, member);
    }

  private:
    template <class T>
    void fill(const record::Field& field, std::optional<T>& member) {
        fill(field, member.emplace());
    }
    void fill(const record::Field& field, std::string& text) {
        text = field.form == record::Form::anyDay ? "2031-02-28" : field.form == record::Form::day ? "2021-02-28" : "w " + words(random_, 150);
        if (std::string_view(field.key) == "strokes") text = "10,20 30,40 500,1000;1,2 3,4";
    }
    template <class Tag>
    void fill(const record::Field&, Id<Tag>& id) {
        id = Id<Tag>::make();
    }
    void fill(const record::Field&, std::vector<std::string>& list) { list = {"w " + words(random_, 150), "second"}; }
    template <class T>
    void fill(const record::Field&, std::vector<T>& list) {
        for (size_t i = 0; i < 2; ++i) {
            T& each = list.emplace_back();
            Filler whole(random_, true);
            describe(whole, each);
        }
    }
    template <class T>
    requires record::kMayBeEmpty<T>
    void fill(const record::Field&, T& part) {
        describe(*this, part);
    }
    void fill(const record::Field&, bool& flag) { flag = random_() % 2 != 0; }
    void fill(const record::Field& field, float& number) {
        number = between(random_, static_cast<float>(field.lowest), static_cast<float>(field.highest));
    }
    void fill(const record::Field& field, std::uint32_t& count) {
        const auto lowest = static_cast<std::uint32_t>(field.lowest), highest = static_cast<std::uint32_t>(field.highest);
        count = lowest + static_cast<std::uint32_t>(random_()) % (highest - lowest + 1);
    }
    void fill(const record::Field&, vec3& direction) { direction = vec3(0, -1, 0); }
    void fill(const record::Field&, UtcMs& at) { at = moment(random_); }
    template <class E>
    requires std::is_enum_v<E>
    void fill(const record::Field&, E& value) {
        const auto choices = record::choicesOf(E());
        value = choices[random_() % choices.size()];
    }

    std::mt19937& random_;
    bool everything_;
};

/// What ultrasound showed lies one below the other.
void inOrder(record::Needling& needle) {
    if (needle.liftMm) needle.liftMm = std::max(*needle.liftMm, 1.0F);
    float under = 1;
    for (std::optional<float>* each : {&needle.ultrasoundMuscleMm, &needle.ultrasoundRibMm, &needle.ultrasoundPleuraMm})
        if (*each) under = *(*each) = under + **each / 4;
}

/// What was found, done and answered at the site; of some sites nothing.
void fillParts(std::mt19937& random, record::Marker& marker) {
    Filler filler(random, false);
    if (random() % 3 != 0) describe(filler, marker.plan);
    if (random() % 3 != 0) describe(filler, marker.finding);
    if (random() % 3 != 0) describe(filler, marker.needle);
    if (random() % 3 != 0) describe(filler, marker.response);
    inOrder(marker.needle);
    if (!marker.finding.thresholdUnit) marker.finding.threshold.reset();
    if (!marker.needle.inAt) marker.needle.outAt.reset();
    if (marker.needle.outAt) marker.needle.outAt = *marker.needle.inAt + 600'000;
    if (!marker.needle.outAt) marker.needle.countedAt.reset();
    if (marker.needle.countedAt) marker.needle.countedAt = *marker.needle.outAt + 60'000;
}

/// Values that do not speak against each other.
void agree(record::Session& session) {
    for (std::string& key : session.screening.no) key = "not " + key;
    if (session.consent.withdrawnAt && session.consent.at) session.consent.withdrawnAt = *session.consent.at + 3'600'000;
    for (record::Score& score : session.outcomes.scores) score.lowest = -1e6F, score.highest = 1e6F;
    if (!session.after.adverse.empty() && session.after.noAdverse) session.after.noAdverse = false;
    for (record::AdverseEvent& event : session.after.adverse)
        if (event.at && event.followedUpAt) event.followedUpAt = *event.at + 86'400'000;
}

/// All parts of a visit, signed or not.
void fillVisit(std::mt19937& random, record::Session& session, bool everything) {
    Filler filler(random, everything);
    describe(filler, session.before);
    describe(filler, session.painDrawing);
    describe(filler, session.patientForms);
    describe(filler, session.screening);
    describe(filler, session.consent);
    describe(filler, session.outcomes);
    describe(filler, session.after);
    describe(filler, session.note);
    if (everything) describe(filler, session.signing);
    if (session.signing.cosignedAt) session.signing.cosignedAt = *session.signing.at + 86'400'000;
    agree(session);
}

}  // namespace

record::Patient samplePatient(std::mt19937& random) {
    record::Patient patient;
    patient.id = record::PatientId::make();
    patient.name = "P " + words(random, 190);
    if (random() % 3 != 0) patient.birthDate = fmt::format("19{:02}-{:02}-{:02}", random() % 100, 1 + random() % 12, 1 + random() % 28);
    patient.note = words(random, 9000) + "\nsecond line";
    patient.createdAt = moment(random);
    Filler filler(random, false);
    if (random() % 3 != 0) describe(filler, patient.details);
    return patient;
}

record::Marker sampleMarker(std::mt19937& random) {
    record::Marker marker;
    marker.id = record::MarkerId::make();
    marker.type = static_cast<record::MarkerType>(random() % 5);
    marker.side = static_cast<Side>(random() % 3);
    marker.muscle = "upper trapezius";
    marker.sentence = std::string(name(marker.side)) + " upper trapezius, middle third, superficial";
    marker.label = words(random, 80);
    marker.note = "n" + words(random, 2000);
    marker.createdAt = moment(random);
    record::SurfaceAnchor& anchor = marker.anchor;
    anchor.structureKey = "FJ1234";
    anchor.triangle = static_cast<std::uint32_t>(random());
    const float a = between(random, 0, 1), b = between(random, 0, 1 - a);
    anchor.barycentric = {a, b, 1 - a - b};
    anchor.position = {between(random, -400, 400), between(random, -200, 200), between(random, 0, 1800)};
    anchor.normal = glm::normalize(vec3(between(random, -1, 1), between(random, -1, 1), between(random, 0.1F, 1)));
    anchor.bodyChecksum = "00112233445566778899aabbccddeeff";
    anchor.address = {"trapezius_upper", between(random, 0, 1), between(random, 0, 1), between(random, 0, 1)};
    anchor.errorRadiusMm = between(random, 0, 9);
    fillParts(random, marker);
    return marker;
}

record::Marker fullMarker(std::mt19937& random) {
    record::Marker marker = sampleMarker(random);
    Filler filler(random, true);
    describe(filler, marker.plan);
    describe(filler, marker.finding);
    describe(filler, marker.needle);
    describe(filler, marker.response);
    inOrder(marker.needle);
    marker.needle.outAt = *marker.needle.inAt + 600'000;
    marker.needle.countedAt = *marker.needle.outAt + 60'000;
    return marker;
}

record::Session sampleSession(std::mt19937& random, const record::PatientId& patient, int markers) {
    record::Session session;
    session.id = record::SessionId::make();
    session.patient = patient;
    session.startedAt = moment(random);
    if (random() % 3 != 0) session.utcOffset = fmt::format("{}{:02}:{:02}", random() % 2 != 0 ? '+' : '-', random() % 14, random() % 60);
    session.title = words(random, 200);
    for (int i = 0; i < markers; ++i) session.markers.push_back(sampleMarker(random));
    numberMarkers(session);
    if (random() % 3 != 0) fillVisit(random, session, false);
    return session;
}

record::Session fullSession(std::mt19937& random, const record::PatientId& patient) {
    record::Session session = sampleSession(random, patient, 0);
    fillVisit(random, session, true);
    session.markers = {fullMarker(random)};
    numberMarkers(session);
    return session;
}

record::Patient fullPatient(std::mt19937& random) {
    record::Patient patient = samplePatient(random);
    patient.birthDate = "1980-01-31";
    patient.details = {};
    Filler filler(random, true);
    describe(filler, patient.details);
    return patient;
}

}  // namespace myochart::test
