#include "workspace/trail_words.h"

#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "exchange/csv_text.h"

namespace myochart::workspace {

namespace {

/// What a verb is in words: with site and day, with the day alone, and where neither is known.
struct VerbWords {
    std::string_view verb;
    const char *site = nullptr, *day = nullptr, *bare = nullptr;
};

constexpr std::array kVerbs = {
    VerbWords{"read", nullptr, nullptr, mark("Chart read")},
    VerbWords{"export", nullptr, mark("Visit of {} handed over as a file"), mark("Handed over as a file")},
    VerbWords{"print", nullptr, mark("Pages or a picture made of the visit of {}"), mark("Pages or a picture made")},
    VerbWords{"import.refused", nullptr, nullptr, mark("An import was refused")},
    VerbWords{"patient.add", nullptr, nullptr, mark("Patient added")},
    VerbWords{"patient.change", nullptr, nullptr, mark("What is kept of the patient changed")},
    VerbWords{"patient.remove", nullptr, nullptr, mark("Patient deleted")},
    VerbWords{"patient.restore", nullptr, nullptr, mark("Patient brought back")},
    VerbWords{"patient.erase", nullptr, nullptr, mark("Patient erased for good")},
    VerbWords{"import.patient", nullptr, nullptr, mark("Patient taken over from a file")},
    VerbWords{"purge.patient", nullptr, nullptr, mark("Patient erased 30 days after being deleted")},
    VerbWords{"upgrade.patient", nullptr, nullptr, mark("What is kept of the patient written in a newer form")},
    VerbWords{"session.add", nullptr, mark("Visit of {} begun"), mark("A visit begun")},
    VerbWords{"session.change", nullptr, mark("Visit of {} changed"), mark("A visit changed")},
    VerbWords{"session.remove", nullptr, mark("Visit of {} deleted"), mark("A visit deleted")},
    VerbWords{"session.restore", nullptr, mark("Visit of {} brought back"), mark("A visit brought back")},
    VerbWords{"session.erase", nullptr, nullptr, mark("A visit erased for good")},
    VerbWords{"import.session", nullptr, mark("Visit of {} taken over from a file"), mark("A visit taken over from a file")},
    VerbWords{"purge.session", nullptr, nullptr, mark("A visit erased 30 days after being deleted")},
    VerbWords{"upgrade.session", nullptr, mark("Visit of {} written in a newer form"), mark("A visit written in a newer form")},
    VerbWords{"marker.add", mark("Site {0} of the visit of {1} placed"), mark("A site of the visit of {} placed"), mark("A site placed")},
    VerbWords{"marker.change", mark("Site {0} of the visit of {1} changed"), mark("A site of the visit of {} changed"), mark("A site changed")},
    VerbWords{"marker.remove", nullptr, mark("A site of the visit of {} taken away"), mark("A site taken away")},
    VerbWords{"marker.erase", nullptr, nullptr, mark("A site erased for good")},
    VerbWords{"purge.marker", nullptr, nullptr, mark("A site erased 30 days after being deleted")},
    VerbWords{"upgrade.marker", mark("Site {0} of the visit of {1} written in a newer form"), nullptr, mark("A site written in a newer form")},
    VerbWords{"merge.patient", nullptr, nullptr, mark("What is kept of the patient merged with another copy")},
    VerbWords{"merge.session", nullptr, mark("Visit of {} merged with another copy"), mark("A visit merged with another copy")},
    VerbWords{"merge.marker", mark("Site {0} of the visit of {1} merged with another copy"), mark("A site of the visit of {} merged with another copy"), mark("A site merged with another copy")},
    VerbWords{"protect.patient", nullptr, nullptr, mark("Encrypted with the record")},
    VerbWords{"protect.session", nullptr, mark("Visit of {} encrypted with the record"), mark("Encrypted with the record")},
    VerbWords{"protect.marker", mark("Site {0} of the visit of {1} encrypted with the record"), nullptr, mark("Encrypted with the record")},
    VerbWords{"protect.practice", nullptr, nullptr, mark("Encrypted with the record")},
    VerbWords{"practice.change", nullptr, nullptr, mark("What is kept of the practice changed")},
    VerbWords{"upgrade.practice", nullptr, nullptr, mark("What is kept of the practice written in a newer form")},
    VerbWords{"record.create", nullptr, nullptr, mark("Record begun")},
    VerbWords{"record.opened", nullptr, nullptr, mark("Record opened")},
    VerbWords{"record.unlock", nullptr, nullptr, mark("Record unlocked")},
    VerbWords{"record.lock", nullptr, nullptr, mark("Record locked")},
    VerbWords{"record.passphrase", nullptr, nullptr, mark("Passphrase changed")},
    VerbWords{"record.recovery_code", nullptr, nullptr, mark("New recovery code made")},
    VerbWords{"record.recovery", nullptr, nullptr, mark("Recovery code used")},
    VerbWords{"record.protect", nullptr, nullptr, mark("Record encrypted")},
    VerbWords{"record.restore", nullptr, nullptr, mark("A backup put back")},
    VerbWords{"record.older_copy", nullptr, nullptr, mark("An older copy found in the record's place")},
};

constexpr const char* kKnownReasons[] = {mark("correction of an earlier visit"), mark("erased before; an older copy had it still"), mark("merging of two copies")};

/// The day of a visit and the numbers of its sites.
struct NamedVisit {
    std::string day;
    std::map<std::string, std::uint32_t> sites;
};

class Visits {
  public:
    explicit Visits(store::Record& record) : record_(record) {}
    /// Null: it cannot be read (any more).
    const NamedVisit* find(const std::string& id) {
        if (id.empty()) return nullptr;
        auto [known, isNew] = visits_.try_emplace(id);
        if (isNew)
            if (const auto read = record_.readable({id})) {
                known->second.emplace();
                known->second->day = dayInFullAt(read->session.startedAt, read->session.utcOffset);
                for (const record::Marker& marker : read->session.markers) known->second->sites.emplace(marker.id.text, marker.number);
            }
        return known->second ? &*known->second : nullptr;
    }

