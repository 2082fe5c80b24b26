#include "store/audit_chain.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <sodium.h>

#include "core/words.h"

namespace myochart::store {

namespace {

static_assert(sizeof(crypto_generichash_state) <= 384);

constexpr Hash kNothing{};
constexpr std::ptrdiff_t kHalf = sizeof(Hash) / 2;
constexpr std::int64_t kMostReserved = 1'000'000;      // the number of entries is not known to be sound
constexpr UtcMs kLatestMs = 4'133'980'800'000;           // the year 2101
constexpr UtcMs kDayMs = 86'400'000;
constexpr UtcMs kPlausibleStepMs = 8 * kDayMs;  // a week and the hours by which the next visit is later

crypto_generichash_state* stateIn(std::array<unsigned char, 384>& bytes) {
    return reinterpret_cast<crypto_generichash_state*>(bytes.data());
}

}  // namespace

Hasher::Hasher(const Secret* key) { crypto_generichash_init(stateIn(state_), key ? key->data() : nullptr, key ? key->size() : 0, sizeof(Hash)); }

Hasher::~Hasher() { wipe(state_); }

Hasher& Hasher::add(std::span<const std::byte> bytes) {
    add(static_cast<std::int64_t>(bytes.size()));
    crypto_generichash_update(stateIn(state_), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return *this;
}

Hasher& Hasher::add(std::string_view text) { return add(std::as_bytes(std::span(text.data(), text.size()))); }

Hasher& Hasher::add(std::int64_t number) {
    std::array<unsigned char, 8> bytes{};
    for (size_t i = 0; i < 8; ++i) bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
    crypto_generichash_update(stateIn(state_), bytes.data(), bytes.size());
    return *this;
}

Hash Hasher::hash() {
    Hash result{};
    crypto_generichash_final(stateIn(state_), reinterpret_cast<unsigned char*>(result.data()), result.size());
    return result;
}

Hash hashOf(const AuditEntry& entry, const Secret* key) {
    Hasher hasher(key);
    hasher.add(entry.seq).add(entry.utc).add(entry.verb).add(entry.object).add(entry.before).add(entry.after).add(entry.previous);
    // Entries from before the trail said who, by what and why have their hash as it was.
    if (entry.author != Author{}) hasher.add(entry.author.actor).add(entry.author.via).add(entry.author.reason);
    return hasher.hash();
}

void addUp(Hash& sum, const Hash& hash, bool add) {
    for (size_t at = 0; at < sum.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t left = 0, right = 0;
        std::memcpy(&left, sum.data() + at, sizeof left);
        std::memcpy(&right, hash.data() + at, sizeof right);
        left = add ? left + right : left - right;
        std::memcpy(sum.data() + at, &left, sizeof left);
    }
}

AuditChain::AuditChain(Backend& backend, std::shared_ptr<const KeyRing> keys, bool begins) : backend_(backend), keys_(std::move(keys)), committed_(backend.trailEnd()) {
    if (keys_ && !begins && committed_.seq != 0) {  // where the keys came on is part of what the end tells: nobody moves it
        const TrailEnd end = committed_;
        const auto last = backend.lastAuditEntry();
        committed_.hash = last ? linkOf(*last) : Hash{};
        endKept_ = isKept(end);
    }
    working_ = committed_;
}

Hash AuditChain::linkOf(const AuditEntry& entry) const { return hashOf(entry, keys_ && entry.seq >= keys_->trailKeyedFrom() ? &keys_->trail() : nullptr); }

TrailEnd AuditChain::kept(const TrailEnd& end) const {
    if (!keys_) return end;
    const auto sealed = [&](std::string_view slots) {
        return Hasher(&keys_->trail()).add(std::string_view("end")).add(end.seq).add(end.hash).add(keys_->trailKeyedFrom()).add(slots).hash();
    };
    TrailEnd kept{end.seq, sealed("")};
    const Hash withSlots = sealed(keys_->slots().value_or("damaged"));
    std::copy_n(withSlots.begin(), kHalf, kept.hash.begin() + kHalf);
    return kept;
}

bool AuditChain::isKept(const TrailEnd& found) const {
    const Hash wanted = kept(committed_).hash;
    const size_t bytes = keys_->slots() ? wanted.size() : size_t{kHalf};
    return std::equal(wanted.begin(), wanted.begin() + static_cast<std::ptrdiff_t>(bytes), found.hash.begin());
}

void AuditChain::begin() {
    working_ = committed_;
    if (known_) known_->rollback();
}

void AuditChain::add(std::string_view verb, const Key& object, const Hash& before, const Hash& after, UtcMs now) {
    const AuditEntry entry{working_.seq + 1, now, std::string(verb), object, before, after, working_.hash, author};
    backend_.append(entry);
    working_ = {entry.seq, linkOf(entry)};
    if (before != kNothing || after != kNothing) known().followForNow(object, {after, kindOf(verb), parentIn(verb), entry.seq});
}

void AuditChain::committed() {
    committed_ = working_;
    if (known_) known_->commit();
}

bool AuditChain::follow(KnownRows& rows, const AuditEntry& entry) {
    if (entry.before == kNothing && entry.after == kNothing) return true;  // about no row
    return rows.follow(entry.object, entry.before, {entry.after, kindOf(entry.verb), parentIn(entry.verb), entry.seq});
}

KnownRows& AuditChain::known() {
    if (known_) return *known_;
    KnownRows rows;
    rows.reserve(static_cast<size_t>(std::clamp<std::int64_t>(committed_.seq, 0, kMostReserved)));
    std::int64_t expected = 0;
    backend_.eachAuditChange([&](const AuditEntry& entry, bool broken) {
        if (entry.seq > committed_.seq) return;
        const bool inOrder = ++expected == entry.seq, follows = !broken && follow(rows, entry);
        if (!(inOrder && follows) && !gapAt_) gapAt_ = expected;  // what comes after it counts all the same
    });
    return known_.emplace(std::move(rows));
}

Outcome AuditChain::checkWhole(const Key& begin) {
    KnownRows rows;
    rows.reserve(static_cast<size_t>(std::clamp<std::int64_t>(committed_.seq, 0, kMostReserved)));
    TrailEnd last;
    Said fault;
    bool began = false;
    backend_.eachAuditEntry(0, [&](const AuditEntry& entry, bool broken) {
        if (!fault.text.empty()) return;
        if (broken || entry.seq != last.seq + 1 || entry.previous != last.hash)
            fault = said("the audit trail is broken at entry {}", last.seq + 1);
        else if (!follow(rows, entry))
            fault = said("audit entry {} does not follow from those before", entry.seq);
        began = began || (entry.seq == 1 && entry.object == begin);
        last = {entry.seq, linkOf(entry)};
    });
    if (fault.text.empty() && !endKept_) fault = said("the end of the audit trail was not written by who has the record's keys");
    if (fault.text.empty() && (last.seq != committed_.seq || last.hash != committed_.hash))
        fault = said("the audit trail ends at entry {} but should end at {}", last.seq, committed_.seq);
    if (fault.text.empty() && !began) fault = said("its identity is not the one that the audit trail began with");
    if (!fault.text.empty()) return refused(fault);
    known_ = std::move(rows);
    return Done{};
}

std::map<std::int64_t, UtcMs> AuditChain::agesMs(const std::set<std::int64_t>& entries, UtcMs now) {
    std::map<std::int64_t, UtcMs> ages;
    if (entries.empty()) return ages;
    UtcMs sum = 0, last = 0;
    const auto stepTo = [&](UtcMs moment) {
        const UtcMs utc = std::clamp<UtcMs>(moment, 0, kLatestMs);
        const UtcMs step = utc - last, farthest = std::abs(step) <= kPlausibleStepMs ? kPlausibleStepMs : kDayMs;
        sum += std::clamp(step, -farthest, farthest);
        last = utc;
    };
    backend_.eachAuditEntry(*entries.begin(), [&](const AuditEntry& entry, bool) {
        if (ages.empty()) last = std::clamp<UtcMs>(entry.utc, 0, kLatestMs);
        stepTo(entry.utc);
        if (entries.contains(entry.seq)) ages[entry.seq] = sum;
    });
    stepTo(now);
    for (auto& [entry, age] : ages) age = sum - age;
    return ages;
}

void AuditChain::finish() {
    if (working_.seq != committed_.seq) backend_.setTrailEnd(kept(working_));
}

bool AuditChain::endFits() {
    const auto last = backend_.lastAuditEntry();
    return endKept_ && last && last->seq == committed_.seq && linkOf(*last) == committed_.hash;
}

}  // namespace myochart::store
