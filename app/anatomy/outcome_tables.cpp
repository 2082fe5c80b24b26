#include "anatomy/table_rows.h"

// What is measured before and after, what is done at home, and what a nerve feels.

namespace myochart::anatomy {

Outcome readMotionNorms(const Path& folder, Tables& tables) {
    const Keys muscles = keysOf(tables.muscles);
    return readTable(folder, "rom_norms.csv",
                     {"key", "joint", "movement", "kind", "position", "norm", "low", "high", "unit", "sex", "age_band", "limited_by_muscles",
                      "source", "confidence", "note", "reviewed_by"},
                     tables.motionNorms, tables.faults, [&](RowReader& row, Keys& seen) {
                         MotionNorm norm;
                         norm.key = row.key("key", seen);
                         norm.joint = row.needed("joint");
                         norm.movement = row.needed("movement");
                         norm.kind = row.oneOf("kind", {"active", "passive"});
                         norm.position = row.text("position");
                         norm.norm = row.number("norm", -360, 360);
                         norm.low = row.maybeNumber("low", -360, 360);
                         norm.high = row.maybeNumber("high", -360, 360);
                         if (norm.low && norm.high && *norm.low > *norm.high) row.wrong("low is above high");
                         norm.unit = row.oneOf("unit", {"deg", "cm", "mm"});
                         norm.sex = row.oneOf("sex", {"any", "f", "m"});
                         norm.ageBand = row.needed("age_band");
                         norm.limitedBy = row.references("limited_by_muscles", muscles, "muscle");
                         norm.source = row.needed("source");
                         norm.confidence = row.oneOf("confidence", kConfidence);
                         norm.note = row.text("note");
                         norm.reviewedBy = row.text("reviewed_by");
                         return norm;
                     });
}

Outcome readPressureReferences(const Path& folder, Tables& tables) {
    const Keys muscles = keysOf(tables.muscles);
    return readTable(folder, "ppt_references.csv",
                     {"key", "site", "muscle_key", "population", "sex", "age_band", "value", "value_kind", "sd_or_ci", "unit", "value_kpa",
                      "device_and_ramp", "source", "confidence", "note", "reviewed_by"},
                     tables.pressureReferences, tables.faults, [&](RowReader& row, Keys& seen) {
                         PressureReference of;
                         of.key = row.key("key", seen);
                         of.site = row.needed("site");
                         of.muscle = row.text("muscle_key");
                         if (!of.muscle.empty()) row.references("muscle_key", muscles, "muscle");
                         of.population = row.needed("population");
                         of.sex = row.text("sex");
                         of.ageBand = row.text("age_band");
                         of.value = row.maybeNumber("value", -10'000, 10'000);
                         of.valueKind = row.needed("value_kind");
                         of.spread = row.text("sd_or_ci");
                         of.unit = row.text("unit");
                         of.kPa = row.maybeNumber("value_kpa", -10'000, 10'000);
                         of.device = row.text("device_and_ramp");
                         of.source = row.needed("source");
                         of.confidence = row.oneOf("confidence", kConfidence);
                         of.note = row.text("note");
                         of.reviewedBy = row.text("reviewed_by");
                         return of;
                     });
}

Outcome readExercises(const Path& folder, Tables& tables) {
    const Keys muscles = keysOf(tables.muscles);
    return readTable(folder, "home_exercises.csv",
                     {"key", "name", "muscle_keys", "kind", "position", "instructions", "dose", "should_feel", "stop_if", "cautions",
                      "equipment", "source", "confidence", "reviewed_by"},
                     tables.exercises, tables.faults, [&](RowReader& row, Keys& seen) {
                         HomeExercise exercise;
                         exercise.key = row.key("key", seen);
                         exercise.name = row.needed("name");
                         exercise.muscles = row.references("muscle_keys", muscles, "muscle");
                         exercise.kind = row.oneOf("kind", {"stretch", "strength", "self_release", "movement", "posture", "breathing", "aftercare"});
                         exercise.position = row.text("position");
                         exercise.instructions = row.needed("instructions");
                         exercise.dose = row.text("dose");
                         exercise.shouldFeel = row.text("should_feel");
                         exercise.stopIf = row.text("stop_if");
                         exercise.cautions = row.text("cautions");
                         exercise.equipment = row.text("equipment");
                         exercise.source = row.needed("source");
                         exercise.confidence = row.oneOf("confidence", kConfidence);
                         exercise.reviewedBy = row.text("reviewed_by");
                         return exercise;
                     });
}

Outcome readNerveFields(const Path& folder, Tables& tables) {
    const Keys regions = keysOf(tables.regions);
    return readTable(folder, "nerve_fields.csv",
                     {"key", "kind", "name", "roots", "region_keys", "key_place", "motor_check", "reflex", "source", "confidence", "reviewed_by"},
                     tables.nerveFields, tables.faults, [&](RowReader& row, Keys& seen) {
                         NerveField field;
                         field.key = row.key("key", seen);
                         field.kind = row.oneOf("kind", {"dermatome", "peripheral_nerve", "cranial_nerve"});
                         field.name = row.needed("name");
                         field.roots = row.needed("roots");
                         field.regions = row.references("region_keys", regions, "region");
                         field.keyPlace = row.needed("key_place");
                         field.motorCheck = row.text("motor_check");
                         field.reflex = row.text("reflex");
                         field.source = row.needed("source");
                         field.confidence = row.oneOf("confidence", kConfidence);
                         field.reviewedBy = row.text("reviewed_by");
                         return field;
                     });
}

}  // namespace myochart::anatomy