  private:
    store::Record& record_;
    std::map<std::string, std::optional<NamedVisit>> visits_;
};

std::string wordsOf(const store::TrailRow& row, Visits& visits) {
    if (row.verb == "record.unlock_failed") {
        const auto tries = static_cast<unsigned long>(row.count);
        return trnf("{} try to unlock the record failed", "{} tries to unlock the record failed", tries, row.count);
    }
    for (const VerbWords& each : kVerbs) {
        if (each.verb != row.verb) continue;
        // What was handed over may be the whole patient, under whose id no visit stands.
        const NamedVisit* visit = each.site || each.day ? visits.find(row.session.empty() && row.object != row.patient ? row.object : row.session) : nullptr;
        const auto site = visit ? visit->sites.find(row.object) : std::map<std::string, std::uint32_t>::const_iterator();
        if (visit && each.site && site != visit->sites.end()) return saidOf(each.site, site->second, visit->day).text;
        if (visit && each.day) return saidOf(each.day, visit->day).text;
        return tr(each.bare);
    }
    return displayText(row.verb, 60);  // of a newer Myochart
}

}  // namespace

std::vector<TrailLine> inWords(store::Record& record, std::vector<store::TrailRow> rows) {
    Visits visits(record);
    std::vector<TrailLine> lines;
    for (store::TrailRow& row : rows) {
        std::string what = wordsOf(row, visits);
        lines.push_back({std::move(row), std::move(what)});
    }
    return lines;
}

std::string byWhat(const store::TrailRow& row) {
    if (row.author.via == "window") return tr("window");
    if (row.author.via == "command line") return tr("command line");
    return displayText(row.author.via, 40);
}

std::string whyOf(const store::TrailRow& row) {
    (void)kKnownReasons;  // marked, for tr()
    return std::string(tr(std::string_view(row.author.reason)));
}

std::string trailTable(const std::vector<store::TrailRow>& rows) {
    std::string table = "seq,utc,actor,via,verb,count,object,patient,session,reason\n";
    for (const store::TrailRow& row : rows) {
        table += fmt::format("{},{}", row.seq, isoUtc(row.utc));
        const std::string count = row.count == 0 ? std::string() : std::to_string(row.count);
        for (const std::string& cell : {row.author.actor, row.author.via, row.verb, count, row.object, row.patient, row.session, row.author.reason}) {
            table += ',';
            exchange::addCell(table, exchange::harmless(cell));
        }
        table += '\n';
    }
    return table;
}

}  // namespace myochart::workspace
