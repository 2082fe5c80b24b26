#include "store/save_queue.h"

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "core/log.h"
#include "core/wiped_memory.h"
#include "core/words.h"

namespace myochart::store {

namespace {

constexpr auto kRetryAfter = std::chrono::seconds(2);

/// What can pass by itself, or by the user making room. The rest stays as it is however often it is tried.
bool canPass(const Error& error) { return error.kind != ErrorKind::refused && error.kind != ErrorKind::conflict; }

/// For a patient that could not be read any more; the id is the right one.
record::Patient unknownPatient(const record::PatientId& id) {
    record::Patient patient;
    patient.id = id;
    patient.name = "Name could not be read";
    patient.createdAt = nowUtc();
    return patient;
}

}  // namespace

/// Either a change to save or work to run.
struct SaveQueue::Item {
    SessionChange change;
    std::function<void(Record&)> work;  ///< empty: save the change
};

SaveQueue::SaveQueue(std::unique_ptr<Record> record) : record_(std::move(record)), thread_([this] { work(); }) {}

SaveQueue::~SaveQueue() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void SaveQueue::save(SessionChange change) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::make_unique<Item>(Item{std::move(change), {}}));
        ++given_;
    }
    wake_.notify_all();
}

void SaveQueue::post(std::function<void(Record&)> work) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::make_unique<Item>(Item{{}, std::move(work)}));
    }
    wake_.notify_all();
}

SaveState SaveQueue::state() const {
    const std::lock_guard lock(mutex_);
    if (!failure_.empty() || !refused_.empty()) return SaveState::failed;
    return done_ == given_ ? SaveState::saved : SaveState::saving;
}

std::string SaveQueue::failure() const {
    const std::lock_guard lock(mutex_);
    const std::string& reason = !failure_.empty() || refused_.empty() ? failure_ : refused_.begin()->second.why.message;
    if (rescued_.empty() || reason.empty()) return reason;
    if (rescuedWhole_) return trf("It is kept, with the whole record, in {} beside the record. {}", shown(rescued_.filename()), reason);
    return trf("It is kept in {} beside the record. {}", shown(rescued_.filename()), reason);
}

bool SaveQueue::triesAgain() const {
    const std::lock_guard lock(mutex_);
    return !failure_.empty();
}

std::vector<Unsaved> SaveQueue::unsaved() const {
    const std::lock_guard lock(mutex_);
    std::map<record::SessionId, Unsaved> newest;
    for (const auto& [id, refused] : refused_) newest[id] = {refused.after, refused.why.message, {}};
    if (trying_) newest[trying_->after.id] = {trying_->after, failure_, {}};
    for (const auto& item : waiting_)
        if (!item->work) newest[item->change.after.id].session = item->change.after;
    std::vector<Unsaved> list;
    for (auto& [id, unsaved] : newest) {
        if (const auto known = patients_.find(unsaved.session.patient); known != patients_.end()) unsaved.patientName = known->second.name;
        list.push_back(std::move(unsaved));
    }
    return list;
}

Outcome SaveQueue::keepElsewhere(const Path& file) {
    std::map<record::PatientId, record::Patient> patients;
    std::vector<record::Session> sessions;
    size_t lost = 0;
    for (Unsaved& each : unsaved()) {
        patients.emplace(each.session.patient, unknownPatient(each.session.patient));
        lost += std::erase_if(each.session.markers, [](const record::Marker& marker) { return !faultIn(marker).empty(); });
        sessions.push_back(std::move(each.session));
    }
    {
        const std::lock_guard lock(mutex_);
        for (auto& [id, patient] : patients)
            if (const auto known = patients_.find(id); known != patients_.end()) patient = known->second;
    }
    if (std::error_code fault; std::filesystem::exists(std::filesystem::symlink_status(file, fault)))
        return failed(said("{} is there already; choose a new name.", shown(file)));
    if (const auto made = record_->makeBeside(file); !made) return made.error();
    auto record = record_->openBeside(file);
    if (!record) return record.error();
    std::vector<record::Patient> people;
    for (auto& [id, patient] : patients) people.push_back(std::move(patient));
    if (auto kept = (*record)->importAll(people, sessions); !kept) return kept.error();
    if (lost > 0) return failed(said("{} keeps the visits, but {} of their markers are not sound and are missing.", shown(file), lost));
    return Done{};
}

void SaveQueue::forget(const record::PatientId& patient) {
    const std::lock_guard lock(mutex_);
    std::erase_if(refused_, [&](const auto& each) { return each.second.after.patient == patient; });
    patients_.erase(patient);
}

bool SaveQueue::flush(int timeoutMs) {
    std::unique_lock lock(mutex_);
    const std::uint64_t wanted = given_;
    return idle_.wait_for(lock, std::chrono::milliseconds(timeoutMs), [&] { return done_ >= wanted; }) && refused_.empty();
}

void SaveQueue::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
        if (waiting_.empty()) break;
        const std::unique_ptr<Item> item = std::move(waiting_.front());
        waiting_.pop_front();
        if (item->work) runWork(*item, lock);
        else saveChange(*item, lock);
    }
    if (!refused_.empty())
        log::error(fmt::format("{} visits could not be saved before the program ended: {}", refused_.size(), refused_.begin()->second.why.inEnglish()));
    record_.reset();
    wipeUnusedStack();
}

