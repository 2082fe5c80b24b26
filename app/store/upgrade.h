#pragma once
#include "store/backend.h"
#include "store/key_ring.h"

namespace myochart::store {

/// Writes every payload of an older format anew, sealed and with its entry in the trail ("upgrade.session of UUID"), and
/// the summaries. Only what the trail vouches for is rewritten: a row that is damaged stays as it is, for the reading to
/// name. Inside the transaction that changes the schema. Throws Fault.
void reseal(Backend& backend, const std::shared_ptr<const KeyRing>& keys, const std::string& databaseUuid);

}  // namespace myochart::store
