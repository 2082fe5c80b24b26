#pragma once
#include <string>
#include <vector>

#include "exchange/json_exchange.h"
#include "store/record.h"

namespace myochart::workspace {

/// Somebody of a file, new under that id, who may be somebody who is here already or stands in the file before.
struct PerhapsTheSame {
    record::PatientId id, here;
    std::string sentence;  ///< for people: it names them
};
std::vector<PerhapsTheSame> perhapsTheSame(const std::vector<store::PatientSummary>& here, const exchange::Bundle& bundle);

/// A site of a file that tells two sides.
struct Contradiction {
    record::MarkerId id;
    record::SessionId session;
    std::vector<std::string> contradicts;  ///< "muscle", "side", "sentence", "label"
    std::string sentence;                  ///< for people
};
std::vector<Contradiction> contradictory(const exchange::Bundle& bundle);
/// Whether one of its sites does.
bool tellsTwoSides(const record::Session& session);

}  // namespace myochart::workspace