void SaveQueue::runWork(Item& item, std::unique_lock<std::mutex>& lock) {
    lock.unlock();
    try {
        item.work(*record_);
    } catch (...) {
        // The text may hold anything; what failed is told by the work's own answer.
        log::error("Work on the record ended with an exception.");
    }
    lock.lock();
}

Outcome SaveQueue::tryToSave(const SessionChange& change) noexcept try {
    return record_->put(change);
} catch (...) {
    return refused(said("The program made a fault while saving this visit; save a copy of it and start the program again."));
}

/// Until it is saved or refused, or once more at the end of the program.
void SaveQueue::saveChange(Item& item, std::unique_lock<std::mutex>& lock) {
    const auto earlier = refused_.find(item.change.after.id);
    if (earlier != refused_.end()) item.change.before = earlier->second.before;
    trying_ = item.change;
    const bool known = patients_.contains(item.change.after.patient);
    Outcome outcome = earlier != refused_.end() && earlier->second.gaveUp ? Outcome(failed(earlier->second.why.sentence())) : Outcome(Done{});
    bool last = !outcome.ok();
    if (!known && !last) readPatient(item.change.after.patient, lock);
    while (!last) {
        last = stopping_;
        lock.unlock();
        outcome = tryToSave(item.change);
        lock.lock();
        if (outcome.ok() || !canPass(outcome.error())) break;
        if (failure_ != outcome.error().message) log::error(fmt::format("Saving failed: {}", outcome.error().inEnglish()));
        failure_ = outcome.error().message;
        if (const auto place = record_->rescuePlace(); place && rescuedUpTo_ != given_) rescue(*place, true, lock);
        if (!last)
            wake_.wait_for(lock, kRetryAfter, [&] { return stopping_ || (rescuedWhole_ && rescuedUpTo_ != given_); });
    }
    if (outcome.ok() || !canPass(outcome.error())) failure_.clear();
    trying_.reset();
    if (outcome.ok()) {
        refused_.erase(item.change.after.id);
        // The record is back; the copy stays, for somebody may work in it.
        if (std::exchange(rescuedWhole_, false)) rescued_.clear();
    } else
        setAside(std::move(item.change), outcome.error(), lock);
    ++done_;
    idle_.notify_all();
}

/// So that keepElsewhere() knows whose visit it is even when the record cannot be read any more.
void SaveQueue::readPatient(const record::PatientId& id, std::unique_lock<std::mutex>& lock) {
    lock.unlock();
    std::optional<record::Patient> patient;
    try {
        if (auto read = record_->patient(id)) patient = std::move(*read);
    } catch (...) {
        log::error("A patient could not be read.");
    }
    lock.lock();
    if (patient) patients_[id] = std::move(*patient);
}

void SaveQueue::setAside(SessionChange change, const Error& error, std::unique_lock<std::mutex>& lock) {
    const record::SessionId id = change.after.id;
    if (!canPass(error)) log::error(fmt::format("A change was refused: {}", error.inEnglish()));
    refused_[id] = {std::move(change.before), std::move(change.after), error, canPass(error)};
    if (const auto place = record_->rescuePlace()) rescue(*place, canPass(error), lock);
}

void SaveQueue::rescue(const Path& place, bool whole, std::unique_lock<std::mutex>& lock) {
    const std::uint64_t upTo = given_;
    if (rescuedWhole_ && rescuedUpTo_ == upTo) return;
    const bool hadWhole = rescuedWhole_;
    lock.unlock();
    Result<Path> kept = failed(said("The copy could not be made."));
    whole = whole || hadWhole;
    try {
        if (whole) kept = keepInWholeCopy(place);
        if (!kept) {  // of a record that was cut no whole copy can be made: what is not saved, alone
            whole = false;
            if (const auto copied = keepElsewhere(place)) kept = place;
            else kept = copied.error();
        }
    } catch (...) {
        log::error("Making the copy ended with an exception.");
    }
    lock.lock();
    rescuedUpTo_ = upTo;
    if (!kept) return log::error(kept.error().inEnglish());
    std::error_code fault;
    if (!whole && !hadWhole && !rescued_.empty())
        std::filesystem::remove(rescued_, fault);  // the new one holds the same and more
    rescued_ = *kept;
    rescuedWhole_ = whole;
}

Result<Path> SaveQueue::keepInWholeCopy(const Path& place) {
    if (rescuedWhole_ && putUnsavedInto(rescued_)) return rescued_;
    if (const auto copied = record_->backUp(place); !copied) return copied.error();
    const auto put = putUnsavedInto(place);
    std::error_code fault;
    if (!put) std::filesystem::remove(place, fault);
    if (!put) return put.error();
    return place;
}

Outcome SaveQueue::putUnsavedInto(const Path& copy) const {
    auto record = record_->openBeside(copy);
    if (!record) return record.error();
    for (Unsaved& each : unsaved()) {
        auto held = (*record)->readable(each.session.id);
        const auto put = (*record)->put({held ? std::move(held->session) : record::Session{}, std::move(each.session)});
        if (!put) return put.error();
    }
    return Done{};
}

}  // namespace myochart::store
