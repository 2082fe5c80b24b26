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
            {"type", std::string(name(marker.type))},
            {"anchor", toJson(marker.anchor)},
            {"muscle", marker.muscle},
            {"side", std::string(name(marker.side))},
            {"sentence", marker.sentence},
            {"label", marker.label},
            {"note", marker.note},
            {"created_at", isoUtcMs(marker.createdAt)}};
}

json toJson(const SavedView& view) {
    return {{"set", view.set},
            {"target", triple(view.target)},
            {"azimuth_deg", number(view.azimuthDeg)},
            {"elevation_deg", number(view.elevationDeg)},
            {"distance_mm", number(view.distanceMm)},
            {"layers", view.layers},
            {"hidden", view.hidden},
            {"isolated", view.isolated},
            {"body", view.bodyName}};
}

json toJson(const Session& session) {
    json markers = json::array();
    for (const Marker& marker : session.markers) markers.push_back(toJson(marker));
    return {{"id", session.id.text},
            {"patient", session.patient.text},
            {"started_at", isoUtcMs(session.startedAt)},
            {"title", session.title},
            {"markers", std::move(markers)},
            {"view", toJson(session.view)}};
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
    const auto type = markerTypeFromName(in.text("type"));
    if (!type) in.say("type", "must be active, latent, satellite, tender or needle.");
    readAnchor(in, marker.anchor);
    marker.muscle = in.text("muscle");
    const auto side = sideFromName(in.text("side"));
    if (!side) in.say("side", "must be left, right or midline.");
    marker.sentence = in.text("sentence");
    marker.label = in.text("label");
    marker.note = in.text("note");
    marker.createdAt = in.moment("created_at");
    in.endOfObject();
    marker.type = type.value_or(MarkerType::active);
    marker.side = side.value_or(Side::midline);
    return finished<Marker>(in, std::move(marker), where, faultIn);
}

Result<SavedView> viewFromJson(const json& value, std::string_view where) {
    JsonReader in(value, where);
    SavedView view;
    view.set = in.truth("set");
    view.target = in.triple("target");
    view.azimuthDeg = in.number("azimuth_deg");
    view.elevationDeg = in.number("elevation_deg");
    view.distanceMm = in.number("distance_mm");
    view.layers = in.texts("layers");
    view.hidden = in.texts("hidden");
    view.isolated = in.texts("isolated");
    view.bodyName = in.text("body");
    in.endOfObject();
    if (!in.sound()) return refused(in.fault());
    return view;
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
    if (const json* seen = in.any("view")) {
        auto view = viewFromJson(*seen, in.place("view"));
        if (view) session.view = std::move(*view);
        else in.take(view.error());
    }
    in.endOfObject();
    return finished<Session>(in, std::move(session), where, faultIn);
}

}  // namespace myochart::chart
