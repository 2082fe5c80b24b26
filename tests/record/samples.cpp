#include "record/samples.h"

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

}  // namespace

record::Patient samplePatient(std::mt19937& random) {
    record::Patient patient;
    patient.id = record::PatientId::make();
    patient.name = "P " + words(random, 190);
    if (random() % 3 != 0) patient.birthDate = fmt::format("19{:02}-{:02}-{:02}", random() % 100, 1 + random() % 12, 1 + random() % 28);
    patient.note = words(random, 9000) + "\nsecond line";
    patient.createdAt = moment(random);
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
    marker.note = words(random, 2000);
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
    return session;
}

}  // namespace myochart::test
