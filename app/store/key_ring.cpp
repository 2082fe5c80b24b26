#include "store/key_ring.h"

#include <sodium.h>

#include <charconv>

#include "core/recovery_code.h"
#include "core/words.h"

namespace myochart::store {

namespace {

constexpr std::string_view kPassphrase = "passphrase", kRecovery = "recovery";
constexpr char kContext[] = "myochart";  // eight letters, as crypto_kdf wants
constexpr size_t kKeyBytes = 32;
enum class KeyUse : std::uint64_t { payloads = 1, trail = 2 };  // for ever

constexpr const char *kWrongPassphrase = mark("That is not the passphrase of this record."), *kWrongCode = mark("That is not the recovery code of this record.");

Secret derived(const Secret& dataKey, KeyUse use) {
    Secret key(kKeyBytes);
    crypto_kdf_derive_from_key(key.data(), key.size(), static_cast<std::uint64_t>(use), kContext, dataKey.data());
    return key;
}

std::string nameOf(std::string_view slot, int copy) { return std::string("key.").append(slot).append(".").append(std::to_string(copy)); }

void putSlot(KeyFacts& facts, std::string_view slot, const std::string& text) {
    facts[nameOf(slot, 1)] = text;
    facts[nameOf(slot, 2)] = text;
}

std::string fact(const KeyFacts& facts, std::string_view name) {
    const auto found = facts.find(name);
    return found == facts.end() ? std::string() : found->second;
}

Error damagedKeys(const std::string& place) {
    return refused(said("The record {} is damaged: its keys, both copies, are not as they were written, so no passphrase can open it. Keep a copy of it and restore the last "
                        "good backup, or try the recovery code.", place));
}

/// The data key.
Result<Secret> opened(const KeyFacts& facts, const Unlock& with, const std::string& place) {
    const std::string_view slot = with.passphrase ? kPassphrase : kRecovery;
    const Secret* secret = with.passphrase ? with.passphrase.get() : with.recoveryCode.get();
    if (!secret) return locked(said("The record {} is protected by a passphrase.", place));
    const std::string first = fact(facts, nameOf(slot, 1)), second = fact(facts, nameOf(slot, 2));
    if (first != second && isWholeSlot(first) && isWholeSlot(second))
        return refused(said("The two copies of the keys of the record {} are not the same: somebody changed one of them. Keep a copy of it and restore the last good backup.", place));
    OpenedSlot found = OpenedSlot::open({first, second}, *secret, slot);
    if (found.ok()) return found.take();
    const std::string_view other = with.passphrase ? kRecovery : kPassphrase;
    const bool isOther = first == fact(facts, nameOf(other, 1)) || second == fact(facts, nameOf(other, 2));  // somebody put the one in the other's place
    if (found.fault() == SlotFault::wrong && isOther) return damagedKeys(place);
    if (found.fault() == SlotFault::wrong) return locked(saidOf(with.passphrase ? kWrongPassphrase : kWrongCode));
    if (found.fault() == SlotFault::noMemory) return failed(said("This computer has too little memory free to make the key of the record; close other programs."));
    return damagedKeys(place);
}

std::int64_t numberIn(const std::string& text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// slots() of these facts.
std::optional<std::string> slotsIn(const KeyFacts& facts) {
    std::string text;
    for (const std::string_view slot : {kPassphrase, kRecovery}) {
        const std::string first = fact(facts, nameOf(slot, 1)), second = fact(facts, nameOf(slot, 2));
        if (!isWholeSlot(first) && !isWholeSlot(second)) return std::nullopt;
        text += (isWholeSlot(first) ? first : second) + '\n';
    }
    return text;
}

}  // namespace

bool isWrongKey(const Error& error) { return error.kind == ErrorKind::locked && (error.inEnglish() == kWrongPassphrase || error.inEnglish() == kWrongCode); }

KeyRing::KeyRing(Secret payloads, Secret trail, KeyFacts facts)
    : payloads_(std::move(payloads)), trail_(std::move(trail)), facts_(std::move(facts)), keyedFrom_(numberIn(fact(facts_, kTrailKeyedFrom))), slots_(slotsIn(facts_)) {}

std::shared_ptr<const KeyRing> KeyRing::of(const Secret& dataKey, KeyFacts facts) {
    return std::shared_ptr<const KeyRing>(new KeyRing(derived(dataKey, KeyUse::payloads), derived(dataKey, KeyUse::trail), std::move(facts)));
}

std::shared_ptr<const KeyRing> KeyRing::make(const Secret& passphrase, const KeyCost& cost, std::int64_t keyedFrom, Secret& recoveryCode) {
    const Secret dataKey = Secret::random(kKeyBytes);
    recoveryCode = makeRecoveryCode();
    KeyFacts facts;
    putSlot(facts, kPassphrase, sealedKey(dataKey, passphrase, cost, kPassphrase));
    putSlot(facts, kRecovery, sealedKey(dataKey, recoveryCode, kCodeCost, kRecovery));
    facts[std::string(kTrailKeyedFrom)] = std::to_string(keyedFrom);
    facts[std::string(kPagesWrittenAnew)] = "yes";
    return of(dataKey, std::move(facts));
}

Result<std::shared_ptr<const KeyRing>> KeyRing::open(KeyFacts facts, const Unlock& with, const std::string& place) {
    const auto dataKey = opened(facts, with, place);
    if (!dataKey) return dataKey.error();
    return of(*dataKey, std::move(facts));
}

Result<KeyFacts> KeyRing::withPassphrase(const KeyFacts& facts, const Unlock& with, const Secret& passphrase, const KeyCost& cost, const std::string& place) {
    const auto dataKey = opened(facts, with, place);
    if (!dataKey) return dataKey.error();
    KeyFacts changed = facts;
    putSlot(changed, kPassphrase, sealedKey(*dataKey, passphrase, cost, kPassphrase));
    return changed;
}

Result<KeyFacts> KeyRing::withRecoveryCode(const KeyFacts& facts, const Unlock& with, Secret& recoveryCode, const std::string& place) {
    const auto dataKey = opened(facts, with, place);
    if (!dataKey) return dataKey.error();
    recoveryCode = makeRecoveryCode();
    KeyFacts changed = facts;
    putSlot(changed, kRecovery, sealedKey(*dataKey, recoveryCode, kCodeCost, kRecovery));
    return changed;
}

std::shared_ptr<const KeyRing> KeyRing::from(std::int64_t keyedFrom) const {
    KeyFacts facts = facts_;
    facts[std::string(kTrailKeyedFrom)] = std::to_string(keyedFrom);
    return withFacts(std::move(facts));
}

std::shared_ptr<const KeyRing> KeyRing::withFacts(KeyFacts facts) const {
    return std::shared_ptr<const KeyRing>(new KeyRing(Secret::of(payloads_.text()), Secret::of(trail_.text()), std::move(facts)));
}

}  // namespace myochart::store
