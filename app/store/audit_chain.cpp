#include "store/audit_chain.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>
#include <sodium.h>

namespace myochart::store {

namespace {

static_assert(sizeof(crypto_generichash_state) <= 384);

constexpr Hash kNothing{};
constexpr std::int64_t kMostReserved = 1'000'000;      // the number of entries is not known to be sound
constexpr UtcMs kLatestMs = 4'133'980'800'000;           // the year 2101
constexpr UtcMs kDayMs = 86'400'000;
constexpr UtcMs kPlausibleStepMs = 8 * kDayMs;  // a week and the hours by which the next visit is later

crypto_generichash_state* stateIn(std::array<unsigned char, 384>& bytes) {
    return reinterpret_cast<crypto_generichash_state*>(bytes.data());
}

template <size_t n>
bool copyExactly(std::span<const std::byte> from, std::array<std::byte, n>& to) {
    if (from.size() != n) return false;
    std::copy(from.begin(), from.end(), to.begin());
    return true;
}

}  // namespace

Hasher::Hasher() { crypto_generichash_init(stateIn(state_), nullptr, 0, sizeof(Hash)); }

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

Hash hashOf(const AuditEntry& entry) {
    return Hasher().add(entry.seq).add(entry.utc).add(entry.verb).add(entry.object).add(entry.before).add(entry.after)
        .add(entry.previous).hash();
}

AuditChain::AuditChain(Database& database)
    : database_(database), insert_(database, "INSERT INTO audit VALUES(?,?,?,?,?,?,?)"),
      writeHead_(database, "INSERT OR REPLACE INTO audit_head VALUES(1,?,?)") {
    Statement select(database, "SELECT seq, hash FROM audit_head");
    Statement::Use use(select);
    if (!use.row()) return;
    committed_.seq = use.number(0);
    copyExactly(use.bytes(1), committed_.hash);
    working_ = committed_;
}

void AuditChain::begin() {
    working_ = committed_;
    if (known_) known_->rollback();
}

void AuditChain::add(std::string_view verb, const Key& object, const Hash& before, const Hash& after, UtcMs now) {
    const AuditEntry entry{working_.seq + 1, now, std::string(verb), object, before, after, working_.hash};
    Statement::Use use(insert_);
    use.bind(entry.seq).bind(entry.utc).bind(verb).bind(object).bind(before).bind(after).bind(entry.previous).done();
    working_ = {entry.seq, hashOf(entry)};
    if (before != kNothing || after != kNothing) known().followForNow(object, {after, kindOf(verb), parentIn(verb), entry.seq});
}

void AuditChain::committed() {
    committed_ = working_;
    if (known_) known_->commit();
}

KnownRows& AuditChain::known() {
    if (known_) return *known_;
    KnownRows rows;
    rows.reserve(static_cast<size_t>(std::clamp<std::int64_t>(committed_.seq, 0, kMostReserved)));
    Statement select(database_, "SELECT verb, object, before, after, seq FROM audit WHERE seq <= ? ORDER BY seq");
    Statement::Use use(select);
    use.bind(committed_.seq);
    for (std::int64_t seq = 1; use.row(); ++seq) {
        Key object{};
        Hash before{}, after{};
        const bool sound =
            copyExactly(use.bytes(1), object) && copyExactly(use.bytes(2), before) && copyExactly(use.bytes(3), after);
        const auto* was = rows.find(object);
        const bool aboutARow = sound && (before != kNothing || after != kNothing);
        const bool follows = sound && use.number(4) == seq && (!aboutARow || before == (was ? was->hash : kNothing));
        if (!follows && !gapAt_) gapAt_ = seq;
        if (aboutARow) rows.follow(object, {after, kindOf(use.text(0)), parentIn(use.text(0)), seq});
    }
    return known_.emplace(std::move(rows));
}

std::map<std::int64_t, UtcMs> AuditChain::agesMs(const std::set<std::int64_t>& entries, UtcMs now) {
    std::map<std::int64_t, UtcMs> ages;
    if (entries.empty()) return ages;
    Statement select(database_, "SELECT seq, utc FROM audit WHERE seq >= ? ORDER BY seq");
    Statement::Use use(select);
    use.bind(*entries.begin());
    UtcMs sum = 0, last = 0;
    const auto stepTo = [&](UtcMs moment) {
        const UtcMs utc = std::clamp<UtcMs>(moment, 0, kLatestMs);
        const UtcMs step = utc - last, farthest = std::abs(step) <= kPlausibleStepMs ? kPlausibleStepMs : kDayMs;
        sum += std::clamp(step, -farthest, farthest);
        last = utc;
    };
    while (use.row()) {
        if (ages.empty()) last = std::clamp<UtcMs>(use.number(1), 0, kLatestMs);
        stepTo(use.number(1));
        if (entries.contains(use.number(0))) ages[use.number(0)] = sum;
    }
    stepTo(now);
    for (auto& [entry, age] : ages) age = sum - age;
    return ages;
}

void AuditChain::finish() {
    if (working_.seq == committed_.seq) return;
    Statement::Use use(writeHead_);
    use.bind(working_.seq).bind(working_.hash).done();
}

const char* const AuditChain::kWhole = "SELECT seq, utc, verb, object, before, after, previous FROM audit ORDER BY seq";

bool AuditChain::endFits() {
    Reader reader(database_, "SELECT seq, utc, verb, object, before, after, previous FROM audit ORDER BY seq DESC LIMIT 1");
    return reader.read() && reader.entry().seq == committed_.seq && reader.hash() == committed_.hash;
}

AuditChain::Reader::Reader(Database& database, const char* select) : select_(database, select), use_(select_) {}

bool AuditChain::Reader::read() {
    if (broken_ || !use_.row()) return false;
    entry_.seq = use_.number(0);
    entry_.utc = use_.number(1);
    entry_.verb = use_.text(2);
    broken_ = !copyExactly(use_.bytes(3), entry_.object) || !copyExactly(use_.bytes(4), entry_.before) ||
              !copyExactly(use_.bytes(5), entry_.after) || !copyExactly(use_.bytes(6), entry_.previous);
    last_ = hashOf(entry_);
    return !broken_;
}

bool AuditChain::Reader::next() {
    const std::int64_t expected = entry_.seq + 1;
    const Hash before = last_;
    if (!read() && !broken_) return false;
    broken_ = broken_ || entry_.seq != expected || entry_.previous != before;
    entry_.seq = expected;
    return !broken_;
}

Outcome AuditChain::Reader::finished(std::int64_t headSeq, const Hash& headHash) const {
    if (broken_) return refused(fmt::format("the audit trail is broken at entry {}", entry_.seq));
    if (entry_.seq != headSeq || last_ != headHash)
        return refused(fmt::format("the audit trail ends at entry {} but should end at {}", entry_.seq, headSeq));
    return Done{};
}

}  // namespace myochart::store
