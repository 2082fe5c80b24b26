#include "cli/asked_needle.h"

#include <cmath>

#include <fmt/format.h>

#include "cli/output.h"
#include "needle/site_needle.h"
#include "needle/target.h"
#include "places/site_safety.h"

namespace myochart::cli {

namespace {

/// What was given comes before what is charted at the site.
Outcome takeExtras(const NeedleArguments& arguments, const record::Needling& charted, AskedNeedle& asked) {
    if (const auto mm = arguments.pinchMm ? arguments.pinchMm : charted.liftMm) {
        auto lift = needle::liftFrom(*mm, asked.lift.target);
        if (!lift) return lift.error();
        asked.lift = std::move(*lift);
    }
    const auto seen = arguments.ultrasound.empty() ? needle::checked({charted.ultrasoundMuscleMm, charted.ultrasoundRibMm, charted.ultrasoundPleuraMm})
                                                   : needle::ultrasoundFrom(arguments.ultrasound);
    if (!seen) return seen.error();
    asked.ultrasound = *seen;
    return Done{};
}

Result<AskedNeedle> ofMarker(workspace::Program& program, const geometry::RayIndex& rays, const NeedleArguments& arguments) {
    const auto session = sessionWith(program, arguments.marker);
    if (session) noteReading(program, session->patient);
    if (!session) return session.error();
    const record::Marker* found = session->marker({arguments.marker});
    if (!found) return failed("That site is damaged and cannot be read.");
    const record::Marker& marker = *found;
    const body::Body& body = *program.bodies.current();
    if (marker.anchor.bodyChecksum != body.checksum()) return environmentFault("That site was charted on another body; give --entry and --direction on this one.");
    places::SkinWay skinWay(body);
    const auto approach = needle::approachAt(marker, body, rays, program.catalogue(), skinWay);
    const needle::Shaft charted = needle::needleAt(marker, body, rays, skinWay, approach ? std::optional(approach->direction) : std::nullopt).shaft;
    const std::optional<float> length = arguments.lengthMm ? arguments.lengthMm : marker.needle.depthMm;
    if (!length) return environmentFault("No depth is charted at that site; give --length.");
    auto shaft = needle::shaftFrom(charted.entry, charted.direction, *length);
    if (!shaft) return shaft.error();
    AskedNeedle asked{.shaft = *shaft, .muscle = places::muscleKeyOf(program.catalogue(), marker), .side = marker.side, .lift = {}, .ultrasound = {}, .needleMm = marker.needle.lengthMm};
    asked.lift.target = needle::structuresMeant(body, program.catalogue(), asked.muscle);
    if (auto outcome = takeExtras(arguments, marker.needle, asked); !outcome) return outcome.error();
    return asked;
}

Result<AskedNeedle> ofFigures(workspace::Program& program, const NeedleArguments& arguments) {
    if (arguments.entry.empty() || arguments.direction.empty()) return environmentFault("Give --entry and --direction, or --marker.");
    const auto entry = numbers(arguments.entry, 3, "--entry");
    if (!entry) return entry.error();
    const auto direction = numbers(arguments.direction, 3, "--direction");
    if (!direction) return direction.error();
    auto shaft = needle::shaftFrom({(*entry)[0], (*entry)[1], (*entry)[2]}, {(*direction)[0], (*direction)[1], (*direction)[2]}, arguments.lengthMm.value_or(0));
    if (!shaft) return shaft.error();
    const body::Body& body = *program.bodies.current();
    if (needle::distanceFrom(body, shaft->entry) > needle::kSkinReachMm) return refused("The entry lies off this body.");
    if (!arguments.target.empty() && !program.catalogue().muscle(arguments.target))
        return environmentFault(fmt::format("No muscle has the key \"{}\"; `search` finds it.", arguments.target));
    AskedNeedle asked;
    asked.shaft = *shaft;
    asked.muscle = arguments.target;
    asked.lift.target = needle::structuresMeant(body, program.catalogue(), asked.muscle);
    if (auto outcome = takeExtras(arguments, {}, asked); !outcome) return outcome.error();
    return asked;
}

}  // namespace

Outcome finite(std::optional<float> number, std::string_view option) {
    if (number && !std::isfinite(*number)) return environmentFault(fmt::format("{} takes a number.", option));
    return Done{};
}

void addNeedleOptions(CLI::App* verb, const std::shared_ptr<NeedleArguments>& arguments) {
    verb->add_option("--entry", arguments->entry, "Where it goes in: X,Y,Z (mm)");
    verb->add_option("--direction", arguments->direction, "Where its tip points: DX,DY,DZ");
    verb->add_option("--length", arguments->lengthMm, "How far it is in, mm");
    verb->add_option("--marker", arguments->marker, "The site whose needle is meant, charted on this body");
    verb->add_option("--target", arguments->target, "Key of the muscle that is meant");
    verb->add_option("--pinch", arguments->pinchMm, "Lifted in a pincer grip, mm");
    verb->add_option("--habitus", arguments->habitus, "The layer under the skin, times as thick as measured: 0.6 lean to 3 large");
    verb->add_option("--ultrasound", arguments->ultrasound, "Depths that ultrasound showed: muscle=MM,rib=MM,pleura=MM");
}

Result<AskedNeedle> askedNeedle(workspace::Program& program, const geometry::RayIndex& rays, const NeedleArguments& arguments) {
    for (const auto& [number, option] : {std::pair(arguments.lengthMm, "--length"), std::pair(arguments.pinchMm, "--pinch"), std::pair(std::optional(arguments.halfAngle), "--half-angle")})
        if (auto outcome = finite(number, option); !outcome) return outcome.error();
    if (arguments.marker.empty()) return ofFigures(program, arguments);
    if (!arguments.entry.empty() || !arguments.direction.empty() || !arguments.target.empty())
        return environmentFault("--marker says where and for which muscle; --entry, --direction and --target are another way.");
    return ofMarker(program, rays, arguments);
}

}  // namespace myochart::cli
