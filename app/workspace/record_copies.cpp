#include <algorithm>

#include <fmt/format.h>

#include "core/words.h"
#include "workspace/record_desk.h"

namespace myochart::workspace {

// Copies of the record, and what is told of its damage.

Path RecordDesk::newFile(std::string_view what, size_t precision) const {
    std::string moment = isoUtc(clock_.utc()).substr(0, precision);
    std::replace(moment.begin(), moment.end(), ':', '-');
    return dataFolder_ / fmt::format("{}-{}.myochart", what, moment);
}

void RecordDesk::writeCopy(const std::string& title, std::function<Outcome()> write, std::string done, bool stays) {
    jobs_.start(title, [this, write = std::move(write), done = std::move(done), stays](Progress&) -> std::function<void()> {
        return [this, outcome = write(), done, stays] {
            if (!outcome) return notices_.tell(outcome.error().message, true);
            notices_.tell(done, stays);
        };
    });
}

void RecordDesk::keepUnsaved(const Path& file) {
    if (!isOpen()) return;
    writeCopy(tr("Saving elsewhere"), [this, file] { return saving().keepElsewhere(file); },
              trf("What could not be saved is in {} now; keep that file and ask for help with it.", shown(file)), true);
}

void RecordDesk::backUp(const Path& file) {
    if (!isOpen()) return;
    writeCopy(tr("Saving a backup copy"),
              [this, file] { return link_.saving().run<Outcome>([file](store::Record& r) { return r.backUp(file); }); },
              trf("A copy of the whole record is in {}; keep it on another disk.", shown(file)), false);
}

void RecordDesk::offerBackup(std::string text) {
    notices_.offer(std::move(text), tr("Save a copy"), [this] { backUp(placeForBackup()); }, true);
}

void RecordDesk::tellDamage(const std::vector<store::Damage>& damage) {
    std::vector<const store::Damage*> fresh;
    for (const store::Damage& each : damage)
        if (toldDamage_.insert(each.id).second) fresh.push_back(&each);
    if (fresh.empty()) return;
    offerBackup(trnf("One entry of the record is damaged and left out; the rest can be used. {1}",
                     "{0} entries of the record are damaged and left out; the rest can be used. {1}", fresh.size(), fresh.size(),
                     fresh.front()->sentence));
}

}  // namespace myochart::workspace
