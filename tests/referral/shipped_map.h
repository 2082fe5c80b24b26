#pragma once
#include "referral/referral_map.h"
#include "support/builtin_body.h"
#include "support/sample_body.h"

namespace myochart::referral {

/// Everything on the built-in body, laid out once a run.
inline const ReferralMap& builtinMap() {
    static const auto map = ReferralMap::on(test::builtinBody(), test::catalogue());
    return *map;
}
inline const ReferralMap& namedMap() {
    static const ReferralMap map = ReferralMap::byNames(test::catalogue());
    return map;
}

}  // namespace myochart::referral
