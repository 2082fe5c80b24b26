#include "store/erased_list.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/id.h"
#include "core/log.h"
#include "core/text.h"
#include "core/words.h"

namespace myochart::store {

namespace {

constexpr std::uint64_t kMostListBytes = 64U << 20;
constexpr UtcMs kSecondMs = 1000;

/// The file tells whole seconds: never one before the erasing.
UtcMs upToSecond(UtcMs at) { return (at + kSecondMs - 1) / kSecondMs * kSecondMs; }

}  // namespace

Result<ErasedList> ErasedList::read(const Path& file) {
    ErasedList list;
    list.file_ = file;
    std::error_code fault;
    if (std::filesystem::symlink_status(file, fault).type() == std::filesystem::file_type::not_found) return list;
    auto text = readTextFile(file, kMostListBytes);
    if (!text) return text.error();
    list.text_ = std::move(*text);
    for (const std::string& line : split(list.text_, '\n')) {
        if (trim(line).empty()) continue;
        const size_t blank = line.find(' ');
        const std::string uuid = line.substr(0, blank);
        const auto at = blank == std::string::npos ? std::nullopt : parseIsoUtc(trim(line.substr(blank + 1)));
        if (isUuid(uuid) && at)
            list.entries_.push_back({uuid, *at});
        else
            ++list.unreadable_;
    }
    return list;
}

Outcome ErasedList::add(const std::vector<Erased>& erased) {
    std::string text = text_;
    std::vector<Erased> entries = entries_;
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    for (const Erased& each : erased) {
        if (std::ranges::any_of(entries, [&](const Erased& known) { return known.patient == each.patient && known.at >= each.at; })) continue;
        entries.push_back({each.patient, upToSecond(each.at)});
        text += fmt::format("{} {}\n", each.patient, isoUtc(entries.back().at));
    }
    if (entries.size() == entries_.size()) return Done{};
    if (const Outcome written = writeFileAtomically(file_, std::string_view(text)); !written) return written;
    text_ = std::move(text);
    entries_ = std::move(entries);
    return Done{};
}

Outcome eraseForGood(Record& record, const record::PatientId& patient, const std::string& reason, const Path& list) {
    const auto isIn = [&](const std::vector<Erased>& all) { return std::ranges::find(all, patient.text, &Erased::patient) != all.end(); };
    const auto before = record.erased();
    if (!before) return before.error();
    const Outcome erased = isIn(*before) ? Outcome(Done{}) : record.erasePatient(patient, reason);
    const auto all = erased && isIn(*before) ? before : record.erased();
    if (!all) return all.error();
    if (!isIn(*all)) return erased;
    auto kept = ErasedList::read(list);
    const Outcome listed = kept ? kept->add(*all) : Outcome(kept.error());
    if (!listed)
        return failed(said("The patient is erased, but that could not be written into {}, which keeps older backups from bringing the patient back: {} Erase again to try once more.",
                           shown(list), listed.error().sentence()));
    return erased;  // with what of it is left to be done
}

Outcome eraseAgain(Record& record, const ErasedList& list) {
    const auto done = record.eraseAgain(list.entries());
    if (!done) return done.error();
    if (*done > 0) log::info(fmt::format("{} who were erased for good had come back with a copy and were erased again.", *done));
    return Done{};
}

std::function<Outcome(Record&)> erasingAgain(const Path& list) {
    return [list](Record& record) -> Outcome {
        const auto erased = ErasedList::read(list);
        return erased ? eraseAgain(record, *erased) : Outcome(erased.error());
    };
}

}  // namespace myochart::store
