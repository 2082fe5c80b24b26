#pragma once
#include "exchange/exporter.h"
#include "exchange/glb_file.h"

namespace myochart::test {

/// A body of one muscle, red with white ends, and a skin about it; the bundle's sites lie on it as they were placed.
inline exchange::BodyModel smallModel(const exchange::Bundle& bundle) {
    exchange::BodyModel model;
    model.name = "atlas", model.source = "Somebody's atlas", model.licence = "CC BY 4.0", model.checksum = "0123";
    const exchange::GlbShape ball = exchange::ballShape();
    const auto part = [&](const char* name, const char* group, float radiusMm) {
        exchange::ModelPart made;
        made.key = name, made.name = name, made.group = group;
        made.colour = vec3(1, 0, 0), made.endColour = vec3(1, 1, 1);
        for (const vec3& each : ball.positions) made.positions.push_back(vec3(0, 0, 1400) + vec3(each.x, -each.z, each.y) * radiusMm);
        for (const vec3& each : ball.normals) made.normals.push_back(vec3(each.x, -each.z, each.y));
        made.indices = ball.indices;
        return made;
    };
    model.parts.push_back(part("left upper trapezius", "Superficial muscles", 60));
    model.parts[0].muscleKey = "upper_trapezius";
    model.parts[0].side = Side::left;
    model.parts[0].tendon.assign(ball.positions.size(), 0);
    model.parts[0].tendon.back() = 255;
    model.parts.push_back(part("Skin of the body", "Skin", 90));
    model.parts[1].isSkin = true, model.parts[1].opacity = 0.3F;
    for (const record::Session& visit : bundle.sessions) {
        model.sites.emplace_back();
        for (const record::Marker& site : visit.markers) model.sites.back().push_back({site.anchor.position, site.anchor.normal, exchange::ShownSite::asPlaced, 0});
    }
    return model;
}

}  // namespace myochart::test
