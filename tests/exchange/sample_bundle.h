#pragma once
#include "exchange/json_exchange.h"
#include "record/samples.h"

namespace myochart::test {

/// Patients with up to three sessions of up to seven markers each.
inline exchange::Bundle sampleBundle(std::mt19937& random, int patients) {
    exchange::Bundle bundle;
    for (int p = 0; p < patients; ++p) {
        bundle.patients.push_back(samplePatient(random));
        for (auto s = random() % 4; s > 0; --s)
            bundle.sessions.push_back(sampleSession(random, bundle.patients.back().id, static_cast<int>(random() % 8)));
    }
    return bundle;
}

}  // namespace myochart::test
