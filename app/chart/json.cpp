#include "chart/json.h"

#include <charconv>

#include <fmt/format.h>

#include "chart/json_reader.h"

namespace myochart::chart {

namespace {

using nlohmann::json;

/// The shortest decimal that reads back as the same float; keeps files small and readable.
json number(float value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    double shortest = 0;
    std::from_chars(text, end, shortest);
    return static_cast<float>(shortest) == value ? shortest : static_cast<double>(value);
}

json triple(vec3 v) { return json::array({number(v.x), number(v.y), number(v.z)}); }

json toJson(const SurfaceAnchor& anchor) {
    return {{"structure", anchor.structureKey},
            {"triangle", anchor.triangle},
            {"barycentric", triple(anchor.barycentric)},
            {"position", triple(anchor.position)},
            {"normal", triple(anchor.normal)},
            {"body_checksum", anchor.bodyChecksum},
            {"address",
             {{"muscle", anchor.address.muscleKey},
              {"u", number(anchor.address.u)},
              {"v", number(anchor.address.v)},
              {"w", number(anchor.address.w)}}},
            {"error_radius_mm", number(anchor.errorRadiusMm)}};
}

void readAddress(JsonReader& outer, MuscleAddress& address) {
    const json* value = outer.any("address");
    if (!value) return;
    JsonReader in(*value, outer.place("address"));
    address.muscleKey = in.text("muscle");
    address.u = in.number("u");
    address.v = in.number("v");
    address.w = in.number("w");
    in.endOfObject();
    if (!in.sound()) outer.take(refused(in.fault()));
}

void readAnchor(JsonReader& outer, SurfaceAnchor& anchor) {
    const json* value = outer.any("anchor");
    if (!value) return;
    JsonReader in(*value, outer.place("anchor"));
    anchor.structureKey = in.text("structure");
    anchor.triangle = in.count("triangle");
    anchor.barycentric = in.triple("barycentric");
    anchor.position = in.triple("position");
    anchor.normal = in.triple("normal");
    anchor.bodyChecksum = in.text("body_checksum");
    readAddress(in, anchor.address);
    anchor.errorRadiusMm = in.number("error_radius_mm");
    in.endOfObject();
    if (!in.sound()) outer.take(refused(in.fault()));
}

json toJson(const ByHand& byHand) {
    json fields = json::array();
    for (const auto& [field, written] : {std::pair("muscle", byHand.muscle), std::pair("side", byHand.side),
                                         std::pair("sentence", byHand.sentence)})
        if (written) fields.push_back(field);
    return fields;
}

ByHand readByHand(JsonReader& in) {
    ByHand byHand;
    for (const std::string& field : in.texts("by_hand")) {
        if (field == "muscle") byHand.muscle = true;
        else if (field == "side") byHand.side = true;
        else if (field == "sentence") byHand.sentence = true;
        else in.say("by_hand", "may hold muscle, side and sentence.");
    }
    return byHand;
}

/// What was read when both the fields and the value are sound.
template <class T>
Result<T> finished(const JsonReader& in, T value, std::string_view where, std::string (*fault)(const T&)) {
    if (!in.sound()) return refused(in.fault());
    if (const std::string text = fault(value); !text.empty())
        return refused(where.empty() ? text : fmt::format("{}.{}", where, text));
    return value;
}

}  // namespace

json toJson(const Patient& patient) {
    return {{"id", patient.id.text},
            {"name", patient.name},
            {"birth_date", patient.birthDate},
            {"note", patient.note},
            {"created_at", isoUtcMs(patient.createdAt)}};
}

json toJson(const Marker& marker) {
    return {{"id", marker.id.text},
            {"number", marker.number},
            {"type", std::string(name(marker.type))},
            {"anchor", toJson(marker.anchor)},
            {"muscle", marker.muscle},
            {"side", std::string(name(marker.side))},
            {"sentence", marker.sentence},
            {"by_hand", toJson(marker.byHand)},
            {"label", marker.label},
            {"note", marker.note},
            {"created_at", isoUtcMs(marker.createdAt)}};
}

json toJson(const Session& session) {
    json markers = json::array();
    for (const Marker& marker : session.markers) markers.push_back(toJson(marker));
    return {{"id", session.id.text},
            {"patient", session.patient.text},
            {"started_at", isoUtcMs(session.startedAt)},
            {"title", session.title},
            {"markers", std::move(markers)},
            {"last_number", session.lastNumber}};
}

Result<Patient> patientFromJson(const json& value, std::string_view where) {
    JsonReader in(value, where);
    Patient patient;
    patient.id.text = in.text("id");
    patient.name = in.text("name");
    patient.birthDate = in.text("birth_date");
    patient.note = in.text("note");
    patient.createdAt = in.moment("created_at");
    in.endOfObject();
    return finished<Patient>(in, std::move(patient), where, faultIn);
}

Result<Marker> markerFromJson(const json& value, std::string_view where) {
    JsonReader in(value, where);
    Marker marker;
    marker.id.text = in.text("id");
    marker.number = in.count("number");
    const auto type = markerTypeFromName(in.text("type"));
    if (!type) in.say("type", "must be active, latent, satellite, tender or needle.");
    readAnchor(in, marker.anchor);
    marker.muscle = in.text("muscle");
    const auto side = sideFromName(in.text("side"));
    if (!side) in.say("side", "must be left, right or midline.");
    marker.sentence = in.text("sentence");
    marker.byHand = readByHand(in);
    marker.label = in.text("label");
    marker.note = in.text("note");
    marker.createdAt = in.moment("created_at");
    in.endOfObject();
    marker.type = type.value_or(MarkerType::active);
    marker.side = side.value_or(Side::midline);
    return finished<Marker>(in, std::move(marker), where, faultIn);
}

void upgradeMarkerJson(json& marker) {
    if (!marker.is_object()) return;
    marker.emplace("number", 0);
    marker.emplace("by_hand", json::array());
}

void upgradeSessionJson(json& session) {
    if (!session.is_object()) return;
    session.erase("view");
    size_t number = 0;
    if (session.contains("markers") && session["markers"].is_array())
        for (json& marker : session["markers"]) {
            upgradeMarkerJson(marker);
            if (marker.is_object()) marker["number"] = ++number;
        }
    session.emplace("last_number", number);
}

Result<Session> sessionFromJson(const json& value, std::string_view where) {
    JsonReader in(value, where);
    Session session;
    session.id.text = in.text("id");
    session.patient.text = in.text("patient");
    session.startedAt = in.moment("started_at");
    session.title = in.text("title");
    const json* markers = in.array("markers");
    if (markers && markers->size() > kMaxMarkers)
        in.say("markers", fmt::format("has {} entries; the limit is {}.", markers->size(), kMaxMarkers));
    for (size_t i = 0; in.sound() && i < markers->size(); ++i) {
        auto marker = markerFromJson((*markers)[i], fmt::format("{}[{}]", in.place("markers"), i));
        if (marker) session.markers.push_back(std::move(*marker));
        else in.take(marker.error());
    }
    session.lastNumber = in.count("last_number");
    in.endOfObject();
    return finished<Session>(in, std::move(session), where, faultIn);
}

}  // namespace myochart::chart
