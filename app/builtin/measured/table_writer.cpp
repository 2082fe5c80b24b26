#include <fmt/format.h>

#include "builtin/measured/measurement.h"
#include "builtin/measured/section_code.h"
#include "core/text.h"

namespace myochart::builtin {

namespace {

constexpr const char* kHeader =
    "myochart body table 1\n"
    "# Measurements of a reference body: sections through every structure. See docs/measured-body.md and NOTICE.\n"
    "# Frame: mm, x to the patient's left, y posterior, z up. structure: facts, then how it is cut (frame), the length "
    "of\n"
    "# one step in mm, its branches (points of an outline, sections, how each end is closed) with one line a section, "
    "and\n"
    "# its junctions (whole, parts, cuts). A section line holds whole steps: a..z are 0..25, A..Z are -1..-26, others "
    "have\n"
    "# their sign; first s less that of the section before, then a, b of each point less what the points before let\n"
    "# expect. image: the mirror image of a structure, moved by shift.\n";

std::string numbers(vec3 v, int decimals = 6) {
    return formatNumber(v.x, decimals) + " " + formatNumber(v.y, decimals) + " " + formatNumber(v.z, decimals);
}

void line(std::string& out, const char* word, const std::string& text) {
    if (!text.empty()) out += fmt::format("{} {}\n", word, text);
}

void writeFacts(std::string& out, const body::Structure& facts) {
    line(out, "name", facts.name);
    line(out, "latin", facts.latin);
    line(out, "fma", facts.fma);
    line(out, "file", facts.sourceFile);
    line(out, "muscle", facts.muscleKey);
    line(out, "region", facts.region);
    line(out, "side", std::string(name(facts.side)));
    line(out, "system", std::string(name(facts.system)));
    line(out, "layer", std::string(anatomy::name(facts.layer)));
}

std::string endText(const BranchEnd& end) {
    if (end.kind == BranchEnd::Kind::tip) return fmt::format("tip {} {} {}", end.tip[0], end.tip[1], end.tip[2]);
    return end.kind == BranchEnd::Kind::flat ? "flat" : "junction";
}

std::string refText(BranchRef ref) {
    return fmt::format("{}{}", ref.branch, ref.atLast ? '>' : '<');
}

void writeShape(std::string& out, const MeasuredShape& shape) {
    const bool fan = shape.frame.kind == SectionFrame::Kind::fan;
    out += fmt::format("frame {} {} {} {}", fan ? "fan" : "planes", numbers(shape.frame.origin, 3),
                       numbers(shape.frame.along), numbers(shape.frame.across));
    out += fan ? " " + formatNumber(shape.frame.radiusMm, 3) + "\n" : "\n";
    out += fmt::format("step {}\n", formatNumber(shape.stepMm, 4));
    for (const Branch& branch : shape.branches) {
        out += fmt::format("branch {} {} {} {}\n", branch.sections.front().outline.size(), branch.sections.size(),
                           endText(branch.first), endText(branch.last));
        const Section* before = nullptr;
        for (const Section& section : branch.sections) {
            out += measured::sectionText(section, before) + "\n";
            before = &section;
        }
    }
    for (const Junction& junction : shape.junctions) {
        out += "junction " + refText(junction.whole);
        for (const BranchRef part : junction.parts) out += " " + refText(part);
        for (const auto& cut : junction.cuts) out += fmt::format(" {} {}", cut[0], cut[1]);
        out += "\n";
    }
}

}  // namespace

std::string writeTable(const Measurement& m) {
    std::string out = kHeader;
    line(out, "name", m.name);
    line(out, "source", m.source);
    line(out, "licence", m.licence);
    out += fmt::format("mirror {} {}\n", numbers(m.mirror.normal), formatNumber(m.mirror.offsetMm, 3));
    out += fmt::format("structures {} {}\n", m.measured.size(), m.mirrored.size());
    for (const MeasuredStructure& structure : m.measured) {
        out += fmt::format("structure {}\n", structure.facts.key);
        writeFacts(out, structure.facts);
        writeShape(out, structure.shape);
    }
    for (const MirroredStructure& image : m.mirrored) {
        out += fmt::format("image {} {}\n", image.facts.key, image.of);
        writeFacts(out, image.facts);
        if (image.shiftMm != vec3(0)) out += "shift " + numbers(image.shiftMm, 3) + "\n";
    }
    return out + "end\n";
}

}  // namespace myochart::builtin
