#pragma once
#include <string>
#include <vector>

#include "core/files.h"
#include "note/wording.h"
#include "record/chart.h"

namespace myochart::note {

/// A source that a pack's author had in front of them, and where it is found.
struct PackSource {
    std::string title, where;
};

/// Which sites a requirement about sites is made of.
enum class OfSites { needled, points, all };

/// One thing that a note has to say.
struct Requirement {
    std::vector<std::string> fields;  ///< dotted (recorded.h); one of them is enough
    std::string when;                 ///< a dotted field: only where that is recorded; empty: always
    OfSites of = OfSites::needled;
    Wording why;
};

/// The rules that a note is held against: what a board, a payer or a reporting guideline asks for, as its author understood
/// it. Data, not advice; the record does not become lawful by it.
struct RulePack {
    std::string key;  ///< its file's name without ending
    Wording title, about;
    std::vector<PackSource> sources;
    std::vector<Requirement> required;
};

/// What a note lacks.
struct Missing {
    std::string field;          ///< dotted: the first of the requirement's
    std::uint32_t site = 0;     ///< the site's number; 0: of no one site
    record::MarkerId marker;
    // In the language of the window:
    std::string what;           ///< "depth or depth in words"
    std::string sentence;       ///< "Not recorded at site 2: depth or depth in words."
    std::string why;
    bool isRemark = false;      ///< no rule asks for it (remarks.h)
};
/// In the order of the pack, site by site. Sites that nobody confirmed are asked nothing. OfSites::needled: needle sites,
/// and others at which a needle was in (wasNeedled).
std::vector<Missing> missing(const RulePack& pack, const record::Patient& patient, const record::Practice& practice,
                             const record::Session& session);

/// Reads one pack. Refuses one that is broken, with a sentence that names the file and the place; also fields that no
/// description has, by their name.
Result<RulePack> readPack(const Path& file);

/// The packs that are offered.
struct Packs {
    std::vector<RulePack> packs;      ///< "plain" first, then by key; a later folder's pack replaces one of the same key
    std::vector<std::string> faults;  ///< of those that were refused, a sentence each

    /// The pack of that key; without it "plain", else the first; null when there is none.
    const RulePack* pack(std::string_view key) const;
};
/// Every *.json of the folders but template.json, which only shows how one is written. A folder that is not there has none.
Packs readPacks(const std::vector<Path>& folders);

}  // namespace myochart::note
